"""Layouts: found, inherited from, overridden, and refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from typeset.errors import InputError
from typeset.house import house
from typeset.layout import Layout, load, names, search
from typeset.layout.settings import POINTS

HOUSE = house("layouts")
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a layout: ``write("mine", "extends: volume", css="p {}")``; gives the folder of it."""

    def put(name: str, yaml: str, css: str = "", **templates: str) -> Path:
        folder = tmp_path / "layouts" / name
        (folder / "templates").mkdir(parents=True)
        (folder / "layout.yaml").write_text(yaml, "utf-8")
        (folder / "column.css").write_text(css, "utf-8")
        for template, text in templates.items():
            (folder / "templates" / f"{template}.html").write_text(text, "utf-8")
        return folder.parent

    return put


def problems(name: str, *folders: Path, **settings: object) -> str:
    with pytest.raises(InputError) as failed:
        load(name, [*folders, HOUSE], [(key, value, None) for key, value in settings.items()])
    return str(failed.value)


def with_settings(**settings: object) -> Layout:
    return load("volume", [HOUSE], [(key, value, None) for key, value in settings.items()])


# ---- found and inherited -----------------------------------------------------------------------


def test_both_layouts_of_the_house_are_found() -> None:
    assert list(names([HOUSE])) == ["handout-a4", "volume"]


def test_an_edition_s_layout_wins_over_the_house_s(write: Write) -> None:
    own = write("volume", "extends: volume\ntitle: Ours\nsettings: {lines: 30}")
    assert names(search(own.parent))["volume"] == own / "volume"
    layout = load("volume", [own, HOUSE])
    assert (layout.title, layout.settings["lines"]) == ("Ours", 30)


def test_a_child_changes_what_it_names_and_keeps_the_rest(write: Write) -> None:
    own = write(
        "ours",
        "extends: volume\ntitle: Ours\nsettings: {body_size: 11pt}\nfurniture: {folio: null}",
        css="p.ours {}",
        letter='{% extends "volume/letter.html" %}{% block provenance %}ours{% endblock %}',
    )
    layout, parent = load("ours", [own, HOUSE]), load("volume", [HOUSE])
    assert layout.settings["body_size"] == 11
    assert layout.settings["measure"] == parent.settings["measure"]
    assert layout.css().index("html {") < layout.css().index("p.ours {}")
    assert set(parent.furniture) - set(layout.furniture) == {"folio"}
    assert layout.templates.get_template("letter.html").filename == str(
        own / "ours" / "templates" / "letter.html"
    )


def test_an_unknown_layout_is_answered_with_those_there_are() -> None:
    assert problems("volum") == (
        "there is no layout “volum” (did you mean “volume”? there are: handout-a4, volume)"
    )


def test_an_unknown_parent_is_told_with_its_place(write: Write) -> None:
    own = write("ours", "title: Ours\nextends: folio")
    assert f"{own / 'ours' / 'layout.yaml'}:2:1: there is no layout “folio”" in problems(
        "ours", own
    )


def test_a_cycle_is_an_error(write: Write) -> None:
    write("one", "extends: two")
    own = write("two", "extends: one")
    assert "layout “one” extends itself: one → two → one" in problems("one", own)


# ---- settings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("measure", "110mm", 110 * POINTS["mm"]),
        ("body_size", "10.25pt", 10.25),
        ("lines", "36", 36),
        ("lines", 36, 36),
        ("starts", "recto", "recto"),
        ("hyphenate", "no", False),
        ("hyphenate", True, True),
        ("body_face", "EB Garamond", "EB Garamond"),
        ("note_share", "0.5", 0.5),
    ],
)
def test_settings_are_read_by_their_kind(name: str, given: object, value: object) -> None:
    assert with_settings(**{name: given}).settings[name] == value


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("measure", "110", "a length has a unit, one of pt, mm, cm, in, pc"),
        ("measure", "9m", "a length has a unit"),
        ("measure", "5mm", "at least 40mm"),
        ("lines", "36.5", "not a whole number"),
        ("lines", "many", "not a number"),
        ("lines", "nan", "not a number of any use"),
        ("starts", "verso", "one of page, recto"),
        ("hyphenate", "perhaps", "yes or no"),
        ("body_face", 'Serif"; } * { color: red', "not the name of a font family"),
        ("note_share", "2", "at most 0.95"),
    ],
)
def test_a_bad_value_is_told_with_what_would_do(name: str, given: str, told: str) -> None:
    said = problems("volume", **{name: given})
    assert f"setting “{name}” cannot be “{given}”: {told}" in said


