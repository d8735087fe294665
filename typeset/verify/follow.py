"""Follows the streams of a letter along the strip: the quick way, for what is as it should be.

A run must be explained as a whole: it prints the next words of a stream, and at the stream's joints
what a layout may add (a note's call, a bracket, a page number).  What no stream explains is left;
if at the end all streams are through, nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from typeset.verify.explain import LONGEST_MARK, OPENING, WORD, Parts, explain
from typeset.verify.mixed import bag_of, ends, line_of, stretches, texts_of
from typeset.verify.strip import Claim, Strip
from typeset.verify.wanted import Stream

SHORT = 5
"""So few signs may agree by chance."""
SHORTEST = 2
"""And so few may be a mark."""
AHEAD = 8
"""So many notes may have to wait while one that follows them begins."""

Span = tuple[int, int]


@dataclass(slots=True, eq=False)
class Thread:
    """A stream and how far it has been followed."""

    stream: Stream
    place: int = 0
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
        self._strip = strip
        self._now = threads[0]

    def follow(self, runs: Sequence[int]) -> None:
        strip, before = self._strip, -1
        for run in runs:
            text = strip.texts[run]
            if not text or run in strip.taken:
                continue
            if strip.pages[run] != before:
                before, self._now = strip.pages[run], self._main
            if strip.mixed(run):
                self._mixed(run)
                continue
            at = 0
            while at < len(text):
                step = self._step(run, text, at)
                if step is None and not at and strip.near_leftward(run):
                    self._mixed(run)
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
        partly: tuple[Thread, Parts] | None = None
        for thread in self._candidates(run):
            if thread.through:
                continue
            found = explain(thread.stream, thread.place, text, at)
            if found and thread.place and self._by_chance(thread.stream, run, found):
                continue
            if not thread.place:
                found = self._begins(thread, run, found) or self._behind_mark(thread, text, at)
            if found and found[-1][1] == len(text):
                return self._take(thread, run, found)
            if found and partly is None:
                partly = thread, found
        if partly:
            return self._take(partly[0], run, partly[1])
        return self._step_back(run, text, at)

    def _mixed(self, run: int) -> None:
        """Explain a line with words of both directions from this run on, as a whole."""
        strip = self._strip
        threads = list(dict.fromkeys(one for one in self._candidates(run) if not one.through))
        runs = line_of(strip, run)
        below = self._line_below(runs)
        found = stretches(
            bag_of(texts_of(strip, runs)),
            [(thread.stream, thread.place) for thread in threads],
            lambda stream, at: self._goes_on(stream, at, below),
        )
        for stretch in found:
            thread = threads[stretch.stream]
            parts = [Claim(one, 0, len(strip.texts[one]), stretch.start) for one in runs]
            claims = [claim for claim in parts if claim.stop and claim.run not in strip.taken]
            strip.take(claims)
            thread.loose += claims
            self._advance(thread, stretch.stop)

    def _line_below(self, runs: range) -> range:
        strip = self._strip
        at = next((n for n in range(runs.stop, len(strip.runs)) if strip.texts[n]), None)
        return range(0) if at is None else line_of(strip, at)

    def _goes_on(self, stream: Stream, place: int, line: range) -> bool:
        """May a stream go on from this place in a line?"""
        texts = [self._strip.texts[run] for run in line]
        if texts and self._strip.mixed(line.start):
            return any(ends(bag_of(texts_of(self._strip, line)), stream, place))
        text = next((one.strip("⟨⟩()|") for one in texts), "")
        if any(at == place and text and text in added for at, added in stream.added):
            return True
        return bool(texts) and explain(stream, place, texts[0], 0) is not None

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
        waiting = self._waiting[:AHEAD]
        likely = [*waiting, *threads] if self._marked(run) else [*threads, *waiting]
        size = self._strip.runs[run].size
        # Texts may say the same in the same words; then the size of the type tells.
        return sorted(likely, key=lambda one: _unlike(one.size, size))

    def _marked(self, run: int) -> bool:
        """Does a line begin with a short run before this one, as it does with a note's mark?"""
        strip = self._strip
        if run == 0 or run - 1 in strip.taken or not 0 < len(strip.texts[run - 1]) <= LONGEST_MARK:
            return False
        return strip.on_line(run - 1, run) and not (run > 1 and strip.on_line(run - 2, run - 1))

    def _by_chance(self, stream: Stream, run: int, found: Parts) -> bool:
        """Is so short a run, a mark, like the beginning of a word that does not go on behind it?"""
        text = self._strip.texts[run]
        place = found[-1][2] + found[-1][1] - found[-1][0]
        if len(text) > SHORTEST or not text.isalnum() or place in stream.starts:
            return False
        behind = self._strip.texts[run + 1 : run + 5]
        if stream.text.startswith("".join(behind)[: SHORTEST + 1], place):
            return False
        longer = (one for one in behind if len(one) > SHORTEST)
        return all(explain(stream, place, one, 0) is None for one in longer)

    def _begins(self, thread: Thread, run: int, found: Parts | None) -> Parts | None:
        """A note does not begin with a sign or two that may be another's mark."""
        texts = self._strip.texts[run + 1 : run + 6]
        ahead = (text for text in texts if any(map(str.isalnum, text)))
        parts = found
        while parts:
            place = parts[-1][2] + parts[-1][1] - parts[-1][0]
            if place > SHORT or place == len(thread.stream.text):
                return found
            parts = explain(thread.stream, place, next(ahead, " "), 0)
        return None

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
        self._advance(thread, parts[-1][2] + parts[-1][1] - parts[-1][0])
        return parts[-1][1]

    def _advance(self, thread: Thread, place: int) -> None:
        thread.place = place
        if thread in self._waiting:
            self._waiting.remove(thread)
            self._begun.append(thread)
        if thread.through and thread in self._begun:
            self._begun.remove(thread)
        self._now = thread


def _unlike(size: float, other: float) -> int:
    """How unlike two sizes of type are, where 0 is one that is not known; lines may be scaled."""
    return 1 if not size else 0 if abs(size - other) < 0.03 * size else 2
