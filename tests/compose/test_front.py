"""Front matter: what a volume owes, and where its letters are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.compose.golden import edition, letter
from typeset.compose import compose_faults, compose_front, compose_part
from typeset.errors import InputError, Problem
from typeset.layout import Layout
from typeset.model import Credit, Edition, Letter, Licence, Part, Place

OTHER = Licence(
    "by", "CC BY", "The Editor", "Share it.", "Please credit “the <Editor>”.", "https://cc.org/by"
)


def letters(count: int) -> list[Letter]:
    return [letter("body: [Text.]", f"l{n}") for n in range(1, count + 1)]


def lines(piece: str, volume: Edition, layout: Layout) -> str:
    return compose_front(piece, volume, layout)


def test_a_licence_is_printed_once_with_its_letters(volume: Layout) -> None:
    given = letters(6)
    given[3] = replace(given[3], licence=OTHER)
    html = lines("credits", edition(*given), volume)
    assert html.count("CC0") == 1
    assert "Letters 1–3, 5, 6." in html
    assert "CC BY: The Editor." in html
    assert "Share it. Please credit “the &lt;Editor&gt;”." in html
    assert '<span class="of">Letter 4.</span>' in html
    assert '<a class="address" href="https://cc.org/by">https://cc.org/by</a>' in html


def test_sources_are_joined_without_their_pages(volume: Layout) -> None:
    given = letters(3)
    given[0] = replace(given[0], source=replace(given[0].source, pages="1-2"))
    given[2] = replace(given[2], source=replace(given[2].source, volume="3", year="1975"))
    html = lines("credits", edition(*given), volume)
    assert "<cite>The files of the press</cite>, vol. 2. " in html
    assert "Letters 1, 2." in html
    assert "<cite>The files of the press</cite>, vol. 3 (1975). " in html


def test_people_are_named_with_their_letters_unless_they_did_all(volume: Layout) -> None:
    both = (Credit("translator", "A"), Credit("transcription and markup", "B"))
    given = [replace(one, credits=both) for one in letters(2)]
    given[1] = replace(given[1], credits=(Credit("translator", "C"), both[1]))
    html = lines("credits", edition(*given), volume)
    assert '<span class="role">Translator:</span> A (1); C (2).' in html
    assert '<span class="role">Transcription and markup:</span> B.' in html


def test_contents_name_parts_and_letters_and_leave_slots_for_folios(volume: Layout) -> None:
    given = letters(2)
    parts = (Part("First & last", ("l1",)), Part("Second", ("l2",)))
    html = lines("contents", edition(*given, parts=parts), volume)
    assert html.index("First &amp; last") < html.index("letter-l1") < html.index("Second")
    assert '<span class="slot" data-slot="folio:letter-l2"></span>' in html
    assert '<a href="#part-2">Second</a>' in html
    assert '<h1 class="part-title" data-line="1">Second</h1>' in compose_part(
        2, edition(*given, parts=parts), volume
    )


def test_a_note_called_in_a_title_is_not_called_again_in_the_contents(volume: Layout) -> None:
    one = letter("body: [Text.]")
    noted = letter("body: ['Text.[^1]']\nnotes: {1: A note.}")
    call = noted.body[0].texts[0].inlines[-1]  # type: ignore[union-attr]
    one = replace(one, title=replace(one.title, inlines=(*one.title.inlines, call)))
    html = lines("contents", edition(one), volume)
    assert "To the Editor" in html
    assert "data-call" not in html


def test_an_unknown_piece_is_answered_with_those_there_are(volume: Layout) -> None:
    with pytest.raises(InputError) as failed:
        lines("frontispiece", edition(*letters(1)), volume)
    assert "half-title, title-page, credits, contents" in str(failed.value)


def test_faults_are_listed_with_their_places(volume: Layout) -> None:
    problem = Problem("loose-line", "a loose <line>", "reword it", Place("a.yaml", 3, 1))
    html = compose_faults([problem], edition(*letters(1)), volume)
    assert "a.yaml:3:1</span> a loose &lt;line&gt; (reword it)" in html
    assert "None." in compose_faults([], edition(*letters(1)), volume)
