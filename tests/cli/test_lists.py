"""``typeset layouts`` and ``typeset fonts`` tell what there is."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Command


def test_the_layouts_are_listed(typeset: Command) -> None:
    outcome = typeset("layouts")
    assert outcome.code == 0
    names = [line.partition(":")[0] for line in outcome.out.splitlines()]
    assert {"volume", "handout-a4"} <= set(names)


def test_a_layout_tells_its_settings_with_defaults(typeset: Command) -> None:
    outcome = typeset("layouts", "volume")
    assert outcome.code == 0
    assert "\nmeasure = 118mm   (a length" in outcome.out
    assert "\nstarts = page   (one of page, recto)\n" in outcome.out
    assert "\nhyphenate = yes   (yes or no)\n" in outcome.out


def test_an_unknown_layout_is_answered_with_those_there_are(typeset: Command) -> None:
    outcome = typeset("layouts", "volum")
    assert outcome.code == 1
    assert "“volume”" in outcome.err


def test_the_faces_are_listed_with_what_they_cover(typeset: Command) -> None:
    outcome = typeset("fonts")
    assert outcome.code == 0
    family, *faces = outcome.out.partition("Libertinus Serif: ")[2].splitlines()
    assert {"en", "ru", "he"} <= set(family.split(", "))
    regular = next(face for face in faces if face.startswith("  Regular: "))
    assert "Hebrew" in regular
    assert "Arabic" not in regular
    bold_italic = next(face for face in faces if face.startswith("  Bold Italic: "))
    assert "he" in bold_italic.partition("not in full: ")[2].split(", ")


def test_a_folder_of_fonts_that_is_not_there(typeset: Command, tmp_path: Path) -> None:
    outcome = typeset("fonts", tmp_path / "nowhere")
    assert outcome.code == 1
    assert "nowhere" in outcome.err
