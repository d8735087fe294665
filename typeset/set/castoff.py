"""Casting off: a paragraph's text becomes boxes, glue and penalties for the chooser of breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from typeset.set.bonds import Bond, bonds
from typeset.set.elements import NEVER, Box, Element, Glue, Penalty
from typeset.set.glyphs import SOFT_HYPHEN
from typeset.set.margins import NO_HANG, Hang
from typeset.set.paragraph import Leaf, Odd, Paragraph
from typeset.set.seams import boxes
from typeset.set.words import WordCase

TOKEN = re.compile("[ \u00a0]|[^ \u00a0]+")
LETTERS = re.compile(r"[^\W\d_]+")
DASHES = re.compile(r"(?<=\w)[-\u2010](?=\w)|(?<=\S)[\u2014\u2013](?=[^\s\d.,;:!?)\]”’»])|\u200b")
"""After these a line may end without a hyphen of its own; never before a dash, and never after
the one between two figures."""

SPACES = " \u00a0\n"
WORD_AFTER = re.compile(r"[^ \u00a0\n]+")

HYPHEN = "\u2010"
OWN_HYPHENS = "-\u2010"
JOINER = "\u2060"
FORCED = "\n"

STRETCH = 1 / 2
SHRINK = 1 / 3
"""How far a word space may grow and shrink, as shares of itself."""

LONGEST_WORD = 200
"""Characters between spaces; longer it is no word, and where to break it is not ours to say."""

ALIKE = 4
"""So many letters of words, or all of shorter ones, make lines look as if they began alike."""

HYPHEN_COST = 110.0
DASH_COST = 30.0
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

    def __init__(self, paragraph: Paragraph, words: WordCase, context: Any, hanging: bool) -> None:
        self._paragraph = paragraph
        self._text = paragraph.text
        self._words = words
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
            for match in TOKEN.finditer(leaf.text):
                if match[0] in (" ", "\u00a0"):
                    self._add_space(leaf, match[0], leaf.start + match.start())
                else:
                    self._add_word(leaf, match[0], leaf.start + match.start())
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

    def width(self, leaf: Leaf, text: str) -> float:
        """How wide a text is in the style of a leaf, in pixels."""
        return self._words.word(text, leaf.style, leaf.look, self._context).width

    def _add(self, element: Element, piece: Piece | None) -> None:
        self._part.elements.append(element)
        self._part.pieces.append(piece)

    def _add_atom(self, leaf: Leaf) -> None:
        """What is set as a whole; a line may end between two pictures."""
        above = self._part.pieces[-1] if self._part.pieces else None
        if above is not None and _picture(above.leaf) and _picture(leaf):
            self._add(Penalty(0.0, DASH_COST, False), None)
        self._add(Box(leaf.width), Piece(leaf, leaf.start, leaf.stop, False))

    def _add_space(self, leaf: Leaf, char: str, start: int) -> None:
        width = self.width(leaf, " ")
        bound = char == "\u00a0" or leaf.style["white_space"] == "nowrap"
        cost = NEVER if bound else BOND_COSTS[self._bond(leaf, start)]
        glue = Glue(width, width * STRETCH, width * SHRINK, cost)
        self._add(glue, Piece(leaf, start, start + 1, True))

    def _bond(self, leaf: Leaf, at: int) -> Bond:
        """What is between the words beside the space at an offset."""
        line = self._text[max(0, at - LONGEST_WORD) : at]
        before = line[1 + max(map(line.rfind, SPACES)) :]
        after = WORD_AFTER.match(self._text, at + 1)
        if not before or after is None:
            return Bond.NONE
        return bonds(leaf.style["lang"]).between(before, after[0])

    def _add_word(self, leaf: Leaf, token: str, start: int) -> None:
        if len(token) > LONGEST_WORD:
            raise Odd("long word")
        done, width = 0, 0.0
        plain = token.strip(JOINER)
        last = (plain or token)[-1]
        for point, hyphen in self._points(leaf, token, start):
            upto = self.width(leaf, token[:point])
            head, tail = _head(token[done:]), _tail(token[:point])
            self._add(
                Box(upto - width, self._hang(leaf, token[done]).left, 0.0, head, tail),
                Piece(leaf, start + done, start + point, False),
            )
            extra = self.width(leaf, token[:point] + HYPHEN) - upto if hyphen else 0.0
            hang = self._hang(leaf, HYPHEN if hyphen else token[point - 1]).right
            cost, own = HYPHEN_COST if hyphen else DASH_COST, token[point - 1] in OWN_HYPHENS
            self._add(Penalty(extra, cost, hyphen, hang, own), None)
            done, width = point, upto
        left, right = self._hang(leaf, token[done]).left, self._hang(leaf, last).right
        box = Box(self.width(leaf, token) - width, left, right, _head(token[done:]), _tail(plain))
        self._add(box, Piece(leaf, start + done, start + len(token), False))

    def _points(self, leaf: Leaf, token: str, start: int) -> list[tuple[int, bool]]:
        """Where a word may be broken, and whether a hyphen is put there."""
        if leaf.style["white_space"] == "nowrap":
            return []
        points = {
            match.end(): False for match in DASHES.finditer(token) if match.end() < len(token)
        }
        if leaf.style["hyphens"] == "none":
            return sorted(points.items())
        if SOFT_HYPHEN in token:
            soft = [n for n, char in enumerate(token[:-1], 1) if char == SOFT_HYPHEN]
            return sorted((dict.fromkeys(soft, True) | points).items())
        for match in LETTERS.finditer(token):
            if self._whole(start + match.start(), start + match.end()):
                for at in self._words.hyphenation(match[0], leaf.style, self._context):
                    points.setdefault(match.start() + at, True)
        return sorted(points.items())

    def _whole(self, first: int, last: int) -> bool:
        """Is this a word by itself?  One that goes on in another style is not broken."""
        before, after = self._text[max(0, first - 1) : first], self._text[last : last + 1]
        return not before.isalpha() and not after.isalpha()

    def _hang(self, leaf: Leaf, char: str) -> Hang:
        if not self._hanging or leaf.rise:
            return NO_HANG
        return self._words.hang(char, leaf.style, leaf.look, self._context)


def _picture(leaf: Leaf) -> bool:
    return isinstance(leaf.box, boxes.InlineReplacedBox)


def _head(word: str) -> str:
    """What is seen of a word at a line's beginning, if the line below begins alike."""
    return word.lstrip(JOINER)[:ALIKE]


def _tail(word: str) -> str:
    """What is seen of a word at a line's end."""
    return word.rstrip(JOINER)[-ALIKE:]
