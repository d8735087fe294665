"""What stands in a font file's tables."""

from __future__ import annotations

from struct import unpack_from

import uharfbuzz as hb

from typeset.faces.cards import Facts
from typeset.faces.substitutions import add_substituted
from typeset.faces.texts import glyph_texts

FIXED_PITCH, SERIF, SYMBOLIC, ITALIC = 1 << 0, 1 << 1, 1 << 2, 1 << 6
"""Flags of a PDF font descriptor."""

NEEDED_TABLES = ("cmap", "head", "hhea", "hmtx", "maxp")


def read_facts(data: bytes, index: int) -> Facts:
    """Read a face's tables; ValueError says why the face cannot be used."""
    face = hb.Face(hb.Blob(data), index)
    _check(face)
    font = hb.Font(face)
    scale = 1000 / face.upem
    names = {glyph: font.get_glyph_name(glyph) or "" for glyph in range(face.glyph_count)}
    code_points = sorted(face.unicodes)
    encoded = {char: font.get_nominal_glyph(char) for char in code_points}
    angle = font.get_style_value(hb.StyleTag.SLANT_ANGLE)
    italic = bool(angle) or font.get_style_value(hb.StyleTag.ITALIC) > 0
    family = _name(face, "TYPOGRAPHIC_FAMILY", "FONT_FAMILY")
    texts = glyph_texts(names, encoded)
    add_substituted(texts, data, index, face.glyph_count)
    return Facts(
        family=family,
        style=_name(face, "TYPOGRAPHIC_SUBFAMILY", "FONT_SUBFAMILY"),
        weight=round(font.get_style_value(hb.StyleTag.WEIGHT)),
        italic=italic,
        postscript_name=_name(face, "POSTSCRIPT_NAME") or family.replace(" ", ""),
        upem=face.upem,
        widths=[
            round(font.get_glyph_h_advance(glyph) * scale, 3) for glyph in range(face.glyph_count)
        ],
        ascent=_metric(font, "HORIZONTAL_ASCENDER", scale),
        descent=_metric(font, "HORIZONTAL_DESCENDER", scale),
        cap_height=_metric(font, "CAP_HEIGHT", scale),
        x_height=_metric(font, "X_HEIGHT", scale),
        bbox=[round(v * scale, 3) for v in unpack_from(">4h", _table(face, "head"), 36)],
        italic_angle=round(angle, 3),
        flags=_flags(face, italic),
        is_cff="CFF " in face.table_tags,
        texts={str(glyph): text for glyph, text in sorted(texts.items())},
        runs=_runs(code_points),
    )


def _check(face: hb.Face) -> None:
    tags = set(face.table_tags)
    if not tags:
        raise ValueError("it is not a font, or has fewer faces")
    if "fvar" in tags or "CFF2" in tags:
        raise ValueError("it is a variable font, and those are not supported yet")
    if not tags & {"glyf", "CFF "}:
        raise ValueError("its glyphs have no outlines")
    for tag in (*NEEDED_TABLES, "CFF " if "CFF " in tags else "glyf"):
        if not _table(face, tag):
            raise ValueError(f"it is damaged: its table {tag.strip()!r} is missing or broken off")
    if not 0 < face.glyph_count < 65536:
        raise ValueError("it has no glyphs")


def _table(face: hb.Face, tag: str) -> bytes:
    return bytes(face.reference_table(tag).data)


def _name(face: hb.Face, *idents: str) -> str:
    """The first of these names that the face has."""
    names = (face.get_name(getattr(hb.OTNameIdPredefined, ident)) for ident in idents)
    return next((str(name) for name in names if name), "")


def _metric(font: hb.Font, tag: str, scale: float) -> float:
    value: int = font.get_metric_position_with_fallback(getattr(hb.OTMetricsTag, tag))
    return round(value * scale, 3)


def _flags(face: hb.Face, italic: bool) -> int:
    """All glyphs are reached by number, hence a symbolic font in the sense of PDF."""
    flags = SYMBOLIC | (ITALIC if italic else 0)
    post, os2 = _table(face, "post"), _table(face, "OS/2")
    if len(post) >= 16 and unpack_from(">I", post, 12)[0]:
        flags |= FIXED_PITCH
    if len(os2) >= 34 and (1 <= os2[30] <= 7 or 2 <= os2[33] <= 10):  # family class, PANOSE
        flags |= SERIF
    return flags


def _runs(sorted_numbers: list[int]) -> list[int]:
    runs: list[int] = []
    for number in sorted_numbers:
        if runs and runs[-1] == number:
            runs[-1] += 1
        else:
            runs += (number, number + 1)
    return runs
