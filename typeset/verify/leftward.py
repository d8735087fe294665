"""Pages with letters from right to left: what their pieces of type say, by the places of the signs.

PDFium puts the signs of such a page in an order of its own, but tells truly where each stands.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

from typeset.verify.plain import turned

Sign = tuple[float, str]
"""A sign with its place from the left."""
Reading = tuple[str, bool]
"""A text, and whether only its words are known, not the order of their letters."""


def texts_by_place(words: Any) -> dict[int, Reading]:
    """What the objects of such a page read as, by their addresses; of other pages nothing."""
    count = raw.FPDFText_CountChars(words)
    buffer = (ctypes.c_ushort * (count + 1))()
    length = 2 * max(0, raw.FPDFText_GetText(words, 0, count, buffer) - 1)
    text = ctypes.string_at(buffer, length).decode("utf-16-le", "replace")
    if turned(text) == text:
        return {}
    found: dict[int, list[Sign]] = {}
    for address, sign in _signs(words, count):
        found.setdefault(address, []).append(sign)
    return {address: _read(signs) for address, signs in found.items()}


def address_of(one: Any) -> int:
    """The address of a page's object."""
    return ctypes.addressof(one.contents)


def _signs(words: Any, count: int) -> Iterator[tuple[int, Sign]]:
    """The signs of a page, each with its object; spaces that PDFium adds have none."""
    x, y = ctypes.c_double(), ctypes.c_double()
    for n in range(count):
        if one := raw.FPDFText_GetTextObject(words, n):
            raw.FPDFText_GetCharOrigin(words, n, x, y)
            yield address_of(one), (x.value, chr(raw.FPDFText_GetUnicode(words, n)))


def _read(signs: list[Sign]) -> Reading:
    """One that tells its text besides its glyphs has all of it in one place."""
    told = all(x == signs[0][0] for x, _ in signs)
    text = "".join(sign for _, sign in sorted(signs, key=lambda sign: sign[0]))
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return (text, True) if told else (turned(text), False)
