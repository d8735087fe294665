"""A letter's heading and what is told below it."""

from __future__ import annotations

from tests.compose.golden import edition, letter
from typeset.compose import compose_letter
from typeset.house import house
from typeset.layout import Layout, load

LETTER = """\
source: {pages: 98b-99a}
sent_from: Moscow
sent_to: Berlin
first_published: in 1959 in a miscellany
copy_text: Printed from the original.
date: 1918-06-02
credits: [{role: translator, name: Clemens Dutt}]
body: [Text.]
"""


def test_heading_has_number_title_and_source(volume: Layout) -> None:
    one = letter(LETTER)
    html = compose_letter(one, 37, edition(one), volume)
    assert html.splitlines()[:6] == [
        '<article class="letter" id="letter-a" data-unit="a" lang="en">',
        "<header>",
        '<p class="letter-number" data-line="1">37</p>',
        '<h2 class="letter-title" data-line="1">To the Editor</h2>',
        '<p class="source-line" data-line="1"><cite>The files of the press</cite>, vol. 2,'
        " pp. 98b–99a</p>",
        "</header>",
    ]


def test_what_is_known_of_a_letter_stands_below_it(volume: Layout) -> None:
    one = letter(LETTER)
    html = compose_letter(one, 1, edition(one), volume)
    assert (
        ">First published in 1959 in a miscellany. Sent from Moscow to Berlin."
        " Printed from the original.</p>"
    ) in html
    bare = letter("body: [Text.]")
    assert "provenance" not in compose_letter(bare, 1, edition(bare), volume)


def test_a_right_to_left_letter_says_so(volume: Layout) -> None:
    one = letter("language: he\nbody: [שלום]")
    html = compose_letter(one, 1, edition(one), volume)
    assert html.startswith(
        '<article class="letter" id="letter-a" data-unit="a" lang="he" dir="rtl">'
    )


def test_a_handout_has_the_date_above_and_the_licence_as_its_last_note() -> None:
    handout = load("handout-a4", [house("layouts")])
    one = letter(LETTER)
    html = compose_letter(one, 1, edition(one), handout)
    assert '<p class="letter-date" data-line="1">2 June 1918</p>' in html
    assert html.count('data-call="licence"') == html.count('data-note="licence"') == 1
    assert "Translator: Clemens Dutt." in html
    assert "CC0." in html
