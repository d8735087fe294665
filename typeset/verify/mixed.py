"""Lines with words of both directions: their pieces may stand in any order.

Each piece of type is read by its place; which of them comes first is up to the paragraph's
direction.  So a stream goes on in such a line with any piece that prints its next letters, until
none does.  Letters and figures alone are compared, since signs between them belong to either side.
What is left over are marks of calls and what else a layout may add there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from typeset.verify.explain import LONGEST_MARK, OPENING, Parts, end_of, explain
from typeset.verify.marks import PAGE
from typeset.verify.plain import bare, letters, pieces
from typeset.verify.streams import Stream
from typeset.verify.strip import Strip

LEAST = 3
"""Fewer letters than these may be a mark, or the end of a word."""
MARK = 3
"""Letters or figures that a note's mark may have."""
TOUCH = 0.1
"""Runs nearer than this share of the type's size are of one word."""
TRIES = 3000
"""Ways to take a line's pieces that are tried before it is given up."""

GoesOn = Callable[[Stream, int], bool]


class Piece(NamedTuple):
    """Letters and figures of one direction in a run."""

    run: int
    text: str
    leftward: bool
    loose: bool
    """The order of its letters is not known; signs like that for a number stand on either side."""
    at: tuple[float, int] | None
    """Its place as one reads in its direction, where that is known."""

    def precedes(self, other: Piece) -> bool:
        """Does it stand before a piece of the same direction, where it should be read behind it?"""
        if self.at is None or other.at is None or self.leftward != other.leftward:
            return False
        return self.at < other.at


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a stream's letters that stands on a line: an index of the streams, from, to."""

    stream: int
    start: int
    stop: int
    pieces: tuple[tuple[Piece, int], ...]
    """Each with its place in the letters."""
    disorder: tuple[tuple[int, int], ...] = ()
    """From where to where letters stand before those that they follow."""


def line_of(strip: Strip, run: int) -> range:
    """The runs that stand on a run's line, in the order of the file, from this one on."""
    page, baseline, last = strip.pages[run], strip.runs[run].baseline, run + 1
    apart = 0.5 * strip.runs[run].size
    while last < len(strip.runs) and strip.pages[last] == page and last not in strip.taken:
        if abs(strip.runs[last].baseline - baseline) > apart:
            break
        last += 1
    return range(run, last)


def pieces_of(strip: Strip, runs: range) -> list[Piece]:
    """The pieces of a line, in the order of the file.

    PDFium may tell a word twice whose points make several runs of it; these touch.
    """
    found: list[Piece] = []
    word = ""
    start = stop = 0.0
    for run in runs:
        text, (x0, _, x1, _) = strip.runs[run].text, strip.runs[run].box
        gap = TOUCH * strip.runs[run].size
        touches = x0 < stop + gap and x1 > start - gap
        parts, here = pieces(text), bare(text)
        told = strip.runs[run].loose
        twice = touches and told and here == word and any(left for _, left in parts)
        if touches and (twice or not here):
            start, stop = min(start, x0), max(stop, x1)
        else:
            start, stop, word = x0, x1, here
        if not twice:
            found += _pieces(run, parts, told, x0, x1)
    return found


def _pieces(
    run: int, parts: Sequence[tuple[str, bool]], told: bool, x0: float, x1: float
) -> Iterator[Piece]:
    """``told`` texts of several words stand where their first word does."""
    for n, (text, leftward) in enumerate(parts):
        short = len(text) <= LEAST
        known = len(parts) == 1 if told else leftward or not short
        place = (-x1 if leftward else x0, n) if known else None
        yield Piece(run, text, leftward, told or short, place)


def prints(letters: Stream, place: int, piece: Piece) -> Parts | None:
    """The parts of a piece that print a stream's letters from a place on.

    PDFium exchanges letters that have points among them: such a word is taken as a bag of letters.
    """
    if piece.loose:
        same = bare(letters.text[place : place + len(piece.text)]) == bare(piece.text)
        return [(0, len(piece.text), place)] if same else None
    return explain(letters, place, piece.text, 0)


def stretches(
    line: Sequence[Piece], streams: Sequence[tuple[Stream, int]], goes_on: GoesOn
) -> list[Stretch]:
    """How streams, each from its place on, share a line; empty if they do not explain it.

    ``goes_on`` tells whether the letters of a stream may go on from a place in the line below.
    """
    found = _Line(streams, goes_on)
    for n in range(len(streams)):
        found.take(n, tuple(line), ())
    return list(found.best)


