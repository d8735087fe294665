"""Text that runs to the left: how it is shown, so that what is read back are its words.

Three readers were asked with pages of Hebrew and Arabic: pdfium 15 (which Chrome has), pypdf 7 and
Poppler 22.  None of them asks for logical order.

- All take glyphs from left to right and turn them around themselves: pdfium and Poppler by their
  places on the line, pypdf in the order of the operators.  So a run is shown from left to right,
  and runs follow one another in the order of reading.  Each glyph reads as one character: pdfium
  and Poppler would turn the text of a ligature around, too.
- pypdf knows no ActualText, and turns what follows such a run around as well, up to the next
  letter.  Choosing the font again ends that.
- Poppler ends a word where a glyph stands off the end of the one before by a tenth of an em, as
  most points of Hebrew do.  A word with such marks therefore tells its text by ActualText, which
  Poppler takes for glyphs, from left to right: it must stand there turned around (``by_place``).
- Poppler counts a space or mark after such a run to the run, too, if a letter follows.  It tells
  of a left-to-right mark (U+200E) before it.
- pdfium turns ActualText around in a line where more pieces run to the right than to the left
  (words, but points cut a word into pieces), and agrees with Poppler there.  But it takes words
  by their places, the last of a passage first; so all of the passage carries its whole text, in a
  property list inside of the word's own, which Poppler does not read (``by_passage``).  pdfium
  reads once what follows one another under the same list and equally deep.  In other lines pdfium
  turns around the letters between two marks alone: each word has such a list there (``by_line``).

What cannot be helped: in a line of the second kind pdfium gives the words around the passage in
reverse, and Poppler the parts of a passage that figures cut.  All words are whole in each reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional, category


class Flow(NamedTuple):
    """How a run is read."""

    left: bool = False
    """It runs to the left."""
    most: bool = False
    """So does most of its line, as pdfium counts."""
    passage: str = ""
    """Else: the passage that it is part of, if that has several words."""
    after: bool = False
    """It runs to the right, and one to the left is before it."""
    fresh: bool = False
    """No letter has been shown since one to the left."""


ONWARD = Flow()

_CLASSES = {"L": "right", "R": "left", "AL": "left"} | dict.fromkeys(
    ("EN", "AN", "ES", "ET", "CS", "BN", "NSM"), "weak"
)


TURN = "\u200e"
"""What is told before a space or mark that follows a run to the left."""


RIGHT_TO_LEFT_MARK = "\u200f"

TURNED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def mostly_left(text: str) -> bool:
    """Does the line run to the left for pdfium?  It counts pieces of one direction."""
    pieces = [kind for kind, _ in _pieces(text)]
    return 0 < pieces.count("left") >= pieces.count("right")


def by_place(text: str) -> str:
    """A word as its characters stand from left to right; one that begins with a letter."""
    return (RIGHT_TO_LEFT_MARK if category(text[-1])[0] == "M" else "") + text[::-1]


def by_passage(text: str) -> str:
    """A passage as pdfium wants it where the line runs to the right.

    It goes by what stands leftmost: a mark by itself does not run to the left.
    """
    turned = text.translate(TURNED)
    return turned[::-1] if category(text[-1])[0] in "LM" else turned


def by_line(text: str) -> str:
    """A word as pdfium wants it where the line runs to the left."""
    return "".join(piece[::-1] if kind == "left" else piece for kind, piece in _pieces(text))


def stays_apart(text: str) -> bool:
    """Would pypdf count this to the run before it?"""
    return not any(char.isalnum() for char in text)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for kind, chars in groupby(text, key=lambda char: _CLASSES.get(bidirectional(char), "")):
        yield kind, "".join(chars)
