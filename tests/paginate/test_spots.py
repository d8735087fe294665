from __future__ import annotations

from dataclasses import replace

import pytest

from tests.paginate.diagrams import LINE, column, geometry
from typeset.galley import Anchor, Column, Galley, Note
from typeset.paginate import UnitPlan, folios, make_up, roman, stands


def marked(words: str, **marks: tuple[str, ...]) -> Column:
    """A column with anchors (half a line down) and milestones: ``word=(anchor, milestone)``."""
    plain = column(words)
    items = []
    for item in plain.items:
        anchor, milestone = marks.get(item.text, ("", ""))
        items.append(
            replace(
                item,
                anchors=(Anchor(anchor, LINE / 2),) if anchor else (),
                milestones=(milestone,) if milestone else (),
            )
        )
    return replace(plain, items=tuple(items))


def test_anchors_of_text_and_notes() -> None:
    area = geometry(4)
    body = marked("a b c d(1) e", a=("start", ""), e=("end", ""))
    galley = Galley("u", body, (Note("1", "editor", marked("p", p=("note", ""))),))
    title = Galley("t", column("t"))
    pages = make_up([title, galley], [UnitPlan("front"), UnitPlan()], area)
    units = [stands(title, pages[:1]), stands(galley, pages[2:])]
    assert units[1].anchors == {"start": 0, "end": 1, "note": 1}
    assert units[1].calls == (("1", 1),)
    assert units[1].series == {"1": "editor"}
    assert folios(pages, units) == {"start": "1", "end": "2", "note": "2"}


def test_an_anchor_in_a_repeated_head_is_where_the_head_is_first() -> None:
    area = geometry(3)
    galley = Galley("u", marked("=h :r :s :t", h=("table", "")))
    pages = make_up([galley], [UnitPlan()], area)
    assert len(pages) == 2
    assert stands(galley, pages).anchors["table"] == 0


def test_source_pages_of_each_page() -> None:
    area = geometry(2)
    galley = Galley("u", marked("a b c d e f", b=("", "98b"), e=("", "99a")))
    pages = make_up([galley], [UnitPlan()], area)
    told = [(one.page, one.running, one.begun) for one in stands(galley, pages).passages]
    assert told == [(0, None, ("98b",)), (1, "98b", ()), (2, "98b", ("99a",))]


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "i"), (4, "iv"), (9, "ix"), (48, "xlviii"), (1994, "mcmxciv")]
)
def test_roman(number: int, numeral: str) -> None:
    assert roman(number) == numeral


def test_no_roman_zero() -> None:
    with pytest.raises(ValueError, match="0"):
        roman(0)
