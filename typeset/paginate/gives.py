"""What a page may give or take to come out even: spaces, and paragraphs in another setting."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from typeset.galley import Break, Column, Setting
from typeset.paginate.costs import ASKED, SINK, WHITE
from typeset.paginate.strip import NEAR

LEAST, LEAST_FIXED = 0.5, 1.0
"""A space of so many lines at least may be wider by a line; of more, where no page may end."""
AMPLE = 2.0
"""A space of so many lines may be narrower by a line, too."""
LEAST_LEFT = 2
"""Lines of a paragraph that are to be left on its last page."""


def spaces(column: Column, line: float) -> Iterator[Setting]:
    """The spaces of a column that may be a line wider or narrower.

    They are those between blocks; what stands on one ground is not parted, and a table's head has
    to stay as it is repeated.
    """
    heads = {at for start, stop in column.heads for at in range(start + 1, stop + 1)}
    for at, (above, below) in enumerate(pairwise(column.items), 1):
        space = below.top - above.bottom
        fixed = above.after is Break.FORBID
        if above.after >= Break.PAGE or at in heads:
            continue
        if space < (LEAST_FIXED if fixed else LEAST) * line - NEAR:
            continue
        if any(g.top < below.top - NEAR and g.bottom > above.bottom for g in column.decorations):
            continue
        cost = SINK if fixed else WHITE
        yield Setting(at, at, line, cost)
        if space >= AMPLE * line - NEAR:
            yield Setting(at, at, -line, cost)


class Gives:
    """The settings of a column that change its height by a line, ready to be chosen from."""

    def __init__(self, column: Column, line: float) -> None:
        self._spaces = list(spaces(column, line))
        self._at = [one.start for one in self._spaces]
        self._asked = [
            replace(one, cost=one.cost + ASKED)
            for one in column.settings
            if abs(abs(one.by) - line) < NEAR
        ]
        self._ends = [one.stop for one in self._asked]

    def cheapest(self, start: int, stop: int, lines: int) -> tuple[Setting, ...] | None:
        """The cheapest settings by which a page of these items gains so many lines.

        ``lines`` may be less than 0.  None if there are not so many.
        """
        if not lines:
            return ()
        fit = [one for one in self._within(start, stop) if (one.by > 0) == (lines > 0)]
        fit.sort(key=lambda one: one.cost)
        if len(fit) < abs(lines):
            return None
        return tuple(sorted(fit[: abs(lines)], key=lambda one: one.start))

    def _within(self, start: int, stop: int) -> Iterator[Setting]:
        """The spaces between two items of a page, and the paragraphs that end on it.

        One that goes on from the page before has the same lines there, and others here.
        """
        yield from self._spaces[bisect_right(self._at, start) : bisect_left(self._at, stop)]
        ending = slice(bisect_right(self._ends, start), bisect_right(self._ends, stop))
        for one in self._asked[ending]:
            if one.start >= start or one.by > 0 or one.stop - start > LEAST_LEFT:
                yield one
