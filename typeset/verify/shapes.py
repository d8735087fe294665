"""Shapes that are painted, and how much of a box they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fontTools.misc.bezierTools import cubicPointAtT

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

ACROSS = 12
"""Points of a box that are tried, from left to right …"""
ALONG = 4
"""… and from its lower edge to the upper one."""
CHORDS = 8
"""Straight lines that stand for a curve."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A path: its closed or open lines, whether they are filled, how wide they are drawn."""

    lines: Sequence[Sequence[Point]]
    filled: bool
    width: float
    """Of the stroke, in points; 0 for none."""

    @property
    def height(self) -> float:
        """From the lowest ink to the highest, in points."""
        levels = [y for line in self.lines for _, y in line]
        return max(levels, default=0.0) - min(levels, default=0.0) + self.width


def share(box: Box, other: Box) -> float:
    """How much of a box lies within another, from 0 to 1."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    across = min(box[2], other[2]) - max(box[0], other[0])
    along = min(box[3], other[3]) - max(box[1], other[1])
    return across * along / area if across > 0 and along > 0 and area > 0 else 0.0


def covered(box: Box, shape: Shape) -> float:
    """How much of a box a shape covers, from 0 to 1."""
    points = list(_grid(box))
    return sum(_on(point, shape) for point in points) / len(points)


def curve(start: Point, one: Point, two: Point, end: Point) -> Iterator[Point]:
    """Points of a Bézier curve, behind its first."""
    for n in range(1, CHORDS + 1):
        yield cubicPointAtT(start, one, two, end, n / CHORDS)


def _grid(box: Box) -> Iterator[Point]:
    across, along = (box[2] - box[0]) / ACROSS, (box[3] - box[1]) / ALONG
    for n in range(ACROSS):
        for m in range(ALONG):
            yield box[0] + (n + 0.5) * across, box[1] + (m + 0.5) * along


def _on(point: Point, shape: Shape) -> bool:
    if shape.filled and sum(_turns(point, line) for line in shape.lines) != 0:
        return True
    near = (shape.width / 2) ** 2
    return shape.width > 0 and any(
        _distance(point, one, two) <= near for line in shape.lines for one, two in pairwise(line)
    )


def _turns(point: Point, line: Sequence[Point]) -> int:
    """How often a line, closed, winds round a point."""
    x, y = point
    turns = 0
    for (x0, y0), (x1, y1) in zip(line, (*line[1:], line[0]), strict=True):
        if (y0 <= y) != (y1 <= y):
            left = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
            turns += int(left > 0 and y1 > y0) - int(left < 0 and y1 < y0)
    return turns


def _distance(point: Point, one: Point, two: Point) -> float:
    """From a point to a stretch of line, squared."""
    (x, y), (x0, y0), (x1, y1) = point, one, two
    dx, dy = x1 - x0, y1 - y0
    along = dx * dx + dy * dy
    t = min(1.0, max(0.0, ((x - x0) * dx + (y - y0) * dy) / along)) if along else 0.0
    return (x - x0 - t * dx) ** 2 + (y - y0 - t * dy) ** 2
