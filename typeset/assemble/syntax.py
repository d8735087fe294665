"""PDF syntax: how values are written."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE
from collections.abc import Iterable
from datetime import datetime

_NOT_IN_NAMES = re.compile(rb"[^!\"$&'*-.0-;=?-Z\\^-z|~]")
_NOT_IN_STRINGS = re.compile(rb"[\\()\r\n]")
_HEXADECIMAL = re.compile(rb"<((?:[0-9a-f]{2})+)>")


def number(value: float) -> bytes:
    """A number with three decimals at most: a third of a micrometre."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return b"0" if text == "-0" else text.encode()


def numbers(values: Iterable[float]) -> bytes:
    """An array of numbers."""
    return b"[" + b" ".join(map(number, values)) + b"]"


def name(text: str) -> bytes:
    """A name, with its solidus."""
    escaped = _NOT_IN_NAMES.sub(lambda match: b"#%02X" % match[0][0], text.encode())
    return b"/" + escaped


def text(value: str) -> bytes:
    """A text string: for people."""
    return string(text_bytes(value))


def text_bytes(value: str) -> bytes:
    """The bytes of a text string: ASCII where that is enough, else UTF-16."""
    return value.encode() if value.isascii() else BOM_UTF16_BE + value.encode("utf-16-be")


def string(value: bytes) -> bytes:
    """A string of bytes."""
    if value.startswith(BOM_UTF16_BE):
        return b"<%b>" % value.hex().encode()
    return b"(%b)" % _NOT_IN_STRINGS.sub(lambda match: b"\\%03o" % match[0][0], value)


def in_short(operators: bytes) -> bytes:
    """Operators with their strings as bytes in place of digits: a twentieth less, compressed."""
    parts = _HEXADECIMAL.split(operators)
    parts[1::2] = map(_STRINGS.__getitem__, parts[1::2])
    return b"".join(parts)


class _Strings(dict[bytes, bytes]):
    """Strings by their hexadecimal digits: most are parts of words, which come again and again."""

    def __missing__(self, digits: bytes) -> bytes:
        value = bytes.fromhex(digits.decode())
        for char, escaped in ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r")):
            if char in value:
                value = value.replace(char, escaped)
        if len(self) >= MOST_STRINGS:
            self.clear()
        self[digits] = found = b"(%b)" % value
        return found


MOST_STRINGS = 50_000
_STRINGS = _Strings()


def date(value: datetime) -> bytes:
    """A date, as PDF writes it."""
    zone = f"{value:%z}"
    return f"(D:{value:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}')".encode()


def reference(number: int) -> bytes:
    """A reference to an object."""
    return b"%d 0 R" % number


def references(numbers: Iterable[int]) -> bytes:
    """An array of references."""
    return b"[" + b" ".join(map(reference, numbers)) + b"]"
