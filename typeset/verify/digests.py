"""A digest of each page of a finished PDF: of all that it shows, wherever that stands in the file.

Equal digests mean equal pages, so that what was read of one need not be read of the other.  Only
files as the assembling room writes them are understood; of others nothing is told.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate

from typeset.verify.glyphs import glyphs_of

_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_CONTENTS = re.compile(rb"/Contents ?(\[[^\]]*\]|\d+ 0 R)")
_RESOURCES = re.compile(rb"/Resources (\d+) 0 R")
_FONTS = re.compile(rb"/Font (\d+) 0 R")
_NAMED = re.compile(rb"/([^\s/<>]+) (\d+) 0 R")
_ELSEWHERE = re.compile(rb"/(?:Parent|StructParents) \d+(?: 0 R)?|/Annots\s*\[[^\]]*\]")
"""What a page says of others and not of what it shows."""


_FURNITURE = re.compile(
    rb"/Artifact<</Type/Pagination>>BDC\nBT\n"
    rb"((?:[\d. -]+ Tm\n|/\S+ [\d.]+ Tf\n|\[(?:\((?:[^()\\]|\\.)*\)|[\d.-]+)*\] TJ\n)*)"
    rb"ET\nEMC\n",
    re.DOTALL,
)
"""Type, and nothing else, that is a running head or a folio."""
_WORDING = re.compile(
    rb"\[(?:\((?:[^()\\]|\\.)*\)|[\d.-]+)*\] TJ\n|(?<= )[\d.-]+(?= [\d.-]+ Tm\n)", re.DOTALL
)
"""What it says, and how far from the left."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Of a page."""

    whole: str
    text: str
    """Without its faces, and with furniture in the same places and type, whatever it says: a line
    that is whole and to be seen stays so if a page gets another folio."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Of a file."""

    pages: list[Digest]
    glyphs: dict[str, str]
    """Those of all faces: a digest by the face's name and the glyph's code."""


def page_digests(data: bytes) -> Digests | None:
    """The digests of each page of a file; None if the file is not understood."""
    try:
        objects = _Objects(data)
        pages = [objects.page(number) for number in objects.pages()]
        return Digests(pages, objects.glyphs())
    except (ValueError, KeyError, IndexError, zlib.error, RecursionError):
        return None


