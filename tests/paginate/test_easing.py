"""Easing: what it may do, and that it does what is best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise, product
from math import inf

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.paginate.galleys import galleys, geometries
from typeset.galley import Break, Column, Galley, Item, Setting
from typeset.page import Geometry, Page, standing
from typeset.paginate import UnitPlan, make_up, recast
from typeset.paginate.costs import ASKED, LONG, SHORT_END, break_cost, lacking, short_cost
from typeset.paginate.easing import Easer, Place, cut_eased, cut_plain
from typeset.paginate.gives import Gives, spaces
from typeset.paginate.notes import Matter
from typeset.verify import account

LINE = 12.0
eased = st.builds(
    lambda geometry, spread, give: replace(geometry, spread=spread, give=give),
    geometries,
    st.integers(0, 1),
    st.integers(0, 2),
)


@st.composite
def bodies(draw: st.DrawFn, longest: int = 14, worst: Break = Break.AVOID) -> Column:
    """Lines with spaces between them, some of which may be set in a line more or less."""
    breaks = st.sampled_from([Break.FREE] * 5 + [Break.AVOID, worst])
    gaps = st.sampled_from([0.0] * 5 + [LINE, 2 * LINE])
    items: list[Item] = []
    for n in range(draw(st.integers(1, longest))):
        top = items[-1].bottom + draw(gaps) if items else 0.0
        items.append(Item(top, LINE, b"", text=f"x{n}", line=n + 1, after=draw(breaks)))
    return Column(tuple(items), settings=tuple(draw(paragraphs(items))))


@st.composite
def paragraphs(draw: st.DrawFn, items: list[Item]) -> list[Setting]:
    """Other settings of some runs of lines that stand close."""
    found = []
    start = 0
    while start < len(items):
        stop = min(len(items), start + draw(st.integers(1, 4)))
        close = all(b.top == a.bottom for a, b in pairwise(items[start:stop]))
        by = draw(st.sampled_from([-1, 0, 0, 1]))
        if by and close:
            cost = draw(st.sampled_from([0.25, 0.375, 1.5]))
            found.append(Setting(start, stop, by * LINE, cost))
        start = stop
    return found


def area(depth: int, spread: int, give: int) -> Geometry:
    """A type area of so many lines."""
    return Geometry(
        300, depth * LINE + 200, 100, 40, 60, 200, depth * LINE, LINE, 0, 0, 0, 1, True, (),
        spread=spread, give=give,
    )  # fmt: skip


# ---- the best there is ---------------------------------------------------------------------------


def _within(body: Column, start: int, stop: int) -> list[Setting]:
    """What may be set otherwise on a page of these items."""
    return [
        *(one for one in spaces(body, LINE) if start < one.start < stop),
        *(
            replace(one, cost=one.cost + ASKED)
            for one in body.settings
            if start < one.stop <= stop
            and (start <= one.start or one.by > 0 or one.stop - start >= 3)
        ),
    ]


@given(bodies(), st.integers(0, 6), st.integers(1, 8), st.integers(-3, 3))
def test_the_cheapest_settings_are_found(body: Column, start: int, size: int, lines: int) -> None:
    start = min(start, len(body.items) - 1)
    stop = min(start + size, len(body.items))
    within = _within(body, start, stop)
    ways = [
        sum(one.cost for one in some)
        for some in combinations(within, abs(lines))
        if sum(one.by for one in some) == lines * LINE
    ]
    found = Gives(body, LINE).cheapest(start, stop, lines)
    if not ways:
        assert found is None
    else:
        assert found is not None
        assert sum(one.cost for one in found) == min(ways)
        assert sum(one.by for one in found) == lines * LINE


@settings(max_examples=300, deadline=None)
@given(bodies(), st.integers(3, 5), st.integers(0, 1), st.integers(0, 2), st.booleans())
def test_no_arrangement_is_better(
    body: Column, depth: int, spread: int, give: int, verso: bool
) -> None:
    geometry = area(depth, spread, give)
    matter = Matter(Galley("u", body), geometry)
    best = _least(body, geometry, Place(verso))
    plain = _least(body, area(depth, 0, 0), Place(verso))
    cuts, good = cut_plain(matter, geometry)
    if not good and (spread or give):
        cuts = cut_eased(matter, Easer(matter, geometry), Place(verso))
    found = sum(cut.cost for cut in cuts)
    assert found == pytest.approx(best if plain > 0.5 else plain)


def _least(body: Column, geometry: Geometry, first: Place) -> float:
    """The cost of the best of all ways to make pages."""

    @cache
    def least(start: int, place: Place) -> float:
        if start == len(body.items):
            return 0.0
        longs = range(-geometry.spread if place.verso else 0, geometry.spread + 1)
        ways = []
        for long in [place.facing] if place.facing is not None else longs:
            for stop in range(start + 1, len(body.items) + 1):
                costs = list(_page(body, geometry, start, stop, long))
                if costs:
                    verso = not place.verso
                    behind = Place(verso, None if verso or not geometry.spread else long)
                    ways.append(min(costs) + LONG * abs(long) + least(stop, behind))
        return min(ways, default=inf)

    return least(0, first)


def _page(body: Column, geometry: Geometry, start: int, stop: int, long: int) -> Iterator[float]:
    """The costs of a page of these items, set in every way that fits."""
    height = body.items[stop - 1].bottom - body.items[start].top
    within = _within(body, start, stop)
    last = stop == len(body.items)
    for chosen in product((False, True), repeat=len(within)):
        some = [one for one, is_chosen in zip(within, chosen, strict=True) if is_chosen]
        left = geometry.deep(long) - height - sum(one.by for one in some)
        if len(some) > geometry.give or left < 0 or len({one.start for one in some}) < len(some):
            continue
        cost = sum(one.cost for one in some)
        if last:
            few = lacking(stop - start, int(geometry.deep(long) / LINE)) if start else 0
            yield cost + SHORT_END * few**2
        else:
            lines = int(left / LINE)
            cost += short_cost(lines - min(0, long) if lines else 0, noted=False)
            yield cost + break_cost(body.items[stop - 1], body.items[stop])


# ---- what holds of all pages ---------------------------------------------------------------------


def made_up(galley: Galley, geometry: Geometry) -> tuple[Galley, tuple[Page, ...]]:
    pages, (cast,) = recast(make_up([galley], [UnitPlan()], geometry), [galley])
    return cast, pages


@settings(max_examples=200, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(galleys(), eased)
def test_everything_stands_once_and_in_place(galley: Galley, geometry: Geometry) -> None:
    geometry = replace(geometry, run_in=frozenset())
    cast, pages = made_up(galley, geometry)
    found = account([cast], pages, geometry)
    assert found.placed == found.items
    for finding in found.findings:
        assert finding.code in ("outside", "off-page"), finding
        told = {fault.code for fault in pages[finding.page - 1].faults}
        assert "item-too-tall" in told, finding


@settings(max_examples=100, deadline=None)
@given(bodies(60, Break.FORBID), st.integers(3, 8), st.integers(0, 2))
def test_facing_pages_are_of_one_depth(body: Column, depth: int, give: int) -> None:
    _, pages = made_up(Galley("u", body), area(depth, 1, give))
    for page, behind in pairwise(pages):
        if page.side == "verso":
            assert page.long == behind.long


@settings(max_examples=100, deadline=None)
@given(bodies(60, Break.FORBID), st.integers(4, 8), st.integers(0, 1), st.integers(0, 2))
def test_lines_stay_on_the_grid_and_in_order(
    body: Column, depth: int, spread: int, give: int
) -> None:
    geometry = area(depth, spread, give)
    cast, pages = made_up(Galley("u", replace(body, settings=())), geometry)
    stands = [
        (item, y) for page in pages for part in page.body for item, y in standing(part, cast.body)
    ]
    assert [item for item, _ in stands] == list(cast.body.items)
    assert all((y - geometry.top) % LINE < 0.01 for _, y in stands)
