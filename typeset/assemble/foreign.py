"""Pages of other PDFs, printed as pages of the volume.

A page becomes a form, with all that it shows; its links and tags stay behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pikepdf

from typeset.assemble.file import PdfFile
from typeset.assemble.sheet import Box
from typeset.assemble.syntax import name, reference

LEFT_OUT = frozenset(("/Length", "/Parent", "/StructParents", "/StructParent", "/OC", "/PieceInfo",
                      "/Metadata", "/Thumb", "/B", "/Annots"))  # fmt: skip
"""Entries that lead out of what is shown."""


class Inserts:
    """The pages of other files, by the units that stand for them."""

    def __init__(self, file: PdfFile, paths: Mapping[int, Path], place: Box) -> None:
        """``place`` is where pages stand on their sheets."""
        self._file = file
        self._paths = paths
        self._place = place
        self._open: tuple[int, pikepdf.Pdf] | None = None
        self._next: dict[int, int] = {}
        self._numbers: dict[tuple[int, int], int] = {}

    def draw(self, unit: int) -> tuple[str, int, bytes]:
        """The next page of a unit: its name, its form's number, and operators that show it."""
        if self._open is None or self._open[0] != unit:
            self._open = unit, pikepdf.open(self._paths[unit])
            self._numbers = {}
        nth = self._next.get(unit, 0)
        self._next[unit] = nth + 1
        pdf = self._open[1]
        page = pdf.pages[nth]
        form = pdf.make_indirect(page.as_form_xobject())
        called = f"insert.{unit}.{nth}"
        x0, y0, x1, y1 = self._place
        spot = pikepdf.Rectangle(x0, y0, x1, y1)
        sheet = pikepdf.Page(pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, x1, y1]))
        shown = sheet.calc_form_xobject_placement(
            form, pikepdf.Name(f"/{called}"), spot, allow_expand=False
        )
        return called, self._copied(form), b"/Artifact BMC\n%b\nEMC\n" % shown.strip()

    def _copied(self, thing: pikepdf.Object) -> int:
        """The number of an object in the volume, to which it is copied once."""
        known = self._numbers.get(thing.objgen)
        if known is not None:
            return known
        made = self._numbers[thing.objgen] = self._file.reserve()
        if isinstance(thing, pikepdf.Stream):
            entries = self._entries(thing)
            self._file.add_stream(entries, thing.read_raw_bytes(), made, compress=False)
        else:
            self._file.add(self._written(thing, inside=True), made)
        return made

    def _entries(self, thing: pikepdf.Object) -> bytes:
        kept = [key for key in sorted(thing.keys()) if key not in LEFT_OUT]
        return b"".join(name(key[1:]) + b" " + self._written(thing[key]) for key in kept)

    def _written(self, value: object, *, inside: bool = False) -> bytes:
        """A value as it is written; ``inside`` of its own object."""
        if value is None or isinstance(value, bool):
            return {None: b"null", True: b"true", False: b"false"}[value]
        if isinstance(value, int):
            return b"%d" % value
        if isinstance(value, Decimal):
            return f"{value:f}".encode()
        assert isinstance(value, pikepdf.Object)
        if value.is_indirect and not inside:
            return reference(self._copied(value))
        if isinstance(value, pikepdf.Dictionary):
            return b"<<%b>>" % self._entries(value)
        if isinstance(value, pikepdf.Array):
            return b"[%b]" % b" ".join(self._written(value[n]) for n in range(len(value)))
        return bytes(value.unparse(resolved=True))
