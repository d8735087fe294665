"""A letter as HTML: heading, body and notes, in the order of the layout's ``letter.html``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from markupsafe import Markup

from typeset.compose import dates
from typeset.compose.blocks import blocks
from typeset.compose.inline import NOTHING, Inlines, Reference, language
from typeset.compose.notes import aside, endnotes, run_in_aside
from typeset.compose.numbering import marks as numbered
from typeset.compose.template import render
from typeset.layout import Layout
from typeset.model import Edition, Letter


def compose_letter(
    letter: Letter,
    number: int,
    edition: Edition,
    layout: Layout,
    references: Mapping[str, Reference] | None = None,
    marks: Mapping[str, str] | None = None,
    ease: Mapping[str, int] = MappingProxyType({}),
    more: Mapping[int, int] = MappingProxyType({}),
) -> str:
    """The letter's article and the asides of its notes, where notes stand at the foot.

    ``number`` is the letter's in the volume.  ``references`` tell where other letters stand, by
    identifier; a reference to one that is not among them is printed without a page.  ``marks``
    are those of its notes; where they are not given, the letter is numbered as if it stood alone.
    ``ease`` are steps by which marks are set wider, ``more`` tells in how many lines more
    paragraphs are asked for, by the lines of the file.

    Raises:
        InputError: the layout has no good ``letter.html``.
    """
    texts = replace(_texts(letter, layout, references, marks, ease), more=more)
    lang = language(letter.language)
    return render(
        layout,
        "letter.html",
        edition=edition,
        letter=letter,
        number=number,
        anchor=texts.anchor,
        language=lang,
        title=texts.prose(letter.title),
        source=letter.source,
        date=dates.in_words(letter.date, layout.words) if letter.date else "",
        body=blocks(texts, letter.body),
        notes=[aside(texts, one, lang) for one in letter.notes] if texts.foot else [],
        endnotes=_endnotes(texts, letter, layout),
    )


def compose_run_in(
    letter: Letter,
    idents: Sequence[str],
    layout: Layout,
    references: Mapping[str, Reference] | None = None,
    marks: Mapping[str, str] | None = None,
    ease: Mapping[str, int] = MappingProxyType({}),
) -> str:
    """Some notes of a letter, all of one series, run on in one paragraph: an aside by itself."""
    texts = _texts(letter, layout, references, marks, ease)
    given = {note.ident: note for note in letter.notes}
    notes = [given[ident] for ident in idents]
    return str(run_in_aside(texts, notes, language(letter.language)))


def _texts(
    letter: Letter,
    layout: Layout,
    references: Mapping[str, Reference] | None,
    marks: Mapping[str, str] | None,
    ease: Mapping[str, int],
) -> Inlines:
    if marks is None:
        marks = numbered(layout.notes, [letter], {})[letter.ident]
    anchor = f"letter-{letter.ident}"
    foot = layout.notes.place == "foot"
    return Inlines(anchor, marks, foot, False, ease, references or {}, layout.words)


def _endnotes(texts: Inlines, letter: Letter, layout: Layout) -> Markup:
    """The notes that stand at the end of the letter."""
    if layout.notes.place != "letter":
        return NOTHING
    return endnotes(texts, layout.notes, letter.notes)