class _Line:
    """Tries the ways to take the pieces of a line, and keeps the best."""

    def __init__(self, streams: Sequence[tuple[Stream, int]], goes_on: GoesOn) -> None:
        self._letters = [stream.letters for stream, _ in streams]
        self._places = [stream.letters.place_of(place) for stream, place in streams]
        self._goes_on = goes_on
        self._tries = TRIES
        self._seen: set[tuple[int, int, int, tuple[Piece, ...]]] = set()
        self._cost: tuple[bool, int, bool, int, int] | None = None
        self.best: tuple[Stretch, ...] = ()

    def take(self, n: int, left: tuple[Piece, ...], before: tuple[Stretch, ...]) -> None:
        """Take pieces for a stream, behind others that end in the line."""
        if all(stretch.stream != n for stretch in before):
            at = self._places[n]
            self._go_on(Stretch(n, at, at, ()), left, before)

    def _go_on(self, now: Stretch, left: tuple[Piece, ...], before: tuple[Stretch, ...]) -> None:
        here = now.stream, now.stop, len(now.disorder), left
        if here in self._seen:
            return  # a bag has no order
        self._seen.add(here)
        stream = self._letters[now.stream].stream
        if now.pieces:
            self._offer((*before, now), left)
        if now.stop == len(stream.text):
            for n in range(len(self._letters) if now.pieces else 0):
                self.take(n, left, (*before, now))
            return
        for n, piece in enumerate(left):
            if piece not in left[:n] and (parts := self._explain(stream, now.stop, piece)):
                stop, end = parts[-1][1], end_of(parts)
                rest = [piece._replace(text=piece.text[stop:])] if piece.text[stop:] else []
                others = (*left[:n], *rest, *left[n + 1 :])
                self._go_on(self._longer(now, piece, end), others, before)

    def _longer(self, now: Stretch, piece: Piece, end: int) -> Stretch:
        disorder = now.disorder
        apart = self._letters[now.stream].apart
        if now.pieces and now.stop not in apart and piece.precedes(now.pieces[-1][0]):
            disorder = (*disorder, (now.stop, end))
        return replace(now, stop=end, pieces=(*now.pieces, (piece, now.stop)), disorder=disorder)

    def _explain(self, stream: Stream, place: int, piece: Piece) -> Parts | None:
        if self._tries < 0:
            return None
        found = prints(stream, place, piece)
        self._tries -= found is not None
        if found is None and place == 0:
            start = piece.text.find(stream.text[:OPENING], 1, LONGEST_MARK + OPENING)
            found = explain(stream, 0, piece.text, start) if start > 0 else None
        return found

    def _offer(self, found: tuple[Stretch, ...], left: tuple[Piece, ...]) -> None:
        spare, marks = sum(len(piece.text) for piece in left), 0
        for stretch in found:
            stream = self._letters[stretch.stream].stream
            spare -= sum(len(one.text) for one in left if _is_added(one, stream, stretch))
            marks += MARK * (1 + len(stream.calls_from(stretch.start, stretch.stop)))
        last = found[-1]
        stream = self._letters[last.stream].stream
        taken = sum(stretch.stop - stretch.start for stretch in found)
        through = last.stop == len(stream.text)
        if not through and (taken <= spare or (taken < LEAST and last.stop not in stream.starts)):
            return
        breaks = not through and not self._goes_on(stream, last.stop)
        if breaks and not last.start and last.stop not in stream.starts:
            return  # a note does not begin with a part of a word that nothing follows
        disorder = sum(len(stretch.disorder) for stretch in found)
        cost = spare > marks, disorder, breaks, spare, -taken
        if self._cost is None or cost < self._cost:
            self._cost, self.best = cost, found


def _is_added(piece: Piece, stream: Stream, stretch: Stretch) -> bool:
    """May a layout have added this piece in a stretch: an address, a page, or a part of these?"""
    for _, text in stream.added_from(stretch.start, stretch.stop):
        known = letters(text)
        if piece.text in known or (text == PAGE and _is_page(piece)):
            return True
    return False


def _is_page(piece: Piece) -> bool:
    """A word and a number."""
    return len(piece.text) <= LONGEST_MARK and any(map(str.isdecimal, piece.text))
