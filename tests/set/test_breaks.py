"""The chooser of breaks finds the best way, and always a way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.set.breaks import TRIED, choose
from typeset.set.elements import (
    LADDER,
    NEVER,
    Box,
    Costs,
    Element,
    Glue,
    Line,
    Penalty,
    Shape,
    passes,
)

COSTS = Costs(short=2.0, full=1.5)


def paragraph(text: str, hang: float = 0.0) -> list[Element]:
    """A text whose letters are one wide; ``-`` is a place for a hyphen, ``~`` an unbroken space."""
    elements: list[Element] = []
    for word in text.replace("~", " ~ ").split(" "):
        if word == "~":
            elements[-1] = Glue(1.0, 0.5, 0.3, NEVER)
            continue
        for part in word.split("-"):
            elements.append(Box(float(len(part)), hang, hang, part, part))
            elements.append(Penalty(1.0, 50.0, True, hang))
        elements[-1] = Glue(1.0, 0.5, 0.3)
    return elements[:-1]


def broken(elements: Sequence[Element], lines: Sequence[Line]) -> list[str]:
    """The lines as text."""
    texts = []
    for line in lines:
        inside = elements[line.start : line.stop]
        text = "".join(
            one.head if isinstance(one, Box) else " " if isinstance(one, Glue) else ""
            for one in inside
        )
        texts.append(text + ("-" if line.hyphen else ""))
    return texts


# ---- the same sums, done for every way there is ---------------------------------------------


def ways(elements: Sequence[Element]) -> Iterator[tuple[int, ...]]:
    """Every choice of places to break at, the end among them."""
    places = [
        n
        for n, one in enumerate(elements)
        if (isinstance(one, Glue) and one.cost < NEVER and isinstance(elements[n - 1], Box))
        or (isinstance(one, Penalty) and one.cost < NEVER)
    ]
    for count in range(len(places) + 1):
        for chosen in combinations(places, count):
            yield (*chosen, len(elements))


def ratio(elements: Sequence[Element], start: int, stop: int, shape: Shape) -> float:
    inside = elements[start:stop]
    first, last = inside[0], inside[-1]
    assert isinstance(first, Box)
    width = sum(one.width for one in inside if not isinstance(one, Penalty))
    expansion = shape.expansion * sum(one.width for one in inside if isinstance(one, Box))
    stretch = sum(one.stretch for one in inside if isinstance(one, Glue)) + expansion
    shrink = sum(one.shrink for one in inside if isinstance(one, Glue)) + expansion
    if stop < len(elements) and isinstance(end := elements[stop], Penalty):
        width += end.width - end.right
    elif isinstance(last, Box):
        width -= last.right
    width += shape.indent if start == 0 else -first.left
    lacking = shape.measure - width
    if stop == len(elements) and lacking >= 0:
        return 0.0
    room = stretch if lacking >= 0 else shrink
    if shape.rag:
        room = shape.rag if lacking >= 0 else 0.0
    if abs(lacking) < 1e-9:
        return 0.0
    return lacking / room if room > 0 else (99.0 if lacking > 0 else -99.0)


def demerits(
    elements: Sequence[Element], way: Sequence[int], shape: Shape, tolerance: float, hyphens: bool
) -> float:
    """What a way costs; infinite if it may not be gone, as one with a ladder may not."""
    total, start, above, row = 0.0, 0, 1, 0
    previous: tuple[str, str, bool] | None = None
    for stop in way:
        found = ratio(elements, start, stop, shape)
        end = elements[stop] if stop < len(elements) else None
        hyphen = isinstance(end, Penalty) and end.hyphen
        if not -1.0 <= found <= tolerance or (hyphen and (not hyphens or row == LADDER - 1)):
            return NEVER
        cost = end.cost if isinstance(end, Glue | Penalty) else 0.0
        tight = COSTS.tight * (1 + COSTS.narrow * shape.narrow)
        badness = 100 * (tight * abs(found) ** 3 if found < 0 else found**2)
        total += (COSTS.line + badness) ** 2 + cost**2
        looks = 0 if found < -0.5 else 1 if found <= 0.5 else 2 if found <= 1.0 else 3
        total += COSTS.hyphens_in_a_row * row if hyphen else 0.0
        if previous is not None:
            total += COSTS.contrast if abs(looks - above) > 1 else 0.0
            after = stop
            while after < len(elements) and not isinstance(elements[after], Box):
                after += 1
            begins = elements[start].head  # type: ignore[union-attr]
            follows = elements[after].head if after < len(elements) else ""  # type: ignore[union-attr]
            ends = elements[stop - 1].tail  # type: ignore[union-attr]
            alike = (begins and begins == follows) or (previous[1] and previous[1] == ends)
            total += COSTS.same_word if alike else 0.0
            if stop == len(elements):
                total += COSTS.last_but_one if previous[2] else 0.0
                width = sum(o.width for o in elements[start:stop] if not isinstance(o, Penalty))
                hang = elements[start].left + elements[stop - 1].right  # type: ignore[union-attr]
                if width < COSTS.short:
                    total += COSTS.short_end
                elif 0 < shape.measure + hang - width < COSTS.full:
                    total += COSTS.full_end
        row = min(row + 1, LADDER) if hyphen else 0
        previous = ("", elements[stop - 1].tail, hyphen)  # type: ignore[union-attr]
        above, start = looks, stop
        while start < len(elements) and not isinstance(elements[start], Box):
            start += 1
    return total


words = st.lists(
    st.lists(st.sampled_from(["a", "be", "sea", "deep"]), min_size=1, max_size=2).map("-".join),
    min_size=1,
    max_size=7,
)


@settings(max_examples=300, deadline=None)
@given(
    text=words.map(" ".join),
    measure=st.sampled_from([6.0, 8.0, 11.0]),
    indent=st.sampled_from([0.0, 1.0]),
    rag=st.sampled_from([0.0, 3.0]),
    expansion=st.sampled_from([0.0, 0.02]),
    hang=st.sampled_from([0.0, 0.2]),
    em=st.sampled_from([0.0, 0.5]),
)
def test_no_way_is_better_than_the_chosen(
    text: str, measure: float, indent: float, rag: float, expansion: float, hang: float, em: float
) -> None:
    elements = paragraph(text, hang)
    shape = Shape(measure, indent, rag, expansion, em=em)
    lines = choose(elements, shape, COSTS)
    chosen = tuple(line.stop for line in lines)
    for attempt in passes(shape.narrow)[:-1]:
        costs = {
            way: demerits(elements, way, shape, attempt.tolerance, attempt.hyphens)
            for way in ways(elements)
        }
        best = min(costs.values())
        if best < NEVER:
            assert costs[chosen] == pytest.approx(best)
            return


@settings(max_examples=300, deadline=None)
@given(text=words.map(" ".join), measure=st.floats(0.5, 30.0))
def test_nothing_is_lost_however_narrow_the_measure(text: str, measure: float) -> None:
    elements = paragraph(text)
    lines = choose(elements, Shape(measure))
    printed = "".join(
        line.removesuffix("-") if line.endswith("-") else line + " "
        for line in broken(elements, lines)
    )
    assert printed.split() == text.replace("-", "").split()


def test_a_paragraph_of_one_line_is_one_line() -> None:
    assert broken(paragraph("a be sea"), choose(paragraph("a be sea"), Shape(20))) == ["a be sea"]


def test_a_space_that_may_not_be_broken_is_not() -> None:
    elements = paragraph("deep deep A.~Be sea deep")
    assert all(
        "A. Be" in line or "A." not in line
        for line in broken(elements, choose(elements, Shape(12)))
    )


def test_words_are_not_broken_where_it_is_good_enough_without() -> None:
    elements = paragraph("sea-sea sea sea-sea sea sea-sea sea sea-sea")
    assert not any(line.hyphen for line in choose(elements, Shape(10.4)))


def test_a_line_that_cannot_fit_is_left_too_wide_and_alone() -> None:
    elements = paragraph("a " + "deep" * 10 + " be sea")
    assert broken(elements, choose(elements, Shape(8))) == ["a", "deep" * 10, "be sea"]


def test_hyphens_do_not_stand_in_a_ladder_if_there_is_another_way() -> None:
    elements = paragraph(" ".join(["deep-deep sea be"] * 12))
    hyphens = [line.hyphen for line in choose(elements, Shape(17))]
    assert not any(all(hyphens[n : n + 3]) for n in range(len(hyphens)))


def test_words_own_hyphens_count_in_a_ladder() -> None:
    elements = [
        one._replace(width=0.0, cost=30.0, hyphen=False, own=True)
        if isinstance(one, Penalty)
        else one
        for one in paragraph(" ".join(["a be-deep sea be"] * 10))
    ]
    lines = choose(elements, Shape(17))
    ends = [elements[line.stop] for line in lines[:-1]]
    own = [isinstance(end, Penalty) for end in ends]
    assert any(own)
    assert not any(all(own[n : n + 3]) for n in range(len(own) - 2))


def test_lines_do_not_begin_with_the_same_word_if_there_is_another_way() -> None:
    plain = Costs(same_word=0.0)
    text = "the sea be the deep sea be the deep be a sea the be deep a be sea the deep be"
    elements = paragraph(text)

    def alike(costs: Costs) -> int:
        starts = [line.split()[0] for line in broken(elements, choose(elements, Shape(13), costs))]
        return sum(one == other for one, other in pairwise(starts))

    assert alike(Costs(same_word=1e9)) <= alike(plain)


@settings(max_examples=300, deadline=None)
@given(text=words.map(" ".join), measure=st.sampled_from([6.0, 8.0]), more=st.sampled_from([-1, 1]))
def test_lines_asked_for_are_the_best_of_their_number(text: str, measure: float, more: int) -> None:
    elements, shape = paragraph(text), Shape(measure)
    usual = choose(elements, shape, COSTS)
    asked = choose(elements, shape, COSTS, more)
    count = len(usual) + more
    for attempt in passes()[:TRIED]:
        costs = {
            way: demerits(elements, way, shape, attempt.tolerance, attempt.hyphens)
            for way in ways(elements)
            if len(way) == count
        }
        best = min(costs.values(), default=NEVER)
        if best < NEVER:
            assert costs[tuple(line.stop for line in asked)] == pytest.approx(best)
            return
    assert asked == usual
