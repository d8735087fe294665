"""typeset makes print-ready editions of letters.

Structured letters (YAML) go in; pages that a printer, a classroom and an editor can trust come out,
and not one word is lost on the way.

>>> from typeset import build, read_edition
>>> edition = read_edition("letters/lenin-44")          # doctest: +SKIP
>>> report = build(edition, "build/lenin-44.pdf")       # doctest: +SKIP

What ``__all__`` names is the public interface.  It changes only with a note in docs/CHANGELOG.md.
The names are loaded when they are first used, so that importing ``typeset`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeset.errors import (
        InputError,
        LossError,
        Problem,
        SettingError,
        TypesetError,
        UsageError,
    )
    from typeset.layout import Layout, layout_for
    from typeset.model import Edition, Letter
    from typeset.pipeline import BuildOptions, Hyphen, Progress, Report, build
    from typeset.read import read_edition

_HOMES = {
    "BuildOptions": "typeset.pipeline",
    "Edition": "typeset.model",
    "Hyphen": "typeset.pipeline",
    "InputError": "typeset.errors",
    "Layout": "typeset.layout",
    "Letter": "typeset.model",
    "LossError": "typeset.errors",
    "Problem": "typeset.errors",
    "Progress": "typeset.pipeline",
    "Report": "typeset.pipeline",
    "SettingError": "typeset.errors",
    "TypesetError": "typeset.errors",
    "UsageError": "typeset.errors",
    "build": "typeset.pipeline",
    "layout_for": "typeset.layout",
    "read_edition": "typeset.read",
}

__all__ = [
    "BuildOptions",
    "Edition",
    "Hyphen",
    "InputError",
    "Layout",
    "Letter",
    "LossError",
    "Problem",
    "Progress",
    "Report",
    "SettingError",
    "TypesetError",
    "UsageError",
    "build",
    "layout_for",
    "read_edition",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'typeset' has no attribute {name!r}")
