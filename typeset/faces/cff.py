"""Glyphs of a CFF font program, reached by numbers of our own.

A CFF table that names its glyphs spends a quarter of a small subset on their names.  Keyed by
character identifiers (CIDs) instead, it holds no names, and no empty places for the glyphs left
out: the identifier of a glyph is its number in the whole font.  See Adobe's Technical Note 5176.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from struct import error as struct_error
from struct import pack, unpack_from

CHARSET, CHARSTRINGS, PRIVATE, SUBRS = 15, 17, 18, 19
FONT_BBOX, FONT_MATRIX = 5, 0x0C07
ROS, CID_COUNT, FD_ARRAY, FD_SELECT = 0x0C1E, 0x0C22, 0x0C24, 0x0C25
"""Operators of a font's dictionaries; those of two bytes begin with 12."""

FIRST_OWN_STRING = 391
"""Strings before it are standard ones."""


def key_by_cid(program: bytes, cids: Sequence[int], name: str) -> bytes:
    """The font program called ``name``, with glyphs reached by ``cids``: one each, the first 0.

    Raises:
        ValueError: the program is broken, or has subroutines, which would be lost.
    """
    try:
        top, subroutines = _read_head(program)
        (size, start), (outlines_at,) = _integers(top[PRIVATE]), _integers(top[CHARSTRINGS])
        outlines, outlines_end = _read_index(program, outlines_at)
        private = program[start : start + size]
        subroutines |= SUBRS in _read_dict(private)
    except (IndexError, KeyError, ValueError, struct_error) as error:
        raise ValueError("the CFF table is broken") from error
    if subroutines:
        raise ValueError("the CFF table has subroutines")
    if len(outlines) != len(cids) or cids[0] != 0:
        raise ValueError(f"{len(outlines)} glyphs cannot take {len(cids)} identifiers")
    kept = b"".join(_entry(key, top[key]) for key in (FONT_MATRIX, FONT_BBOX) if key in top)
    return _write(name.encode("ascii"), kept, cids, program[outlines_at:outlines_end], private)


def is_keyed_by_cid(program: bytes) -> bool:
    """Has the font program no glyph names, but character identifiers of its own?"""
    return ROS in _read_head(program)[0]


def _read_head(program: bytes) -> tuple[dict[int, bytes], bool]:
    """The top dictionary; and are there subroutines?"""
    _, at = _read_index(program, program[2])
    tops, at = _read_index(program, at)
    _, at = _read_index(program, at)
    return _read_dict(tops[0]), bool(_read_index(program, at)[0])


def _write(name: bytes, kept: bytes, cids: Sequence[int], outlines: bytes, private: bytes) -> bytes:
    """Lay the parts out; integers take five bytes each, so that no length depends on a place."""
    charset = b"\0" + pack(f">{len(cids) - 1}H", *cids[1:])
    select = pack(">BHHBH", 3, 1, 0, 0, len(cids))

    def top(at: int) -> bytes:
        select_at = at + len(charset)
        outlines_at = select_at + len(select)
        fonts_at = outlines_at + len(outlines)
        return _index(
            _entry(ROS, _operands(FIRST_OWN_STRING, FIRST_OWN_STRING + 1, 0))
            + kept
            + _entry(CID_COUNT, _operands(max(cids) + 1))
            + _entry(CHARSET, _operands(at))
            + _entry(FD_SELECT, _operands(select_at))
            + _entry(CHARSTRINGS, _operands(outlines_at))
            + _entry(FD_ARRAY, _operands(fonts_at))
        )

    def fonts(at: int) -> bytes:
        return _index(_entry(PRIVATE, _operands(len(private), at)))

    before = b"\1\0\4\4" + _index(name)
    after = _index(b"Adobe", b"Identity") + _index()
    at = len(before) + len(top(0)) + len(after)
    private_at = at + len(charset) + len(select) + len(outlines) + len(fonts(0))
    parts = (before, top(at), after, charset, select, outlines, fonts(private_at), private)
    return b"".join(parts)


def _read_index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The entries of the index at this place, and where it ends."""
    count = int(unpack_from(">H", data, at)[0])
    if not count:
        return [], at + 2
    size = data[at + 2]
    base = at + 2 + (count + 1) * size
    marks = range(at + 3, base + 1, size)
    ends = [base + int.from_bytes(data[mark : mark + size], "big") for mark in marks]
    return [data[a:b] for a, b in pairwise(ends)], ends[-1]


def _read_dict(data: bytes) -> dict[int, bytes]:
    """Operands, as they are written, by operator."""
    entries: dict[int, bytes] = {}
    start = at = 0
    while at < len(data):
        byte = data[at]
        if byte <= 21:
            key = 0x0C00 | data[at + 1] if byte == 12 else byte
            entries[key] = data[start:at]
            start = at = at + (2 if byte == 12 else 1)
        elif byte == 30:  # a decimal number: nibbles up to one that is 15
            at += 1
            while data[at] & 15 != 15 and data[at] >> 4 != 15:
                at += 1
            at += 1
        else:
            at += {28: 3, 29: 5}.get(byte, 1 if byte < 247 else 2)
    return entries


def _integers(operands: bytes) -> list[int]:
    numbers: list[int] = []
    at = 0
    while at < len(operands):
        byte = operands[at]
        if byte in (28, 29):
            size = 2 if byte == 28 else 4
            numbers.append(int.from_bytes(operands[at + 1 : at + 1 + size], "big", signed=True))
            at += 1 + size
        elif byte < 247:
            numbers.append(byte - 139)
            at += 1
        else:
            high, low = byte - 247, operands[at + 1]
            numbers.append(high * 256 + low + 108 if high < 4 else (4 - high) * 256 - low - 108)
            at += 2
    return numbers


def _index(*entries: bytes) -> bytes:
    if not entries:
        return b"\0\0"
    ends = [1]
    for entry in entries:
        ends.append(ends[-1] + len(entry))
    return pack(f">HB{len(ends)}I", len(entries), 4, *ends) + b"".join(entries)


def _entry(operator: int, operands: bytes) -> bytes:
    return operands + (operator.to_bytes(2, "big") if operator > 255 else bytes([operator]))


def _operands(*numbers: int) -> bytes:
    return b"".join(pack(">Bi", 29, number) for number in numbers)
