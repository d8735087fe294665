"""The foot of a page: blocks of notes, a block for each series, and how they share the room."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from typeset.paginate.notes import LEAST_LINES, Matter, Rest, Run
from typeset.paginate.strip import NEAR, Strip

Kept = tuple[Rest, float]
"""A rest with the height that is kept for it."""


class Foot(NamedTuple):
    """What the notes of a page come to: runs from the top down, their height, what is left over."""

    runs: tuple[Run, ...]
    height: float
    waiting: tuple[Rest, ...]


NO_FOOT = Foot((), 0.0, ())


def share(
    matter: Matter, carried: Sequence[Rest], fresh: Sequence[int], room: float
) -> Foot | None:
    """The best foot of at most this height; None if the least parts do not fit.

    Notes that should run on in a paragraph stand one below the other where the paragraph would not
    fit.  Best is that one note alone is cut, the last one called; else the longest; else several.
    """
    for join in _ways(matter):
        entries = [*carried, *_fresh(matter, fresh, join=join)]
        whole = [matter.whole_of(rest) for rest in entries]
        least = matter.kept_of(carried) + [matter.least_of(r) for r in entries[len(carried) :]]
        last = max(range(len(entries)), key=lambda i: matter.last_rank(entries[i].note))
        longest = whole.index(max(whole))
        all_cut = _shared_out(matter, entries, least, whole, room)
        for kept in (
            [least[i] if i == last else height for i, height in enumerate(whole)],
            [least[i] if i == longest else height for i, height in enumerate(whole)],
            all_cut,
        ):
            placed = list(zip(entries, kept, strict=True))
            foot = _Filling(matter, placed, room, len(carried), join=join).foot()
            if foot:
                return foot
    return None


def _shared_out(
    matter: Matter,
    entries: Sequence[Rest],
    least: Sequence[float],
    whole: Sequence[float],
    room: float,
) -> list[float]:
    """What is kept for each note where several are cut.

    Of one series the first takes what the least parts of the others leave.  But of several series
    none has to wait for a long note of another: the shorter ones are finished first.
    """
    kept = list(least)
    series = {matter.series[rest.note] for rest in entries}
    left = room - sum(least) - matter.gap * (len(series) - 1)
    if len(series) > 1:
        for i in sorted(range(len(entries)), key=whole.__getitem__):
            more = min(whole[i] - least[i], max(0.0, left)) if least[i] else 0.0
            kept[i] += more
            left -= more
    return kept


def alone(matter: Matter, waiting: Sequence[Rest], depth: float, rule: float) -> Foot:
    """A page of nothing but notes, below their rule if they can stand so."""
    entries = [(rest, 0.0) for rest in waiting]
    several = len({matter.series[rest.note] for rest in waiting}) > 1
    for room in (depth - rule, depth):
        # Of one series a note is finished before the next one goes on.
        foot = share(matter, waiting, (), room) if several else None
        foot = foot or _fill(matter, entries, room)
        if foot and foot.runs:
            return foot
    foot = cram(matter, entries, depth, len(waiting))
    return foot if foot and foot.runs else _first_item(matter, waiting)


def _fill(matter: Matter, entries: Sequence[Kept], room: float) -> Foot | None:
    """Place notes carried on, in order, as much of each as there is room for."""
    for join in _ways(matter):
        foot = _Filling(matter, entries, room, len(entries), join=join).foot()
        if foot:
            return foot
    return None


def cram(matter: Matter, entries: Sequence[Kept], room: float, carried: int = 0) -> Foot | None:
    """Place notes in order, cut anywhere; nothing is kept for their own notes.

    None if there is not room for what is to be kept of them.
    """
    return _Filling(matter, entries, room, carried, strict=False).foot()


def _first_item(matter: Matter, waiting: Sequence[Rest]) -> Foot:
    """A foot of one item, however tall it is."""
    note, start = waiting[0]
    strip = matter.strips[note]
    left = [Rest(note, start + 1)] if start + 1 < strip.size else []
    left += (Rest(inner, 0) for inner in strip.notes(start, start + 1))
    run = Run(note, start, start + 1)
    return Foot((run,), strip.height(start, start + 1), (*left, *waiting[1:]))


def smallest_part(matter: Matter, foot: Foot) -> int:
    """Lines of the smallest part that a cut leaves of a note, on either side."""
    parts = [min(rest.start, matter.strips[rest.note].size - rest.start) for rest in foot.waiting]
    return min(parts, default=0)


def _ways(matter: Matter) -> tuple[bool, ...]:
    """Are notes put together in paragraphs?  If that cannot be, they are not."""
    return (True, False) if matter.joins else (False,)


def _fresh(matter: Matter, notes: Sequence[int], *, join: bool) -> list[Rest]:
    """The notes that begin on a page, those that run on put together, behind the others."""
    paragraphs: dict[int, list[int]] = {}
    alone = []
    for note in notes:
        if join and matter.runs_on(note):
            paragraphs.setdefault(matter.series[note], []).append(note)
        else:
            alone.append(note)
    # Other notes may call some more for a paragraph, so that it comes last.
    return [Rest(note, 0) for note in (*alone, *map(matter.joined, paragraphs.values()))]


class _Filling:
    """Fills one foot: notes in order, as much of each as leaves what is kept for those after it.

    A note's own notes follow it; but the ``carried`` first entries, which the page before left
    over, all come before the notes that are called here.
    """

    def __init__(
        self,
        matter: Matter,
        entries: Sequence[Kept],
        room: float,
        carried: int,
        *,
        strict: bool = True,
        join: bool = False,
    ) -> None:
        self.matter, self.room, self.strict, self.join = matter, room, strict, join
        self.queue = deque(entries)
        self.carried = carried
        self.late = 0
        """Notes called in carried ones, which stand behind all of these."""
        self.reserved = sum(kept for _, kept in entries)
        self.blocks = {matter.series[rest.note] for rest, kept in entries if kept}
        self.height = matter.gap * max(0, len(self.blocks) - 1)
        self.runs: list[tuple[bool, Run]] = []
        """Each with whether its note is called on this page."""
        self.waiting: list[Rest] = []
        self.closed: set[int] = set()
        """Series whose paragraph is placed."""
        self.top: Rest | None = None
        """What stands first needs no space above it, if no other note comes before it."""
        if strict and entries:
            order = [
                (self._place(rest.note, i >= carried), i) for i, (rest, _) in enumerate(entries)
            ]
            self.top = entries[min(order)[1]][0]

    def _place(self, note: int, fresh: bool) -> tuple[int, bool, int]:
        """Where a note stands at the foot: by series, carried ones first, in order of calls."""
        return self.matter.series[note], fresh, self.matter.first_rank(note)

    def foot(self) -> Foot | None:
        """The foot; None if what is to be kept does not fit."""
        saved = self.matter.space(self.top) if self.top else 0.0
        if self.height + self.reserved - saved > self.room + NEAR:
            return None
        while self.queue:
            rest, kept = self.queue.popleft()
            self.reserved -= kept
            self.carried -= 1
            stop = self._put(rest)
            if stop == rest.start and kept and self.strict:
                return None
            if not self._call(rest, stop):
                return None
        self.runs.sort(key=lambda run: self._place(run[1].note, run[0]))
        runs = tuple(run for _, run in self.runs)
        height = self._height(runs)
        if height > self.room + NEAR:
            return None
        self.waiting.sort(key=lambda rest: self.matter.first_rank(rest.note))
        return Foot(runs, height, tuple(self.waiting))

    def _put(self, rest: Rest) -> int:
        """Place as much of a note as there is room for; where it was cut."""
        strip, block = self.matter.strips[rest.note], self.matter.series[rest.note]
        space = 0.0 if rest == self.top else self.matter.space(rest)
        if self.blocks and block not in self.blocks:
            space += self.matter.gap
        room = self.room - self.height - self.reserved - space - self._gaps(strip, block)
        stop = _stop(strip, rest.start, room, strict=self.strict)
        if stop < strip.size:
            self.waiting.append(Rest(rest.note, stop))
        if stop > rest.start:
            self.blocks.add(block)
            self.height += space + strip.height(rest.start, stop)
            self.runs.append((self.carried < 0, Run(rest.note, rest.start, stop)))
        return stop

    def _gaps(self, strip: Strip, block: int) -> float:
        """Room for the gaps above the blocks that a note's own notes may open."""
        if not self.strict or not strip.called:
            return 0.0
        opened = {self.matter.series[note] for note in strip.called} - self.blocks - {block}
        return self.matter.gap * len(opened)

    def _call(self, rest: Rest, stop: int) -> bool:
        """Put the notes that were called into the queue; False if it is too late for one."""
        if self.join and self.matter.runs_on(rest.note) and self.carried < 0:
            self.closed.add(self.matter.series[rest.note])
        at = max(0, self.carried) + (self.late if self.carried >= 0 else 0)
        for note in self.matter.strips[rest.note].notes(rest.start, stop):
            if self.join and self.matter.runs_on(note):
                if not self._append(note):
                    return False
                continue
            kept = self.matter.least_of(Rest(note, 0)) if self.strict else 0.0
            self._keep(note, kept)
            self.queue.insert(at, (Rest(note, 0), kept))
            at += 1
            self.late += self.carried >= 0
        return True

    def _keep(self, note: int, height: float) -> None:
        self.reserved += height
        if height:
            block = self.matter.series[note]
            if block not in self.blocks:
                self.height += self.matter.gap if self.blocks else 0.0
                self.blocks.add(block)

    def _append(self, note: int) -> bool:
        """Add a note to the paragraph of its series that waits to be placed, or begin one."""
        matter, block = self.matter, self.matter.series[note]
        if block in self.closed:
            return False
        for i in range(max(0, self.carried), len(self.queue)):
            rest, kept = self.queue[i]
            if matter.series[rest.note] == block:
                more = Rest(matter.joined((*matter.members[rest.note], note)), 0)
                added = matter.whole_of(more) - matter.whole_of(rest)
                self._keep(note, added)
                self.queue[i] = more, kept + added
                return True
        kept = matter.least_of(Rest(note, 0))
        self._keep(note, kept)
        self.queue.append((Rest(note, 0), kept))
        return True

    def _height(self, runs: Sequence[Run]) -> float:
        height = 0.0
        before = None
        for run in runs:
            height += self.matter.distance(before, run)
            height += self.matter.strips[run.note].height(run.start, run.stop)
            before = run
        return height


def _stop(strip: Strip, start: int, room: float, *, strict: bool) -> int:
    """Where a note must be cut to fit, its own notes' least parts included."""
    sums, taken = (strip.lean, strip.least[start]) if strict else (strip.bottoms, 0.0)
    stop = strip.fit(sums, start, room + strip.tops[start] + taken)
    if stop == strip.size or not strict:
        return stop
    stop = strip.open[min(stop, strip.size - LEAST_LINES)]
    return stop if stop - start >= LEAST_LINES else start
