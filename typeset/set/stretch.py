"""Where things stand in lines that the engine drew and that were set wider or narrower after it."""

from __future__ import annotations

from collections.abc import Iterable

from typeset.set.record import Piece

NEAR = 1.0
"""Pixels by which something may stand out of its line."""


def as_printed(x: float, y: float, pieces: Iterable[Piece]) -> float:
    """Where a place of the engine's layout is printed: its line may have been scaled."""
    for piece in pieces:
        origin = piece.origin
        if origin is None or not piece.top <= y < piece.bottom:
            continue
        if origin - NEAR <= x <= origin + piece.box.width + NEAR:
            return origin + (x - origin) * piece.scale
    return x
