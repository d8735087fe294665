"""The words of an item that has several lines: a table's row, a float with the lines beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from typeset.set.record import Piece


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
