"""A letter as HTML: heading, body and notes, in the order of the layout's ``letter.html``."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.compose import dates
from typeset.compose.blocks import blocks, note
from typeset.compose.inline import Inlines, language
from typeset.compose.template import render
from typeset.layout import Layout
from typeset.model import Edition, Letter


def compose_letter(
    letter: Letter,
    number: int,
    edition: Edition,
    layout: Layout,
    references: Mapping[str, str] | None = None,
) -> str:
    """The letter's article and the asides of its notes.

    ``number`` is the letter's in the volume.  ``references`` are folios of the volume's letters by
    identifier; a reference to a letter that is not among them is printed without a page.

    Raises:
        InputError: the layout has no good ``letter.html``.
    """
    anchor = f"letter-{letter.ident}"
    numbers = {one.ident: n for n, one in enumerate(letter.notes, start=1)}
    texts = Inlines(anchor, numbers, references or {}, layout.words["page"])
    lang = language(letter.language)
    return render(
        layout,
        "letter.html",
        edition=edition,
        letter=letter,
        number=number,
        anchor=anchor,
        language=lang,
        title=texts.prose(letter.title),
        source=letter.source,
        date=dates.in_words(letter.date, layout.words) if letter.date else "",
        body=blocks(texts, letter.body),
        notes=[note(texts, one, lang) for one in letter.notes],
    )
