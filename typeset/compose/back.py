"""Back matter as HTML: the notes at the end of the volume."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from typeset.compose.inline import Inlines, Reference, language, uncalled
from typeset.compose.notes import endnotes
from typeset.compose.numbering import Marks
from typeset.compose.template import render
from typeset.layout import Layout
from typeset.model import Edition, Letter


@dataclass(frozen=True, slots=True)
class LetterNotes:
    """The notes of a letter, under its number and title."""

    number: int
    title: Markup
    anchor: str
    language: Markup
    notes: Markup


def compose_notes(
    edition: Edition, layout: Layout, marks: Marks, references: Mapping[str, Reference]
) -> str:
    """The notes of all letters, each with a slot for the page of its call; the unit ``notes``.

    Raises:
        InputError: the layout's ``notes.html`` is faulty.
    """
    groups = [
        _of(letter, number, layout, marks[letter.ident], references)
        for number, letter in edition.numbered
        if letter.notes
    ]
    return render(
        layout, "notes.html", edition=edition, groups=groups, language=language(edition.language)
    )


def _of(
    letter: Letter,
    number: int,
    layout: Layout,
    marks: Mapping[str, str],
    references: Mapping[str, Reference],
) -> LetterNotes:
    anchor = f"letter-{letter.ident}"
    texts = Inlines(anchor, marks, False, True, {}, references, layout.words)
    return LetterNotes(
        number,
        texts.inlines(uncalled(letter.title.inlines)),
        anchor,
        language(letter.language),
        endnotes(texts, layout.notes, letter.notes),
    )
