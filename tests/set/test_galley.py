"""What a galley tells of a text: lines, breaks, notes, places."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from typeset.galley import Break, Column, Galley, Item
from typeset.set import SettingRoom, Task, setting_room

SetUnit = Callable[..., Galley]
SENTENCE = "The compositor reads upside down and from left to right, and finds it easy. "


def words(column: Column) -> str:
    return " ".join(item.text for item in column.items)


def block(text: str, tag: str = "p", classes: str = "paragraph", line: int = 1) -> str:
    return f'<{tag} class="{classes}" data-line="{line}">{text}</{tag}>'


def item_with(column: Column, text: str) -> Item:
    return next(item for item in column.items if text in item.text)


def test_lines_hold_all_words_in_order(set_unit: SetUnit) -> None:
    galley = set_unit(block(SENTENCE * 20))
    joined = ""
    for item in galley.body.items:
        joined += item.text if item.hyphen else item.text + " "
    assert joined.split() == (SENTENCE * 20).split()


def test_lines_stand_at_the_leading_one_below_the_other(set_unit: SetUnit) -> None:
    items = set_unit(block(SENTENCE * 10)).body.items
    assert {item.height for item in items} == {12.0}
    assert [below.top - above.top for above, below in pairwise(items)] == [12.0] * (len(items) - 1)


def test_superiors_and_other_scripts_do_not_push_lines_apart(set_unit: SetUnit) -> None:
    text = (
        f"{SENTENCE} ἀνέρῃ τι, {SENTENCE} предшествующей {SENTENCE} שָׁלוֹם <sup>12</sup> {SENTENCE}"
    )
    assert {item.height for item in set_unit(block(text)).body.items} == {12.0}


def test_a_word_broken_at_a_line_end_is_known(set_unit: SetUnit) -> None:
    items = set_unit(block("incomprehensibilities " * 30)).body.items
    broken = [item for item in items if item.hyphen]
    assert broken
    for item in broken:
        assert not item.text.endswith("-")
        assert not item.text.endswith("‐")
        assert b"~00ad" in item.ops  # what is copied is a soft hyphen


def test_a_hyphen_of_the_word_is_not_taken_for_one(set_unit: SetUnit) -> None:
    items = set_unit(f'<div lang="xx">{block("well-known " * 60)}</div>').body.items
    ends = [item for item in items if item.text.endswith("-")]
    assert ends
    assert not any(item.hyphen for item in ends)


def test_widows_and_orphans_forbid_breaks(set_unit: SetUnit) -> None:
    items = set_unit(block(SENTENCE * 6)).body.items
    assert items[0].after is Break.FORBID
    assert items[-2].after is Break.FORBID
    assert all(item.after in (Break.FREE, Break.AVOID) for item in items[1:-2])


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        (block("Heading", "h2", "heading") + block(SENTENCE), Break.FORBID),
        (block("One.") + block("Two."), Break.FREE),
        (f'<div class="keep">{block("One.")}{block("Two.")}</div>', Break.FORBID),
        (block("One.") + block("Two.", classes="paragraph new"), Break.PAGE),
        (block("One.") + f'<div class="recto">{block("Two.")}</div>', Break.RECTO),
    ],
)
def test_break_rules_come_from_the_style_sheet(set_unit: SetUnit, html: str, rule: Break) -> None:
    assert set_unit(html).body.items[0].after is rule


def test_what_follows_a_forced_break_stands_below_what_is_before_it(set_unit: SetUnit) -> None:
    items = set_unit(block(SENTENCE * 3) + block(SENTENCE * 3, classes="paragraph new")).body.items
    assert all(above.bottom <= below.top for above, below in pairwise(items))
    assert words(Column(items)).split() == (SENTENCE * 6).split()


def test_each_note_has_a_column_of_its_own(set_unit: SetUnit) -> None:
    note = '<aside class="note editor" data-note="{0}" id="n{0}" data-line="9">{1}</aside>'
    galley = set_unit(
        block(f'One<sup><a data-call="a" href="#na">1</a></sup> {SENTENCE * 3}')
        + block(f'Two<sup><a data-call="b" href="#nb">2</a></sup> {SENTENCE}')
        + "</article>"
        + note.format("a", block(SENTENCE * 3))
        + note.format("b", block("Short."))
        + "<article>"
    )
    assert [n.ident for n in galley.notes] == ["a", "b"]
    assert galley.note("a").column.items[0].top == 0
    assert galley.note("a").series == "editor"
    assert galley.note("a").line == 9
    assert words(galley.note("b").column) == "Short."
    assert item_with(galley.body, "One").calls == ("a",)
    assert [item.calls for item in galley.body.items if item.calls] == [("a",), ("b",)]
    assert item_with(galley.body, "One").links[0].target == "#na"
    assert [anchor.name for anchor in galley.note("a").column.items[0].anchors] == ["na"]


def test_milestones_and_source_lines_are_told(set_unit: SetUnit) -> None:
    galley = set_unit(
        block(f'{SENTENCE * 4}<span class="pb" data-page="98b"></span>{SENTENCE}', line=7)
    )
    assert [mark for item in galley.body.items for mark in item.milestones] == ["98b"]
    assert {item.line for item in galley.body.items} == {7}
    assert {item.kind for item in galley.body.items} == {"paragraph"}
    assert [item.first for item in galley.body.items].count(True) == 1
    assert galley.body.items[-1].last


def test_a_table_row_is_one_item_and_the_head_is_known(set_unit: SetUnit) -> None:
    row = "<tr><td>{}</td><td>" + SENTENCE * 4 + "</td></tr>"
    rows = "".join(row.format(n) for n in range(5))
    galley = set_unit(
        '<table class="table" data-line="3"><thead><tr><th>No.</th><th>Text</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    items = galley.body.items
    assert len(items) == 6
    assert galley.body.heads == ((0, 1),)
    assert [item.head for item in items] == [None, 0, 0, 0, 0, 0]
    assert items[0].after is Break.FORBID
    assert items[3].text.split() == f"2 {SENTENCE * 4}".split()


def test_a_float_and_the_lines_beside_it_are_one_item(set_unit: SetUnit) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>"
    picture = '<img class="float" src="a.svg" alt="">'
    items = set_unit(block(picture + SENTENCE * 6), a_svg=svg).body.items
    assert items[0].height >= 40
    assert len(items) > 1
    assert all(above.bottom <= below.top + 0.01 for above, below in pairwise(items))


def test_a_border_belongs_to_the_first_and_last_item(set_unit: SetUnit) -> None:
    galley = set_unit(block("Before.") + block(SENTENCE * 3, "blockquote", "quote"))
    (ground,) = galley.body.decorations
    inside = [item for item in galley.body.items if item.kind == "quote"]
    assert inside[0].top == ground.top
    assert inside[-1].bottom == ground.bottom


def test_a_slot_tells_where_it_ends_and_stands(set_unit: SetUnit) -> None:
    slot = '<span class="slot" data-slot="folio:letter-x" style="width: 30pt"></span>'
    (item,) = set_unit(block(f"Title {slot}")).body.items
    assert item.slots[0].name == "folio:letter-x"
    assert item.slots[0].x1 - item.slots[0].x0 == pytest.approx(30, abs=0.01)
    assert item.slots[0].baseline == item.baseline


def test_small_capitals_tell_the_letters_that_were_typed(set_unit: SetUnit) -> None:
    small = set_unit(block('<span class="small-caps">abc</span>')).body.items[0]
    assert b"~" not in small.ops  # a.sc reads as a
    capitals = set_unit(block('<span class="capitals">ABC</span>')).body.items[0]
    assert [f"~{ord(char):04x}".encode() in capitals.ops for char in "ABC"] == [True] * 3


def test_a_character_without_a_glyph_is_a_fault(set_unit: SetUnit) -> None:
    faults = [fault for item in set_unit(block("漢")).body.items for fault in item.faults]
    assert [(fault.code, int(fault.amount)) for fault in faults] == [("missing-glyph", 0x6F22)]


def test_a_face_taken_from_elsewhere_is_a_fault(set_unit: SetUnit) -> None:
    item = set_unit('<p style="font-family: EB Garamond">שלום abc</p>').body.items[0]
    assert "fallback-face" in {fault.code for fault in item.faults}


def test_a_word_wider_than_the_measure_is_a_fault(set_unit: SetUnit) -> None:
    items = set_unit(f'<div lang="xx">{block("m" * 200)}</div>').body.items
    assert "overfull-line" in {fault.code for item in items for fault in item.faults}


def test_loose_lines_are_told_with_their_looseness(set_unit: SetUnit) -> None:
    text = "aaaaaaaaaaaaaaaaaaaaa " * 12
    items = set_unit(f'<div lang="xx">{block(text)}</div>').body.items
    amounts = [f.amount for item in items for f in item.faults if f.code == "loose-line"]
    assert amounts
    assert all(amount > 1.5 for amount in amounts)


def test_a_picture_is_a_resource_named_by_content(set_unit: SetUnit) -> None:
    svg = (
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
        b"<g opacity='.5'><path d='M0 0h9v9z'/></g></svg>"
    )
    picture = '<figure class="figure" data-line="1"><img src="a.svg" alt="" width="90"></figure>'
    one = set_unit(picture, a_svg=svg)
    other = set_unit(block("Text.") + picture + picture, a_svg=svg)
    names = {resource.name for resource in one.resources if resource.kind == "XObject"}
    assert names
    assert names == {r.name for r in other.resources if r.kind == "XObject"}
    assert any(name.encode() in item.ops for item in one.body.items for name in names)


def test_a_unit_is_the_same_in_any_company(room: SettingRoom) -> None:
    tasks = [
        Task(f"unit-{n}", f'<article lang="en">{block(SENTENCE * n, line=n)}</article>')
        for n in range(1, 8)
    ]
    together = room.set(tasks)
    from typeset.store import Store

    assert room.count.misses >= len(tasks)
    with setting_room(room._style, Store(room._store.folder / "alone"), jobs=2) as other:
        alone = [other.set([task])[0] for task in reversed(tasks)]
    assert together == alone[::-1]


def test_what_follows_a_picture_stands_on_the_grid(set_unit: SetUnit) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 5'><path d='M0 0h9v5z'/></svg>"
    for display in ("inline", "block"):
        picture = (
            f'<figure><img src="a.svg" alt="" style="width: 50%; display: {display}"></figure>'
        )
        style = "<style>figure { margin: 12pt 0 }</style>"
        items = set_unit(style + block("One.") + picture + block("Two."), a_svg=svg).body.items
        assert item_with(Column(items), "Two").top % 12 == pytest.approx(0, abs=0.02)
