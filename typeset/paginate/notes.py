"""A galley ready for making-up: its text and its notes, and what their parts come to."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from typeset.galley import Column, Galley, Note
from typeset.page import Geometry, beginnings
from typeset.paginate.calls import Calls, calls_of, ranks_of
from typeset.paginate.castoff import CastOff
from typeset.paginate.strip import Strip

LEAST_LINES = 2
"""A note that is cut has at least so many lines on either side."""

RunIns = Mapping[tuple[str, ...], Column]
"""Paragraphs in which the notes of these identifiers run on."""


class Rest(NamedTuple):
    """What is still to be placed of a note: all from an item on."""

    note: int
    start: int


class Run(NamedTuple):
    """A run of a note's items."""

    note: int
    start: int
    stop: int


class Matter:
    """A galley's body and its notes as strips.

    A *note* is here whatever is cut as one: behind the galley's notes stand the paragraphs of notes
    that run on, made as they are asked for (:meth:`joined`).  Arrays by note: ``strips``,
    ``idents``, ``members`` (the galley's notes in it), ``begins`` (in which item each of them
    begins), ``series`` (its place among the blocks at the foot), ``guesses`` (of a paragraph that
    is still to be set: how many that begin alike are set already, at most).

    A note belongs to the first item that calls it.  One that nothing calls is kept: it belongs to
    the body's last item, or to :attr:`stray` where there is no body.
    """

    def __init__(self, galley: Galley, geometry: Geometry, run_ins: RunIns = {}) -> None:  # noqa: B006
        # Paragraphs are told by run_ins, and a galley may have gained them as notes already.
        names = {"+".join(idents) for idents in run_ins}
        notes = [note for note in galley.notes if note.ident not in names]
        self.gap = geometry.series_gap
        self.idents = [note.ident for note in notes]
        self.members: list[tuple[int, ...]] = [(i,) for i in range(len(notes))]
        self.begins: list[tuple[int, ...]] = [(0,)] * len(notes)
        self.guesses = [0] * len(notes)
        place = {name: i for i, name in enumerate(geometry.series)}
        self.series = [place.get(note.series, len(place)) for note in notes]
        self._columns = [note.column for note in notes]
        self._run_ins = run_ins
        self._tries = max(Counter(idents[0] for idents in run_ins).values(), default=0)
        self._joined: dict[tuple[int, ...], int] = {}
        self._cast_off = self._cast(notes, galley.body, geometry.run_in & place.keys())
        self.column = galley.body
        calls = calls_of(galley.body, notes)
        self.ranks = ranks_of(calls)
        self.body = Strip(galley.body, calls[-1])
        self.stray = tuple(Rest(note, 0) for _, note in calls[-1]) if not self.body.size else ()
        self.strips = [Strip(column, calls[n], 1) for n, column in enumerate(self._columns)]
        self.called_in = self._called_in(calls[-1])
        self.several = len(set(self.series)) > 1
        self._reckon(calls)

    def _cast(
        self, notes: Sequence[Note], body: Column, run_in: Iterable[str]
    ) -> dict[int, CastOff]:
        """What reckons the paragraphs of each series that runs on."""
        names = {note.ident: note.series for note in notes}
        reckoners = {}
        for name in run_in:
            alone = [note.column for note in notes if note.series == name]
            if alone:
                set_already = [c for ids, c in self._run_ins.items() if names.get(ids[0]) == name]
                place = next(s for s, n in zip(self.series, notes, strict=True) if n.series == name)
                reckoners[place] = CastOff(alone, set_already, body)
        return reckoners

    def _called_in(self, calls: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
        """The body's items that call notes of each series."""
        found: dict[int, list[int]] = {}
        for at, note in calls:
            found.setdefault(self.series[note], []).append(at)
        return found

    def _reckon(self, calls: Calls) -> None:
        """Reckon each note's least part and whole, and the sums of those who call it."""
        # By note, as it stands alone; and with what it adds to a paragraph if it runs on.
        self._alone = [(0.0, 0.0)] * len(self.strips)
        self._least = [0.0] * len(self.strips)
        self._whole = [0.0] * len(self.strips)
        for note in reversed(list(calls)):
            if note >= 0 and self.strips[note].size:
                self.strips[note].reckon(self._least, self._whole)
                least, whole = self._alone[note] = self._heights(note)
                if self.runs_on(note):
                    # It takes less room in a paragraph than alone.
                    alone = self.strips[note].height(0, self.strips[note].size)
                    saved = alone - self._cast_off[self.series[note]].height(self._columns[note])
                    least, whole = min(least, whole - saved), whole - saved
                self._least[note], self._whole[note] = least, whole
        if self.body.size:
            self.body.reckon(self._least, self._whole)

    @property
    def joins(self) -> bool:
        """Is there a series whose notes run on in a paragraph?"""
        return bool(self._cast_off)

    def runs_on(self, note: int) -> bool:
        """Is the note of a series whose notes run on in a paragraph?"""
        return self.series[note] in self._cast_off

    def joined(self, notes: Iterable[int]) -> int:
        """The paragraph of these notes of one series, put in the order of their calls."""
        members = tuple(sorted(notes, key=self.ranks.__getitem__))
        if len(members) == 1:
            return members[0]
        if members not in self._joined:
            self._joined[members] = self._join(members)
        return self._joined[members]

    def _join(self, members: tuple[int, ...]) -> int:
        columns = [self._columns[note] for note in members]
        idents = tuple(self.idents[note] for note in members)
        known = self._run_ins.get(idents)
        if known and known.items:
            paragraph, begins, guess = known, _all_begin(known, columns), 0
        else:
            paragraph, begins = self._cast_off[self.series[members[0]]].paragraph(columns)
            guess = self._tries
        inner = {self.idents[n]: n for note in members for n in self.strips[note].called}
        last = len(paragraph.items) - 1
        calls = [
            (at, inner.pop(ident))
            for at, item in enumerate(paragraph.items)
            for ident in item.calls
            if ident in inner
        ]
        calls += [(last, note) for note in inner.values()]
        # All notes of a paragraph have to begin on the page of their calls.
        strip = Strip(paragraph, calls, lead=begins[-1] + 1)
        strip.reckon(self._least, self._whole)
        self.strips.append(strip)
        self.idents.append("+".join(idents))
        self.members.append(members)
        self.begins.append(begins)
        self.series.append(self.series[members[0]])
        self.guesses.append(guess)
        self._alone.append(self._heights(len(self.strips) - 1))
        return len(self.strips) - 1

    def first_rank(self, note: int) -> int:
        """The rank of the note's call, of a paragraph's first."""
        return self.ranks[self.members[note][0]]

    def last_rank(self, note: int) -> int:
        """The rank of the note's call, of a paragraph's last."""
        return self.ranks[self.members[note][-1]]

    def begun(self, run: Run) -> list[int]:
        """The galley's notes that begin in a run."""
        begins = self.begins[run.note]
        first, last = bisect_left(begins, run.start), bisect_left(begins, run.stop)
        return list(self.members[run.note][first:last])

    def space(self, rest: Rest) -> float:
        """The space above a note where another stands before it."""
        return 0.0 if rest.start else self.strips[rest.note].space

    def distance(self, before: Run | None, run: Run) -> float:
        """From the bottom of one run at the foot to the top of the next."""
        if before is None:
            return 0.0
        gap = self.gap if self.series[before.note] != self.series[run.note] else 0.0
        return gap + self.space(Rest(run.note, run.start))

    def line_of(self, note: int) -> float:
        """Height of a note's first line, with the space above the note."""
        strip = self.strips[note]
        return strip.space + strip.height(0, 1)

    def whole_of(self, rest: Rest) -> float:
        """Height of all that is left of a note and of the notes called there."""
        if not rest.start:
            return self._alone[rest.note][1]
        strip = self.strips[rest.note]
        notes = strip.whole[-1] - strip.whole[rest.start]
        return strip.height(rest.start, strip.size) + notes

    def least_of(self, rest: Rest) -> float:
        """Height of the least part of a note that may be placed, with that of its own notes."""
        if not rest.start:
            return self._alone[rest.note][0]
        return self._least_from(rest)

    def _heights(self, note: int) -> tuple[float, float]:
        """Height of a note's least part and of all of it, with the space above."""
        strip = self.strips[note]
        whole = strip.space + strip.height(0, strip.size) + strip.whole[-1]
        return self._least_from(Rest(note, 0)), whole

    def _least_from(self, rest: Rest) -> float:
        strip = self.strips[rest.note]
        stop = strip.size
        if rest.start + LEAST_LINES <= strip.size:
            stop = strip.next_open[rest.start + LEAST_LINES]
        if strip.size - stop < LEAST_LINES:
            stop = strip.size
        notes = strip.least[stop] - strip.least[rest.start]
        return self.space(rest) + strip.height(rest.start, stop) + notes

    def kept_of(self, carried: Sequence[Rest]) -> list[float]:
        """The least height for each rest carried on: none behind the first of its series."""
        begun: set[int] = set()
        kept = []
        for rest in carried:
            series = self.series[rest.note]
            kept.append(0.0 if series in begun else self.least_of(rest))
            begun.add(series)
        return kept


def _all_begin(paragraph: Column, notes: Sequence[Column]) -> tuple[int, ...]:
    """Where each note begins; one that cannot be found, with the note before it."""
    begins: list[int] = []
    for found in beginnings(paragraph, notes):
        begins.append((begins[-1] if begins else 0) if found is None else found)
    return tuple(begins)
