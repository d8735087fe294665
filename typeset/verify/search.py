"""Searches the streams of a letter on the strip: the thorough way, for what could not be followed.

A stream is a chain of stretches that are found one after the other.  Where it breaks, the words are
looked for that go on nearest by: as few as possible of the stream's are given up for missing, and
as little as possible of the strip is passed over.  Passages from right to left may be printed, and
read, in an order of their own: they are compared as bags of letters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from typeset.verify.explain import common
from typeset.verify.follow import Thread
from typeset.verify.plain import passages
from typeset.verify.streams import words_at
from typeset.verify.strip import Claim, Rest, Strip

PROBE = 24
"""Signs that are looked for where a chain is broken."""
HALF = 8
NEAR = 300
"""Fewer of them, if they are near."""
LOST = 2
"""A sign given up costs as much as so many passed over."""


def search(threads: Sequence[Thread], strip: Strip, span: range, back: range) -> None:
    """Find streams that could not be followed; the first is the letter itself.

    ``span`` are the letter's runs; its notes may also stand in ``back``.  If words are missing, a
    stream that was followed may have taken them: all are searched anew, and the better is kept.
    """
    stuck = [thread for thread in threads if not thread.through]
    before = _State(threads, strip)
    lost = _search(stuck, threads[0], strip, span, back)
    if lost and len(stuck) < len(threads):
        first = _State(threads, strip)
        before.restore()
        if _search(threads, threads[0], strip, span, back) >= lost:
            first.restore()
    for thread in threads:
        thread.place = len(thread.stream.text)


class _State:
    """What was found and taken at some time."""

    def __init__(self, threads: Sequence[Thread], strip: Strip) -> None:
        self._strip = strip
        self._taken = {run: list(parts) for run, parts in strip.taken.items()}
        self._threads = [(thread, thread.found()) for thread in threads]

    def restore(self) -> None:
        self._strip.taken = self._taken
        for thread, found in self._threads:
            thread.claims, thread.missing, thread.moved, thread.loose = found


def _search(threads: Sequence[Thread], main: Thread, strip: Strip, span: range, back: range) -> int:
    """Search these streams; how many signs are missing or out of order."""
    for thread in threads:
        strip.give_back([*thread.claims, *thread.loose])
        thread.claims, thread.missing, thread.moved, thread.loose = [], [], [], []
    _bags(threads, strip, span, back)
    begun = 0
    for thread in threads:
        rest = Rest(strip, span if thread is main else (*span, *back))
        _Chain(thread, rest).run(rest.place_of(begun))
        strip.take(thread.claims)
        if thread.claims and thread is not main:
            begun = thread.claims[0].run
    for thread in threads:
        _look_elsewhere(thread, strip, span)
    return sum(b - a for thread in threads for a, b in (*thread.missing, *thread.moved))


class _Chain:
    def __init__(self, thread: Thread, rest: Rest) -> None:
        self._thread, self._rest = thread, rest
        self._text, self._joints = thread.stream.text, set(thread.stream.joints)
        self._stops = dict(passages(self._text))
        self._words = words_at(thread.stream)

    def run(self, begin: int) -> None:
        """Find the stream, looking from this place of the rest first."""
        text, rest, place, at = self._text, self._rest, 0, begin
        while place < len(text):
            if place in self._stops:
                place = self._stops[place]
                continue
            stop = min((start for start in self._stops if start > place), default=len(text))
            same = min(common(text, place, rest.text, at), stop - place)
            sure = same > 0 and not self._chance(place, same, stop)
            found = None if sure else self._resume(place, at)
            if sure or (same and found == (place, at)):
                same -= self._begun_word(place, at, same, stop)
                self._thread.claims += rest.claims(at, same, place)
                place, at = place + same, at + same
                continue
            if (found[0] if found else stop) > place:
                self._thread.missing.append((place, found[0] if found else stop))
            place, at = found or (stop, at)

    def _chance(self, place: int, same: int, stop: int) -> bool:
        """May so short a stretch agree by chance?"""
        return same < 4 and place + same < stop and place + same not in self._joints

    def _begun_word(self, place: int, at: int, same: int, stop: int) -> int:
        """How much of a word at a break agrees by chance: the rest of it does not follow."""
        end = place + same
        word = self._words[bisect_right(self._words, end) - 1]
        if word <= place or word == end or end == stop or self._find(end, at + same) is not None:
            return 0
        return end - word

    def _resume(self, place: int, at: int) -> tuple[int, int] | None:
        """The nearest place where the stream goes on, and where it does."""
        best: tuple[int, int, int] | None = None
        for start in self._starts(place):
            lost = LOST * (start - place)
            if best and lost >= best[0]:
                break
            found = self._find(start, at)
            if found is not None:
                # A stream may begin anywhere: what stands before it is not passed over.
                cost = lost + (found - at if start else 0)
                if best is None or cost < best[0]:
                    best = cost, start, found
        return best[1:] if best else None

    def _starts(self, place: int) -> Iterator[int]:
        yield place
        for word in self._words:
            if word > place and not any(a <= word < b for a, b in self._stops.items()):
                yield word

    def _find(self, start: int, at: int) -> int | None:
        """Where the next words are to be found: behind ``at``, or for a beginning anywhere."""
        text, end = self._text, start + PROBE
        stops = [n for n in (*self._joints, *self._stops) if start < n < end]
        probe, rest = text[start : min([end, *stops])], self._rest.text
        found = rest.find(probe, at)
        if found < 0 and len(probe) > HALF:
            found = rest.find(probe[:HALF], at, at + NEAR)
        if found < 0 and start == 0:
            found = rest.find(probe)
        return found if found >= 0 else None


def _look_elsewhere(thread: Thread, strip: Strip, runs: Sequence[int]) -> None:
    """What is missing may stand out of order."""
    lost, thread.missing = thread.missing, []
    for start, stop in lost:
        part = thread.stream.text[start:stop]
        rest = Rest(strip, runs) if len(part) > 3 else None
        at = rest.text.find(part) if rest else -1
        if rest and at >= 0:
            claims = list(rest.claims(at, len(part), start))
            strip.take(claims)
            thread.loose += claims
            thread.moved.append((start, stop))
        elif re.search(r"\w", part) or not passages(thread.stream.text):
            thread.missing.append((start, stop))


def _bags(threads: Sequence[Thread], strip: Strip, span: range, back: range) -> None:
    """Compare what runs from right to left, letter by letter but in no order."""
    wanted = [(thread, at) for thread in threads for at in passages(thread.stream.text)]
    if not wanted:
        return
    bags = [_bag(thread.stream.text[start:stop]) for thread, (start, stop) in wanted]
    open_, printed = sum(bags, Counter[str]()), Counter[str]()
    for run in (*span, *back):
        text = strip.texts[run]
        claims = [Claim(run, *part, wanted[0][1][0]) for part in passages(text)]
        bag = _bag(text)
        # Behind the last letter stand other letters' notes, too.
        if claims and run not in strip.taken and (run in span or bag <= open_ - printed):
            strip.take(claims)
            wanted[0][0].loose += claims
            printed += bag
    for thread, part in wanted:
        for start, stop in _parts(thread, part):
            bag = _bag(thread.stream.text[start:stop])
            if bag <= printed:
                printed -= bag
            else:
                thread.missing.append((start, stop))


def _bag(text: str) -> Counter[str]:
    return Counter(sign for sign in text if passages(sign))


def _parts(thread: Thread, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The words of a passage."""
    starts = [span[0], *(word for word in words_at(thread.stream) if span[0] < word < span[1])]
    yield from zip(starts, [*starts[1:], span[1]], strict=True)
