"""Characters without a glyph, faces that are not as asked, and those declared by script."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MakeEdition
from typeset import BuildOptions, InputError, Report, SettingError, build
from typeset.faces import search

LETTER = """\
title: To the Editor
sender: The Press
addressee: The Editor
date: 2001-03-04
source: {pages: "1"}
body:
  - Plain words.
  - >-
    A line, and then 漢字 in it,
    and 漢 again.[^1]
notes:
  1: "The note has ক as well."
"""

Print = Callable[..., Report]


@pytest.fixture
def print_it(make_edition: MakeEdition, tmp_path: Path, cache: Path) -> Print:
    """Print one letter: its text, or its paragraphs."""

    def print_it(*body: str, letter: str = "", allow: bool = False, **settings: object) -> Report:
        content = letter or {"body": list(body), "notes": None}
        folder = make_edition(letters={"first": content}, settings=settings or None)
        options = BuildOptions(cache=cache, jobs=1, allow_faults=allow)
        return build(folder, tmp_path / "out.pdf", options)

    return print_it


def codes(report: Report) -> dict[str, str]:
    return {flaw.code: flaw.message for flaw in report.faults}


def test_a_character_without_a_glyph_is_told_with_its_place(print_it: Print) -> None:
    with pytest.raises(SettingError) as caught:
        print_it(letter=LETTER)
    told = [(p.message, p.place.line, p.place.col) for p in caught.value.problems if p.place]
    assert told == [
        ("no face has “漢” (U+6F22 CJK UNIFIED IDEOGRAPH-6F22)", 9, 22),
        ("no face has “字” (U+5B57 CJK UNIFIED IDEOGRAPH-5B57)", 9, 23),
        ("no face has “漢” (U+6F22 CJK UNIFIED IDEOGRAPH-6F22)", 10, 9),
        ("no face has “ক” (U+0995 BENGALI LETTER KA)", 12, 20),
    ]
    assert all(str(p.place).startswith(str(p.place.file)) for p in caught.value.problems if p.place)


def test_fonts_of_the_machine_that_have_it_are_named(
    print_it: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = search.Installed("Songti", Path("/fonts/songti.ttf"))
    monkeypatch.setattr(search, "installed_with", lambda char: [font] if char in "漢字" else [])
    with pytest.raises(SettingError) as caught:
        print_it(letter=LETTER)
    hints = [problem.hint for problem in caught.value.problems]
    assert "Songti (/fonts/songti.ttf)" in hints[0]
    assert "fonts and declare it: fallback_faces: {Hani: Songti}" in hints[0]
    assert "no font of this machine has it" in hints[3]


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="there is no fontconfig here")
def test_a_letter_of_latin_is_in_some_font_of_the_machine() -> None:
    found = search.installed_with("a")
    if not found:
        pytest.skip("this machine has no fonts")
    assert len({one.family for one in found}) == len(found)
    assert all(one.path.is_file() for one in found)


def test_a_face_taken_from_elsewhere_is_named_with_the_one_asked_for(print_it: Print) -> None:
    report = print_it("Peace is שלום in Hebrew.", body_face="EB Garamond")
    told = codes(report)["fallback-face"]
    assert "שלום" in told
    assert "is set in Libertinus" in told
    assert "not in EB Garamond" in told
    assert report.fallbacks == []


def test_a_declared_face_is_no_fault_and_recorded(print_it: Print) -> None:
    report = print_it(
        "Peace is שלום in Hebrew.",
        body_face="EB Garamond",
        fallback_faces={"Hebrew": "Libertinus Serif"},
    )
    assert "fallback-face" not in codes(report)
    (one,) = report.fallbacks
    assert (one.script, one.family, one.face) == (
        "Hebr",
        "Libertinus Serif",
        "LibertinusSerif-Regular",
    )
    assert one.glyphs == 4
    assert '"script": "Hebr"' in report.to_json()


def test_a_face_declared_for_one_script_is_a_fault_in_another(print_it: Print) -> None:
    report = print_it(
        "Peace is שלום in Hebrew.",
        body_face="EB Garamond",
        fallback_faces="Arab: Libertinus Serif",
    )
    assert "שלום" in codes(report)["fallback-face"]


def test_a_style_that_a_family_lacks_is_a_fault(print_it: Print) -> None:
    report = print_it("Some ***bold slanted*** words.", body_face="Libertinus Sans")
    assert "“bold slanted” is not" in codes(report)["synthetic-style"]
    assert "Libertinus Sans" in codes(report)["synthetic-style"]


def test_a_style_that_a_family_has_is_none(print_it: Print) -> None:
    report = print_it("Some *slanted*, **bold** and ***bold slanted*** words.")
    assert "synthetic-style" not in codes(report)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"body_face": "Libertino Serif"}, "Libertinus Serif"),
        ({"fallback_faces": {"Arab": "Nowhere"}}, "Nowhere"),
        ({"fallback_faces": {"Arabik": "Libertinus Serif"}}, "Arabic"),
        ({"fallback_faces": "Arab"}, "Arab"),
        ({"fallback_faces": {"Arab": 'Lib"; x'}}, "not the name"),
    ],
)
def test_a_family_or_script_that_is_none_is_refused(
    print_it: Print, settings: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError, match=said) as caught:
        print_it("Words.", **settings)
    assert "edition.yaml" in str(caught.value)
