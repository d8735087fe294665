"""A column of type ready for cutting: its items with the sums that cutting asks for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from statistics import median_low

from typeset.galley import Break, Column

NEAR = 0.01
"""Measures that differ by less, in points, are taken as equal."""


class Strip:
    """A column that may be cut after its items; a *cut* ``j`` stands before item ``j``.

    Arrays named ``bottoms``, ``least``, ``whole`` are indexed by cuts and never decrease, so that
    the last cut that fits is found by bisection:

    - ``bottoms[j]``: where the items before the cut end, with the grounds that end there;
    - ``least[j]``: height of the least part of the notes called before the cut;
    - ``whole[j]``: height of all of these notes;
    - ``lean[j]``, ``full[j]``: the bottom with the least part or the whole of the notes.
    """

    __slots__ = (
        "at",
        "bottoms",
        "called",
        "forced",
        "full",
        "heads",
        "items",
        "lead",
        "lean",
        "least",
        "next_open",
        "open",
        "size",
        "space",
        "tops",
        "whole",
    )

    def __init__(
        self, column: Column, calls: Sequence[tuple[int, int]] = (), lead: int = 0
    ) -> None:
        """``calls`` are pairs of an item's and a note's index, in order of the items.

        The first ``lead`` items are kept together, with what these should not be cut from.
        """
        items = column.items
        while 0 < lead < len(items) and items[lead - 1].after is Break.AVOID:
            lead += 1
        self.items = items
        self.lead = lead
        self.heads = column.heads
        self.size = len(items)
        # The space above the first item, kept between two notes.
        self.space = max(0.0, items[0].top) if items else 0.0
        self.at = [at for at, _ in calls]
        self.called = [note for _, note in calls]
        tops = [item.top for item in items]
        bottoms = [item.top + item.height for item in items]
        starts = list(accumulate(tops, max))
        for ground in column.decorations:
            # A ground that ends between two items is part of what stands before the cut there.
            before = bisect_left(starts, ground.bottom - NEAR)
            if before:
                bottoms[before - 1] = max(bottoms[before - 1], ground.bottom)
        self.tops = list(accumulate(reversed(tops), min))[::-1]
        self.bottoms = list(accumulate(bottoms, max, initial=self.tops[0] if items else 0.0))
        self.forced = [j for j, item in enumerate(items, 1) if item.after >= Break.PAGE]
        if not self.forced or self.forced[-1] != self.size:
            self.forced.append(self.size)
        shut = [j < lead or item.after is Break.FORBID for j, item in enumerate(items[:-1], 1)]
        # For each cut the nearest one before (after) it, itself included, that is not forbidden.
        self.open = list(
            accumulate((0 if no else j for j, no in enumerate(shut, 1)), max, initial=0)
        )
        self.next_open = list(
            accumulate(
                (self.size if shut[j - 1] else j for j in range(self.size - 1, 0, -1)),
                min,
                initial=self.size,
            )
        )
        self.next_open.append(0)
        self.next_open.reverse()
        self.open.append(self.size)
        self.reckon((), ())

    def reckon(self, least: Sequence[float], whole: Sequence[float]) -> None:
        """Take in the heights of the notes, by their indices: least parts and whole notes."""
        if not self.called:
            self.least = self.whole = [0.0] * (self.size + 1)
            self.lean = self.full = self.bottoms
        elif least:
            self.least = self._sums(least)
            self.whole = self._sums(whole)
            self.lean = [b + n for b, n in zip(self.bottoms, self.least, strict=True)]
            self.full = [b + n for b, n in zip(self.bottoms, self.whole, strict=True)]

    def _sums(self, heights: Sequence[float]) -> list[float]:
        own = [0.0] * (self.size + 1)
        for at, note in zip(self.at, self.called, strict=True):
            own[at + 1] += heights[note]
        return list(accumulate(own))

    def height(self, start: int, stop: int) -> float:
        """From the top of the run's first item to the bottom of its last."""
        return self.bottoms[stop] - self.tops[start]

    def notes(self, start: int, stop: int) -> list[int]:
        """The notes called by the items of a run, in order."""
        if not self.at:
            return []
        return self.called[bisect_left(self.at, start) : bisect_left(self.at, stop)]

    def next_call(self, start: int) -> int:
        """Which call (an index of ``at`` and ``called``) comes first from ``start`` on."""
        return bisect_left(self.at, start)

    def next_forced(self, start: int) -> int:
        """The next cut that must be made: a forced one or the column's end."""
        return self.forced[bisect_right(self.forced, start)]

    def fit(self, sums: Sequence[float], start: int, limit: float) -> int:
        """The last cut from ``start`` on where ``sums`` stay within ``limit``."""
        return bisect_right(sums, limit + NEAR, start + 1) - 1

    def usual_height(self) -> float:
        """The height of a common line."""
        return median_low(item.height for item in self.items) if self.items else 0.0
