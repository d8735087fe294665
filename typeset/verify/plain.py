"""Words as a reader compares them: without spaces, hyphens, case and marks of markup."""

from __future__ import annotations

import re
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
