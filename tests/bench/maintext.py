"""The main text of a document: which lines it has, in which columns, and where they end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from tests.bench.seen import Line

EDGE = 0.12
"""Ems by which a full line may end before the right edge."""

INDENT = (0.4, 4.0)
"""Ems by which the first line of a paragraph may be indented."""


class Column(NamedTuple):
    """Where text stands on all left or on all right pages."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of the main text in its column."""

    line: Line
    column: Column
    full: bool
    indented: bool
    """It is the first line of a paragraph by its indent."""
    aside: bool
    """It begins neither at the left edge nor at an indent, as a signature does."""
    gap: bool
    """More space than the leading stands above it, on its page."""


def main_size(lines: Iterable[Line]) -> float:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    if not sizes:
        raise ValueError("no text")
    return sizes.most_common(1)[0][0]


def is_main(line: Line, size: float) -> bool:
    """Is the line of the main size?"""
    return abs(line.size - size) < 0.15


def is_leader(line: Line) -> bool:
    """Is it a line of contents, with a row of dots?"""
    return "...." in line.text.replace(" ", "")


def usual_leading(lines: Sequence[Line]) -> float:
    """The commonest distance of two lines."""
    steps = Counter(
        round(below.y - above.y, 1) for above, below in pairwise(lines) if above.page == below.page
    )
    steps = Counter({step: count for step, count in steps.items() if step > 0})
    return steps.most_common(1)[0][0] if steps else 0.0


def without_furniture(lines: Sequence[Line], leading: float) -> list[Line]:
    """The lines without a lonely first or last one: a running head, a folio."""
    kept: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.page):
        page = sorted(group, key=lambda line: line.y)
        if len(page) > 1 and is_head(page[0], page[1], leading):
            page.pop(0)
        if len(page) > 1 and is_folio(page[-1], page[-2], leading):
            page.pop()
        kept += page
    return kept


def is_head(line: Line, below: Line, leading: float) -> bool:
    """Is the page's first line a running head?  It stands alone above the text."""
    return 1.3 * leading < below.y - line.y < 2.6 * leading and len(line.text) < 70


def is_folio(line: Line, above: Line, leading: float) -> bool:
    """Is it a page number below the text?"""
    return line.y - above.y > 1.3 * leading and line.text.strip("–—-[] ").isalnum()


def find_columns(lines: Sequence[Line], size: float) -> dict[int, list[Column]]:
    """The columns of left and of right pages, each by its commonest edges."""
    return {
        parity: list(_columns([line for line in lines if line.page % 2 == parity], size))
        for parity in (0, 1)
    }


def _columns(lines: Sequence[Line], size: float) -> Iterator[Column]:
    lefts = Counter(round(line.left) for line in lines)
    most = max(lefts.values(), default=0)
    edges: list[int] = []
    for left, count in lefts.most_common():
        if count >= most / 5 and all(abs(left - edge) > 8 * size for edge in edges):
            edges.append(left)
    for edge in sorted(edges):
        own = [line for line in lines if abs(line.left - edge) < 1]
        right = Counter(round(line.right, 1) for line in own).most_common(1)[0][0]
        yield Column(Counter(round(line.left, 1) for line in own).most_common(1)[0][0], right)


def in_reading_order(lines: Iterable[Line], columns: dict[int, list[Column]]) -> Iterator[Line]:
    """Lines by page, by column, and from top to bottom."""
    for page, group in groupby(lines, key=lambda line: line.page):
        edges = [column.left for column in columns[page % 2]]
        yield from sorted(group, key=lambda line: (_nearest(edges, line.left), line.y))


def _nearest(edges: Sequence[float], left: float) -> int:
    """The last column that begins before a place, hanging marks allowed for."""
    return max(0, sum(edge < left + 6 for edge in edges) - 1)


def place(
    lines: Sequence[Line], columns: dict[int, list[Column]], leading: float
) -> Iterator[Placed]:
    """Lines in their columns."""
    above: Line | None = None
    for line in lines:
        own = columns[line.page % 2]
        column = own[_nearest([one.left for one in own], line.left)]
        into = (line.left - column.left) / line.size
        indented = INDENT[0] < into < INDENT[1]
        full = line.right > column.right - EDGE * line.size and into < INDENT[1]
        gap = above is not None and above.page == line.page and line.y - above.y > 1.2 * leading
        yield Placed(line, column, full, indented, into >= INDENT[1], gap)
        above = line
