"""Layouts: how a volume looks, as a folder of plain files.

A layout is a folder with ``layout.yaml`` (settings, page geometry, words, furniture),
``column.css`` and ``templates/``.  It is found along an ordered list of folders, may extend
another layout, and is checked as a whole before the first letter is set.
"""

from typeset.layout.folders import names, search
from typeset.layout.layout import Layout, layout_for, load
from typeset.layout.series import NotesStyle, Series
from typeset.layout.spec import FurniturePiece, SettingSpec, Zone

__all__ = [
    "FurniturePiece",
    "Layout",
    "NotesStyle",
    "Series",
    "SettingSpec",
    "Zone",
    "layout_for",
    "load",
    "names",
    "search",
]
