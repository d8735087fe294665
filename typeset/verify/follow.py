"""Follows the streams of a letter along the strip: the quick way, for what is as it should be.

A run must be explained as a whole: it prints the next words of a stream, and at the stream's joints
what a layout may add (a note's call, a bracket, a page number).  What no stream explains is left;
if at the end all streams are through, nothing is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from typeset.verify.explain import LONGEST_MARK, OPENING, WORD, Parts, beside, end_of, explain
from typeset.verify.mixed import Piece, line_of, pieces_of, prints, stretches
from typeset.verify.plain import letters as letters_of
from typeset.verify.plain import passages
from typeset.verify.streams import Stream
from typeset.verify.strip import Claim, Strip

SHORT = 5
"""So few signs may agree by chance."""
SHORTEST = 2
"""And so few may be a mark."""
NEXT = 6
"""So many runs may tell whether a text goes on."""
AHEAD = 8
"""So many notes of one kind may have to wait while one that follows them begins."""

Span = tuple[int, int]


@dataclass(slots=True, eq=False)
class Thread:
    """A stream and how far it has been followed."""

    stream: Stream
    place: int = 0
    last: int = 0
    """It may go on up to here: signs behind a line of both directions belong to either side."""
    claims: list[Claim] = field(default_factory=list)
    missing: list[Span] = field(default_factory=list)
    """Parts of the text that were found nowhere."""
    moved: list[Span] = field(default_factory=list)
    """Parts of the text that stand where they should not."""
    size: float = 0.0
    """Of the type in which it was last printed, 0 before."""
    loose: list[Claim] = field(default_factory=list)
    """Parts of runs whose place in the text is known by its passage alone."""

    @property
    def through(self) -> bool:
        """Has all of it been found?"""
        return self.place == len(self.stream.text)

    def found(self) -> tuple[list[Claim], list[Span], list[Span], list[Claim]]:
        """Copies of what was found: claims, missing, moved, loose."""
        return self.claims[:], self.missing[:], self.moved[:], self.loose[:]


def follow(threads: Sequence[Thread], strip: Strip, runs: Sequence[int]) -> None:
    """Take the runs that print the streams; the first stream is the letter itself."""
    _Follower(threads, strip).follow(runs)


class _Follower:
    def __init__(self, threads: Sequence[Thread], strip: Strip) -> None:
        self._main = threads[0]
        self._waiting = [thread for thread in threads[1:] if not thread.place]
        self._begun = [thread for thread in threads[1:] if thread.place]
        self._met = {id(thread.stream) for thread in threads if thread.place}
        """Streams that have begun."""
        self._strip = strip
        self._now = threads[0]
        self._done = 0
        """Lines before this run are explained as a whole."""

    def follow(self, runs: Sequence[int]) -> None:
        strip, before = self._strip, -1
        for run in runs:
            text = strip.texts[run]
            if not text or run in strip.taken or run < self._done:
                continue
            if strip.pages[run] != before:
                before, self._now = strip.pages[run], self._main
            if strip.mixed(run):
                self._mixed(run)
            at = 0
            while at < len(text) and run >= self._done:
                step = self._step(run, text, at)
                if step is None or step == at:
                    break
                at = step

    def _step(self, run: int, text: str, at: int) -> int | None:
        """Explain a run from this place on; how far that went."""
        now, size = self._now, self._strip.runs[run].size
        goes_on = not at and now.size == size and now.stream.text.startswith(text, now.place)
        # The quick way, for line upon line of one text.
        if goes_on and len(text) > SHORTEST and not self._marked(run):
            return self._take(now, run, [(0, len(text), now.place)])
        whole: tuple[Thread, Parts] | None = None
        partly: tuple[Thread, Parts] | None = None
        for thread in self._candidates(run):
            if thread.through:
                continue
            found = _explain(thread, text, at)
            if found and thread.place and self._by_chance(thread.stream, run, found):
                continue
            if not thread.place:
                found = self._begins(thread, run, found) or self._behind_mark(thread, text, at)
            if found and found[-1][1] < len(text):
                partly = partly or (thread, found)
            elif found and (
                len(text) > SHORT or self._confirmed(thread.stream, run, end_of(found))
            ):
                return self._take(thread, run, found)
            elif found:
                whole = whole or (thread, found)
        if best := whole or partly:
            return self._take(best[0], run, best[1])
        return self._step_back(run, text, at)

    def _mixed(self, run: int) -> None:
        """Explain a line with words of both directions from this run on, as a whole."""
        strip = self._strip
        threads = list(dict.fromkeys(one for one in self._candidates(run) if not one.through))
        runs = line_of(strip, run)
        below = self._below(runs)
        found = stretches(
            pieces_of(strip, runs),
            [(thread.stream, thread.place) for thread in threads],
            lambda letters, at: _goes_on(letters, at, below),
        )
        for stretch in found:
            thread = threads[stretch.stream]
            letters = thread.stream.letters
            for piece, letter in stretch.pieces:
                self._take_loose(thread, piece.run, letters.behind(letter)[1])
            thread.moved += [
                (letters.behind(a)[1], letters.behind(b)[0]) for a, b in stretch.disorder
            ]
            self._advance(thread, *letters.behind(stretch.stop))
        if found:
            self._done = runs.stop
            for one in runs:  # a word may be told twice
                if passages(strip.texts[one]):
                    self._take_loose(threads[found[-1].stream], one, thread.place)

    def _take_loose(self, thread: Thread, run: int, place: int) -> None:
        if run not in self._strip.taken:
            claim = Claim(run, 0, len(self._strip.texts[run]), place)
            self._strip.take([claim])
            thread.loose.append(claim)

    def _below(self, runs: range) -> list[Piece]:
        """What the line below some runs may begin with."""
        strip = self._strip
        at = next((n for n in range(runs.stop, len(strip.runs)) if strip.texts[n]), None)
        found = [] if at is None else pieces_of(strip, line_of(strip, at))
        return found if any(piece.leftward for piece in found) else found[:1]

    def _step_back(self, run: int, text: str, at: int) -> int | None:
        """Explain a run if what was taken before it, a mark or a folio, was taken by chance."""
        for thread in (self._main, *self._begun):
            last = thread.claims[-1] if thread.claims else None
            if last is None or last.end - last.place > SHORT:
                continue
            found = explain(thread.stream, last.place, text, at)
            if found and found[0][1] - found[0][0] > last.end - last.place:
                self._strip.give_back([thread.claims.pop()])
                return self._take(thread, run, found)
        return None

    def _candidates(self, run: int) -> list[Thread]:
        """Where a run may belong, the likeliest first."""
        others = [thread for thread in self._begun if thread is not self._now]
        threads = [self._now, self._main, *others]
        waiting = list(self._next())
        likely = [*waiting, *threads] if self._marked(run) else [*threads, *waiting]
        size = self._strip.runs[run].size
        # Texts may say the same in the same words; then the size of the type tells.
        return sorted(likely, key=lambda one: _unlike(one.size, size))

    def _next(self) -> Iterator[Thread]:
        """The notes that may begin: of each series, the next ones that one text calls.

        What a note calls may stand in a block above it.
        """
        callers = set(self._met)
        met: Counter[tuple[str, int]] = Counter()
        for thread in self._waiting:
            caller = thread.stream.caller
            kind = thread.stream.series, id(caller)
            met[kind] += 1
            if met[kind] <= AHEAD and (caller is None or id(caller) in callers):
                callers.add(id(thread.stream))
                yield thread

    def _marked(self, run: int) -> bool:
        """Does a line begin with a short run before this one, as it does with a note's mark?"""
        strip = self._strip
        if run == 0 or run - 1 in strip.taken or not 0 < len(strip.texts[run - 1]) <= LONGEST_MARK:
            return False
        return strip.on_line(run - 1, run) and not (run > 1 and strip.on_line(run - 2, run - 1))

    def _by_chance(self, stream: Stream, run: int, found: Parts) -> bool:
        """Is so short a run, a mark, like the beginning of a word that does not go on behind it?"""
        text = self._strip.texts[run]
        place = end_of(found)
        if len(text) > SHORTEST or not text.isalnum() or place in stream.starts:
            return False
        if self._strip.broken(run):
            return False
        word = next((at for at in range(place, place + SHORT) if at in stream.starts), None)
        return not self._confirmed(stream, run, place, word)

    def _begins(self, thread: Thread, run: int, found: Parts | None) -> Parts | None:
        """A note does not begin with a sign or two that may be another's mark.

        One that is no longer than a mark stands behind its own, and nothing else on its line.
        """
        if not found:
            return None
        place = end_of(found)
        if len(thread.stream.text) <= SHORT:
            return found if self._strip.alone(run, LONGEST_MARK) else None
        return found if place > SHORT or self._confirmed(thread.stream, run, place) else None

    def _confirmed(self, stream: Stream, run: int, place: int, stop: int | None = None) -> bool:
        """Do the runs behind this one go on with the stream up to a stop, or to its end?"""
        sure = stop or min(place + SHORT + 1, len(stream.text))
        passed = 0
        for n in range(run + 1, len(self._strip.texts)):
            text = self._strip.texts[n]
            if place >= sure or passed == NEXT:
                break
            found = explain(stream, place, text, 0)
            if found:
                place = end_of(found)
            passed += not beside(stream, place, text)
        return place >= sure or (self._strip.broken(run) and self._overleaf(stream, run, place))

    def _overleaf(self, stream: Stream, run: int, place: int) -> bool:
        """Does a line of the next page go on with a stream?"""
        texts = [self._strip.texts[n] for n in self._strip.span(self._strip.pages[run] + 1, 1)]
        return any(len(text) > SHORT and explain(stream, place, text, 0) for text in texts)

    def _behind_mark(self, thread: Thread, text: str, at: int) -> Parts | None:
        opening = thread.stream.text[:OPENING]
        start = text.find(opening, at + 1, at + LONGEST_MARK + len(opening) + 1)
        if start < 0 or WORD.search(text[at:start]):
            return None
        return explain(thread.stream, 0, text, start)

    def _take(self, thread: Thread, run: int, parts: Parts) -> int:
        claims = [Claim(run, start, stop, place) for start, stop, place in parts if start < stop]
        self._strip.take(claims)
        thread.claims += claims
        if parts[0][2] >= thread.stream.title and len(self._strip.texts[run]) > LONGEST_MARK:
            thread.size = self._strip.runs[run].size
        self._advance(thread, end_of(parts))
        return parts[-1][1]

    def _advance(self, thread: Thread, place: int, last: int = 0) -> None:
        """The thread goes on from this place, or one up to the last."""
        thread.place, thread.last = place, max(place, last)
        if thread in self._waiting:
            self._waiting.remove(thread)
            self._met.add(id(thread.stream))
            self._begun.append(thread)
        if thread.through and thread in self._begun:
            self._begun.remove(thread)
        self._now = thread


def _explain(thread: Thread, text: str, at: int) -> Parts | None:
    """The parts of a run's text that go on with a stream from the first place that explains it."""
    found = explain(thread.stream, thread.place, text, at)
    if found is None and any(map(str.isalnum, text[at:])):
        places = range(thread.place + 1, thread.last + 1)
        ways = (explain(thread.stream, place, text, at) for place in places)
        found = next(filter(None, ways), None)
    return found


def _goes_on(letters: Stream, place: int, below: Sequence[Piece]) -> bool:
    """May a stream's letters go on from this place in a line below?"""
    return any(prints(letters, place, piece) for piece in below) or any(
        piece.text in letters_of(known)
        for piece in below
        for _, known in letters.added_from(place, place)
    )


def _unlike(size: float, other: float) -> int:
    """How unlike two sizes of type are, where 0 is one that is not known; lines may be scaled."""
    return 1 if not size else 0 if abs(size - other) < 0.03 * size else 2
