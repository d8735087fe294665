"""Items of several pieces (a table's row, a float with the lines beside it, a list's number): how
they are printed, and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from typeset.set.marks import joined
from typeset.set.record import Piece


def as_read(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in the order of reading: a list's number is painted last, and read first."""
    return sorted(pieces, key=lambda piece: not getattr(piece.box, "is_outside_marker", False))


def printed(pieces: Sequence[Piece], top: float) -> bytes:
    """The operators of an item's pieces, each seen from the item's top."""
    shown = [piece for piece in pieces if piece.ops]
    if len(shown) == 1 and round((shown[0].top - top) * 1024) == 0:
        return shown[0].ops
    downs = (round((piece.top - top) * 1024) / 1024 for piece in shown)
    return joined(
        [
            (b"q 1 0 0 1 0 %g cm\n%s\nQ" % (down, piece.ops), piece.element)
            for piece, down in zip(shown, downs, strict=True)
        ]
    )


def words_of(pieces: Sequence[Piece]) -> str:
    """The words of an item; one that a line breaks is whole."""
    words = ""
    for above, piece in zip((None, *pieces), pieces, strict=False):
        if text := piece.text.strip():
            joined = above is not None and above.hyphen and _go_on(above, piece)
            words += text if joined or not words else f" {text}"
    return words


def broken_in(pieces: Sequence[Piece]) -> Iterator[str]:
    """The words that lines of one item break, ``|`` where they do."""
    for above, below in pairwise(pieces):
        words, more = above.text.split(), below.text.split()
        own = above.text.rstrip().endswith(("-", "\u2010")) and len(words[-1]) > 1
        if (above.hyphen or own) and more and _go_on(above, below):
            yield f"{words[-1]}|{more[0]}"


def _go_on(above: Piece, below: Piece) -> bool:
    """Are these lines of one block?"""
    return bool(above.path and below.path) and above.path[-1] is below.path[-1]
