"""Lines: both roads give the same, and what they are filled with is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from typeset.galley import Break, Galley, Item
from typeset.set import SettingRoom, Style, Task, setting_room
from typeset.store import Store

TEXT = (
    "A long measure tires the eye, which has to find its way back; a short one tires the "
    "compositor, who has to break words. Between them stands the printer, who is paid by the "
    "sheet, and “would rather not be asked” —as he says himself— for an opinion on either. "
)
RUSSIAN = "Гражданский шрифт приблизил очертания русских букв к латинским и упростился. "
HEBREW = "ויתר מהמה בני הזהר עשות ספרים הרבה אין קץ ולהג הרבה יגעת בשר "


def linked(text: str) -> str:
    """Each fifth word is a link, each seventh in italics, each eleventh in small capitals."""
    words = []
    for n, word in enumerate(text.split()):
        if n % 5 == 0:
            word = f'<a href="#w{n}">{word}</a>'
        if n % 7 == 0:
            word = f"<em>{word}</em>"
        if n % 11 == 0:
            word = f'<span class="small-caps">{word}</span>'
        words.append(word)
    return " ".join(words)


Setting = Callable[..., Galley]


@pytest.fixture(scope="module")
def setting(style: Style, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    """Set HTML in a manner: ``setting(html, words=False)``."""
    rooms: dict[str, SettingRoom] = {}
    store = Store(tmp_path_factory.mktemp("lines"))
    doors = ExitStack()

    def setting(html: str, **manner: object) -> Galley:
        own = replace(style, **manner)  # type: ignore[arg-type]
        if own.digest not in rooms:
            rooms[own.digest] = doors.enter_context(setting_room(own, store, 1))
        return rooms[own.digest].set([Task("unit", f'<article lang="en">{html}</article>')])[0]

    with doors:
        yield setting


def links(items: tuple[Item, ...]) -> list[tuple[str, float, float]]:
    return [(link.target, link.x0, link.x1) for item in items for link in item.links]


@pytest.mark.parametrize("align", ["justify", "left", "right", "center"])
@pytest.mark.parametrize("expansion", [0.0, 0.02])
def test_both_roads_give_the_same_page(setting: Setting, align: str, expansion: float) -> None:
    html = f'<p style="text-align: {align}; text-indent: 10pt">{linked(TEXT * 3 + RUSSIAN * 2)}</p>'
    manner = {"expansion": expansion, "hanging": bool(expansion)}
    words = setting(html, **manner).body.items
    slices = setting(html, **manner, words=False).body.items
    assert not any(one.ops == other.ops for one, other in zip(words, slices, strict=True))
    assert [item.text for item in words] == [item.text for item in slices]
    assert [item.hyphen for item in words] == [item.hyphen for item in slices]
    assert [item.top for item in words] == pytest.approx([item.top for item in slices])
    assert [(n, *place) for n, *place in links(words)] == [
        (n, pytest.approx(x0, abs=0.3), pytest.approx(x1, abs=0.3)) for n, x0, x1 in links(slices)
    ]


def test_what_is_decorated_is_broken_by_the_same_chooser(setting: Setting) -> None:
    plain = setting(f"<p>{TEXT * 3}</p>").body.items
    struck = setting(f"<p>{TEXT}<s>{TEXT}</s>{TEXT}</p>").body.items
    assert [item.text for item in plain] == [item.text for item in struck]
    assert any(b" l\nS" in item.ops for item in struck)


def test_full_lines_end_at_the_measure(setting: Setting, style: Style) -> None:
    words = "".join(f'<a href="#{n}">{word}</a> ' for n, word in enumerate((TEXT * 3).split()))
    items = setting(f"<p>{words}</p>").body.items
    for item in items[:-1]:
        end = max(link.x1 for link in item.links)
        assert end == pytest.approx(style.measure, abs=0.05) or item.hyphen


def test_marks_hang_out_of_the_measure(setting: Setting, style: Style) -> None:
    text = "".join(f'<a href="#{n}">{word}.</a> ' for n, word in enumerate((TEXT * 3).split()))
    items = setting(f"<p>{text}</p>", hanging=True).body.items
    ends = [max(link.x1 for link in item.links) for item in items[:-1] if not item.hyphen]
    assert ends
    assert all(style.measure + 0.5 < end < style.measure + 3 for end in ends)
    assert not any(fault.code == "overfull-line" for item in items for fault in item.faults)


@pytest.mark.parametrize(("align", "sides"), [("left", (1, 0)), ("right", (0, 1))])
def test_marks_of_ragged_text_hang_as_well(
    setting: Setting, style: Style, align: str, sides: tuple[int, int]
) -> None:
    text = "".join(f'<a href="#{n}">“{word}”</a> ' for n, word in enumerate((TEXT * 3).split()))
    items = setting(f'<p style="text-align: {align}">{text}</p>', hanging=True).body.items
    starts = [min(link.x0 for link in item.links) for item in items]
    ends = [max(link.x1 for link in item.links) for item in items if not item.hyphen]
    assert all((start < -1) == sides[0] for start in starts)
    assert any(end > style.measure + 1 for end in ends) == sides[1]


def test_expansion_keeps_to_its_share(setting: Setting) -> None:
    items = setting(f"<p>{TEXT * 5}</p>", expansion=0.02).body.items
    scales = {float(item.ops.split(b"\n")[1].split()[0]) for item in items}
    assert len(scales) > 2
    assert all(0.98 <= scale <= 1.02 for scale in scales)


def test_the_loosest_line_is_less_loose_than_those_broken_one_by_one(setting: Setting) -> None:
    chosen = setting(f"<p>{(TEXT + RUSSIAN) * 12}</p>").body.items
    one_by_one = setting(f'<p style="overflow-wrap: break-word">{(TEXT + RUSSIAN) * 12}</p>')
    assert one_by_one.odd == (("breaks anywhere", 1),)
    worst = max(item.space for item in one_by_one.body.items)
    assert 1.0 < max(item.space for item in chosen) < 0.7 * worst


def test_a_heading_has_three_lines_under_it(setting: Setting) -> None:
    items = setting(f"<h2>Heading</h2><p>Short.</p><p>{TEXT * 3}</p>").body.items
    assert [item.after for item in items[:3]] == [Break.FORBID, Break.FORBID, Break.FORBID]


def test_forced_line_ends_are_kept(setting: Setting) -> None:
    items = setting("<p>One<br>two<br><br>three</p>").body.items
    assert [item.text for item in items if item.text] == ["One", "two", "three"]


def test_a_call_stays_with_its_word(setting: Setting) -> None:
    call = '\u2060<sup><a data-call="1" href="#n">1</a></sup>'
    for width in range(100, 300, 7):
        items = setting(f'<p style="width: {width}pt">{TEXT.replace("eye,", "eye," + call)}</p>')
        (line,) = [item for item in items.body.items if item.calls]
        assert "eye," in line.text


ATOMS = {
    "inline-block": '<span style="display: inline-block; width: 2em">¶</span>',
    "picture": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
    "slot": '<span class="slot" data-slot="folio:x" style="width: 2em"></span>',
}


@pytest.mark.parametrize("atom", ATOMS)
def test_what_stands_whole_in_a_line_is_broken_around(setting: Setting, atom: str) -> None:
    words = (TEXT * 3).split()
    html = " ".join(word + f" {ATOMS[atom]}" * (n % 6 == 5) for n, word in enumerate(words))
    galley = setting(f"<p>{html}</p>")
    items = galley.body.items
    assert galley.odd == ()
    joined = "".join(item.text if item.hyphen else item.text + " " for item in items)
    assert joined.replace("¶", "").split() == words
    assert not any(fault.code == "overfull-line" for item in items for fault in item.faults)
    if atom == "slot":
        assert sum(len(item.slots) for item in items) == len(words) // 6


APART = {
    "inline-block": "display: inline-block; width: 4em; margin-right: -4em",
    "several lines": "display: inline-block; width: 3em",
    "float": "float: right; width: 5em",
    "position": "position: absolute; left: 5em",
    "transform": "display: inline-block; transform: rotate(5deg)",
}


@pytest.mark.parametrize("kind", APART)
def test_what_has_a_place_of_its_own_is_printed(setting: Setting, kind: str) -> None:
    apart = f'<span style="{APART[kind]}">wide <i>word</i> Xylo</span>'
    column = setting(f"<p>Before {apart} after.</p>").body
    printed = "".join(item.text for item in column.items).replace(" ", "")
    assert sorted(printed) == sorted("BeforewidewordXyloafter.")
    plain = setting("<p>Before after.</p>").body
    glyphs = sum(len(re.findall(rb"[0-9a-f]{4}", item.ops)) for item in column.items)
    fewer = sum(len(re.findall(rb"[0-9a-f]{4}", item.ops)) for item in plain.items)
    assert glyphs >= fewer + len("widewordXylo")


def test_a_leader_fills_the_line_that_it_ends(setting: Setting, style: Style) -> None:
    folio = '<span class="slot" data-slot="folio:x" style="width: 2em"></span>'
    leader = '<style>.l::after { content: leader(" . ") }</style><span class="l"></span>'
    for words in (TEXT.split()[:n] for n in (3, 12, 16, 17, 18, 19, 20, 30)):
        galley = setting(f'<p style="text-align: left">{" ".join(words)}{leader}{folio}</p>')
        assert galley.odd == ()
        (slot,) = galley.body.items[-1].slots
        assert slot.x1 == pytest.approx(style.measure, abs=0.1)


def test_what_must_not_wrap_does_not(setting: Setting) -> None:
    kept = '<span style="white-space: nowrap">long live the well-known compositor</span> '
    items = setting(f"<p>{(TEXT + kept) * 6}</p>")
    assert items.odd == ()
    whole = sum(item.text.count("long live the well-known compositor") for item in items.body.items)
    assert whole == 6


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_text_from_right_to_left_is_broken_without_loss(setting: Setting, direction: str) -> None:
    text = HEBREW * 8 if direction == "rtl" else TEXT + HEBREW * 4 + TEXT
    items = setting(f'<p dir="{direction}">{text}</p>').body.items
    assert len(items) > 4
    joined = "".join(item.text if item.hyphen else item.text + " " for item in items)
    assert joined.split() == text.split()


def test_narrow_columns_that_just_fit_do_not_break(setting: Setting) -> None:
    cells = ["Great Primer", "Two-line English", "To. We. AV, Type", "f. (f) “f” T. V."]
    for cell in cells:
        items = setting(f'<table style="width: auto"><tr><td>{cell}</td></tr></table>').body.items
        assert [item.text for item in items] == [cell]


def test_the_measure_of_a_road_is_part_of_the_key(style: Style) -> None:
    task = Task("unit", "<p>x</p>")
    keys = {
        replace(style, **manner).key(task)
        for manner in ({}, {"expansion": 0.01}, {"hanging": True}, {"words": False})
    }
    assert len(keys) == 4


def test_paths_have_no_part_in_a_key(style: Style) -> None:
    moved = replace(style, fonts=(Path("/elsewhere"),), cache=Path("/elsewhere"))
    assert moved.digest == style.digest
