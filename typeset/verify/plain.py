"""Words as a reader compares them: without spaces, hyphens, case and marks of markup."""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import normalize

_DROPPED = re.compile(
    "["
    r"\-*_\\"  # hyphens that may be the line's own; signs that may be marks of markup
    "\x00-\x1f\x7f\u00ad\u058a\u2010\u2011\ufffe"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    "]+"
)
_LETTERS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]"
_LEFTWARD = re.compile(_LETTERS)
_PASSAGE = re.compile(rf"{_LETTERS}(?:[\W\d]*{_LETTERS})*")
_WORD = re.compile(rf"(?:(?!\d){_LETTERS})+")
_TURNED = re.compile(rf"(?!\d){_LETTERS}(?:[\W_]*(?!\d){_LETTERS})*")


def squeeze(text: str) -> str:
    """The text with nothing in it that a line end, a face or a mark may change.

    Compatibility forms (ligatures, superior figures, presentation forms) are their letters, small
    letters stand for capitals.
    """
    text = "".join(text.split())
    if not text.isascii():
        text = normalize("NFKC", text)
        text = "".join(text.split())  # some signs become a space and an accent
        text = text.replace("‘", "’").replace("“", "”")  # readers mirror them by mistake
    if _DROPPED.search(text):
        text = _DROPPED.sub("", text)
    return text.casefold()


def passages(text: str) -> list[tuple[int, int]]:
    """Where a squeezed text runs from right to left: from a letter to the last before another."""
    return [] if text.isascii() else [match.span() for match in _PASSAGE.finditer(text)]


def turned(text: str) -> str:
    """The text, with what runs to the left from its other end; figures run to the right."""
    return text if text.isascii() else _TURNED.sub(lambda match: match[0][::-1], text)


def pieces(text: str) -> list[tuple[str, bool]]:
    """The letters and figures of a text: words that run to the left, and what is between them.

    With each: does it run to the left?
    """
    cuts = [0, *(at for match in _WORD.finditer(text) for at in match.span()), len(text)]
    parts = [(letters(squeeze(text[a:b])), n % 2 == 1) for n, (a, b) in enumerate(pairwise(cuts))]
    return [part for part in parts if part[0]]


def letters(text: str) -> str:
    """The letters and figures of a text alone."""
    return "".join(filter(str.isalnum, text))


def bare(text: str) -> str:
    """Its letters and figures, without accents and in an order of their own."""
    return "".join(sorted(letters(normalize("NFD", text))))
