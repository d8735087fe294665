"""Lines with words of both directions: PDFium gives their signs in an order of its own.

Such a line is taken as one bag of letters and figures.  A stream goes on in it up to the place
where the bag is used up, but for what a layout may add there: marks of calls, addresses of links,
numbers of pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from typeset.verify.marks import PAGE
from typeset.verify.plain import passages
from typeset.verify.strip import Strip
from typeset.verify.wanted import Stream

LEAST = 3
"""Fewer letters than these may be a mark, or the end of a word."""
MARK = 3
"""Letters or figures that a note's mark may have."""
OPENING = 6
"""Letters or figures before a note's first words: its mark, the page of its call."""
PLACE = 12
"""Letters or figures that name the page of another letter."""
TOUCH = 0.1
"""Runs nearer than this share of the type's size are of one word."""
MOST = 6
"""So many notes that are run together may share a line."""

Bag = Counter[str]
GoesOn = Callable[[Stream, int], bool]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a stream that stands on a line: an index of the streams, from, to."""

    stream: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _End:
    stop: int
    spare: int
    """Signs that are left over: marks."""


def line_of(strip: Strip, run: int) -> range:
    """The runs that stand on a run's line, in the order of the file, from this one on."""
    page, baseline, last = strip.pages[run], strip.runs[run].baseline, run + 1
    apart = 0.5 * strip.runs[run].size
    while last < len(strip.runs) and strip.pages[last] == page and last not in strip.taken:
        if abs(strip.runs[last].baseline - baseline) > apart:
            break
        last += 1
    return range(run, last)


def texts_of(strip: Strip, runs: Iterable[int]) -> Iterator[str]:
    """The texts of some runs.

    PDFium may tell a word twice, forwards or backwards, whose points make several runs of it;
    these touch.
    """
    word: Bag = Counter()
    left = right = 0.0
    for run in runs:
        text, (x0, _, x1, _) = strip.texts[run], strip.runs[run].box
        gap = TOUCH * strip.runs[run].size
        touches = x0 < right + gap and x1 > left - gap
        twice = touches and bool(passages(text)) and bag_of([text]) == word
        if touches and (twice or not text):
            left, right = min(left, x0), max(right, x1)
        else:
            left, right = x0, x1
            word = bag_of([text])
        if text and not twice:
            yield text


def bag_of(texts: Iterable[str]) -> Bag:
    """The letters and figures of some texts."""
    return Counter(sign for text in texts for sign in text if sign.isalnum())


def stretches(bag: Bag, streams: Sequence[tuple[Stream, int]], goes_on: GoesOn) -> list[Stretch]:
    """How streams, each from its place on, share a line; empty if they do not explain it.

    ``goes_on`` tells whether a stream may go on from a place in the line below.
    """
    shares = _shares(bag, dict(enumerate(streams)), goes_on, [])
    best = min(shares, key=lambda one: one[:-1], default=None)
    return best[-1] if best else []


_Share = tuple[bool, bool, int, int, list[Stretch]]
"""Is more left over than the marks of calls? Does the last stream break off? How many signs are
left over? The best are the least."""


def _shares(
    bag: Bag, streams: Mapping[int, tuple[Stream, int]], goes_on: GoesOn, before: list[Stretch]
) -> Iterator[_Share]:
    for n, (stream, place) in streams.items():
        size = len(stream.text)
        for end in ends(bag, stream, place):
            dear = end.spare > MARK * (len(before) + 1 + len(stream.calls_from(place, end.stop)))
            breaks = end.stop < size and not goes_on(stream, end.stop)
            if breaks and not place and end.stop not in stream.starts:
                continue  # a note does not begin with a part of a word that nothing follows
            yield dear, breaks, end.spare, -end.stop, [*before, Stretch(n, place, end.stop)]
        whole = bag_of([stream.text[place:]])
        # Those that stand there whole are taken in one order only: a bag has none.
        follows = not before or n > before[-1].stream
        if follows and len(before) < MOST and whole and whole <= bag:
            left = bag - whole
            left -= _added(stream, place, size, left)
            others = {at: one for at, one in streams.items() if at != n}
            yield from _shares(left, others, goes_on, [*before, Stretch(n, place, size)])


def ends(bag: Bag, stream: Stream, place: int) -> Iterator[_End]:
    """Where a stream, from its place on, may have used up a line's bag."""
    left, total = bag.copy(), bag.total()
    size = total
    most = _marks(stream, place, len(stream.text))
    adds = sum(len(text) for at, text in stream.added_from(place, len(stream.text)))
    for at in range(place, len(stream.text) + 1):
        if at > place and total <= most + adds and _may_end(stream, at):
            rest = +left
            spare = (rest - _added(stream, place, at, rest)).total()
            taken = size - total
            sure = at == len(stream.text) or (
                taken > spare and (taken >= LEAST or at in stream.starts)
            )
            if sure and spare <= _marks(stream, place, at):
                yield _End(at, spare)
        if at == len(stream.text) or (stream.text[at].isalnum() and left[stream.text[at]] <= 0):
            return
        if stream.text[at].isalnum():
            left[stream.text[at]] -= 1
            total -= 1


def _may_end(stream: Stream, at: int) -> bool:
    """May a line end here?  Words from right to left are not broken."""
    return at in stream.starts or not passages(stream.text[at - 1])


def _marks(stream: Stream, start: int, stop: int) -> int:
    """How many signs of marks and page numbers may stand in a stretch."""
    calls = len(stream.calls_from(start, stop))
    pages = sum(text == PAGE for _, text in stream.added_from(start, stop))
    return MARK * calls + PLACE * pages + OPENING * (start == 0)


def _added(stream: Stream, start: int, stop: int, left: Bag) -> Bag:
    """What of the signs that are left over a layout may have added in a stretch."""
    found: Bag = Counter()
    for place, text in stream.added_from(start, stop):
        whole = bag_of([text])
        if whole <= left - found:
            found += whole
        elif place == stop:  # it goes on in the line below
            found += _begun(text, left - found)
        elif place == start:  # it began in the line above
            found += _begun(text[::-1], left - found)
    return found


def _begun(text: str, left: Bag) -> Bag:
    bag: Bag = Counter()
    for sign in filter(str.isalnum, text):
        if bag[sign] == left[sign]:
            break
        bag[sign] += 1
    return bag
