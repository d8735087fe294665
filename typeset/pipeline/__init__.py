"""Build: an edition becomes a volume; the rooms in their order."""

from typeset.pipeline.hyphens import Hyphen
from typeset.pipeline.options import BuildOptions, Progress
from typeset.pipeline.report import Report
from typeset.pipeline.run import build

__all__ = ["BuildOptions", "Hyphen", "Progress", "Report", "build"]
