"""Casting off words: a word becomes boxes and penalties once for each style that it is met in."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from typeset.set.elements import Box, Element, Penalty
from typeset.set.glyphs import SOFT_HYPHEN
from typeset.set.margins import NO_HANG, Hang
from typeset.set.paragraph import Leaf
from typeset.set.words import KEPT_WORDS, WordCase

LETTERS = re.compile(r"[^\W\d_]+")
DASHES = re.compile(r"(?<=\w)[-\u2010](?=\w)|(?<=\S)[\u2014\u2013](?=[^\s\d.,;:!?)\]”’»])|\u200b")
"""After these a line may end without a hyphen of its own; never before a dash, and never after
the one between two figures."""

HYPHEN = "\u2010"
OWN_HYPHENS = "-\u2010"
JOINER = "\u2060"

ALIKE = 4
"""So many letters of words, or all of shorter ones, make lines look as if they began alike."""

HYPHEN_COST = 110.0
DASH_COST = 30.0


class Cast(NamedTuple):
    """A word cast off.  For each element there is the part of the word that it prints, as offsets;
    None for a penalty."""

    elements: tuple[Element, ...]
    parts: tuple[tuple[int, int] | None, ...]


class Kind(NamedTuple):
    """All of a leaf's style that changes how its words are cast off."""

    look: str
    hangs: bool
    wraps: bool
    hyphens: str
    language: str | None
    limits: tuple[int, int, int]


def kind_of(leaf: Leaf, hanging: bool) -> Kind:
    """The kind of a leaf's words; superior ones do not hang."""
    style = leaf.style
    return Kind(
        leaf.look,
        hanging and not leaf.rise,
        style["white_space"] != "nowrap",
        style["hyphens"],
        style["lang"],
        style["hyphenate_limit_chars"],
    )


class WordCasts:
    """Words as they were cast off, by kind; they are kept as long as their shapes are."""

    def __init__(self, words: WordCase) -> None:
        self._words = words
        self._casts: dict[tuple[Kind, str, bool, bool], Cast] = {}

    def cast(self, token: str, leaf: Leaf, kind: Kind, context: Any, *open_at: bool) -> Cast:
        """The elements of a word.

        ``open_at`` tells whether it goes on in another style before its beginning and after its
        end: its letters there are not broken.
        """
        before, after = open_at
        key = kind, token, before, after
        cast = self._casts.get(key)
        if cast is None:
            if len(self._casts) >= KEPT_WORDS:
                self._casts.clear()
            cast = self._casts[key] = _Casting(self._words, leaf, kind, context).cast(*key[1:])
        return cast


class _Casting:
    """One word at work."""

    def __init__(self, words: WordCase, leaf: Leaf, kind: Kind, context: Any) -> None:
        self._words = words
        self._leaf = leaf
        self._kind = kind
        self._context = context

    def cast(self, token: str, before: bool, after: bool) -> Cast:
        elements: list[Element] = []
        parts: list[tuple[int, int] | None] = []
        done, width = 0, 0.0
        plain = token.strip(JOINER)
        for point, hyphen in self._points(token, before, after):
            upto = self._width(token[:point])
            left = self._hang(token[done]).left
            head, tail = _head(token[done:]), _tail(token[:point])
            elements.append(Box(upto - width, left, 0.0, head, tail))
            parts.append((done, point))
            extra = self._width(token[:point] + HYPHEN) - upto if hyphen else 0.0
            hang = self._hang(HYPHEN if hyphen else token[point - 1]).right
            cost, own = HYPHEN_COST if hyphen else DASH_COST, token[point - 1] in OWN_HYPHENS
            elements.append(Penalty(extra, cost, hyphen, hang, own))
            parts.append(None)
            done, width = point, upto
        left, right = self._hang(token[done]).left, self._hang((plain or token)[-1]).right
        rest = self._width(token) - width
        elements.append(Box(rest, left, right, _head(token[done:]), _tail(plain)))
        parts.append((done, len(token)))
        return Cast(tuple(elements), tuple(parts))

    def _points(self, token: str, before: bool, after: bool) -> list[tuple[int, bool]]:
        """Where a word may be broken, and whether a hyphen is put there."""
        if not self._kind.wraps:
            return []
        points = {
            match.end(): False for match in DASHES.finditer(token) if match.end() < len(token)
        }
        if self._kind.hyphens == "none":
            return sorted(points.items())
        if SOFT_HYPHEN in token:
            soft = [n for n, char in enumerate(token[:-1], 1) if char == SOFT_HYPHEN]
            return sorted((dict.fromkeys(soft, True) | points).items())
        for match in LETTERS.finditer(token):
            first, last = match.span()
            if not (before and first == 0) and not (after and last == len(token)):
                style = self._leaf.style
                for at in self._words.hyphenation(match[0], style, self._context):
                    points.setdefault(first + at, True)
        return sorted(points.items())

    def _width(self, text: str) -> float:
        """How wide a text is, in pixels."""
        return self._words.word(text, self._leaf.style, self._leaf.look, self._context).width

    def _hang(self, char: str) -> Hang:
        if not self._kind.hangs:
            return NO_HANG
        return self._words.hang(char, self._leaf.style, self._leaf.look, self._context)


def _head(word: str) -> str:
    """What is seen of a word at a line's beginning, if the line below begins alike."""
    return word.lstrip(JOINER)[:ALIKE]


def _tail(word: str) -> str:
    """What is seen of a word at a line's end."""
    return word.rstrip(JOINER)[-ALIKE:]
