"""What a page may give or take to come out even: spaces, and paragraphs in another setting."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from typeset.galley import Break, Column, Setting
from typeset.paginate.costs import SINK, WHITE
from typeset.paginate.strip import NEAR

LEAST = 0.5
"""A space of so many lines at least may be wider by a line."""
AMPLE = 2.0
"""A space of so many lines may be narrower by a line, too."""


def spaces(column: Column, line: float) -> Iterator[Setting]:
    """The spaces of a column that may be a line wider or narrower.

    They are those between blocks; what stands on one ground is not parted, and of the spaces where
    no page may end only ample ones count.  A table's head has to stay as it is repeated.
    """
    heads = {at for start, stop in column.heads for at in range(start + 1, stop + 1)}
    for at, (above, below) in enumerate(pairwise(column.items), 1):
        space = below.top - above.bottom
        fixed = above.after is Break.FORBID
        if above.after >= Break.PAGE or at in heads:
            continue
        if space < (AMPLE if fixed else LEAST) * line - NEAR:
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
        near = (one for one in column.settings if abs(abs(one.by) - line) < NEAR)
        self._settings = sorted((*spaces(column, line), *near), key=lambda one: one.start)
        self._starts = [one.start for one in self._settings]

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

    def _within(self, start: int, stop: int) -> Sequence[Setting]:
        """Those of paragraphs that stand there as a whole, and of spaces between two items."""
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, stop - 1)
        found = self._settings[first:last]
        return [one for one in found if one.stop <= stop and (one.items or one.start > start)]
