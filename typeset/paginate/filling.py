"""Filling the foot of a page with notes, as much of each as there is room for."""

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


def place(matter: Matter, note: int, fresh: bool) -> tuple[int, bool, int]:
    """Where a note stands at the foot: by series, carried ones first, in order of calls."""
    return matter.series[note], fresh, matter.first_rank(note)


def height_of(matter: Matter, runs: Sequence[Run]) -> float:
    """From the top of the first run at the foot to the bottom of the last."""
    height = 0.0
    before = None
    for run in runs:
        height += matter.distance(before, run)
        height += matter.strips[run.note].height(run.start, run.stop)
        before = run
    return height


class Filling:
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
        self.before = {rest.note for rest, _ in list(entries)[:carried]}
        """Notes that the page before left over."""
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
                (place(matter, rest.note, i >= carried), i) for i, (rest, _) in enumerate(entries)
            ]
            self.top = entries[min(order)[1]][0]

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
        self.runs.sort(key=lambda run: place(self.matter, run[1].note, run[0]))
        runs = tuple(run for _, run in self.runs)
        height = height_of(self.matter, runs)
        if height > self.room + NEAR or self._overtakes():
            return None
        self.waiting.sort(key=lambda rest: self.matter.first_rank(rest.note))
        return Foot(runs, height, tuple(self.waiting))

    def _overtakes(self) -> bool:
        """Does a note begin here while one of its series still waits, with nothing of it here?"""
        if not self.strict or not self.waiting:
            return False
        placed = {run.note for _, run in self.runs}
        series = self.matter.series
        late = {series[note] for note in self.before - placed}
        return any(fresh and series[run.note] in late for fresh, run in self.runs)

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


def _stop(strip: Strip, start: int, room: float, *, strict: bool) -> int:
    """Where a note must be cut to fit, its own notes' least parts included."""
    sums, taken = (strip.lean, strip.least[start]) if strict else (strip.bottoms, 0.0)
    stop = strip.fit(sums, start, room + strip.tops[start] + taken)
    if stop == strip.size or not strict:
        return stop
    stop = strip.open[min(stop, strip.size - LEAST_LINES)]
    return stop if stop - start >= LEAST_LINES else start
