"""Galleys set by hand: words shaped to operators, without a setting room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from typeset.assemble import Metadata, Volume, cast
from typeset.faces import Face, load_face
from typeset.galley import Column, Galley, Item, Note
from typeset.page import Geometry, Page, Side, Slice
from typeset.stereo import Stereo

FONTS = Path(__file__).parents[2] / "fonts"
SERIF = FONTS / "libertinus" / "LibertinusSerif-Regular.otf"
ITALIC = FONTS / "libertinus" / "LibertinusSerif-Italic.otf"
LEADING = 13.0

GEOMETRY = Geometry(
    width=442.2, height=663.3, top=60, inner=50, outer=70, measure=322.2, depth=520,
    leading=LEADING, note_gap=13, note_rule=6, note_rule_length=60,
)  # fmt: skip

METADATA = Metadata(
    title="Letters & Proofs – a specimen",
    language="en",
    creator="typeset 0.1.0",
    date=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC),
    author="A press, and its editor",
    subject="About (typesetting)",
    keywords=("letters", "type"),
)


@dataclass
class Compositor:
    """Sets words in a face, and remembers the glyphs."""

    path: Path = SERIF
    size: float = 14
    """CSS pixels."""
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.face: Face = load_face(self.path)
        self._font = hb.Font(hb.Face(hb.Blob.from_file_path(self.path)))

    @property
    def glyphs(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """As in a galley's faces."""
        return ((self.face.key, tuple(sorted(self.used))),)

    def ops(self, text: str, x: float = 0) -> bytes:
        """The operators that print a line, ``x`` pixels from its left."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {"onum": True})
        ids = [info.codepoint for info in buffer.glyph_infos]
        self.used.update(ids)
        shown = "".join(f"{glyph:04x}" for glyph in ids)
        baseline = self.size
        return (
            f"BT /{self.face.key} {self.size} Tf 1 0 0 -1 {x} {baseline} Tm[<{shown}>]TJ ET"
        ).encode()

    def item(self, text: str, number: int, **facts: Any) -> Item:
        """A line of type, the one of this number in its column."""
        return Item(
            top=number * LEADING, height=LEADING, ops=self.ops(text), text=text, line=number + 1,
            **facts,
        )  # fmt: skip

    def column(self, *lines: str | Item) -> Column:
        """A column of lines."""
        return Column(
            tuple(
                line if isinstance(line, Item) else self.item(line, number)
                for number, line in enumerate(lines)
            )
        )


def galley(unit: str, column: Column, *setters: Compositor, **parts: Any) -> Galley:
    """A galley with the faces that these compositors used."""
    faces = tuple(entry for setter in setters for entry in setter.glyphs)
    return Galley(unit, column, faces=faces, **parts)


def note(ident: str, column: Column) -> Note:
    return Note(ident, "editor", column)


def page(number: int, *slices: Slice, folio: str = "", **parts: Any) -> Page:
    """A page of the body, recto if its number is odd."""
    side: Side = "recto" if number % 2 else "verso"
    section = parts.pop("section", "body")
    return Page(number, side, folio or str(number), section, body=slices, **parts)


def volume(*pages: Page, galleys: list[Galley], setters: list[Compositor], **parts: Any) -> Volume:
    """A volume of these pages."""
    parts.setdefault("metadata", METADATA)
    parts.setdefault("geometry", GEOMETRY)
    faces = {setter.face.key: setter.face for setter in setters}
    stereos = stereos_of(pages, galleys, parts["geometry"])
    return Volume(pages=pages, stereos=stereos, faces=faces, **parts)


def stereos_of(pages: Sequence[Page], galleys: list[Galley], geometry: Geometry) -> list[Stereo]:
    """The galleys cast as their pages."""
    return [
        cast(galley, [page for page in pages if n in page.units], geometry)
        for n, galley in enumerate(galleys)
    ]
