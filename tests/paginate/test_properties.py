"""What holds of all pages, whatever the galleys."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.paginate.galleys import galleys, geometries, plans, settled
from typeset.galley import Break, Galley
from typeset.page import Geometry, Page, column_of, standing
from typeset.paginate import UnitPlan, make_up
from typeset.verify import account

NEAR = 0.02


def codes(page: Page) -> set[str]:
    return {fault.code for fault in page.faults}


volumes = st.lists(galleys(), min_size=1, max_size=3)


def made_up(volume: list[Galley], geometry: Geometry) -> tuple[list[Galley], tuple[Page, ...]]:
    """The galleys with their paragraphs of notes, and the pages."""
    gained, pages, _ = settled(volume, [UnitPlan()] * len(volume), geometry)
    return gained, pages


@settings(max_examples=200, deadline=None)
@given(volumes, geometries)
def test_everything_stands_once_in_order_and_in_place(
    volume: list[Galley], geometry: Geometry
) -> None:
    gained, pages = made_up(volume, geometry)
    found = account(gained, pages, geometry)
    assert found.placed == found.items
    for finding in found.findings:
        # What cannot be had otherwise, and is told on the page.
        assert finding.code in ("outside", "off-page"), finding
        assert "item-too-tall" in codes(pages[finding.page - 1]), finding
    told = {"note-away": "note-away", "outside": "item-too-tall"}
    for finding in found.reported:
        assert any(told[finding.code] in codes(page) for page in pages[: finding.page])


@settings(max_examples=200, deadline=None)
@given(volumes, geometries)
def test_pages_settle_when_their_notes_run_on(volume: list[Galley], geometry: Geometry) -> None:
    _, _, rounds = settled(volume, [UnitPlan()] * len(volume), geometry)
    assert rounds <= 4


@settings(max_examples=100, deadline=None)
@given(galleys(), geometries)
def test_note_begins_elsewhere_only_where_nothing_of_it_fits(
    galley: Galley, geometry: Geometry
) -> None:
    (galley,), pages = made_up([galley], geometry)
    for page in pages:
        here = {name for part in page.foot for name in (part.note or "").split("+")}
        for part in page.body:
            items = galley.body.items[part.start : part.stop]
            called = [name for item in items for name in item.calls]
            if not here.issuperset(called):
                assert len(items) == 1 and "note-away" in codes(page)
                lines = [galley.note(name).column.items[0].bottom for name in called]
                assert items[0].height + geometry.note_gap + sum(lines) > geometry.depth


@settings(max_examples=100, deadline=None)
@given(galleys(), geometries)
def test_breaks_are_allowed_or_told(galley: Galley, geometry: Geometry) -> None:
    (galley,), pages = made_up([galley], geometry)
    for page in pages:
        for part in (*page.body, *page.foot):
            items = column_of(part, [galley]).items
            split = part.stop < len(items)
            if split and items[part.stop - 1].after is Break.FORBID:
                assert "bad-break" in codes(page)
            if split and part.note:
                assert "note-split" in codes(page)
                if min(part.stop - part.start, len(items) - part.stop) < 2:
                    assert "bad-break" in codes(page)


@settings(max_examples=100, deadline=None)
@given(galleys(), geometries)
def test_forced_breaks_are_made(galley: Galley, geometry: Geometry) -> None:
    items = galley.body.items
    (galley,), pages = made_up([galley], geometry)
    for page in pages:
        for part in page.body:
            for item in items[part.start : part.stop - 1]:
                assert item.after < Break.PAGE
            before = items[part.start - 1].after if part.start else Break.FREE
            if before > Break.PAGE:
                assert page.side == ("recto" if before is Break.RECTO else "verso")


@settings(max_examples=100, deadline=None)
@given(galleys(), geometries)
def test_text_and_notes_keep_their_distance(galley: Galley, geometry: Geometry) -> None:
    (galley,), pages = made_up([galley], geometry)
    for page in pages:
        if not page.foot or "item-too-tall" in codes(page):
            continue
        stand = [
            [
                y
                for part in parts
                for item, top in standing(part, column_of(part, [galley]))
                for y in (top, top + item.height)
            ]
            for parts in (page.body, page.foot)
        ]
        text, notes = stand
        assert max(notes) == pytest.approx(geometry.top + geometry.depth, abs=NEAR)
        if text:
            assert max(text) + geometry.note_gap <= min(notes) + NEAR


@settings(max_examples=100, deadline=None)
@given(galleys(most_notes=0), geometries)
def test_lines_keep_their_place_in_the_grid(galley: Galley, geometry: Geometry) -> None:
    (galley,), pages = made_up([galley], geometry)
    for page in pages:
        for part in page.body:
            item, y = list(standing(part, galley.body))[-(part.stop - part.start)]
            y -= geometry.top
            off = (y - item.top) % geometry.leading if geometry.leading else 0.0
            if min(off, geometry.leading - off) > NEAR:
                # Only where the item would not fit otherwise.
                place = item.top if not part.start else item.top % geometry.leading
                assert place + item.height > geometry.depth


@settings(max_examples=100, deadline=None)
@given(galleys(most_notes=0), geometries)
def test_heads_are_repeated_where_they_fit(galley: Galley, geometry: Geometry) -> None:
    body = galley.body
    (galley,), pages = made_up([galley], geometry)
    for page in pages:
        for part in page.body:
            head = body.items[part.start].head
            if head is None or part.start < body.heads[head][1]:
                assert part.head is None
            elif part.head is None:
                start, stop = body.heads[head]
                rise = body.items[stop].top - body.items[start].top
                room = geometry.depth - body.items[part.start].height
                assert rise + geometry.leading > room
            else:
                assert part.head == head


@given(st.lists(st.tuples(galleys(3, 0), plans), min_size=1, max_size=5), geometries, st.booleans())
def test_numbers_sides_and_blank_pages(
    units: list[tuple[Galley, UnitPlan]], geometry: Geometry, front: bool
) -> None:
    plan = [UnitPlan("front", p.starts) if front and not i else p for i, (_, p) in enumerate(units)]
    pages = make_up([galley for galley, _ in units], plan, geometry)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert all((page.side == "recto") == (page.number % 2 == 1) for page in pages)
    arabic = [page for page in pages if page.section == "body"]
    assert [page.folio for page in arabic] == [str(i) for i in range(1, len(arabic) + 1)]
    assert not arabic or arabic[0].side == "recto"
    opened = [(unit, page) for page in pages for unit in page.opens]
    assert [unit for unit, _ in opened] == list(range(len(units)))
    for unit, page in opened:
        first_of_body = plan[unit].section == "body" and page.folio == "1"
        assert page.side == plan[unit].starts or plan[unit].starts == "page" or first_of_body
    for page, behind in pairwise(pages):
        if page.blank:
            assert not behind.blank and not page.faults and not page.opens
