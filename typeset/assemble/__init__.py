"""Assembling: pages become a PDF file.  The only room that writes volumes.

:func:`assemble` takes a :class:`Volume`, the plain data of pages, galleys and faces, and writes it
as it goes: the file's streams first, page by page, then the small objects that point to them.
"""

from __future__ import annotations

from typeset.assemble.press import Printed, assemble
from typeset.assemble.volume import Metadata, OutlineEntry, Volume

__all__ = ["Metadata", "OutlineEntry", "Printed", "Volume", "assemble"]
