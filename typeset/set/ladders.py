"""Ladders: hyphens at the ends of three lines or more, one above the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from typeset.galley import Fault, Item
from typeset.set.elements import LADDER
from typeset.set.wordcast import OWN_HYPHENS


def tell_ladders(items: Sequence[Item]) -> Iterator[Item]:
    """The items, those where a ladder ends with a fault that says so."""
    rungs = 0
    for n, item in enumerate(items):
        if item.first:
            rungs = 0
        rungs = rungs + 1 if _rung(item) else 0
        ended = n + 1 == len(items) or items[n + 1].first or not _rung(items[n + 1])
        if rungs >= LADDER and ended:
            fault = Fault("ladder", f"{rungs} lines in a row end in a hyphen", rungs)
            yield replace(item, faults=(*item.faults, fault))
        else:
            yield item


def _rung(item: Item) -> bool:
    """Does a line end in a hyphen, a broken word's or one of its own, and go on below?"""
    return item.hyphen or (not item.last and item.text.endswith(tuple(OWN_HYPHENS)))
