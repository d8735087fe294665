"""What pages of a volume carry: running heads, folios, slots, note rules."""

from __future__ import annotations

import re

import pytest

from tests.furnish.pages import contents, edition, final, galley, letter, made_up, with_note
from typeset.errors import LossError
from typeset.furnish import Furniture, Want, attach, fragments
from typeset.galley import Galley, Item
from typeset.house import house
from typeset.layout import Layout, load
from typeset.page import Page, Rule, Slice

PAGES = "source: {pages: 98b-101a}"


@pytest.fixture(scope="module")
def volume() -> Layout:
    return load("volume", [house("layouts")], [("lines", 10, None)])


def shown(furniture: Furniture) -> dict[str, tuple[str, str]]:
    """Each piece's alignment and words, by its name."""
    found = {}
    for want in furniture.wants:
        match = re.fullmatch(
            r'<div class="furniture (\S+) (\S+)" style=".*?">(.*)</div>', want.fragment
        )
        assert match
        found[match[1]] = (match[2], match[3])
    return found


def dressed(
    layout: Layout, *galleys: Galley, text: str = PAGES, front: int = 0, starts: str = "page"
) -> tuple[tuple[Page, ...], tuple[Furniture, ...]]:
    letters = [letter(one.unit, text) for one in galleys[front:]]
    pages = made_up(list(galleys), layout.geometry(), front, starts)
    return pages, final(pages, galleys, edition(*letters), layout)


# ---- heads and folios --------------------------------------------------------------------------


def test_a_letter_s_first_page_has_a_drop_folio_and_no_head(volume: Layout) -> None:
    _, furniture = dressed(volume, galley("a", 5, volume))
    assert shown(furniture[0]) == {"drop-folio": ("centre", "1")}


def test_versos_name_the_source_and_rectos_the_letter_folios_at_the_outer_edge(
    volume: Layout,
) -> None:
    _, furniture = dressed(volume, galley("a", 30, volume))
    assert shown(furniture[1]) == {
        "running-head": ("centre", "Collected Works, vol. 44"),
        "folio": ("left", "2"),
    }
    assert shown(furniture[2]) == {
        "running-head": ("centre", "To a, 98b–101a"),
        "folio": ("right", "3"),
    }


def test_blank_pages_carry_nothing(volume: Layout) -> None:
    pages, furniture = dressed(
        volume, galley("a", 5, volume), galley("b", 5, volume), starts="recto"
    )
    assert [page.blank for page in pages] == [False, True, False]
    assert furniture[1] == Furniture()


def test_heads_stand_above_the_type_area_and_folios_below_it(volume: Layout) -> None:
    page = volume.geometry()
    _, furniture = dressed(volume, galley("a", 15, volume))
    (drop,), (head, folio) = furniture[0].wants, furniture[1].wants
    assert drop.baseline == page.top + page.depth + 2 * page.leading
    assert head.baseline == folio.baseline == page.top - 1.5 * page.leading
    assert (drop.x, head.x) == (page.inner, page.outer)


def test_a_long_title_is_cut_after_a_word_and_is_no_html(volume: Layout) -> None:
    title = 'short_title: "A <b>title</b> of more words than a line of the head can hold"\n' + PAGES
    _, furniture = dressed(volume, galley("a", 30, volume), text=title)
    assert shown(furniture[2])["running-head"][1] == (
        "A &lt;b&gt;title&lt;/b&gt; of more words than a…, 98b–101a"
    )


def test_running_heads_can_be_switched_off(volume: Layout) -> None:
    settings = [("lines", 10, None), ("running_heads", "no", None)]
    plain = load("volume", [house("layouts")], settings)
    _, furniture = dressed(plain, galley("a", 15, plain))
    assert shown(furniture[1]) == {"folio": ("left", "2")}


def test_front_matter_has_roman_folios_but_not_on_titles(volume: Layout) -> None:
    fronts = [galley(name, 3, volume) for name in ("half-title", "title-page", "credits")]
    _, furniture = dressed(volume, *fronts, galley("a", 3, volume), front=3)
    assert [shown(one) for one in furniture[:3]] == [{}, {}, {"folio": ("right", "iii")}]


# ---- pages of the source -----------------------------------------------------------------------


def heads(layout: Layout, one: Galley, text: str = PAGES) -> list[str]:
    """What stands after the letter's title on each recto but the first."""
    _, furniture = dressed(layout, one, text=text)
    return [shown(page)["running-head"][1].removeprefix("To a") for page in furniture[2::2]]


def test_a_head_names_the_source_pages_that_its_page_covers(volume: Layout) -> None:
    marked = galley(
        "a", 70, volume, _5={"milestones": ("99a",)}, _25={"milestones": ("99b", "100a")},
        _55={"milestones": ("101a",)},
    )  # fmt: skip
    assert heads(volume, marked) == [", 99a–100a", ", 100a", ", 101a"]


def test_before_the_first_milestone_the_letter_s_first_page_is_in_force(volume: Layout) -> None:
    assert heads(volume, galley("a", 50, volume, _45={"milestones": ("99a",)})) == [
        ", 98b", ", 98b–99a",
    ]  # fmt: skip


