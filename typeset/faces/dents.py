"""The dents that signs leave in a margin, told by their outlines.

A margin looks straight where the type beside it does, between the baseline and the height of an x.
A sign that is light there (a stop, a hyphen, a quote) stands back from the edge of the line by much
more than a letter does.  How much, is measured row by row on the glyph's outline.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from statistics import fmean
from typing import NamedTuple

import uharfbuzz as hb
from fontTools.misc.bezierTools import cubicPointAtT, quadraticPointAtT

from typeset.faces.face import Face

DEEPEST = 0.25
"""Ems, a word space: a row that is empty farther than this is not seen as part of the margin."""

ROWS = 24
"""Rows that are measured."""

STEPS = 8
"""Straight pieces that stand for a curve."""

X_HEIGHT = 430.0
"""Thousandths of an em, for faces that do not tell theirs."""

Place = tuple[float, float]


class Dents(NamedTuple):
    """The mean dents at a sign's sides, in ems."""

    left: float
    right: float


@lru_cache(maxsize=4096)
def dents(face: Face, char: str) -> Dents:
    """A sign's dents beyond those of a letter; none where the face has no outline for it."""
    font = _font(face)
    sign, letter = _measured(font, face, char), _measured(font, face, "n")
    if sign is None:
        return Dents(0.0, 0.0)
    plain = fmean(letter) if letter else 0.0  # of both sides: italics lean
    return Dents(max(0.0, sign.left - plain), max(0.0, sign.right - plain))


@lru_cache(maxsize=64)
def _font(face: Face) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(face.path), face.index))


def _measured(font: hb.Font, face: Face, char: str) -> Dents | None:
    """The mean dents of a glyph, None if it has no ink."""
    glyph = font.get_nominal_glyph(ord(char))
    outline = _Outline()
    if glyph is not None:
        font.draw_glyph_with_pen(glyph, outline)
    if glyph is None or not outline.edges:
        return None
    scale = 1 / face.upem
    width = font.get_glyph_h_advance(glyph) * scale
    height = (face.x_height or X_HEIGHT) / 1000 * face.upem
    lefts, rights = [], []
    for row in range(ROWS):
        ink = [x * scale for x in outline.crossings((row + 0.5) / ROWS * height)]
        lefts.append(min(min(ink, default=width), DEEPEST))
        rights.append(min(width - max(ink, default=0.0), DEEPEST))
    return Dents(fmean(lefts), fmean(rights))


class _Outline:
    """A pen that keeps a glyph's outline as straight edges; its methods are named as pens' are."""

    def __init__(self) -> None:
        self.edges: list[tuple[Place, Place]] = []
        self._at = self._start = (0.0, 0.0)

    def crossings(self, y: float) -> Iterator[float]:
        """Where the outline crosses a height."""
        for (x0, y0), (x1, y1) in self.edges:
            if (y0 <= y) != (y1 <= y):
                yield x0 + (y - y0) * (x1 - x0) / (y1 - y0)

    def moveTo(self, to: Place) -> None:  # noqa: N802
        self._at = self._start = to

    def lineTo(self, to: Place) -> None:  # noqa: N802
        self.edges.append((self._at, to))
        self._at = to

    def qCurveTo(self, by: Place, to: Place) -> None:  # noqa: N802
        start = self._at
        for step in range(1, STEPS + 1):
            self.lineTo(quadraticPointAtT(start, by, to, step / STEPS))

    def curveTo(self, by: Place, then: Place, to: Place) -> None:  # noqa: N802
        start = self._at
        for step in range(1, STEPS + 1):
            self.lineTo(cubicPointAtT(start, by, then, to, step / STEPS))

    def closePath(self) -> None:  # noqa: N802
        self.lineTo(self._start)

    def endPath(self) -> None:  # noqa: N802
        pass
