"""An own judgement of a finished PDF: is each word there, once, in order, on the page?

It reads the file back with pdfium and looks for the codes of words.  It knows nothing of galleys
and shares nothing with typeset, which has a judge of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pypdfium2

from tests.fuzz.letters import Letter, Note
from tests.fuzz.words import bare, codes, common, leftward

Place = tuple[int, int]
"""A page, and a place among its letters."""

HYPHENS = "\u00ad\ufffe\u2010\x02-"
PIECES = re.compile(rf"[^\s{HYPHENS}]+")
BROKEN = re.compile(rf"([^\s{HYPHENS}]+)[{HYPHENS}]([^\s{HYPHENS}]*)")
"""What stands at a hyphen.  Where a line has words to the left, pdfium may exchange the sides."""

LEAST = 2
"""Letters of a word before or after a hyphen."""


@dataclass
class Verdict:
    """What was looked for, and what was found of it."""

    pages: int = 0
    words: int = 0
    notes: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    off: list[str] = field(default_factory=list)
    """Text beyond the page's edges."""
    behind: list[str] = field(default_factory=list)
    """Notes that begin after the page of their call, where notes before them stand."""
    skipping: list[str] = field(default_factory=list)
    """Notes that go on, but not on the next page."""
    away: list[str] = field(default_factory=list)
    """Notes that begin elsewhere and have no such reason."""

    @property
    def faults(self) -> list[str]:
        """All that must not be."""
        kinds = ("lost", "doubled", "disordered", "off", "away")
        return [f"{kind}: {one}" for kind in kinds for one in getattr(self, kind)]


def judge(pdf: Path, letters: Iterable[Letter], at_foot: bool) -> Verdict:
    """Look for the words of these letters; ``at_foot`` is where their notes should stand."""
    verdict = Verdict()
    texts = list(_read(pdf, verdict))
    book = _Book(texts)
    verdict.pages = len(texts)
    wanted: Counter[str] = Counter()
    free: set[str] = set()
    for letter in letters:
        passages = (letter.title, *letter.body, *(note.passage for note in letter.notes.values()))
        for passage in passages:
            wanted.update(word for run in passage.runs for word in run)
            free |= passage.repeated
        free.update(letter.title.words)
        verdict.notes += len(letter.notes)
        verdict.disordered += _disordered(letter, book)
        if at_foot:
            _look_for_notes(letter, book, verdict)
    verdict.words = wanted.total()
    for word, count in wanted.items():
        found = len(book.places[word])
        if found < count:
            found = min(count, found + book.missed(word))
        if found < count:
            verdict.lost.append(f"{word} ({found} of {count})")
        elif found > count and word not in free and not leftward(word):
            # Words to the left pdfium may tell twice, where their points stand in other runs.
            verdict.doubled.append(f"{word} ({found} for {count})")
    return verdict


def _read(pdf: Path, verdict: Verdict) -> Iterator[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            width, height = page.get_size()
            for left, bottom, right, top in map(text.get_rect, range(text.count_rects())):
                if left < 0 or bottom < 0 or right > width or top > height:
                    words = text.get_text_bounded(left, bottom, right, top)
                    verdict.off.append(f"page {number}, {left:.1f} to {right:.1f}: {words!r}")
            yield text.get_text_range()


class _Book:
    """The words of a volume by code."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.places: dict[str, list[Place]] = defaultdict(list)
        self.mixed: set[str] = set()
        """Words in lines that have words to the left: pdfium reads such lines as it likes."""
        self._broken: list[set[str]] = []
        self._pieces: list[set[str]] = []
        self._turned: Counter[str] = Counter()
        """Words to the left by their letters: pdfium exchanges letters that overlap."""
        self._letters = [bare(text) for text in texts]
        for number, text in enumerate(texts):
            for at, code in codes(self._letters[number]):
                self.places[code].append((number, at))
            for line in text.splitlines():
                found = [code for _, code in codes(bare(line))]
                if any(map(leftward, found)):
                    self.mixed.update(found)
            sides = (side for found in BROKEN.finditer(text) for side in found.groups())
            self._broken.append({bare(side) for side in sides} - {""})
            pieces = [bare(piece) for piece in PIECES.findall(text)]
            self._pieces.append(set(pieces))
            self._turned.update("".join(sorted(one)) for one in pieces if _turns(one))
            if any(map(_turns, pieces)):  # the hyphens stand anywhere there
                self._broken[-1] |= self._pieces[-1]

    def first(self, word: str) -> Place | None:
        """Where a word stands first."""
        return next(iter(self.places[word]), None)

    def pages(self, word: str) -> set[int]:
        """The pages where a word stands."""
        return {page for page, _ in self.places[word]}

    def missed(self, word: str) -> int:
        """How often a word may stand where the reading misses it: broken between pages, or among
        words to the left.
        """
        if leftward(word):
            turned = sum(letters.count(word[::-1]) for letters in self._letters)
            return turned or self._turned["".join(sorted(word))]
        parts = [(word[:at], word[at:]) for at in range(LEAST, len(word))]
        return sum(
            any(side.endswith(part) for side in sides)
            and any(piece.startswith(rest) for page in self._pieces[number:] for piece in page)
            for number, sides in enumerate(self._broken)
            for part, rest in parts
        )


def _turns(letters: str) -> bool:
    """Are there Hebrew letters, which may have been read from the wrong end?"""
    return any("\u05d0" <= letter <= "\u05ea" for letter in letters)


def _disordered(letter: Letter, book: _Book) -> Iterator[str]:
    """Words that stand before what they should follow."""
    body = [word for passage in letter.body for word in passage.runs[0]]
    runs = [run for passage in letter.body for run in passage.runs[1:]]
    for note in letter.notes.values():
        runs += note.passage.runs
    for run in (body, *runs):
        found = ((word, book.first(word)) for word in run if not common(word))
        known = [(word, at) for word, at in found if at and word not in book.mixed]
        for (before, first), (after, second) in pairwise(known):
            if second < first:
                yield f"{after} stands before {before}"


def _look_for_notes(letter: Letter, book: _Book, verdict: Verdict) -> None:
    """Notes that do not begin on the page of their call, or do not go on on the next one."""
    stands = {note.call.ident: _pages(note, book) for note in letter.notes.values()}
    before: set[int] = set()
    """Pages with notes that are called before this one."""
    for note in letter.notes.values():
        calls, begin = book.pages(note.call.after), book.first(note.passage.first)
        pages = stands[note.call.ident]
        if begin is not None and calls and begin[0] not in calls:
            call = max(calls)  # a title stands in the contents, too
            told = f"called on page {call + 1}, begins on {begin[0] + 1}"
            earlier = call in before and begin[0] > call
            kind = verdict.behind if earlier else verdict.away
            kind.append(f"{letter.ident}, note {note.call.ident}: {told}")
        if any(after - page > 1 for page, after in pairwise(pages)):
            told = ", ".join(str(page + 1) for page in pages)
            verdict.skipping.append(f"{letter.ident}, note {note.call.ident}: pages {told}")
        before.update(pages)


def _pages(note: Note, book: _Book) -> list[int]:
    """The pages where a note stands."""
    return sorted(
        {page for word in note.passage.words if not common(word) for page in book.pages(word)}
    )
