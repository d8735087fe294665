"""Small font files, made for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

SQUARE = ((100, 0), (100, 500), (500, 500), (500, 0))


def make_font(
    path: Path,
    characters: Mapping[int, str],
    *,
    others: Sequence[str] = (),
    family: str = "Small",
    truetype: bool = True,
    variable: bool = False,
    upem: int = 1000,
) -> Path:
    """A font of squares: glyph names by character, and the names of more glyphs."""
    names = [".notdef", *dict.fromkeys(characters.values()), *others]
    widths = {name: 600 + number for number, name in enumerate(names)}
    builder = FontBuilder(upem, isTTF=truetype)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(characters)
    if truetype:
        builder.setupGlyf({name: _draw(TTGlyphPen(None)).glyph() for name in names})
    else:
        outlines = {n: _draw(T2CharStringPen(widths[n], None)).getCharString() for n in names}
        builder.setupCFF(family, {"FullName": family}, outlines, {})
    builder.setupHorizontalMetrics({name: (widths[name], 100) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, sCapHeight=700, sxHeight=500)
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    builder.save(path)
    return path


def make_collection(path: Path, members: Sequence[Path]) -> Path:
    """A collection of these font files."""
    collection = TTCollection()
    collection.fonts = [TTFont(member) for member in members]
    collection.save(path)
    return path


def _draw(pen: Any) -> Any:
    pen.moveTo(SQUARE[0])
    for corner in SQUARE[1:]:
        pen.lineTo(corner)
    pen.closePath()
    return pen
