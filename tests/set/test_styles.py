"""What is styled alike is reckoned once, and comes to what the engine reckons for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint import CSS, HTML, css
from weasyprint.css import ComputedStyle
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.text.fonts import FontConfiguration

from typeset.set.styles import style_alike

LETTER = """
<article class="letter" id="{0}" lang="{1}">
<h2 id="{0}-head">A title</h2>
<p class="first">One <em>two <b lang="ru" style="{2}">three</b></em> <i style="{2}">four</i></p>
<p style="--room: {3}px">Five <span class="wide">six</span> <a href="#{0}">seven</a></p>
<table><tr><td>eight</td></tr></table><ul><li><p>nine</p></li></ul>
</article>
"""
SHEET = """
.letter { font-size: 1.2em; color: rgb(1 2 3); hyphens: auto; text-decoration: underline }
.letter + .letter { margin-inline-start: 2em; margin-left: 1em }
h2, .first { letter-spacing: .1em; font-variant-numeric: oldstyle-nums }
em { font-size: larger; position: relative } b { font: inherit } p { width: calc(1em + 3px) }
.wide { margin-left: var(--room, 4px); padding: inherit; display: inline-block; float: left }
:lang(de) p { text-indent: 3em } table { border-collapse: collapse; padding: 2px }
li::before { content: "–"; font-weight: bold } li::marker { color: red }
"""


@pytest.fixture(autouse=True)
def _engine_styles() -> Iterator[None]:
    """The tests choose whose styles they are."""
    before = css.ComputedStyle
    css.ComputedStyle = ComputedStyle
    yield
    css.ComputedStyle = before


def styles() -> dict[str, Any]:
    """The styles of all elements, by their place."""
    page = "".join(
        LETTER.format(ident, language, style, room)
        for ident, language, style, room in (
            ("a", "en", "color: red", 1),
            ("b", "en", "color: blue", 2),
            ("c", "de", "color: red", 1),
            ("d", "en", "color: red", 2),
        )
    )
    html = HTML(string=f"<!DOCTYPE html><body>{page}")
    fonts = FontConfiguration()
    sheet = CSS(string=SHEET, font_config=fonts)
    style_for = css.get_all_computed_styles(html, [sheet], font_config=fonts)
    return {
        f"{n} {node.tag} {pseudo or ''}": style
        for n, node in enumerate(html.etree_element.iter())
        for pseudo in (None, "before", "marker")
        if (style := style_for(node, pseudo)) is not None
    }


def values(style: Any) -> dict[str, str]:
    return {name: str(style[name]) for name in (*INITIAL_VALUES, "__room") if name != "page"}


def test_every_value_is_what_the_engine_reckons() -> None:
    engines = {place: values(style) for place, style in styles().items()}
    style_alike()
    assert {place: values(style) for place, style in styles().items()} == engines


def test_what_is_written_into_a_style_stays_there() -> None:
    style_alike()
    _, second, _, fourth = [
        style for place, style in styles().items() if place.endswith("article ")
    ]
    assert second.model is fourth.model
    second["float"] = "right"
    second.anonymous_style["white_space"] = "pre"
    assert (fourth["float"], fourth["white_space"]) == ("none", "normal")
    assert fourth.anonymous_style["white_space"] == "normal"
    assert second.copy()["float"] == "right"


def test_letters_share_what_their_styles_are_reckoned_from() -> None:
    style_alike()
    found = styles()
    heads = [style for place, style in found.items() if place.endswith("h2 ")]
    assert [style["anchor"] for style in heads] == ["a-head", "b-head", "c-head", "d-head"]
    assert len({id(style.model) for style in heads}) == 3  # the first, its likes, the German one
