"""Choosing the cheapest way from a start to an end: a search that knows nothing of pages.

The way is a chain of steps.  Steps are tried level by level, states that are reached twice are kept
once, and each level keeps the cheapest states only, so that the time is linear in the chain's
length.  If no level outgrows ``width``, the way found is the best there is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, NamedTuple, TypeVar

State = TypeVar("State", bound=Hashable)
Made = TypeVar("Made")


class Offer(NamedTuple, Generic[State, Made]):
    """A step that may be taken: where it leads (None: the end), its cost, and what it makes."""

    state: State | None
    cost: float
    made: Made


def choose(
    start: State, offers: Callable[[State], Sequence[Offer[State, Made]]], width: int = 12
) -> list[Made]:
    """What the cheapest chain of steps makes, in order.

    Costs must not be negative, and from each state at least one chain must come to an end.  Of
    chains that cost the same, the one offered first is taken.
    """
    best: tuple[float, Trail[Made]] | None = None
    level: dict[State, tuple[float, Trail[Made] | None]] = {start: (0.0, None)}
    while level:
        reached: dict[State, tuple[float, Trail[Made] | None]] = {}
        for state, (spent, trail) in level.items():
            for offer in offers(state):
                cost = spent + offer.cost
                if best and cost >= best[0]:
                    continue
                if offer.state is None:
                    best = cost, Trail(trail, offer.made)
                elif offer.state not in reached or cost < reached[offer.state][0]:
                    reached[offer.state] = cost, Trail(trail, offer.made)
        level = dict(sorted(reached.items(), key=lambda entry: entry[1][0])[:width])
    return _walk(best[1]) if best else []


class Trail(NamedTuple, Generic[Made]):
    """A chain of steps from its end backwards."""

    before: Trail[Made] | None
    made: Made


def _walk(trail: Trail[Made]) -> list[Made]:
    steps = [trail.made]
    while trail.before:
        trail = trail.before
        steps.append(trail.made)
    return steps[::-1]
