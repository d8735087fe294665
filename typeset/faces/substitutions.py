"""What glyphs read as that neither a character nor a name tells: what they are put in place of.

A font's substitutions (OpenType, table GSUB) lead from letters to their forms: single and
alternate ones keep the text, a ligature has the texts of its parts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from fontTools.ttLib import TTFont, TTLibError

SINGLE, ALTERNATE, LIGATURE, EXTENSION = 1, 3, 4, 7


def add_substituted(texts: dict[int, str], data: bytes, index: int, count: int) -> None:
    """Add the texts of glyphs that a face's substitutions make from others.

    ``count`` is the number of the face's glyphs.  A table that cannot be read adds nothing.
    """
    try:
        font = TTFont(io.BytesIO(data), fontNumber=index, lazy=True)
        steps = list(_steps(font)) if "GSUB" in font else []
        numbers = font.getReverseGlyphMap()
    except (TTLibError, AssertionError, KeyError, IndexError, ValueError):
        return
    before = -1
    while before < len(texts) < count:
        before = len(texts)
        for parts, made in steps:
            known = [texts.get(numbers[part], "") for part in parts]
            if all(known):
                texts.setdefault(numbers[made], "".join(known))


def _steps(font: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each substitution that tells a text: the names of glyphs, and what takes their place."""
    lookups = font["GSUB"].table.LookupList
    for lookup in lookups.Lookup if lookups else ():
        for table in lookup.SubTable:
            kind = lookup.LookupType
            if kind == EXTENSION:
                kind, table = table.ExtensionLookupType, table.ExtSubTable
            if kind == SINGLE:
                yield from (((glyph,), made) for glyph, made in table.mapping.items())
            elif kind == ALTERNATE:
                for glyph, forms in table.alternates.items():
                    yield from (((glyph,), made) for made in forms)
            elif kind == LIGATURE:
                for glyph, ligatures in table.ligatures.items():
                    yield from (((glyph, *one.Component), one.LigGlyph) for one in ligatures)
