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
    """The pages and the galleys, the spaces that the pages want otherwise made so.

    Paragraphs have to be set anew (:func:`wishes`).
    """
    wanted: dict[int, list[Setting]] = {}
    for page in pages:
        for part in page.body:
            if spaces := [one for one in part.given if not one.asked]:
                wanted.setdefault(part.unit, []).extend(spaces)

    def put(part: Slice) -> Slice:
        return replace(part, given=()) if part.given else part

    return (
        tuple(
            replace(page, body=tuple(map(put, page.body)))
            if any(part.given for part in page.body)
            else page
            for page in pages
        ),
        tuple(
            respaced(galley, wanted[unit]) if unit in wanted else galley
            for unit, galley in enumerate(galleys)
        ),
    )


def respaced(galley: Galley, given: Iterable[Setting]) -> Galley:
    """The galley with these spaces made so."""
    return replace(galley, body=_Cast(galley.body, given).column)


def wishes(pages: Sequence[Page], galleys: Sequence[Galley]) -> dict[int, dict[int, int]]:
    """The paragraphs that pages ask for in other numbers of lines.

    For each unit: by the line in the source where the paragraph stands, how many lines more.
    """
    found: dict[int, dict[int, int]] = {}
    for page in pages:
        for part in page.body:
            for one in part.given:
                if one.asked:
                    line = galleys[part.unit].body.items[one.start].line
                    found.setdefault(part.unit, {})[line] = 1 if one.by > 0 else -1
    return found


class _Cast:
    """A column some of whose spaces are changed."""

    def __init__(self, column: Column, given: Iterable[Setting]) -> None:
        self._given = sorted(given, key=lambda one: one.start)
        items: list[Item] = []
        done, down = 0, 0.0
        for one in self._given:
            items += _moved(column.items[done : one.start], down)
            done, down = one.start, down + one.by
        items += _moved(column.items[done:], down)
        self._tops = [column.items[one.start].top for one in self._given]
        self.column = replace(
            column,
            items=tuple(items),
            decorations=tuple(map(self._lowered, column.decorations)),
            settings=(),
        )

    def _lowered(self, ground: Decoration) -> Decoration:
        before = self._given[: bisect_right(self._tops, ground.top)]
        down = sum(one.by for one in before)
        return replace(ground, top=ground.top + down, bottom=ground.bottom + down)


def _moved(items: Sequence[Item], down: float) -> Sequence[Item]:
    return [replace(item, top=item.top + down) for item in items] if down else items