def test_a_source_page_that_begins_with_the_page_stands_alone(volume: Layout) -> None:
    text = PAGES + "\nbody: ['One.', '[99a]{.pb}Two.']"
    begun = {"milestones": ("99a",), "first": True}
    assert heads(volume, galley("a", 30, volume, _20=begun), text) == [", 99a"]
    inside = {"milestones": ("99a",), "first": False}
    assert heads(volume, galley("a", 30, volume, _20=inside), text) == [", 98b–99a"]


def test_a_letter_without_pages_has_none_in_its_head(volume: Layout) -> None:
    assert heads(volume, galley("a", 30, volume), "source: {volume: 3}") == [""]


# ---- notes and slots ---------------------------------------------------------------------------


def test_notes_stand_under_a_short_rule_and_carried_ones_under_a_long_one(volume: Layout) -> None:
    page = volume.geometry()
    noted = with_note(galley("a", 8, volume), "1", 15)
    pages = (
        Page(1, "recto", "1", "body", foot=(Slice(0, "1", 0, 7, 150.0),), opens=(0,)),
        Page(2, "verso", "2", "body", foot=(Slice(0, "1", 7, 15, 120.0),), carried=True),
        Page(3, "recto", "3", "body", body=(Slice(0, None, 0, 8, 90.0),)),
    )
    furniture = final(pages, [noted], edition(letter("a", PAGES)), volume)
    short, long = 150.0 - page.note_rule, 120.0 - page.note_rule
    assert [one.rules for one in furniture] == [
        (Rule(page.inner, short, page.inner + 60, short),),
        (Rule(page.outer, long, page.outer + page.measure, long),),
        (),
    ]


def series_at_the_foot(**settings: object) -> tuple[Layout, Furniture]:
    """A textual note that begins above the rest of an editor's note."""
    given = [(name, value, None) for name, value in settings.items()]
    layout = load("volume", [house("layouts")], [("lines", 20, None), *given])
    noted = with_note(with_note(galley("a", 8, layout), "1", 9), "2", 2, "textual")
    page = Page(
        1, "recto", "1", "body", opens=(0,), away=(), carried=False,
        foot=(Slice(0, "2", 0, 2, 200.0), Slice(0, "1", 4, 9, 230.0)),
    )  # fmt: skip
    return layout, final([page], [noted], edition(letter("a", PAGES)), layout)[0]


@pytest.mark.parametrize(
    ("continued", "between", "lengths"),
    [
        ("rule", "0pt", ["note", "measure"]),
        ("rule", "30pt", ["note", "measure"]),
        ("none", "30pt", ["note", "between"]),
        ("none", "0pt", ["note"]),
        ("cue", "30pt", ["note", "between"]),
    ],
)
def test_rules_above_each_series(continued: str, between: str, lengths: list[str]) -> None:
    layout, furniture = series_at_the_foot(
        note_continued=continued, series_rule=between, series_gap="8pt"
    )
    page = layout.geometry()
    known = {"note": page.note_rule_length, "measure": page.measure, "between": 30.0}
    heights = [200.0 - page.note_rule, 230.0 - page.series_gap / 2]
    assert furniture.rules == tuple(
        Rule(page.inner, y, page.inner + known[length], y)
        for length, y in zip(lengths, heights, strict=False)
    )


def test_a_cue_tells_which_series_is_carried_on() -> None:
    layout, furniture = series_at_the_foot(note_continued="cue", series_rule="30pt")
    (cue,) = (want for want in furniture.wants if "note-continued" in want.fragment)
    assert ">(continued)<" in cue.fragment
    assert cue.x > layout.geometry().inner + 30
    assert 222 < cue.baseline <= 230
    _, furniture = series_at_the_foot(note_continued="rule")
    assert not any("note-continued" in want.fragment for want in furniture.wants)


def test_slots_are_filled_with_the_folio_of_their_anchor(volume: Layout) -> None:
    given = [contents("letter-b", "letter-a"), galley("a", 15, volume), galley("b", 5, volume)]
    pages, furniture = dressed(volume, *given, front=1)
    slots = [want for want in furniture[0].wants if "slot-text" in want.fragment]
    assert [want.fragment for want in slots] == [
        '<div class="furniture slot-text in-contents right" style="width: 30.00pt">3</div>',
        '<div class="furniture slot-text in-contents right" style="width: 30.00pt">1</div>',
    ]
    page = volume.geometry()
    assert [(want.x, want.baseline) for want in slots] == [
        (page.inner + 300, page.top + 9.5),
        (page.inner + 300, page.top + 13.5 + 9.5),
    ]
    assert len(pages) == 5


def test_a_slot_that_leads_nowhere_is_an_error(volume: Layout) -> None:
    with pytest.raises(LossError, match="folio:letter-z"):
        dressed(volume, contents("letter-z"), galley("a", 5, volume), front=1)


# ---- putting it there --------------------------------------------------------------------------


def test_equal_lines_are_set_once_and_stand_on_their_baselines() -> None:
    pages = [Page(n, "recto", str(n), "body") for n in (1, 2)]
    furniture = [Furniture((Want("<div>x</div>", 40.0, 100.0),)) for _ in pages]
    assert fragments(furniture) == ("<div>x</div>",)
    item = Item(0.0, 13.5, b"", baseline=10.0)
    attached = attach(pages, furniture, {"<div>x</div>": item})
    assert [(p.item, p.x, p.y) for page in attached for p in page.pieces] == [(item, 40, 90)] * 2
