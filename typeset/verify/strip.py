"""All type of a volume on one strip, from which words are taken once they are found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from typeset.verify.plain import passages, squeeze
from typeset.verify.sight import Run

HYPHENS = "-\u2010\x02\ufffe"
"""As PDFium gives those at a line's end."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of a run that prints a part of a stream."""

    run: int
    start: int
    stop: int
    """In the run's squeezed text."""
    place: int
    """In the stream's text."""

    @property
    def end(self) -> int:
        """Where the part ends in the stream's text."""
        return self.place + self.stop - self.start


@dataclass
class Strip:
    """The runs of all pages, one after the other."""

    runs: list[Run]
    pages: list[int]
    """The page of each run, from 1."""
    first: list[int]
    """The first run of each page, and the number of all."""
    texts: list[str]
    """Each run, squeezed."""
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """By run: the parts that streams have claimed, in order."""

    @classmethod
    def of(cls, pages: Sequence[Sequence[Run]]) -> Strip:
        """The strip of these pages."""
        runs = [run for page in pages for run in page]
        first = [0, *accumulate(map(len, pages))]
        numbers = [number for number, page in enumerate(pages, 1) for _ in page]
        return cls(runs, numbers, first, [squeeze(run.text) for run in runs])

    def span(self, first: int, count: int) -> range:
        """The runs of so many pages from this one (from 1)."""
        last = min(first + count - 1, len(self.first) - 1)
        return range(self.first[first - 1], self.first[last]) if first <= last else range(0)

    def on_line(self, left: int, right: int) -> bool:
        """Do two runs stand on one line of a page, one to the left of the other?"""
        one, two = self.runs[left], self.runs[right]
        near = abs(one.baseline - two.baseline) < 0.7 * max(one.size, two.size)
        return near and one.box[0] < two.box[0] and self.pages[left] == self.pages[right]

    def alone(self, run: int, most: int) -> bool:
        """Does a line have no more than a mark before this run, and so many signs behind it?"""
        first, last = run, run
        while first > 0 and self.on_line(first - 1, first):
            first -= 1
        while last + 1 < len(self.runs) and self.on_line(last, last + 1):
            last += 1
        mark, rest = range(first, run), range(run, last + 1)
        length = max(sum(len(self.texts[n]) for n in part) for part in (mark, rest))
        return len(mark) > 0 and length <= most and not self.taken.keys() & set(mark)

    def broken(self, run: int) -> bool:
        """Does a hyphen stand behind a run?"""
        behind = run + 1 < len(self.runs) and self.on_line(run, run + 1)
        text = self.runs[run + 1].text if behind else self.runs[run].text
        return text.strip()[-1:] in HYPHENS and bool(text.strip())

    @cached_property
    def _leftward(self) -> frozenset[tuple[int, float]]:
        """Lines with letters that go from right to left."""
        return frozenset(self._line(n) for n, text in enumerate(self.texts) if passages(text))

    def mixed(self, run: int) -> bool:
        """Does a run share its line with letters that go from right to left?"""
        return self._line(run) in self._leftward

    def _line(self, run: int) -> tuple[int, float]:
        return self.pages[run], self.runs[run].baseline

    def take(self, claims: Sequence[Claim]) -> None:
        """Take what is claimed: nothing else can claim it."""
        for claim in claims:
            parts = self.taken.setdefault(claim.run, [])
            parts.append((claim.start, claim.stop))
            parts.sort()

    def give_back(self, claims: Sequence[Claim]) -> None:
        """Undo :meth:`take`."""
        for claim in claims:
            parts = self.taken[claim.run]
            parts.remove((claim.start, claim.stop))
            if not parts:
                del self.taken[claim.run]

    def free(self, run: int) -> Iterator[tuple[int, int]]:
        """The parts of a run that nothing has claimed."""
        at = 0
        for start, stop in self.taken.get(run, ()):
            if at < start:
                yield at, start
            at = max(at, stop)
        if at < len(self.texts[run]):
            yield at, len(self.texts[run])


class Rest:
    """What is left of some runs as one text, with the way back to the runs."""

    def __init__(self, strip: Strip, runs: Sequence[int]) -> None:
        self._parts = [(run, start, stop) for run in runs for start, stop in strip.free(run)]
        self._starts = [0, *accumulate(stop - start for _, start, stop in self._parts)]
        self.text = "".join(strip.texts[run][start:stop] for run, start, stop in self._parts)

    def place_of(self, run: int) -> int:
        """Where a run begins in the text, or the first that follows it."""
        return self._starts[bisect_right(self._parts, (run, -1, -1))]

    def claims(self, start: int, length: int, place: int) -> Iterator[Claim]:
        """A stretch of the text as parts of runs."""
        part = bisect_right(self._starts, start) - 1
        while length > 0:
            run, first, stop = self._parts[part]
            at = first + start - self._starts[part]
            size = min(length, stop - at)
            yield Claim(run, at, at + size, place)
            start, length, place, part = start + size, length - size, place + size, part + 1
