"""The notes of a galley, and how they share the foot of a page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from typeset.galley import Column, Galley
from typeset.paginate.strip import NEAR, Strip

LEAST_LINES = 2
"""A note that is cut has at least so many lines on either side."""


class Rest(NamedTuple):
    """What is still to be placed of a note: all from an item on."""

    note: int
    start: int


Kept = tuple[Rest, float]
"""A rest with the height that is kept for it."""


class Run(NamedTuple):
    """A run of a note's items."""

    note: int
    start: int
    stop: int


class Foot(NamedTuple):
    """What the notes of a page come to: runs from the top down, their height, what is left over."""

    runs: tuple[Run, ...]
    height: float
    waiting: tuple[Rest, ...]


NO_FOOT = Foot((), 0.0, ())


class Matter:
    """A galley ready for making-up: its body and its notes as strips.

    A note belongs to the first item that calls it.  One that nothing calls is kept: it belongs to
    the body's last item, or to :attr:`stray` where there is no body.
    """

    def __init__(self, galley: Galley) -> None:
        self.idents = [note.ident for note in galley.notes]
        columns = [note.column for note in galley.notes]
        calls = _calls(galley, columns)
        self.body = Strip(galley.body, calls[-1])
        self.stray = tuple(Rest(note, 0) for _, note in calls[-1]) if not self.body.size else ()
        self.strips = [Strip(column, calls[note]) for note, column in enumerate(columns)]
        self.least = [0.0] * len(columns)
        self.whole = [0.0] * len(columns)
        for note in reversed(list(calls)):
            if note >= 0 and self.strips[note].size:
                self.strips[note].reckon(self.least, self.whole)
                self.least[note] = self.least_of(Rest(note, 0))
                self.whole[note] = self.whole_of(Rest(note, 0))
        if self.body.size:
            self.body.reckon(self.least, self.whole)

    def space(self, rest: Rest) -> float:
        """The space above a note where another stands before it."""
        return 0.0 if rest.start else self.strips[rest.note].space

    def line_of(self, note: int) -> float:
        """Height of a note's first line, with the space above the note."""
        strip = self.strips[note]
        return strip.space + strip.height(0, 1)

    def whole_of(self, rest: Rest) -> float:
        """Height of all that is left of a note and of the notes called there."""
        strip = self.strips[rest.note]
        notes = strip.whole[-1] - strip.whole[rest.start]
        return self.space(rest) + strip.height(rest.start, strip.size) + notes

    def least_of(self, rest: Rest) -> float:
        """Height of the least part of a note that may be placed, with that of its own notes."""
        strip = self.strips[rest.note]
        stop = strip.size
        if rest.start + LEAST_LINES <= strip.size:
            stop = strip.next_open[rest.start + LEAST_LINES]
        if strip.size - stop < LEAST_LINES:
            stop = strip.size
        notes = strip.least[stop] - strip.least[rest.start]
        return self.space(rest) + strip.height(rest.start, stop) + notes

    def smallest_part(self, foot: Foot) -> int:
        """Lines of the smallest part that a cut leaves of a note, on either side."""
        parts = [min(rest.start, self.strips[rest.note].size - rest.start) for rest in foot.waiting]
        return min(parts, default=0)

    def share(self, carried: Sequence[Rest], fresh: Sequence[int], room: float) -> Foot | None:
        """The best foot of at most this height; None if the least parts do not fit.

        Best is that one note alone is cut, the last one called; else the longest; else several.
        """
        entries = [*carried, *(Rest(note, 0) for note in fresh)]
        whole = [self.whole_of(rest) for rest in entries]
        least = [self.least_of(rest) for rest in entries]
        for later in range(1, len(carried)):
            least[later] = 0.0
        longest = whole.index(max(whole))
        for cut in ({len(entries) - 1}, {longest}, set(range(len(entries)))):
            kept = [least[i] if i in cut else whole[i] for i in range(len(entries))]
            placed = list(zip(entries, kept, strict=True))
            foot = self.fill(placed, room, carried=len(carried))
            if foot:
                return foot
        return None

    def fill(
        self, entries: Sequence[Kept], room: float, *, carried: int = 0, strict: bool = True
    ) -> Foot | None:
        """Place notes in order, as much of each as leaves what is kept for those after it.

        A note's own notes follow it; but where the first entries are ``carried`` on from the page
        before, they all stand before the notes that are called here.  None if there is not room for
        what is to be kept.  If not strict, notes are cut anywhere and nothing is kept for their own
        notes.
        """
        reserved = sum(height for _, height in entries)
        if entries and reserved - self.space(entries[0][0]) > room + NEAR:
            return None
        queue = deque(entries)
        runs: list[Run] = []
        waiting: list[Rest] = []
        height = 0.0
        late = 0
        while queue:
            rest, own = queue.popleft()
            reserved -= own
            carried -= 1
            strip = self.strips[rest.note]
            space = self.space(rest) if runs else 0.0
            stop = _stop(strip, rest.start, room - height - reserved - space, strict=strict)
            if stop < strip.size:
                waiting.append(Rest(rest.note, stop))
            if stop > rest.start:
                runs.append(Run(rest.note, rest.start, stop))
                height += space + strip.height(rest.start, stop)
                inner = strip.notes(rest.start, stop)
                reserved += self._push(
                    queue, inner, max(0, carried) + late * (carried >= 0), strict
                )
                late += len(inner) * (carried >= 0)
        return Foot(tuple(runs), height, tuple(waiting))

    def _push(self, queue: deque[Kept], notes: Sequence[int], at: int, strict: bool) -> float:
        """Put notes into a queue; the height to be kept for them."""
        for place, note in enumerate(notes, at):
            queue.insert(place, (Rest(note, 0), self.least[note] if strict else 0.0))
        return sum(self.least[note] for note in notes) if strict else 0.0

    def first_item(self, waiting: Sequence[Rest]) -> Foot:
        """A foot of one item, however tall it is."""
        note, start = waiting[0]
        strip = self.strips[note]
        left = [Rest(note, start + 1)] if start + 1 < strip.size else []
        left += (Rest(inner, 0) for inner in strip.notes(start, start + 1))
        run = Run(note, start, start + 1)
        return Foot((run,), strip.height(start, start + 1), (*left, *waiting[1:]))


