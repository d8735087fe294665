"""Build: an edition becomes a volume; the rooms in their order."""

from typeset.pipeline.options import BuildOptions, Progress
from typeset.pipeline.order import build
from typeset.pipeline.report import Hyphen, Report

__all__ = ["BuildOptions", "Hyphen", "Progress", "Report", "build"]
