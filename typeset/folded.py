"""Folded data: held as bytes, and unfolded whenever somebody looks.

The texts of ten thousand letters take two hundred megabytes as objects and a tenth of that folded;
each is looked at when its letter is composed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

from typeset.plain import Plain
from typeset.store import pack, unpack

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Folded(Plain, Sequence[T]):
    """A sequence of plain data, equal to a tuple of the same; made by :func:`fold`."""

    data: bytes
    size: int

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        found: tuple[T, ...] = unpack(self.data)
        return found[index]

    def __iter__(self) -> Iterator[T]:
        found: tuple[T, ...] = unpack(self.data)
        return iter(found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Folded) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def fold(items: Sequence[T]) -> Sequence[T]:
    """The same items, folded; nothing is not."""
    return Folded(pack(tuple(items)), len(items)) if items else ()
