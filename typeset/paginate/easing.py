"""Easing: pages that come out even by a longer or shorter spread, by spaces and by paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from typeset.galley import Break, Setting
from typeset.page import Geometry
from typeset.paginate.chooser import Offer, choose
from typeset.paginate.costs import GOOD_ENOUGH, LONG, short_cost
from typeset.paginate.cutter import Cut, Cutter, State, Step
from typeset.paginate.feet import NO_FOOT
from typeset.paginate.gives import Gives
from typeset.paginate.notes import Matter
from typeset.paginate.openings import Opening
from typeset.paginate.strip import NEAR

WIDTH = 24
"""So many states are kept for each page, since each may be reached in several depths."""


class Place(NamedTuple):
    """Where the next page stands: is it a verso, and how long is the page that it faces?

    ``facing`` is None where no page is faced whose depth would show.
    """

    verso: bool = False
    facing: int | None = None


class Standing(NamedTuple):
    """How far a galley is placed, and where the next page stands."""

    state: State
    place: Place


EasedStep = Offer[Standing, Cut]


class Easer:
    """Offers pages of every depth that is allowed, their spaces and paragraphs eased."""

    def __init__(self, matter: Matter, geometry: Geometry) -> None:
        self.body = matter.body
        self.line = geometry.leading
        self.give = geometry.give
        self.depths = sorted(range(-geometry.spread, geometry.spread + 1), key=abs)
        self.gives = Gives(matter.column, geometry.leading)
        self.cutters = {
            lines: Cutter(matter, replace(geometry, depth=geometry.depth + lines * self.line))
            for lines in range(-geometry.spread, geometry.spread + geometry.give + 1)
        }
        self.cut: dict[tuple[int, State], list[Step]] = {}
        self.known: dict[tuple[int, int, State], list[tuple[Cut, State | None]]] = {}

    def offers(self, standing: Standing) -> list[EasedStep]:
        """The pages that may follow."""
        state, place = standing
        found = []
        for long in self.longs(place):
            for more in range(self.give + 1):
                for cut, then in self.fits(long + more, more, state):
                    if cut.left < -NEAR and long and place.facing is None:
                        continue
                    cut = cut._replace(long=long, cost=cut.cost + depth_cost(cut, long))
                    next_ = then and Standing(then, self.turned(place, then, long))
                    found.append(Offer(next_, cut.cost, cut))
        return found

    def fits(self, lines: int, more: int, state: State) -> list[tuple[Cut, State | None]]:
        """The pages that were cut so deep, which is so many lines too deep, eased; and what they
        lead to.  They are the same wherever they stand."""
        key = lines, more, state
        if key not in self.known:
            eased = (
                (self.fitted(step.made, more) if more else self.filled(step.made), step.state)
                for step in self.steps(lines, state)
            )
            self.known[key] = [(cut, then) for cut, then in eased if cut is not None]
        return self.known[key]

    def longs(self, place: Place) -> Sequence[int]:
        """The depths that a page may have.  One that faces none is not to be shorter for that."""
        if place.facing is not None:
            return (place.facing,)
        return self.depths if place.verso else [long for long in self.depths if long >= 0]

    def steps(self, lines: int, state: State) -> list[Step]:
        """The pages of a depth as they would be without easing."""
        if (lines, state) not in self.cut:
            self.cut[lines, state] = self.cutters[lines].offers(state)
        return self.cut[lines, state]

    def fitted(self, cut: Cut, more: int) -> Cut | None:
        """A page that was cut so many lines too deep, made to fit.

        None if it cannot be, or stands as well in a page that is cut less deep.
        """
        left = cut.left - more * self.line
        if left >= -NEAR or cut.start == cut.stop:
            return None
        lines = ceil((-left - NEAR) / self.line)
        given = self.gives.cheapest(cut.start, cut.stop, -lines)
        return self.eased(cut, given, left + lines * self.line) if given else None

    def filled(self, cut: Cut) -> Cut:
        """A page with as many lines more as are good for it."""
        best = cut
        for lines in range(1, min(self.give, cut.short) + 1):
            given = self.gives.cheapest(cut.start, cut.stop, lines)
            if given is None:
                break
            eased = self.eased(cut, given, cut.left - lines * self.line)
            best = min(best, eased, key=lambda one: one.cost)
        return best

    def eased(self, cut: Cut, given: tuple[Setting, ...], left: float) -> Cut:
        """The page with these settings."""
        short = int((left + NEAR) / self.line) if cut.short else 0
        noted = is_noted(cut)
        saved = short_cost(cut.short, noted) - short_cost(short, noted)
        cost = max(0.0, cut.cost - saved) + sum(one.cost for one in given)
        return cut._replace(left=left, short=short, cost=cost, given=given)

    def turned(self, place: Place, state: State, long: int) -> Place:
        """Where the page stands that follows one of such a depth."""
        if len(self.depths) == 1:
            return place
        verso = not place.verso
        forced = self.body.items[state.start - 1].after if state.start else Break.FREE
        if forced > Break.PAGE and not state.waiting and (forced is Break.VERSO) != verso:
            return Place(not verso)
        return Place(verso, None if verso else long)


def cut_plain(matter: Matter, geometry: Geometry) -> tuple[list[Cut], bool]:
    """The best pages for a galley without easing, and whether they are good enough.

    One empty page for an empty galley.
    """
    if not matter.body.size and not matter.stray:
        return [Cut(0, 0, Opening(0.0), (), NO_FOOT, geometry.depth)], True
    cuts = choose(State(0, matter.stray), Cutter(matter, geometry).offers)
    return cuts, sum(cut.cost for cut in cuts) <= GOOD_ENOUGH


def cut_eased(matter: Matter, easer: Easer, place: Place) -> list[Cut]:
    """The best pages for a galley whose first page stands there, eased where that helps."""
    return choose(Standing(State(0, matter.stray), place), easer.offers, WIDTH)


def depth_cost(cut: Cut, long: int) -> float:
    """What it costs that a page is longer or shorter than usual.

    One that does not even fill its lesser depth is as short as it looks.
    """
    cost = LONG * abs(long)
    if long < 0 and cut.short:
        noted = is_noted(cut)
        cost += short_cost(cut.short - long, noted) - short_cost(cut.short, noted)
    return cost


def is_noted(cut: Cut) -> bool:
    """Do notes stand at the foot, none of them cut?"""
    return bool(cut.foot.runs) and not cut.foot.waiting


def faced(cuts: Sequence[Cut], line: float) -> int | None:
    """How long the last of these pages is, if its depth shows."""
    last = cuts[-1]
    return last.long if last.foot.runs or last.left < line else None
