"""The same letters as one WeasyPrint document: what typeset is measured against.

The text is typeset's own, composed with the same layout: the same type, measure, margins, front
matter, contents with page numbers, running heads and folios.  WeasyPrint makes the pages, and sets
the notes at their feet with ``float: footnote``.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from html import escape
from pathlib import Path

from typeset.compose import compose_front, compose_letter
from typeset.house import house
from typeset.layout import Layout, layout_for
from typeset.model import Edition, Letter
from typeset.read import read_edition

PAGES = """
@page {{
  size: {page.width}pt {page.height}pt;
  margin: {page.top}pt {page.outer}pt {below}pt {page.inner}pt;
  font-family: "{face}"; font-size: {size}pt;
  @footnote {{ border-top: .4pt solid; padding-top: {note_gap}pt; margin-top: {note_gap}pt }}
}}
@page letter {{
  @top-left {{ content: none }}
  @top-center {{ content: string(head, first-except); font-style: italic }}
  @bottom-center {{ content: counter(page) }}
}}
@page letter:left {{ margin-left: {page.outer}pt; margin-right: {page.inner}pt }}
@page front {{ @bottom-center {{ content: counter(page, lower-roman) }} }}
@page :nth(1 of letter) {{ counter-reset: page 1 }}
.front {{ page: front; break-before: page }}
.letters {{ page: letter }}
.letter {{ break-before: page }}
.letter-title {{ bookmark-level: 1; string-set: head attr(data-head) }}
.note {{ float: footnote; font-size: {note_size}pt; line-height: {note_leading}pt }}
.note::footnote-call, .note::footnote-marker {{ content: none }}
.contents .slot::after {{ content: target-counter(attr(data-target), page) }}
"""

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""

ASIDE = re.compile(
    r'<aside class="([^"]*)" data-note="([^"]*)"[^>]*?( id="[^"]*")[^>]*>(.*?)</aside>', re.S
)
CALL = re.compile(r'<a class="call"[^>]*data-call="([^"]*)">.*?</a>', re.S)
BLOCK = re.compile(r"<(/?)p\b")


def with_footnotes(html: str) -> str:
    """A letter's HTML with each note where it is called, as an element that may float."""
    notes = {
        ident: f'<span class="{kind}"{anchor}>' + BLOCK.sub(r"<\1span", content) + "</span>"
        for kind, ident, anchor, content in ASIDE.findall(html)
    }
    return CALL.sub(lambda call: call[0] + notes[call[1]], ASIDE.sub("", html))


def letter_html(letter: Letter, number: int, edition: Edition, layout: Layout) -> str:
    """A letter with its notes and what its pages carry at their head."""
    head = f'<h2 data-head="{escape(letter.short_title)} · {letter.source.pages}"'
    html = with_footnotes(compose_letter(letter, number, edition, layout))
    return html.replace("<h2", head, 1)


def front_html(piece: str, edition: Edition, layout: Layout) -> str:
    """A piece of front matter; page numbers of contents are asked of WeasyPrint."""
    html = compose_front(piece, edition, layout)
    return re.sub(r'data-slot="folio:([^"]*)"', r'data-target="#\1"', html)


def page_css(layout: Layout) -> str:
    """The layout's pages as WeasyPrint is told of them."""
    page = layout.geometry()
    return PAGES.format(
        page=page,
        below=page.height - page.top - page.depth,
        face=layout.settings["body_face"],
        size=layout.settings["body_size"],
        note_gap=page.note_gap / 2,
        note_size=layout.settings["note_size"],
        note_leading=layout.settings["note_leading"],
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Print an edition as one WeasyPrint document.")
    parser.add_argument("edition", type=Path)
    parser.add_argument("output", type=Path)
    wanted = parser.parse_args()
    edition = read_edition(wanted.edition)
    layout = layout_for(edition)
    front = [front_html(piece, edition, layout) for piece in edition.front_matter]
    letters = [
        letter_html(letter, number, edition, layout)
        for number, letter in enumerate(edition.letters, start=1)
    ]
    body = "\n".join([*front, '<main class="letters">', *letters, "</main>"])
    html = f'<!DOCTYPE html><html lang="{edition.language}"><title>{edition.title}</title>{body}'
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(FONTS.format(fonts=house("fonts"), cache=folder))
        os.environ["FONTCONFIG_FILE"] = str(fonts)
        from weasyprint import CSS, HTML  # reads where fonts are

        sheets = [CSS(string=layout.css()), CSS(string=page_css(layout))]
        HTML(string=html).write_pdf(wanted.output, stylesheets=sheets)


if __name__ == "__main__":
    main()
