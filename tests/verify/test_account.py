"""The account finds what hands can do to pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.paginate.diagrams import LINE, column, geometry
from typeset.galley import Galley, Note
from typeset.page import Page, Slice
from typeset.paginate import UnitPlan, make_up
from typeset.verify import account

AREA = geometry(8, gap=1)
GALLEYS = [
    Galley("first", column("a b c d e f g h i j k l")),
    Galley(
        "second",
        column("a b(1,2) c d e f g h(3)"),
        (
            Note("1", "editor", column("p"), line=40),
            Note("2", "editor", column("q"), line=41),
            Note("3", "editor", column("r s t u"), line=42),
        ),
    ),
]
PAGES = make_up(GALLEYS, [UnitPlan(), UnitPlan()], AREA)


def test_pages_to_start_from() -> None:
    """The mutations below rely on this arrangement."""
    assert [[(s.unit, s.start, s.stop) for s in page.body] for page in PAGES] == [
        [(0, 0, 8)],
        [(0, 8, 12)],
        [(1, 0, 5)],
        [(1, 5, 8)],
    ]
    assert [[(s.note, s.start, s.stop) for s in page.foot] for page in PAGES] == [
        [],
        [],
        [("1", 0, 1), ("2", 0, 1)],
        [("3", 0, 4)],
    ]


def test_counts() -> None:
    found = account(GALLEYS, PAGES, AREA)
    assert found.whole
    assert (found.items, found.placed) == (26, 26)
    assert (found.notes_called, found.notes_placed, found.notes_split) == (3, 3, 0)


def change(number: int, **parts: tuple[Slice, ...]) -> tuple[Page, ...]:
    page = replace(PAGES[number - 1], **parts)  # type: ignore[arg-type]
    return (*PAGES[: number - 1], page, *PAGES[number:])


def body(number: int, **changes: float | int | str | None) -> tuple[Page, ...]:
    return change(number, body=(replace(PAGES[number - 1].body[0], **changes),))  # type: ignore[arg-type]


FIRST, SECOND = PAGES[2].foot
SPLIT = (replace(PAGES[3].foot[0], stop=2), replace(PAGES[3].foot[0], start=2))
Change = Callable[[], tuple[Page, ...]]
CHANGES: dict[str, tuple[str, Change]] = {
    "last line dropped": ("missing", lambda: body(2, stop=11)),
    "first line dropped": ("missing", lambda: body(1, start=1, y=AREA.top + LINE)),
    "page dropped": ("missing", lambda: PAGES[1:]),
    "note dropped": ("missing", lambda: change(4, foot=())),
    "end of a note dropped": ("missing", lambda: change(4, foot=SPLIT[:1])),
    "line printed on two pages": ("doubled", lambda: body(2, start=7)),
    "page printed twice": ("doubled", lambda: (*PAGES[:2], PAGES[1], *PAGES[2:])),
    "notes swapped": (
        "note-order",
        lambda: change(3, foot=(replace(SECOND, y=FIRST.y), replace(FIRST, y=SECOND.y))),
    ),
    "note's halves swapped": (
        "out-of-order",
        lambda: change(
            4, foot=(replace(SPLIT[1], y=SPLIT[0].y), replace(SPLIT[0], y=SPLIT[0].y + 2 * LINE))
        ),
    ),
    "pages swapped": ("out-of-order", lambda: (PAGES[1], PAGES[0], *PAGES[2:])),
    "units swapped": ("out-of-order", lambda: (*PAGES[2:], *PAGES[:2])),
    "note on the page before": (
        "note-away",
        lambda: (
            *PAGES[:2],
            replace(PAGES[2], foot=PAGES[3].foot),
            replace(PAGES[3], foot=PAGES[2].foot),
        ),
    ),
    "note among the text": (
        "out-of-order",
        lambda: change(4, body=(*PAGES[3].body, *PAGES[3].foot), foot=()),
    ),
    "slid over the page's foot": ("off-page", lambda: body(1, y=AREA.height - LINE)),
    "slid into the head margin": ("outside", lambda: body(1, y=AREA.top - 1)),
    "slid below the type area": ("outside", lambda: body(1, y=AREA.top + 1)),
    "text on its notes": ("overlap", lambda: body(3, y=AREA.top + 2 * LINE)),
    "note on a note": ("overlap", lambda: change(3, foot=(replace(FIRST, y=SECOND.y), SECOND))),
    "slice of another volume": ("unknown", lambda: body(1, unit=7)),
    "slice of another note": ("unknown", lambda: body(1, note="9")),
    "slice beyond the end": ("unknown", lambda: body(2, stop=13)),
}


@pytest.mark.parametrize(("code", "changed"), CHANGES.values(), ids=CHANGES)
def test_change_is_found(code: str, changed: Change) -> None:
    found = account(GALLEYS, changed(), AREA)
    assert code in {finding.code for finding in found.findings}


# ---- series, and notes that run on -------------------------------------------------------------

SERIES = geometry(10, gap=1, series="textual,editor", run_in="textual")
APPARATUS = Galley(
    "letter",
    column("a(1,2) b c(3) d(4) e f g(5)"),
    (
        Note("1", "editor", column("e f g h i j k l"), line=50),
        Note("2", "textual", column("p"), line=51),
        Note("3", "textual", column("q"), line=52),
        Note("4", "editor", column("m"), line=53),
        Note("5", "textual", column("r"), line=54),
    ),
)
PARAGRAPH = Note("2+3", "textual", column("pq"))
RUN_ON = [replace(APPARATUS, notes=(*APPARATUS.notes, PARAGRAPH))]
RUN_ON_PAGES = make_up([APPARATUS], [UnitPlan()], SERIES, {(0, ("2", "3")): PARAGRAPH.column})
(TEXTUAL, CUT), (NEXT_TEXTUAL, REST, LAST) = (page.foot for page in RUN_ON_PAGES)


def test_series_to_start_from() -> None:
    """The mutations below rely on this arrangement."""
    assert [[(s.note, s.start, s.stop) for s in page.foot] for page in RUN_ON_PAGES] == [
        [("2+3", 0, 1), ("1", 0, 5)],
        [("5", 0, 1), ("1", 5, 8), ("4", 0, 1)],
    ]


def test_a_paragraph_places_its_notes_once() -> None:
    found = account(RUN_ON, RUN_ON_PAGES, SERIES)
    assert found.whole and not found.reported
    assert (found.items, found.placed) == (18, 18)
    assert (found.notes_called, found.notes_placed, found.notes_split) == (5, 5, 1)


def test_a_paragraph_that_was_not_needed_is_no_loss() -> None:
    spare = Note("3+5", "textual", column("qr"))
    galley = replace(RUN_ON[0], notes=(*RUN_ON[0].notes, spare))
    assert account([galley], RUN_ON_PAGES, SERIES).whole


def feet(first: tuple[Slice, ...], second: tuple[Slice, ...]) -> tuple[Page, ...]:
    return replace(RUN_ON_PAGES[0], foot=first), replace(RUN_ON_PAGES[1], foot=second)


def stacked(*parts: Slice) -> tuple[Slice, ...]:
    """The slices one below the other, to the end of the type area."""
    y = SERIES.top + SERIES.depth - LINE * sum(part.stop - part.start for part in parts)
    placed = []
    for part in parts:
        placed.append(replace(part, y=y))
        y += LINE * (part.stop - part.start)
    return tuple(placed)


SINGLE = Slice(0, "3", 0, 1, 0.0)
SERIES_CHANGES: dict[str, tuple[str, tuple[Page, ...]]] = {
    "paragraph dropped": ("missing", feet((CUT,), RUN_ON_PAGES[1].foot)),
    "paragraph printed twice": (
        "doubled",
        feet(RUN_ON_PAGES[0].foot, stacked(NEXT_TEXTUAL, TEXTUAL, REST, LAST)),
    ),
    "note printed alone, too": (
        "doubled",
        feet(stacked(TEXTUAL, SINGLE, CUT), (NEXT_TEXTUAL, REST, LAST)),
    ),
    "blocks swapped": ("note-order", feet(stacked(CUT, TEXTUAL), RUN_ON_PAGES[1].foot)),
    "blocks mixed": (
        "note-order",
        feet(RUN_ON_PAGES[0].foot, stacked(REST, NEXT_TEXTUAL, LAST)),
    ),
    "rest below its series' own note": (
        "note-order",
        feet(RUN_ON_PAGES[0].foot, stacked(NEXT_TEXTUAL, LAST, REST)),
    ),
    "rest dropped": ("missing", feet(RUN_ON_PAGES[0].foot, (NEXT_TEXTUAL, LAST))),
    "paragraph on the next page": ("note-away", feet((CUT,), stacked(TEXTUAL, REST, LAST))),
    "note on the page before": ("note-away", feet(stacked(TEXTUAL, NEXT_TEXTUAL), (REST, LAST))),
}


@pytest.mark.parametrize(("code", "pages"), SERIES_CHANGES.values(), ids=SERIES_CHANGES)
def test_change_of_series_is_found(code: str, pages: tuple[Page, ...]) -> None:
    assert code in {finding.code for finding in account(RUN_ON, pages, SERIES).findings}


@pytest.mark.parametrize(("words", "lost"), [("p", 52), ("q", 51), ("qp", 52)])
def test_a_paragraph_that_lacks_a_note_is_found_at_the_note_s_line(words: str, lost: int) -> None:
    galley = replace(APPARATUS, notes=(*APPARATUS.notes, replace(PARAGRAPH, column=column(words))))
    findings = account([galley], RUN_ON_PAGES, SERIES).findings
    assert ("missing", lost) in {(finding.code, finding.line) for finding in findings}


def test_a_note_for_which_there_was_no_room_is_reported_and_not_fatal() -> None:
    galley = Galley("u", column("a*8(1) b"), (Note("1", "editor", column("p q"), line=9),))
    pages = make_up([galley], [UnitPlan()], AREA)
    found = account([galley], pages, AREA)
    assert found.whole
    assert [(finding.code, finding.line) for finding in found.reported] == [("note-away", 9)]
    silent = tuple(replace(page, away=()) for page in pages)
    assert [finding.code for finding in account([galley], silent, AREA).findings] == ["note-away"]


def test_a_note_before_its_call_is_fatal_whatever_the_page_says() -> None:
    pages = (*PAGES[:2], replace(PAGES[2], foot=(*PAGES[2].foot, *PAGES[3].foot)), *PAGES[3:])
    early = [replace(page, away=((1, "3"),)) for page in pages]
    early[3] = replace(early[3], foot=())
    assert "note-away" in {finding.code for finding in account(GALLEYS, early, AREA).findings}


def test_what_is_taller_than_the_page_is_reported_but_fatal_where_it_leaves_the_paper() -> None:
    for lines, codes in ((10, []), (20, ["off-page"])):
        galley = Galley("u", column(f"a*{lines}"))
        found = account([galley], make_up([galley], [UnitPlan()], AREA), AREA)
        assert [finding.code for finding in found.findings] == codes
        assert [finding.code for finding in found.reported] == ["outside"]


def test_finding_tells_place_and_words() -> None:
    numbered = [
        replace(item, line=10 + i, text=f"word{i}") for i, item in enumerate(GALLEYS[0].body.items)
    ]
    galley = replace(GALLEYS[0], body=replace(GALLEYS[0].body, items=tuple(numbered)))
    (finding,) = account([galley, GALLEYS[1]], body(2, stop=10), AREA).findings
    assert (finding.unit, finding.line) == ("first", 20)
    assert "2 lines" in finding.message and "word10" in finding.message


def test_lost_note_is_found_at_its_own_line() -> None:
    (finding,) = account(GALLEYS, change(4, foot=()), AREA).findings
    assert (finding.unit, finding.line) == ("second", 42)


def test_calls_without_notes_and_notes_without_calls() -> None:
    galley = Galley("u", column("a(2)"), (Note("1", "editor", column("p"), line=7),))
    found = account([galley], make_up([galley], [UnitPlan()], AREA), AREA)
    assert sorted(finding.code for finding in found.findings) == ["no-note", "uncalled"]
    assert found.notes_called == 0 and found.notes_placed == 1


def test_two_notes_of_one_identifier() -> None:
    note = Note("1", "editor", column("p"))
    galley = Galley("u", column("a(1)"), (note, note))
    found = account([galley], make_up([galley], [UnitPlan()], AREA), AREA)
    assert [finding.code for finding in found.findings] == ["doubled"]


def test_repeated_head_is_not_doubled() -> None:
    area = geometry(3)
    galley = Galley("u", column("=h :r :s :t"))
    found = account([galley], make_up([galley], [UnitPlan()], area), area)
    assert found.whole and found.placed == 4


def test_split_note_is_counted() -> None:
    galley = Galley("u", column("a(1) b c"), (Note("1", "editor", column("p q r s t u v w")),))
    found = account([galley], make_up([galley], [UnitPlan()], AREA), AREA)
    assert found.whole and found.notes_split == 1
