"""The handout's numbered lines and the proof's dress."""

from __future__ import annotations

import re

from tests.furnish.pages import edition, final, galley, letter, line, made_up, proof, with_note
from typeset.furnish import Want
from typeset.galley import Column, Galley
from typeset.house import house
from typeset.layout import Layout, load
from typeset.page import Page, Slice


def layout(name: str, **settings: object) -> Layout:
    given = [(key, value, None) for key, value in {"lines": 10, **settings}.items()]
    return load(name, [house("layouts")], given)


def words(want: Want) -> str:
    return re.sub(r"<[^>]*>", "", want.fragment)


def of(wants: tuple[Want, ...], name: str) -> list[Want]:
    return [want for want in wants if f"furniture {name} " in want.fragment]


def test_a_handout_numbers_each_fifth_line_of_the_text_through_the_letter() -> None:
    handout = layout("handout-a4")
    page = handout.geometry()
    one = galley("a", 18, handout, _0={"kind": "letter-title"}, _3={"kind": "heading"})
    pages = made_up([one], page)
    furniture = final(pages, [one], edition(letter("a")), handout)
    numbers = [of(each.wants, "line-number") for each in furniture]
    assert [[words(want) for want in each] for each in numbers] == [["5"], ["10", "15"]]
    # The fifth line counted is the seventh of the column, since two lines are headings.
    assert numbers[0][0].baseline == page.top + 6 * page.leading + 10
    assert numbers[0][0].x + 20 < page.left("recto")


def test_a_handout_numbers_as_often_as_it_is_told() -> None:
    for every, expected in ((3, ["3", "6", "9"]), (0, [])):
        handout = layout("handout-a4", number_every=every)
        one = galley("a", 10, handout)
        pages = made_up([one], handout.geometry())
        furniture = final(pages, [one], edition(letter("a")), handout)
        assert [words(want) for want in of(furniture[0].wants, "line-number")] == expected


def test_a_handout_does_not_count_a_table_s_head_again() -> None:
    handout = layout("handout-a4", number_every=1)
    leading = handout.geometry().leading
    rows = [line(n, leading, "table", head=0 if n else None) for n in range(4)]
    one = Galley("a", Column(tuple(rows), heads=((0, 1),)))
    pages = (
        Page(1, "recto", "1", "body", body=(Slice(0, None, 0, 2, 90.0),), opens=(0,)),
        Page(2, "verso", "2", "body", body=(Slice(0, None, 2, 4, 90.0, head=0),)),
    )
    furniture = final(pages, [one], edition(letter("a")), handout)
    numbers = [of(each.wants, "line-number") for each in furniture]
    assert [[words(want) for want in each] for each in numbers] == [["1", "2"], ["3", "4"]]
    assert numbers[1][0].baseline == 90 + leading + 10


def test_a_handout_is_not_mirrored() -> None:
    page = layout("handout-a4").geometry()
    assert page.left("recto") == page.left("verso") == page.inner < page.outer


def test_a_proof_has_the_volume_s_furniture_and_every_line_numbered_by_page() -> None:
    volume = layout("volume")
    page = volume.geometry()
    one = with_note(galley("a", 12, volume, _11={"calls": ("1",)}), "1", 2)
    pages = made_up([one], page)
    given = edition(letter("a"))
    plain, proofs = (
        final(pages, [one], given, volume),
        proof(pages, [one], given, volume, "2001-02-03"),
    )
    for before, after in zip(plain, proofs, strict=True):
        assert after.wants[: len(before.wants)] == before.wants
        assert after.rules[: len(before.rules)] == before.rules
    numbers = [of(each.wants, "proof-line") for each in proofs]
    lines = [sum(s.stop - s.start for s in (*p.body, *p.foot)) for p in pages]
    assert [[words(want) for want in each] for each in numbers] == [
        [str(n) for n in range(1, count + 1)] for count in lines
    ]
    assert numbers[0][0].x > page.left("recto") + page.measure
    assert numbers[1][0].x < page.left("verso")


def test_a_proof_tells_date_and_letter_below_the_type_area() -> None:
    volume = layout("volume")
    page = volume.geometry()
    one = galley("a", 5, volume)
    pages = made_up([one], page)
    (dress,) = proof(pages, [one], edition(letter("a")), volume, "2001-02-03")
    (slug,) = of(dress.wants, "proof-slug")
    assert words(slug) == "PROOF · 2001-02-03 · a · 1"
    assert page.top + page.depth < slug.baseline < page.height


def test_a_proof_draws_the_type_area() -> None:
    volume = layout("volume")
    page = volume.geometry()
    one = galley("a", 5, volume)
    (dress,) = proof(made_up([one], page), [one], edition(letter("a")), volume, "")
    corners = {(rule.x0, rule.y0) for rule in dress.rules} | {
        (rule.x1, rule.y1) for rule in dress.rules
    }
    right, foot = page.inner + page.measure, page.top + page.depth
    assert corners == {
        (page.inner, page.top), (right, page.top), (page.inner, foot), (right, foot)
    }  # fmt: skip
