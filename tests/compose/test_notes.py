"""Notes that run on in one paragraph, and notes at the end of a letter or of the volume."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.compose.golden import composed, edition, letter
from typeset.compose import compose_front, compose_letter, compose_notes, compose_run_in, marks
from typeset.house import house
from typeset.layout import Layout, load
from typeset.model import Letter

TEXT = """\
body:
  - "The stove[^1] is out.[^2] A heron.[^3]"
notes:
  1: {series: textual, lemma: stove, text: or *stone*.}
  2: The third.
  3: {series: textual, lemma: heron, text: not in doubt.}
"""


def layout(**settings: str) -> Layout:
    return load(
        "volume", [house("layouts")], [(key, value, None) for key, value in settings.items()]
    )


def endnotes(one: Letter, **settings: str) -> str:
    html = compose_letter(one, 1, edition(one), layout(**settings))
    return html.partition('<section class="endnotes">\n')[2].partition("</section>")[0].strip()


def test_notes_run_on_with_a_wide_space_between_them(volume: Layout) -> None:
    assert compose_run_in(letter(TEXT), ["1", "3"], volume) == (
        '<aside class="note textual run-in" data-note="1+3" data-line="5" lang="en">'
        '<p class="paragraph" data-line="5">'
        '<span id="letter-a-note-1"><a class="lemma" href="#letter-a-call-1">stove</a>\u00a0</span>'
        'or <em>stone</em>.<span class="between"> </span>'
        '<span id="letter-a-note-3"><a class="lemma" href="#letter-a-call-3">heron</a>\u00a0</span>'
        "not in doubt.</p></aside>"
    )


def test_what_cannot_run_on_stands_for_itself_between_paragraphs(volume: Layout) -> None:
    one = letter(
        """\
body: ["A[^1] b[^2] c[^3]"]
notes:
  1: {series: textual, lemma: A, text: "One.\\n\\nMore."}
  2: {series: textual, lemma: b, body: [Two., {verse: A line}, After.]}
  3: {series: textual, lemma: c, body: [{list: [ink]}]}
"""
    )
    html = compose_run_in(one, ["1", "2", "3"], volume)
    words = re.sub(r"<[^>]*>", "", re.sub(r"</?(p|div|ul)\b[^>]*>", "|", html))
    assert [" ".join(part.split()) for part in words.split("|") if part.strip()] == [
        "A One.", "More. b Two.", "A line", "After. c", "ink",
    ]  # fmt: skip


def test_at_the_end_of_the_letter_each_series_is_a_block() -> None:
    html = endnotes(letter(TEXT), notes_place="letter", textual_setting="lines")
    kinds = ["note-series textual", "endnote", "endnote", "note-series editor", "endnote"]
    assert re.findall(r'<div class="([^"]*)"', html) == kinds
    assert '<h3 class="notes-title" data-line="1">Notes</h3>' in html
    assert 'id="letter-a-note-2"><p class="paragraph" data-line="6"><a class="mark"' in html


def test_notes_at_the_end_are_not_called_to_the_foot() -> None:
    for place in ("letter", "volume"):
        one = letter(TEXT)
        html = compose_letter(one, 1, edition(one), layout(notes_place=place))
        assert 'href="#letter-a-note-2">1</a>' in html
        assert "data-call" not in html
        assert "<aside" not in html


def test_a_letter_without_notes_has_no_heading_for_them() -> None:
    assert endnotes(letter("body: [Text.]"), notes_place="letter") == ""


def test_notes_at_the_end_of_the_volume_stand_by_letter_with_the_page_of_their_call() -> None:
    style = layout(notes_place="volume")
    first, plain, last = letter(TEXT, "a"), letter("body: [Text.]", "b"), letter(TEXT, "c")
    book = edition(first, plain, last)
    html = compose_notes(book, style, marks(style.notes, book.letters, {}), {})
    assert re.findall(r'<a href="#letter-(\w)">(\d)\. To the Editor</a>', html) == [
        ("a", "1"),
        ("c", "3"),
    ]
    slot = '<span class="slot" data-slot="folio:letter-c-call-2"></span>'
    page = f'<span class="note-page">{slot}</span>'
    mark = '<a class="mark" href="#letter-c-call-2">1</a>'
    assert f'"letter-c-note-2"><p class="paragraph" data-line="6">{page}{mark}' in html
    assert html.index("note-series textual") < html.index("note-series editor")


def test_a_note_called_inside_emphasis_in_a_title_is_not_called_in_lists(volume: Layout) -> None:
    one = letter("body: ['Text *of type*[^1] *of[^2]*']\nnotes: {1: A., 2: B.}")
    noted = one.body[0].texts[0]  # type: ignore[union-attr]
    book = edition(replace(one, title=noted))
    assert "Text <em>of type</em> <em>of</em>" in compose_front("contents", book, volume)


def test_marks_given_are_the_marks_printed(volume: Layout) -> None:
    one = letter("body: ['Text.[^1]']\nnotes: {1: A note.}")
    html = compose_letter(one, 1, edition(one), volume, {}, {"1": "¶¶"})
    assert html.count(">¶¶</a>") == 2
    assert composed("body: ['Text.[^1]']\nnotes: {1: A note.}", volume).count(">1</a>") == 2
