"""Galleys, geometries and plans at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from tests.paginate.diagrams import with_run_ins
from typeset.galley import Break, Column, Galley, Item, Note
from typeset.page import Geometry, Page
from typeset.paginate import RunIn, UnitPlan, make_up, wanted_run_ins

_BREAKS = [Break.FREE] * 6 + [Break.AVOID, Break.FORBID, Break.FORBID, *Break]
_HEIGHTS = [12.0] * 6 + [9.75, 6.0, 30.0, 75.0]
_RARELY = [False] * 9 + [True]
_SPACES = [0.0] * 5 + [6.0, 12.0, 40.5]
_SERIES = ["editor", "author", "textual", "critical"]
LETTERS = 30
"""Of a full line in a paragraph of notes."""


@st.composite
def columns(draw: st.DrawFn, longest: int, name: str = "t") -> Column:
    """A column of lines, blocks and now and then a table; its words begin with the name."""
    items: list[Item] = []
    heads: list[tuple[int, int]] = []
    top = 0.0
    for _ in range(draw(st.integers(1, longest))):
        if items and draw(st.sampled_from(_RARELY)):
            heads.append((len(items) - 1, len(items)))
        top += draw(st.sampled_from(_SPACES))
        row = bool(heads) and draw(st.booleans())
        item = Item(
            top=top,
            height=draw(st.sampled_from(_HEIGHTS)),
            ops=b"",
            text=f"{name}x{len(items)}q" + draw(st.sampled_from(["", "", " word", " long words"])),
            line=len(items) + 1,
            after=draw(st.sampled_from(_BREAKS)),
            head=len(heads) - 1 if row else None,
        )
        items.append(item)
        top = item.bottom
    return Column(tuple(items), heads=tuple(heads))


@st.composite
def galleys(draw: st.DrawFn, longest: int = 40, most_notes: int = 8) -> Galley:
    """A unit whose notes are called in its body or in earlier notes."""
    body = draw(columns(longest))
    notes = [
        draw(columns(draw(st.sampled_from([1, 4, 30])), f"n{i}"))
        for i in range(1, draw(st.integers(0, most_notes)) + 1)
    ]
    texts = [body, *notes]
    calls: dict[tuple[int, int], list[str]] = {}
    for i in range(1, len(texts)):
        caller = draw(st.sampled_from([0, 0, draw(st.integers(0, i - 1))]))
        at = draw(st.integers(0, len(texts[caller].items) - 1))
        calls.setdefault((caller, at), []).append(str(i))
    body, *notes = (_with_calls(column, i, calls) for i, column in enumerate(texts))
    series = st.sampled_from(_SERIES[: draw(st.sampled_from([1, 1, 2, 4]))])
    return Galley("u", body, tuple(Note(str(i), draw(series), c) for i, c in enumerate(notes, 1)))


def _with_calls(column: Column, i: int, calls: dict[tuple[int, int], list[str]]) -> Column:
    items = tuple(
        replace(item, calls=tuple(calls.get((i, at), ()))) for at, item in enumerate(column.items)
    )
    return replace(column, items=items)


def run_on(notes: Sequence[Column]) -> Column:
    """The paragraph in which notes run on, their words spread over lines of equal height."""
    lines: list[tuple[str, tuple[str, ...]]] = [("", ())]
    for note in notes:
        for item in note.items:
            calls = item.calls
            for word in item.text.split():
                text, called = lines.pop()
                longer = f"{text} {word}".strip()
                if len(longer) > LETTERS:
                    lines.append((text, called))
                    longer, called = word, ()
                lines.append((longer, called + calls))
                calls = ()
    items = [
        Item(n * 12.0, 12.0, b"", text=text, calls=calls) for n, (text, calls) in enumerate(lines)
    ]
    return Column(tuple(items))


def settled(
    galleys: Sequence[Galley], plan: Sequence[UnitPlan], geometry: Geometry
) -> tuple[list[Galley], tuple[Page, ...], int]:
    """Galleys with their paragraphs of notes, their pages, and how often they were made up."""
    run_in: dict[RunIn, Column] = {}
    for rounds in count(1):
        pages = make_up(galleys, plan, geometry, run_in)
        gained = with_run_ins(galleys, run_in)
        wanted = wanted_run_ins(pages, gained)
        if not wanted:
            return gained, pages, rounds
        for unit, idents in wanted:
            columns = [galleys[unit].note(ident).column for ident in idents]
            run_in[unit, idents] = run_on(columns)
    raise AssertionError("pages do not settle")


geometries = st.builds(
    lambda depth, leading, gap, share, order, run_in, between: Geometry(
        width=300,
        height=depth + 400,
        top=100,
        inner=40,
        outer=60,
        measure=200,
        depth=depth,
        leading=leading,
        note_gap=gap,
        note_rule=gap / 2,
        note_rule_length=50,
        note_share=share,
        series=tuple(order),
        run_in=frozenset(run_in),
        series_gap=between,
    ),
    depth=st.sampled_from([12.0, 24.0, 50.25, 60.0, 96.0, 144.0, 360.0]),
    leading=st.sampled_from([0.0, 12.0]),
    gap=st.sampled_from([0.0, 6.0, 12.0]),
    share=st.sampled_from([0.3, 0.6, 1.0]),
    order=st.permutations(_SERIES[:3]),
    run_in=st.sampled_from([(), (), ("textual",), ("editor",), ("textual", "author")]),
    between=st.sampled_from([0.0, 0.0, 5.25, 12.0]),
)

plans = st.builds(
    UnitPlan,
    section=st.just("body"),
    starts=st.sampled_from(["page", "recto", "verso"]),
)
