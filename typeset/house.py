"""What comes with typeset besides its code: layouts, fonts and profiles."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def house(name: str) -> Path:
    """The folder ``layouts``, ``fonts`` or ``profiles`` that comes with typeset.

    An installed wheel carries it inside the package; a checkout has it beside the package.
    """
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
