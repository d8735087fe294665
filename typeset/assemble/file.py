"""The PDF file itself: objects go in one after the other, and to the disk at once."""

from __future__ import annotations

import zlib
from array import array
from hashlib import sha256
from typing import BinaryIO

from typeset.assemble.syntax import reference

BUNDLE = 400
"""Objects in a compressed bundle (an object stream)."""
COMPRESSION = 6
"""Zlib's level."""
INDEX_BITS = 16


class PdfFile:
    """Writes PDF with object streams.

    An object's number may be reserved, and used in references, before the object is added.  Only a
    bundle of small objects and eight bytes for each object are held in memory.
    """

    def __init__(self, file: BinaryIO, version: str = "1.7") -> None:
        self._file = file
        self._position = 0
        self._digest = sha256()
        self._places = array("Q", [0])
        self._bundle: list[tuple[int, bytes]] = []
        self._write(b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n" % version.encode())

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._position

    @property
    def ident(self) -> str:
        """A digest of what is written so far, 32 hexadecimal digits."""
        return self._digest.hexdigest()[:32]

    def reserve(self) -> int:
        """The number of an object that will be added later."""
        self._places.append(0)
        return len(self._places) - 1

    def add(self, body: bytes, number: int | None = None) -> int:
        """Add an object that is no stream; gives its number."""
        number = self.reserve() if number is None else number
        self._bundle.append((number, body))
        if len(self._bundle) == BUNDLE:
            self._write_bundle()
        return number

    def add_stream(
        self, entries: bytes, data: bytes, number: int | None = None, *, compress: bool = True
    ) -> int:
        """Add a stream with these entries of its dictionary; gives its number."""
        number = self.reserve() if number is None else number
        if compress:
            entries += b"/Filter/FlateDecode"
            data = zlib.compress(data, COMPRESSION)
        self._places[number] = self._position << 1
        head = b"%d 0 obj\n<<%b/Length %d>>stream\n" % (number, entries, len(data))
        self._write(head)
        self._write(data)
        self._write(b"\nendstream\nendobj\n")
        return number

    def finish(self, catalog: int, info: int | None) -> None:
        """Write what is left and the table of all objects; the file is complete then."""
        self._write_bundle()
        start = self._position
        number = self.reserve()
        self._places[number] = start << 1
        self._check()
        size = (start.bit_length() + 7) // 8
        row = b"\0" + bytes(size) + b"\xff\xff"
        rows = [b"\2" + row]
        for place in self._places[1:]:
            kind, where, index = 1, place >> 1, 0
            if place & 1:
                kind, where, index = 2, where >> INDEX_BITS, where & ((1 << INDEX_BITS) - 1)
            last, row = row, b"%c%b%b" % (
                kind, where.to_bytes(size, "big"), index.to_bytes(2, "big")
            )  # fmt: skip
            # What differs from the row above: hardly anything, so that it takes little room.
            rows.append(b"\2" + bytes(a - b & 255 for a, b in zip(row, last, strict=True)))
        ident = self.ident.encode()
        trailer = b"/Type/XRef/Size %d/W[1 %d 2]/DecodeParms<</Predictor 12/Columns %d>>" % (
            len(self._places), size, size + 3
        )  # fmt: skip
        trailer += b"/Root %b/ID[<%b><%b>]" % (reference(catalog), ident, ident)
        if info is not None:
            trailer += b"/Info " + reference(info)
        self.add_stream(trailer, b"".join(rows), number)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _check(self) -> None:
        missing = [n for n, place in enumerate(self._places) if n and not place]
        if missing:
            raise ValueError(f"reserved objects were never added: {missing[:5]}")

    def _write_bundle(self) -> None:
        if not self._bundle:
            return
        places, at = [], 0
        for number, body in self._bundle:
            places.append(b"%d %d" % (number, at))
            at += len(body) + 1
        head = b" ".join(places) + b"\n"
        bodies = b"\n".join(body for _, body in self._bundle)
        entries = b"/Type/ObjStm/N %d/First %d" % (len(self._bundle), len(head))
        stream = self.add_stream(entries, head + bodies)
        for index, (number, _) in enumerate(self._bundle):
            self._places[number] = (stream << INDEX_BITS | index) << 1 | 1
        self._bundle.clear()

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._position += len(data)


class PlainFile(PdfFile):
    """Writes PDF before 1.5, which knows no object streams: every object stands by itself."""

    def add(self, body: bytes, number: int | None = None) -> int:
        """Add an object that is no stream; gives its number."""
        number = self.reserve() if number is None else number
        self._places[number] = self._position << 1
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def finish(self, catalog: int, info: int | None) -> None:
        """Write the table of all objects; the file is complete then."""
        self._check()
        start, ident = self._position, self.ident.encode()
        rows = [b"0000000000 65535 f \n"]
        rows += [b"%010d 00000 n \n" % (place >> 1) for place in self._places[1:]]
        trailer = b"/Size %d/Root %b/ID[<%b><%b>]" % (len(rows), reference(catalog), ident, ident)
        if info is not None:
            trailer += b"/Info " + reference(info)
        self._write(b"xref\n0 %d\n%b" % (len(rows), b"".join(rows)))
        self._write(b"trailer\n<<%b>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))


def pdf_file(file: BinaryIO, version: str) -> PdfFile:
    """A file of this version of PDF."""
    return (PlainFile if version < "1.5" else PdfFile)(file, version)
