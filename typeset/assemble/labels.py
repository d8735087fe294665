"""Page labels: readers show the folios that are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from typeset.assemble.syntax import text

ROMAN = re.compile(r"(m*)(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
NUMBER = re.compile(r"[1-9][0-9]*\Z", re.ASCII)
VALUES = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}

Label = tuple[bytes, str, int]
"""Style (empty for none), prefix and number."""


def page_labels(folios: Iterable[tuple[str, str]]) -> bytes:
    """The number tree of labels for pages given by section and folio."""
    entries: list[bytes] = []
    expected: Label | None = None
    for index, (section, folio) in enumerate(folios):
        style, prefix, number = label = _label(section, folio)
        if label != expected:
            entries.append(b"%d<<%b>>" % (index, _entry(*label)))
        expected = (style, prefix, number + 1) if style else None
    return b"<</Nums[%b]>>" % b"".join(entries)


def _label(section: str, folio: str) -> Label:
    if section == "front" and folio and ROMAN.fullmatch(folio):
        return b"/r", "", _value(folio)
    digits = NUMBER.search(folio)
    if digits:
        return b"/D", folio[: digits.start()], int(digits[0])
    return b"", folio, 0


def _entry(style: bytes, prefix: str, number: int) -> bytes:
    entry = b"/S" + style if style else b""
    if number > 1:
        entry += b"/St %d" % number
    return entry + (b"/P" + text(prefix) if prefix else b"")


def _value(roman: str) -> int:
    values = [VALUES[sign] for sign in roman]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
