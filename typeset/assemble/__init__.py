"""Assembling: pages become a PDF file.  The only room that writes volumes.

:func:`cast` makes a unit's stereo: its pages as they are printed, wherever they stand.
:func:`assemble` takes a :class:`Volume`, the plain data of pages, stereos and faces, and writes it
as it goes: the file's streams first, page by page, then the small objects that point to them.
"""

from __future__ import annotations

from typeset.assemble.casting import cast
from typeset.assemble.press import Printed, assemble
from typeset.assemble.volume import Metadata, OutlineEntry, Volume

__all__ = ["Metadata", "OutlineEntry", "Printed", "Volume", "assemble", "cast"]