def _stop(strip: Strip, start: int, room: float, *, strict: bool) -> int:
    """Where a note must be cut to fit, its own notes' least parts included."""
    sums, taken = (strip.lean, strip.least[start]) if strict else (strip.bottoms, 0.0)
    stop = strip.fit(sums, start, room + strip.tops[start] + taken)
    if stop == strip.size or not strict:
        return stop
    stop = strip.open[min(stop, strip.size - LEAST_LINES)]
    return stop if stop - start >= LEAST_LINES else start


def _calls(galley: Galley, columns: Sequence[Column]) -> dict[int, list[tuple[int, int]]]:
    """For each column its calls as pairs of item and note; the body is -1, callers come first.

    Every note that has items is in just one of the lists.
    """
    unplaced = {note.ident: i for i, note in enumerate(galley.notes) if note.column.items}
    calls: dict[int, list[tuple[int, int]]] = {-1: []}
    queue = deque([(-1, galley.body)])

    def follow() -> None:
        while queue:
            caller, column = queue.popleft()
            for at, note in _taken(column, unplaced):
                calls[caller].append((at, note))
                calls[note] = []
                queue.append((note, columns[note]))

    follow()
    last = max(0, len(galley.body.items) - 1)
    while unplaced:
        note = unplaced.pop(next(iter(unplaced)))
        calls[-1].append((last, note))
        calls[note] = []
        queue.append((note, columns[note]))
        follow()
    for note in range(len(columns)):
        calls.setdefault(note, [])
    return calls


def _taken(column: Column, unplaced: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Item and note of each call in a column to a note that has no place yet."""
    for at, item in enumerate(column.items):
        for ident in item.calls:
            note = unplaced.pop(ident, None)
            if note is not None:
                yield at, note
