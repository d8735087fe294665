"""The marks of notes: what calls each note and stands before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping

from typeset.layout import NotesStyle, Series
from typeset.model import Letter, Note

SYMBOLS = "*†‡§‖¶"
"""In the trade's order; after the sixth they come doubled, then three times, and so on."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"

Calls = Mapping[tuple[str, str], int]
"""The page where a note is called, by the letter's identifier and the note's own."""

Marks = Mapping[str, Mapping[str, str]]
"""The printed mark of each note, by letter and note; empty for a note that its lemma calls."""


def marks(style: NotesStyle, letters: Iterable[Letter], pages: Calls) -> Marks:
    """The marks of all notes of a volume's letters, given in the order of printing.

    A note that is numbered by page has its series' first mark as long as its page is not known.
    """
    counts: Counter[Hashable] = Counter()
    found: dict[str, dict[str, str]] = {}
    for letter in letters:
        own = found[letter.ident] = {}
        for note in letter.notes:
            series = style.of(note.series)
            if called_by_lemma(series, note):
                own[note.ident] = ""
                continue
            page = pages.get((letter.ident, note.ident))
            if series.numbering == "page" and page is None:
                number = 1
            else:
                run = (series.name, *_run(series, letter, page))
                counts[run] += 1
                number = counts[run]
            own[note.ident] = mark(series, number)
    return found


def called_by_lemma(series: Series, note: Note) -> bool:
    """Has the note no sign in the text, since it begins with the words that it is about?"""
    return series.marks == "lemma" and note.lemma is not None


def mark(series: Series, number: int) -> str:
    """The mark of a series' note with this number, from 1 on."""
    return _MARK[series.marks](number)


def _run(series: Series, letter: Letter, page: int | None) -> tuple[Hashable, ...]:
    """What a number counts within."""
    if series.numbering == "volume":
        return ()
    return (page,) if series.numbering == "page" else (letter.ident,)


def symbol(number: int) -> str:
    """One of :data:`SYMBOLS`, as often as the number has gone through all of them."""
    times, which = divmod(number - 1, len(SYMBOLS))
    return SYMBOLS[which] * (times + 1)


def small_letter(number: int) -> str:
    """From ``a`` to ``z``, then ``aa``, ``ab`` and so on."""
    letters = ""
    while number:
        number, which = divmod(number - 1, len(LETTERS))
        letters = LETTERS[which] + letters
    return letters


_MARK: Mapping[str, Callable[[int], str]] = {
    "figures": str,
    "letters": small_letter,
    "symbols": symbol,
    # What has no lemma needs a call all the same.
    "lemma": small_letter,
}