class _Objects:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._bundles: dict[int, list[bytes]] = {}
        self._digests: dict[int, bytes] = {}
        self._fonts: set[int] = set()
        start = int(_found(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-64:]))
        body, stream = self._direct(start)
        if b"/Prev" in body or b"/Index" in body or stream is None:
            raise ValueError("not one table of objects")
        self._widths = [int(width) for width in _found(rb"/W\[([\d ]+)\]", body).split()]
        self._table = zlib.decompress(stream)
        if b"/Predictor 12" in body:
            self._table = _summed(self._table, sum(self._widths))
        self._root = int(_found(rb"/Root (\d+) 0 R", body))

    def pages(self) -> list[int]:
        """The numbers of the page objects in order."""
        root, _ = self._object(self._root)
        ahead, pages = [int(_found(rb"/Pages (\d+) 0 R", root))], []
        while ahead:
            number = ahead.pop()
            body, _ = self._object(number)
            if b"/Type/Pages" in body:
                kids = _REFERENCE.findall(_found(rb"/Kids\s*\[([^\]]*)\]", body))
                ahead += [int(kid) for kid in reversed(kids)]
            else:
                pages.append(number)
        return pages

    def page(self, number: int) -> Digest:
        """The digests of a page object."""
        body, _ = self._object(number)
        whole = self.digest(number).hex()
        contents, resources = _CONTENTS.search(body), _RESOURCES.search(body)
        streams = [
            self._object(int(one)) for one in _REFERENCE.findall(contents[1] if contents else b"")
        ]
        if not streams or not resources or b"/FlateDecode" not in streams[-1][0]:
            return Digest(whole, whole)
        named, _ = self._object(int(resources[1]))
        self._fonts |= {int(font) for font in _FONTS.findall(named)}
        # Furniture stands in the last stream.
        shown = [stream or b"" for _, stream in streams]
        shown[-1] = _FURNITURE.sub(lambda m: _WORDING.sub(b"", m[1]), zlib.decompress(shown[-1]))
        rest = _RESOURCES.sub(b"", _CONTENTS.sub(b"", _ELSEWHERE.sub(b"", body)))
        rest += _FONTS.sub(b"", named)
        inside = _REFERENCE.sub(lambda match: self.digest(int(match[1])), rest)
        told = b"".join(b"%d %b" % (len(part), part) for part in (inside, *shown))
        text = sha256(told).hexdigest()
        return Digest(whole, text)

    def glyphs(self) -> dict[str, str]:
        """The digests of all glyphs of the fonts that pages name."""
        found: dict[str, str] = {}
        faces: dict[int, dict[str, str]] = {}
        for number in self._fonts:
            for name, font in _NAMED.findall(self._object(number)[0]):
                if int(font) not in faces:
                    faces[int(font)] = self._face(int(font))
                face = faces[int(font)]
                found |= {f"{name.decode()} {code}": told for code, told in face.items()}
        return found

    def _face(self, font: int) -> dict[str, str]:
        try:
            return glyphs_of(self._object, font)
        except (ValueError, KeyError, IndexError, AttributeError, zlib.error):
            return {"all": self.digest(font).hex()}  # another kind of font is known as a whole

    def digest(self, number: int) -> bytes:
        """What an object is, with all that it refers to, whatever their numbers are."""
        if number not in self._digests:
            self._digests[number] = b""  # where an object leads back to itself
            body, stream = self._object(number)
            body = _ELSEWHERE.sub(b"", body)
            inside = _REFERENCE.sub(lambda match: self.digest(int(match[1])), body)
            whole = b"%d %b%b" % (len(inside), inside, stream or b"")
            self._digests[number] = sha256(whole).digest()
        return self._digests[number]

    def _object(self, number: int) -> tuple[bytes, bytes | None]:
        a, b, c = self._widths
        at = number * (a + b + c)
        kind = int.from_bytes(self._table[at : at + a], "big")
        where = int.from_bytes(self._table[at + a : at + a + b], "big")
        index = int.from_bytes(self._table[at + a + b : at + a + b + c], "big")
        if kind == 1:
            return self._direct(where)
        if kind == 2:
            return self._bundle(where)[index], None
        raise ValueError(f"object {number} is not there")

    def _direct(self, start: int) -> tuple[bytes, bytes | None]:
        """An object that stands by itself: its body, and its stream if it has one."""
        end = self._data.index(b"endobj", start)
        mark = self._data.find(b">>stream\n", start, end)
        begin = self._data.index(b"obj", start) + 3
        if mark < 0:
            return self._data[begin:end], None
        body, first = self._data[begin:mark], mark + 9
        return body, self._data[first : first + int(_found(rb"/Length (\d+)$", body))]

    def _bundle(self, number: int) -> list[bytes]:
        if number not in self._bundles:
            body, stream = self._object(number)
            content = zlib.decompress(stream or b"")
            first = int(_found(rb"/First (\d+)", body))
            numbers = [int(one) for one in content[:first].split()]
            starts = [first + start for start in numbers[1::2]]
            ends = [*starts[1:], len(content)]
            self._bundles[number] = [content[a:b] for a, b in zip(starts, ends, strict=True)]
        return self._bundles[number]


def _summed(rows: bytes, width: int) -> bytes:
    """Rows of a table that were told by what differs from the row above (ISO 32000-1, 7.4.4.4)."""
    table = bytearray(len(rows) // (width + 1) * width)
    for n in range(width):
        column = accumulate(rows[n + 1 :: width + 1], lambda a, b: a + b & 255)
        table[n::width] = bytes(column)
    return bytes(table)


def _found(pattern: bytes, text: bytes) -> bytes:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"no {pattern!r}")
    return match[1]
