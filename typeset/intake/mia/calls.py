"""Notes: their signs in the text become calls, and their texts lose them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from typeset.intake.mapping import mapped
from typeset.intake.mia.pages import Piece
from typeset.intake.mia.sorting import NOTE
from typeset.model import (
    Block,
    Emphasis,
    Inline,
    Note,
    NoteCall,
    Place,
    Prose,
    Span,
    Strong,
    Text,
    TextBlock,
    WebLink,
)
from typeset.read.spans import plain

SIGN = re.compile(r" ?\[(?P<sign>\d{1,3}|\*{1,4}|[a-z])\]")


@dataclass
class Caller:
    """Makes calls of the signs of known notes, the first of each."""

    known: Container[str]
    called: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    """Signs that stand in the text once more; they stay text."""

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks with calls."""
        return mapped(blocks, self._prose)

    def _prose(self, prose: Prose) -> Prose:
        return replace(prose, inlines=tuple(self._inlines(prose.inlines, prose.place)))

    def _inlines(self, inlines: Sequence[Inline], place: Place) -> Iterator[Inline]:
        for inline in inlines:
            if isinstance(inline, Text):
                yield from self._text(inline.text, place)
            elif isinstance(inline, Emphasis | Strong | Span | WebLink):
                yield replace(inline, children=tuple(self._inlines(inline.children, place)))
            else:
                yield inline

    def _text(self, text: str, place: Place) -> Iterator[Inline]:
        at = 0
        for match in SIGN.finditer(text):
            ident = name_of(match["sign"])
            if ident not in self.known:
                continue
            if ident in self.called:
                self.again.append(ident)
                continue
            self.called.append(ident)
            yield Text(text[at : match.start()])
            yield NoteCall(ident, place)
            at = match.end()
        yield Text(text[at:])


def name_of(sign: str) -> str:
    """The name of a note that a sign calls: stars are no name."""
    return f"s{len(sign)}" if sign.startswith("*") else sign


def read_notes(pieces: Sequence[Piece]) -> tuple[list[Note], list[str]]:
    """The notes, each with the paragraphs up to the next, and names given a second time."""
    notes: dict[str, Note] = {}
    doubled: list[str] = []
    ident = ""
    for piece in pieces:
        if (match := NOTE.match(piece.text)) and name_of(match["sign"]) not in notes:
            ident = name_of(match["sign"])
            inlines = without_start(piece.inlines, match.end())
            notes[ident] = Note(ident, "editor", (), piece.place)
            piece = replace(piece, inlines=inlines)
        elif match:
            doubled.append(match["sign"])
        note = notes[ident]
        block = piece.block or TextBlock("paragraph", (piece.prose,), piece.place)
        notes[ident] = replace(note, blocks=(*note.blocks, block))
    return list(notes.values()), doubled


def without_start(inlines: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    """The elements without so many characters at their beginning."""
    kept = list(inlines)
    while count and kept:
        first = kept[0]
        length = len(plain((first,)))
        if isinstance(first, Text):
            kept[0] = Text(first.text[count:])
        elif isinstance(first, Emphasis | Strong | Span | WebLink):
            kept[0] = replace(first, children=without_start(first.children, count))
        if length <= count:
            del kept[0]
        count -= min(count, length)
    return tuple(kept)
