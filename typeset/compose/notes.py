"""Notes as HTML: columns of their own, run on in a paragraph, or at the end of a letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from typeset.compose.blocks import blocks
from typeset.compose.inline import NOTHING, Inlines, element, joined
from typeset.layout import NotesStyle, Series
from typeset.model import Note, Place, Prose, TextBlock

BETWEEN = Markup('<span class="between"> </span>')
"""The wide space between two notes of a paragraph."""

JOIN = "+"
"""Joins the identifiers of notes that run on in one paragraph."""


def aside(texts: Inlines, note: Note, language: Markup) -> Markup:
    """A note as the column that stands at the foot."""
    return Markup(
        '<aside class="note {}" data-note="{}" data-line="{}" id="{}"{}>{}</aside>'
    ).format(
        note.series,
        note.ident,
        note.place.line,
        texts.note_anchor(note.ident),
        language,
        content(texts, note),
    )


def run_in_aside(texts: Inlines, notes: Sequence[Note], language: Markup) -> Markup:
    """Notes of one series as one paragraph, which is a column of its own."""
    return Markup(
        '<aside class="note {} run-in" data-note="{}" data-line="{}"{}>{}</aside>'
    ).format(
        notes[0].series,
        JOIN.join(note.ident for note in notes),
        notes[0].place.line,
        language,
        run_in(texts, notes),
    )


def endnotes(texts: Inlines, style: NotesStyle, notes: Sequence[Note]) -> Markup:
    """A letter's notes as they stand together, a block for each series."""
    return joined(
        (_series(texts, series, own) for series in style.series
         if (own := [note for note in notes if note.series == series.name])),
        "\n",
    )  # fmt: skip


def _series(texts: Inlines, series: Series, notes: Sequence[Note]) -> Markup:
    if series.run_in:
        inside = run_in(texts, notes)
    else:
        inside = joined((_endnote(texts, note) for note in notes), "\n")
    kind = f"note-series {series.name}{' run-in' if series.run_in else ''}"
    return element("div", Markup(f' class="{kind}"'), Markup(f"\n{inside}\n"))


def _endnote(texts: Inlines, note: Note) -> Markup:
    return Markup('<div class="endnote" data-line="{}" id="{}">{}</div>').format(
        note.place.line, texts.note_anchor(note.ident), content(texts, note)
    )


def content(texts: Inlines, note: Note) -> Markup:
    """A note's blocks, its mark or lemma before the first words."""
    opening = texts.opening(note)
    first, *others = note.blocks or (None,)
    if isinstance(first, TextBlock) and first.kind == "paragraph":
        opening = _paragraph(first.place, opening + _words(texts, first.texts))
    else:
        opening = _paragraph(note.place, opening, "opening")
        others = list(note.blocks)
    rest = blocks(texts, [block for block in others if block is not None])
    return joined((part for part in (opening, rest) if part), "\n")


def run_in(texts: Inlines, notes: Iterable[Note]) -> Markup:
    """Notes run on in one paragraph.

    Only words can run on: a note's further paragraphs begin lines, and the next note follows the
    last one; verse, lists and the like stand for themselves.
    """
    made = _Paragraphs()
    for note in notes:
        made.begin(note.place, Markup('<span id="{}">').format(texts.note_anchor(note.ident)))
        made.add(texts.opening(note) + Markup("</span>"))
        for n, block in enumerate(note.blocks):
            if isinstance(block, TextBlock) and block.kind == "paragraph":
                if n:
                    made.end()
                    made.begin(block.place, NOTHING)
                made.add(_words(texts, block.texts))
            else:
                made.end("" if n else "opening")
                made.done.append(blocks(texts, [block]))
    made.end()
    return joined(made.done, "\n")


class _Paragraphs:
    """Paragraphs and other blocks in the making."""

    def __init__(self) -> None:
        self.done: list[Markup] = []
        self._open: list[Markup] = []
        self._place: Place | None = None

    def begin(self, place: Place, words: Markup) -> None:
        """Go on with another note's words, in the paragraph that is open if there is one."""
        if self._open:
            words = BETWEEN + words
        self._place = self._place or place
        self._open.append(words)

    def add(self, words: Markup) -> None:
        """Add words to the open paragraph."""
        self._open.append(words)

    def end(self, kind: str = "") -> None:
        """End the open paragraph, if there is one."""
        if self._open and self._place:
            self.done.append(_paragraph(self._place, joined(self._open), kind))
        self._open, self._place = [], None


def _paragraph(place: Place, words: Markup, kind: str = "") -> Markup:
    """A paragraph; one that ends with a note's mark, before its first block, is an ``opening``."""
    name = f"paragraph {kind}".rstrip()
    return element("p", Markup(f' class="{name}" data-line="{place.line}"'), words)


def _words(texts: Inlines, proses: Sequence[Prose]) -> Markup:
    return joined(map(texts.prose, proses), "<br>")
