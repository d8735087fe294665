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
