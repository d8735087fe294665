"""Casting off: a paragraph's text becomes boxes, glue and penalties for the chooser of breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from typeset.set.bonds import Bond, bond
from typeset.set.elements import NEVER, Box, Element, Glue, Penalty
from typeset.set.paragraph import Leaf, Odd, Paragraph
from typeset.set.seams import boxes
from typeset.set.wordcast import DASH_COST, Kind, WordCasts, kind_of
from typeset.set.words import WordCase

TOKEN = re.compile("[ \u00a0]|[^ \u00a0]+")
WORD = re.compile(r"[^ \u00a0\n]+")

FORCED = "\n"

STRETCH = 1 / 2
SHRINK = 1 / 3
"""How far a word space may grow and shrink, as shares of itself."""

LONGEST_WORD = 200
"""Characters between spaces; longer it is no word, and where to break it is not ours to say."""

BOND_COSTS = {Bond.NONE: 0.0, Bond.LOOSE: 150.0, Bond.FIRM: NEVER}


class Piece(NamedTuple):
    """A space, or a part of a word between two places where a line may end.

    ``start`` and ``stop`` are offsets in the paragraph's text.
    """

    leaf: Leaf
    start: int
    stop: int
    space: bool

    @property
    def text(self) -> str:
        """What it says."""
        return self.leaf.text[self.start - self.leaf.start : self.stop - self.leaf.start]


class Part(NamedTuple):
    """A paragraph, or what stands between two forced line ends of it.

    For each element there is a piece, but for penalties, which print nothing.
    """

    elements: list[Element]
    pieces: list[Piece | None]


class CastOff:
    """Casts one paragraph off."""

    def __init__(
        self, paragraph: Paragraph, words: WordCase, casts: WordCasts, context: Any, hanging: bool
    ) -> None:
        self._paragraph = paragraph
        self._text = paragraph.text
        found = list(WORD.finditer(self._text))
        self._words_by_start = {match.start(): match[0] for match in found}
        self._words_by_end = {match.end(): match[0] for match in found}
        self._words = words
        self._casts = casts
        self._context = context
        self._hanging = hanging
        self._part = Part([], [])

    def parts(self) -> Iterator[Part]:
        """The parts of the paragraph, each beginning and ending with a box."""
        for leaf in self._paragraph.leaves:
            if leaf.text == FORCED:
                yield from self._finished()
                continue
            if leaf.box is not None:
                self._add_atom(leaf)
                continue
            kind = kind_of(leaf, self._hanging)
            space = self._words.word(" ", leaf.style, leaf.look, self._context).width
            start = leaf.start
            for token in TOKEN.findall(leaf.text):
                if token in (" ", "\u00a0"):
                    self._add_space(leaf, token, start, space)
                else:
                    self._add_word(leaf, kind, token, start)
                start += len(token)
        yield from self._finished()

    def _finished(self) -> Iterator[Part]:
        elements, pieces = self._part
        self._part = Part([], [])
        while elements and not isinstance(elements[-1], Box):
            elements.pop()
            pieces.pop()
        first = next((n for n, one in enumerate(elements) if isinstance(one, Box)), 0)
        if elements:
            yield Part(elements[first:], pieces[first:])

    def _add(self, element: Element, piece: Piece | None) -> None:
        self._part.elements.append(element)
        self._part.pieces.append(piece)

    def _add_atom(self, leaf: Leaf) -> None:
        """What is set as a whole; a line may end between two pictures."""
        above = self._part.pieces[-1] if self._part.pieces else None
        if above is not None and _picture(above.leaf) and _picture(leaf):
            self._add(Penalty(0.0, DASH_COST, False), None)
        self._add(Box(leaf.width), Piece(leaf, leaf.start, leaf.stop, False))

    def _add_space(self, leaf: Leaf, char: str, start: int, width: float) -> None:
        bound = char == "\u00a0" or leaf.style["white_space"] == "nowrap"
        cost = NEVER if bound else BOND_COSTS[self._bond(leaf, start)]
        glue = Glue(width, width * STRETCH, width * SHRINK, cost)
        self._add(glue, Piece(leaf, start, start + 1, True))

    def _bond(self, leaf: Leaf, at: int) -> Bond:
        """What is between the words beside the space at an offset."""
        before, after = self._words_by_end.get(at), self._words_by_start.get(at + 1)
        if before is None or after is None:
            return Bond.NONE
        return bond(leaf.style["lang"], before[-LONGEST_WORD:], after)

    def _add_word(self, leaf: Leaf, kind: Kind, token: str, start: int) -> None:
        if len(token) > LONGEST_WORD:
            raise Odd("long word")
        stop = start + len(token)
        before, after = self._text[max(0, start - 1) : start], self._text[stop : stop + 1]
        open_at = before.isalpha(), after.isalpha()
        cast = self._casts.cast(token, leaf, kind, self._context, *open_at)
        elements, pieces = self._part
        elements += cast.elements
        pieces += [
            Piece(leaf, start + part[0], start + part[1], False) if part else None
            for part in cast.parts
        ]


def _picture(leaf: Leaf) -> bool:
    return isinstance(leaf.box, boxes.InlineReplacedBox)
