"""Recasting: galleys in which everything is set as their pages want it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from typeset.galley import Column, Decoration, Galley, Item, Setting
from typeset.page import Page, Slice


def recast(
    pages: Sequence[Page], galleys: Sequence[Galley]
) -> tuple[tuple[Page, ...], tuple[Galley, ...]]:
    """The pages and the galleys, what the pages want otherwise set so."""
    wanted: dict[int, list[Setting]] = {}
    for page in pages:
        for part in page.body:
            if part.given:
                wanted.setdefault(part.unit, []).extend(part.given)
    casts = {unit: _Cast(galleys[unit].body, given) for unit, given in wanted.items()}

    def put(part: Slice) -> Slice:
        cast = casts.get(part.unit)
        if cast is None:
            return part
        return replace(part, start=cast.at(part.start), stop=cast.at(part.stop), given=())

    return (
        tuple(
            replace(page, body=tuple(map(put, page.body)))
            if any(part.unit in casts for part in page.body)
            else page
            for page in pages
        ),
        tuple(
            replace(galley, body=casts[unit].column) if unit in casts else galley
            for unit, galley in enumerate(galleys)
        ),
    )


class _Cast:
    """A column with some of its settings; ``at`` tells where its cuts are now."""

    def __init__(self, column: Column, given: Iterable[Setting]) -> None:
        self._given = sorted(given, key=lambda one: one.start)
        self._starts = [one.start for one in self._given]
        self._ends = [one.stop for one in self._given]
        items: list[Item] = []
        done, down = 0, 0.0
        for one in self._given:
            items += _moved(column.items[done : one.start], down)
            items += _moved(one.items, down)
            done, down = one.stop, down + one.by
        items += _moved(column.items[done:], down)
        self._tops = [column.items[one.start].top for one in self._given]
        self.column = replace(
            column,
            items=tuple(items),
            decorations=tuple(map(self._lowered, column.decorations)),
            heads=tuple((self.at(start), self.at(stop)) for start, stop in column.heads),
            settings=(),
        )

    def at(self, cut: int) -> int:
        """Where a cut stands that is not within another setting."""
        before = self._given[: bisect_right(self._ends, cut)]
        return cut + sum(len(one.items) - (one.stop - one.start) for one in before)

    def _lowered(self, ground: Decoration) -> Decoration:
        before = self._given[: bisect_right(self._tops, ground.top)]
        down = sum(one.by for one in before)
        return replace(ground, top=ground.top + down, bottom=ground.bottom + down)


def _moved(items: Sequence[Item], down: float) -> Sequence[Item]:
    return [replace(item, top=item.top + down) for item in items] if down else items
