"""Number and name trees, written in leaves of a few dozen entries."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.assemble.file import PdfFile
from typeset.assemble.syntax import reference, references, string

NODE = 64
"""Entries in a leaf."""


class Identifiers:
    """Gives identifiers to objects, and writes the tree in which they are found."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._count = 0
        self._pending: list[tuple[bytes, int]] = []
        self._leaves: list[int] = []

    def give(self, number: int) -> bytes:
        """The identifier of an object."""
        self._count += 1
        ident = b"n%06d" % self._count
        self._pending.append((ident, number))
        if len(self._pending) == NODE:
            self._write()
        return ident

    def finish(self) -> int | None:
        """Write what is left; gives the tree's number, None if it is empty."""
        if self._pending:
            self._write()
        return self._file.add(b"<</Kids%b>>" % references(self._leaves)) if self._leaves else None

    def _write(self) -> None:
        limits = string(self._pending[0][0]) + string(self._pending[-1][0])
        pairs = b"".join(string(ident) + reference(number) for ident, number in self._pending)
        self._leaves.append(self._file.add(b"<</Limits[%b]/Names[%b]>>" % (limits, pairs)))
        self._pending.clear()


def write_numbers(file: PdfFile, objects: Sequence[int]) -> int:
    """The number tree of objects by their places in a row."""
    leaves = []
    for start in range(0, len(objects), NODE):
        entries = objects[start : start + NODE]
        pairs = b" ".join(
            b"%d %b" % (key, reference(number)) for key, number in enumerate(entries, start)
        )
        limits = (start, start + len(entries) - 1, pairs)
        leaves.append(file.add(b"<</Limits[%d %d]/Nums[%b]>>" % limits))
    return file.add(b"<</Kids%b>>" % references(leaves)) if leaves else file.add(b"<</Nums[]>>")
