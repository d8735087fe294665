"""Casting off: a paragraph's text becomes boxes, glue and penalties for the chooser of breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from typeset.set.bonds import bonds
from typeset.set.elements import NEVER, Box, Element, Glue, Penalty
from typeset.set.glyphs import SOFT_HYPHEN
from typeset.set.margins import hang_left, hang_right
from typeset.set.paragraph import Leaf, Odd, Paragraph
from typeset.set.words import WordCase

TOKEN = re.compile("[ \u00a0]|[^ \u00a0]+")
LETTERS = re.compile(r"[^\W\d_]+")
DASHES = re.compile(r"(?<=\w)[-\u2010](?=\w)|(?<=\S)[\u2014\u2013](?=[^\s\d.,;:!?)\]”’»])|\u200b")
"""After these a line may end without a hyphen of its own; never before a dash, and never after
the one between two figures."""

WORD_BEFORE = re.compile(r"[^ \u00a0\n]+$")
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

HYPHEN_COST = 70.0
DASH_COST = 30.0


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

    def _add_space(self, leaf: Leaf, char: str, start: int) -> None:
        width = self.width(leaf, " ")
        cost = NEVER if char == "\u00a0" or self._bound(leaf, start) else 0.0
        glue = Glue(width, width * STRETCH, width * SHRINK, cost)
        self._add(glue, Piece(leaf, start, start + 1, True))

    def _bound(self, leaf: Leaf, at: int) -> bool:
        """Does the space at an offset stand between words that are not to be parted?"""
        before = WORD_BEFORE.search(self._text, max(0, at - LONGEST_WORD), at)
        after = WORD_AFTER.match(self._text, at + 1)
        if before is None or after is None:
            return False
        return bonds(leaf.style["lang"]).hold(before[0], after[0])

    def _add_word(self, leaf: Leaf, token: str, start: int) -> None:
        if len(token) > LONGEST_WORD:
            raise Odd("long word")
        done, width = 0, 0.0
        head = token.strip(JOINER)
        for point, hyphen in self._points(leaf, token, start):
            upto = self.width(leaf, token[:point])
            left = self._hang(hang_left, leaf, token[done])
            self._add(
                Box(upto - width, left, 0.0, head if not done else ""),
                Piece(leaf, start + done, start + point, False),
            )
            extra = self.width(leaf, token[:point] + HYPHEN) - upto if hyphen else 0.0
            hang = self._hang(hang_right, leaf, HYPHEN if hyphen else token[point - 1])
            cost, own = HYPHEN_COST if hyphen else DASH_COST, token[point - 1] in OWN_HYPHENS
            self._add(Penalty(extra, cost, hyphen, hang, own), None)
            done, width = point, upto
        left = self._hang(hang_left, leaf, token[done])
        right = self._hang(hang_right, leaf, (head or token)[-1])
        box = Box(self.width(leaf, token) - width, left, right, head)
        self._add(box, Piece(leaf, start + done, start + len(token), False))

    def _points(self, leaf: Leaf, token: str, start: int) -> list[tuple[int, bool]]:
        """Where a word may be broken, and whether a hyphen is put there."""
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

    def _hang(self, table: Callable[[str], float], leaf: Leaf, char: str) -> float:
        share = table(char) if self._hanging and not leaf.rise else 0.0
        return share * self.width(leaf, char) if share else 0.0