def test_all_bad_settings_are_told_at_once() -> None:
    said = problems("volume", mesure="1", lines="x").splitlines()
    assert len(said) == 2
    assert "layout “volume” has no setting “mesure” (did you mean “measure”?" in said[0]


# ---- the page ----------------------------------------------------------------------------------


def test_the_volume_is_royal_octavo_with_whole_lines() -> None:
    page = with_settings().geometry()
    assert (page.width, page.height) == (156 * POINTS["mm"], 234 * POINTS["mm"])
    assert page.depth == 38 * page.leading
    assert page.inner + page.measure + page.outer == pytest.approx(page.width)
    assert page.left("recto") == page.inner < page.outer == page.left("verso")


@pytest.mark.parametrize(
    "settings", [{"lines": "60"}, {"measure": "150mm"}, {"trim_width": "100mm"}]
)
def test_a_page_without_room_for_its_type_is_refused(settings: dict[str, str]) -> None:
    assert "the page has no room for its type" in problems("volume", **settings)


# ---- what makes type be set anew ---------------------------------------------------------------


def test_a_page_s_settings_leave_type_that_is_set_good() -> None:
    one, other = with_settings(), with_settings(margin_top="20mm", starts="recto")
    assert one.column_digest == other.column_digest
    assert one.digest != other.digest


@pytest.mark.parametrize("setting", ["measure", "leading", "body_face"])
def test_the_column_s_settings_do_not(setting: str) -> None:
    given = {"measure": "100mm", "leading": "12pt", "body_face": "EB Garamond"}[setting]
    assert with_settings().column_digest != with_settings(**{setting: given}).column_digest


def test_a_template_makes_type_be_set_anew(write: Write) -> None:
    own = write("ours", "extends: volume", letter="one")
    before = load("ours", [own, HOUSE]).column_digest
    (own / "ours" / "templates" / "letter.html").write_text("two", "utf-8")
    assert load("ours", [own, HOUSE]).column_digest != before


def test_the_column_cannot_know_the_page(write: Write) -> None:
    own = write("ours", "extends: volume", css="p { margin: {{ settings.margin_top }}pt }")
    assert "margin_top" in problems("ours", own)


# ---- faults of a layout ------------------------------------------------------------------------


def test_page_rules_have_no_place_in_the_column(write: Write) -> None:
    own = write("ours", "extends: volume", css="/* @page */\np {}\n  @page { size: A4 }")
    said = problems("ours", own)
    assert f"{own / 'ours' / 'column.css'}:3:3: “@page” has no place" in said
    assert "layout.yaml" in said


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("extends: volume\npag: {}", "layout.yaml:2:1: pag"),
        ("extends: volume\npage: {depth: lines * x}", "layout.yaml:2:8: “lines * x” cannot be"),
        ("extends: volume\npage: {depth: lines *}", "layout.yaml:2:8: “lines *” cannot be"),
        ("extends: volume\nsettings: {lines: many}", "layout.yaml:2:12: setting “lines” cannot be"),
        ("extends: volume\nfurniture: {a: {text: b, zone: c, pages: [all]}}", "no zone “c”"),
        ("extends: volume\nextends: volume", "extends"),
        ("- a", "a layout is a mapping"),
        ("a: [", "layout.yaml:1"),
        ("", "empty"),
    ],
)
def test_a_faulty_layout_is_told_with_its_place(write: Write, yaml: str, told: str) -> None:
    assert told in problems("ours", write("ours", yaml))


def test_a_layout_stays_in_its_folder(write: Write, tmp_path: Path) -> None:
    own = write("ours", "extends: volume")
    (tmp_path / "secret").write_text("x", "utf-8")
    (own / "ours" / "templates" / "letter.html").symlink_to(tmp_path / "secret")
    assert "leads out of its layout" in problems("ours", own)


def test_a_template_reaches_nothing_but_what_it_is_given(write: Write) -> None:
    own = write("ours", "extends: volume", css="{{ settings.__class__.__mro__ }}")
    assert "cannot be used" in problems("ours", own)
