"""What is wrong with a letter's words on the pages, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path

from typeset.verify.follow import Thread
from typeset.verify.plain import passages
from typeset.verify.streams import Copy, Stream, line_of, words_at, words_of
from typeset.verify.strip import Strip

_SIGN = re.compile(r"\d+|[^\W\d_]+|[^\w.,;:()\[\]⟨⟩]+")

SYMBOLS = "*†‡§‖¶#"
"""What may be the mark of a note; dashes and bullets are those of lists."""
TIGHT = 0.7
"""Baselines nearer than this share of the type's size are one line."""


@dataclass(frozen=True, slots=True)
class Miss:
    """Words that are not printed once, in order, to be seen."""

    code: str
    """``missing``, ``duplicated`` or ``misordered``."""
    message: str
    file: str
    line: int
    page: int
    """The page where they should stand, or do; from 1."""
    letter: str
    note: str
    """The note's identifier, empty for the letter itself."""
    words: int


@dataclass
class Findings:
    """Gathers a letter's misses."""

    copy: Copy
    strip: Strip
    first: int
    """The letter's first page."""
    source: Path
    misses: list[Miss] = field(default_factory=list)
    _text: str | None = None

    def judge(self, threads: Sequence[Thread]) -> list[Miss]:
        """All that is wrong with the streams, which have been followed and searched."""
        for thread in threads:
            self._lost(thread)
            self._unseen(thread)
            self._order(thread)
        self._notes(threads[1:])
        self._marks(threads)
        return self.misses

    def add(self, code: str, stream: Stream, span: tuple[int, int], page: int, what: str) -> None:
        """Enter a stretch of a stream; ``what`` says what is the matter with its words."""
        words = [(at, word) for at, word in _words(stream) if span[0] <= at < span[1]]
        if not words:  # the middle of a word
            words = [(at, word) for at, word in _words(stream) if at <= span[0]][-1:]
        shown = " ".join(word for _, word in words[:6]) + (" …" if len(words) > 6 else "")
        name = f"note {stream.note}" if stream.note else "the letter"
        stand = "1 word" if len(words) == 1 else f"{len(words)} words"
        message = f"{stand} of {name} {what}: “{shown}”"
        line = self._line(stream, words[0][0]) if words else stream.line
        where = self.copy.file, line, page, self.copy.ident, stream.note
        self.misses.append(Miss(code, message, *where, len(words)))

    def _line(self, stream: Stream, at: int) -> int:
        if self._text is None:
            self._text = self.source.read_text("utf-8-sig")
        block = [block for block in stream.blocks if block.start <= at][-1]
        return line_of(block, at, self._text)

    def _page(self, thread: Thread, at: int) -> int:
        """The page of the words before a place of a stream."""
        before = [claim.run for claim in thread.claims if claim.place <= at]
        after = [claim.run for claim in thread.claims if claim.place > at]
        return self.strip.pages[(before[-1:] or after[:1])[0]] if before or after else self.first

    def _lost(self, thread: Thread) -> None:
        for start, stop in thread.missing:
            page = self._page(thread, start)
            self.add("missing", thread.stream, (start, stop), page, "missing from the pages")
        for start, stop in thread.moved:
            page = self._page(thread, start)
            self.add("misordered", thread.stream, (start, stop), page, "printed out of order")

    def _unseen(self, thread: Thread) -> None:
        """Words that are in the file, but that nobody can see."""
        runs, pages = self.strip.runs, self.strip.pages
        claims = [claim for claim in (*thread.claims, *thread.loose) if runs[claim.run].why]
        starts = [block.start for block in thread.stream.blocks]
        for (why, _), group in groupby(
            claims, key=lambda one: (runs[one.run].why, bisect_right(starts, one.place))
        ):
            hidden = list(group)
            span = min(c.place for c in hidden), max(c.end for c in hidden)
            page = pages[hidden[0].run]
            self.add("missing", thread.stream, span, page, f"not to be seen ({why})")

    def _order(self, thread: Thread) -> None:
        """Words that stand above, or to the left of, those that they follow."""
        for one, two in pairwise(thread.claims):
            if one.run == two.run or not self._precedes(two.run, one.run):
                continue
            if self._precedes(two.run, one.run, _runs_left(thread.stream, two.place)):
                page = self.strip.pages[two.run]
                what = "printed out of order"
                self.add("misordered", thread.stream, (two.place, two.end), page, what)

    def _precedes(self, run: int, other: int, leftward: bool = False) -> bool:
        """Does one run stand before another, as one reads a page?  Lines may run to the left."""
        strip = self.strip
        if strip.pages[run] != strip.pages[other]:
            return strip.pages[run] < strip.pages[other]
        here, there = strip.runs[run], strip.runs[other]
        # A passage from right to left may have lines without a letter of its own.
        signs = not any(map(str.isalnum, strip.texts[run]))
        leftward = leftward or signs or strip.mixed(run) or strip.mixed(other)
        apart = TIGHT * max(here.size, there.size)
        if abs(here.baseline - there.baseline) < apart:
            return here.box[0] < there.box[0] - 1 and not leftward
        if here.baseline > there.baseline:
            return False
        # A cell may begin higher than the one to its left ends.
        beside = here.box[0] >= there.box[2] - 1 or (leftward and here.box[2] <= there.box[0] + 1)
        return not beside

    def _notes(self, threads: Sequence[Thread]) -> None:
        """Notes that one text calls begin, in each series, in the order of their calls."""
        kind = {t: (t.stream.series, id(t.stream.caller)) for t in threads if t.claims}
        for wanted in dict.fromkeys(kind.values()):
            begun = [thread for thread in kind if kind[thread] == wanted]
            for n, thread in enumerate(begun[1:], 1):
                run = thread.claims[0].run
                for other in begun[:n]:
                    if not other.stream.pictured and self._before(run, other.claims[0].run):
                        what = f"printed before note {other.stream.note}"
                        span = (0, len(thread.stream.text))
                        page = self.strip.pages[run]
                        self.add("misordered", thread.stream, span, page, what)
                        break

    def _before(self, run: int, other: int) -> bool:
        return run < other or self._precedes(run, other)

    def _marks(self, threads: Sequence[Thread]) -> None:
        """A note is printed behind the mark that calls it."""
        threads_of = {thread.stream.note: thread for thread in threads}
        for caller in threads:
            before = -1
            for place, ident in caller.stream.calls:
                thread = threads_of.get(ident)
                if thread is None or not thread.claims:
                    continue
                if caller.stream.added_from(place, place) or place == before:
                    continue  # what is added there, or another call, may be read as the mark
                before = place
                call, mark = self._call(caller, place), self._opening(thread)
                signs = _SIGN.findall(call)
                if signs and mark and not _agree(signs, mark, thread.stream.labels):
                    what = f"printed under the mark {mark}, but called by {call}"
                    page, span = (
                        self.strip.pages[thread.claims[0].run],
                        (0, len(thread.stream.text)),
                    )
                    self.add("misordered", thread.stream, span, page, what)

    def _call(self, caller: Thread, place: int) -> str:
        """What is printed behind the words before a call, on their line."""
        before = [claim for claim in caller.claims if claim.place < place <= claim.end]
        if not before or before[-1].end != place:
            return ""
        run, at = before[-1].run, before[-1].stop
        signs = self._free(run, at)
        if at + len(signs) < len(self.strip.texts[run]):
            return signs
        while self._follows(run) and run + 1 not in self.strip.taken:
            run += 1
            signs += self.strip.texts[run]
        return signs

    def _follows(self, run: int) -> bool:
        return run + 1 < len(self.strip.runs) and self.strip.on_line(run, run + 1)

    def _free(self, run: int, at: int) -> str:
        """What stands free in a run from this place on."""
        free = [stop for start, stop in self.strip.free(run) if start == at]
        return self.strip.texts[run][at : free[0]] if free else ""

    def _opening(self, thread: Thread) -> str:
        """The sign printed before a note's first words."""
        run, start = thread.claims[0].run, thread.claims[0].start
        if thread.claims[0].place:
            return ""
        free = [begin for begin, stop in self.strip.free(run) if stop == start]
        signs = self.strip.texts[run][free[0] : start] if free else ""
        while run > 0 and self.strip.on_line(run - 1, run) and run - 1 not in self.strip.taken:
            run -= 1
            signs = self.strip.texts[run] + signs
        return signs


