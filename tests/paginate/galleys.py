"""Galleys, geometries and plans at random."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from typeset.galley import Break, Column, Galley, Item, Note
from typeset.page import Geometry
from typeset.paginate import UnitPlan

_BREAKS = [Break.FREE] * 6 + [Break.AVOID, Break.FORBID, Break.FORBID, *Break]
_HEIGHTS = [12.0] * 6 + [9.75, 6.0, 30.0, 75.0]
_RARELY = [False] * 9 + [True]
_SPACES = [0.0] * 5 + [6.0, 12.0, 40.5]


@st.composite
def columns(draw: st.DrawFn, longest: int) -> Column:
    """A column of lines, blocks and now and then a table."""
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
        draw(columns(draw(st.sampled_from([1, 4, 30]))))
        for _ in range(draw(st.integers(0, most_notes)))
    ]
    texts = [body, *notes]
    calls: dict[tuple[int, int], list[str]] = {}
    for i in range(1, len(texts)):
        caller = draw(st.sampled_from([0, 0, draw(st.integers(0, i - 1))]))
        at = draw(st.integers(0, len(texts[caller].items) - 1))
        calls.setdefault((caller, at), []).append(str(i))
    body, *notes = (_with_calls(column, i, calls) for i, column in enumerate(texts))
    return Galley("u", body, tuple(Note(str(i), "editor", c) for i, c in enumerate(notes, 1)))


def _with_calls(column: Column, i: int, calls: dict[tuple[int, int], list[str]]) -> Column:
    items = tuple(
        replace(item, calls=tuple(calls.get((i, at), ()))) for at, item in enumerate(column.items)
    )
    return replace(column, items=items)


geometries = st.builds(
    lambda depth, leading, gap, share: Geometry(
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
    ),
    depth=st.sampled_from([12.0, 24.0, 50.25, 60.0, 96.0, 144.0, 360.0]),
    leading=st.sampled_from([0.0, 12.0]),
    gap=st.sampled_from([0.0, 6.0, 12.0]),
    share=st.sampled_from([0.3, 0.6, 1.0]),
)

plans = st.builds(
    UnitPlan,
    section=st.just("body"),
    starts=st.sampled_from(["page", "recto", "verso"]),
)
