"""How a page may begin: at which height its first item stands, below which repeated head."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from typeset.paginate.strip import NEAR, Strip


class Opening(NamedTuple):
    """How a page begins: the first item's top, with room for the head that is repeated above."""

    y: float
    head: int | None = None
    rise: float = 0.0
    """Height of the head."""


def openings(body: Strip, start: int, leading: float) -> list[Opening]:
    """How a page that begins with this item may begin, the best first.

    A unit's first page keeps the space above its first item, others the item's place between the
    lines of the grid; the last resort is the top of the page.
    """
    item = body.items[start]
    least = item.top - body.tops[start]
    if start == 0:
        return [Opening(max(item.top, least)), Opening(least)]
    choice = [Opening(_on_grid(item.top, least, leading)), Opening(least)]
    if item.head is not None and start >= body.heads[item.head][1]:
        rise = _rise(body, item.head)
        choice.insert(0, Opening(_on_grid(item.top, rise, leading), item.head, rise))
    return choice


def _on_grid(top: float, least: float, leading: float) -> float:
    """The first place from ``least`` down that is to the grid as ``top`` is."""
    if leading <= 0:
        return least
    phase = top % leading
    if min(phase, leading - phase) <= NEAR:
        phase = 0.0
    return phase + leading * max(0, ceil((least - phase - NEAR) / leading))


def _rise(body: Strip, head: int) -> float:
    """From the top of a table's head to the top of the first row below it."""
    start, stop = body.heads[head]
    items = body.items
    end = items[stop].top if stop < len(items) else items[stop - 1].bottom
    return end - items[start].top
