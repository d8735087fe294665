"""Orders for the setting room: units by the names of what comes of them, composed where wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from typeset.pipeline.shop import Shop
from typeset.pipeline.units import Known, Unit, may_ask, task
from typeset.set import Task


class Order(NamedTuple):
    """A unit to be set."""

    name: str
    """That of its formes in their store."""
    asks: bool
    """As of its task."""
    task: Callable[[], Task]


class Orders:
    """The orders for a volume.

    A letter's name is told by the digest of its file and of the layout, so that one whose formes
    are kept need not be composed; unless somebody may have changed it since it was read, or the
    layout's template asks for the edition, of which no digest tells all.
    """

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._common = f"{shop.room.digest} {shop.layout.digest}"
        self._told = shop.as_read and not shop.layout.asks_for("letter.html", "edition")

    def of(self, unit: Unit, known: Known) -> Order:
        """The order for a unit that prints what is known."""

        def compose() -> Task:
            return task(unit, self._shop.edition, self._shop.layout, known)

        if unit.letter is None or not self._told:
            composed = compose()
            return Order(self.name(composed), composed.asks, lambda: composed)
        asks = may_ask(unit, known)
        told = (unit.name, unit.letter.digest, unit.number, asks, unit.prints(known))
        return Order(_digest(f"{self._common} {told!r}"), asks, compose)

    def name(self, composed: Task) -> str:
        """The name of what comes of a task."""
        room = self._shop.room
        return _digest(f"{room.digest} {room.key(composed)} {composed.asks}")


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()
