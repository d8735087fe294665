"""What a glyph reads as, by a rule that knows the face alone.

A glyph that the face's character map reaches reads as its character; where several characters
share it, as the one that its name tells, else as the lowest that is not a mere compatibility form.
Other glyphs read as their names tell: ``a.sc`` as ``a``, ``f_f_i`` as ``ffi``, ``one.oldstyle`` as
``1``, the parts being glyphs of the face, or names of the Adobe Glyph List.  Ligatures that have a
code point of their own (``ﬁ``), and the forms of Arabic letters, read as their letters.

What was typed may differ (``¹`` and a superior ``1`` share a glyph): the setting room compares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from unicodedata import category, decomposition, normalize

from fontTools import agl

ENCODED_LIGATURES = (*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18))
ARABIC_FORMS = ("<initial>", "<medial>", "<final>", "<isolated>")
INCREMENT = 0x2206
"""The Glyph List takes ``Delta`` for this sign; in text it is the Greek letter."""


def glyph_texts(names: Mapping[int, str], encoded: Mapping[int, int]) -> dict[int, str]:
    """The texts of glyphs by their ids, from their names and the glyphs of code points."""
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    for char, glyph in encoded.items():
        if glyph and category(chr(char)) != "Cc":
            sharing[glyph].append(char)
    texts = {glyph: _encoded_text(chars, names[glyph]) for glyph, chars in sharing.items()}
    by_name = {names[glyph]: text for glyph, text in texts.items() if names[glyph]}
    for glyph, name in names.items():
        if glyph not in texts and (text := _named_text(name, by_name)):
            texts[glyph] = text
    return dict(sorted(texts.items()))


def _encoded_text(chars: Sequence[int], name: str) -> str:
    told = _named_text(name, {})
    if len(told) == 1 and ord(told) in chars and not _compatibility(ord(told)):
        return told
    char = min(chars, key=lambda char: (_compatibility(char), char))
    if told and category(chr(char)) == "Co":  # a private code point tells nobody what it is
        return told
    if char in ENCODED_LIGATURES:
        return "".join(chr(int(part, 16)) for part in decomposition(chr(char)).split()[1:])
    if decomposition(chr(char)).startswith(ARABIC_FORMS):
        return normalize("NFKC", chr(char))
    return chr(char)


def _compatibility(char: int) -> bool:
    """Is the character a form of others, or the same as another (the Ohm sign and Omega)?"""
    parts = decomposition(chr(char)).split()
    return char == INCREMENT or len(parts) == 1 or (len(parts) > 1 and parts[0].startswith("<"))


def _named_text(name: str, by_name: Mapping[str, str]) -> str:
    """The text that a name tells, empty if any part of it tells nothing."""
    parts = name.partition(".")[0].split("_")
    texts = [by_name.get(part) or agl.toUnicode(part) for part in parts]
    return "".join(texts) if all(texts) else ""
