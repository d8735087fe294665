"""Build: an edition becomes a volume; the rooms in their order."""

from typeset.build.options import BuildOptions, Progress
from typeset.build.pipeline import build
from typeset.build.report import Report

__all__ = ["BuildOptions", "Progress", "Report", "build"]