def _runs_left(stream: Stream, place: int) -> bool:
    """Has the paragraph words that run to the left?  It may run so as a whole."""
    starts = [block.start for block in stream.blocks]
    at = bisect_right(starts, place)
    return bool(passages(stream.text[starts[at - 1] : starts[at] if starts[at:] else None]))


def _words(stream: Stream) -> Iterator[tuple[int, str]]:
    """The words of a stream with their places."""
    words = (word for block in stream.blocks for word in words_of(block))
    yield from zip(words_at(stream), words, strict=True)


def _agree(signs: Sequence[str], mark: str, labels: int) -> bool:
    """Is a note's mark among the signs of its call?  Calls side by side are read as one sign.

    ``labels`` are those of lists behind the mark.
    """
    found = _SIGN.findall(mark)
    own = found[: len(found) - labels][-1:]
    if not own or not _kind(own[0]) or all(_kind(sign) != _kind(own[0]) for sign in signs):
        return True
    if own[0].isalpha() and own[0].startswith(tuple(signs)):
        return True
    return mark.endswith(tuple(signs)) or any(own[0] in sign for sign in signs)


def _kind(sign: str) -> str:
    if sign.isdecimal():
        return "figure"
    if sign.isalpha():
        return "letter"
    return "symbol" if sign[0] in SYMBOLS else ""
