"""Where a galley may be cut into pages, and what each page would look like."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from typeset.galley import Break, Setting
from typeset.page import Geometry
from typeset.paginate.chooser import Offer
from typeset.paginate.costs import Look, break_cost, lacking, page_cost
from typeset.paginate.feet import NO_FOOT, alone, cram, share, smallest_part
from typeset.paginate.filling import Foot
from typeset.paginate.notes import Matter, Rest
from typeset.paginate.openings import Opening, openings
from typeset.paginate.strip import NEAR

WINDOW = 6
"""So many ends are tried for each page, counted back from the fullest."""
STRIDE = 3
"""Where a note is cut, ends further back are tried, so many lines apart."""
CROWD = 8
"""If more notes wait to be continued, text waits until some are finished."""


class State(NamedTuple):
    """How far a galley is placed: items of the body, and notes that wait to be continued."""

    start: int
    waiting: tuple[Rest, ...] = ()


class Cut(NamedTuple):
    """A page of a galley: a run of the body and the notes in its foot.

    ``left`` is the height that stays empty, ``short`` what :class:`Look` tells of it.  ``long`` are
    the lines by which the page is longer than usual, ``given`` what is set otherwise on it.
    """

    start: int
    stop: int
    opening: Opening
    carried: tuple[Rest, ...]
    foot: Foot
    left: float
    short: int = 0
    cost: float = 0.0
    long: int = 0
    given: tuple[Setting, ...] = ()


Step = Offer[State, Cut]


class Cutter:
    """Offers the pages that may follow a state of a galley."""

    def __init__(self, matter: Matter, geometry: Geometry) -> None:
        self.matter = matter
        self.body = matter.body
        self.geometry = geometry
        self.line = geometry.leading or self.body.usual_height() or geometry.depth
        self.share = geometry.depth * geometry.note_share
        self.capacity = int((geometry.depth + NEAR) / self.line)

    def offers(self, state: State) -> list[Step]:
        """The pages that may follow, the fullest first.  Each places at least one item."""
        geometry = self.geometry
        if not self.must_flush(state):
            choice = openings(self.body, state.start, geometry.leading)
            # Notes that wait are finished before a head or a place in the grid is given up.
            for opening in choice[:1] if state.waiting else choice:
                for most in (self.share, geometry.depth):
                    found = self.pages(state, opening, most)
                    if found:
                        return found
            if not state.waiting:
                return [self.crammed(state, choice[-1])]
        return [self.notes_alone(state)]

    def pages(self, state: State, opening: Opening, most: float) -> list[Step]:
        """The pages worth trying, with notes up to ``most``."""
        forced = self.body.next_forced(state.start)
        limit = self.geometry.depth if self.is_last(forced) else most
        if self.reach(state, opening, limit, whole=True) >= forced:
            step = self.step(state, opening, forced, most)
            if step and not step.made.foot.waiting:
                return [step]
        found = self.steps(state, opening, self.ends(state, opening, most), most)
        if any(step.made.stop == self.body.size and step.made.foot.waiting for step in found):
            # Notes would stand alone on the last page: let text stand there with them.
            ends = self.ends(state, opening, self.geometry.depth)
            earlier = [end for end in ends if end < self.body.size]
            found += self.steps(state, opening, earlier, self.geometry.depth)
        return found or self.retreat(state, opening, most)

    def steps(self, state: State, opening: Opening, ends: Sequence[int], most: float) -> list[Step]:
        """The pages with these ends whose notes can stand so."""
        steps = (self.step(state, opening, end, most) for end in ends)
        return [step for step in steps if step]

    def retreat(self, state: State, opening: Opening, most: float) -> list[Step]:
        """A page that ends well before the place that was reckoned, if its notes can stand so."""
        far = self.reach(state, opening, most)
        back = 1
        while far - back > state.start:
            end = self.body.open[far - back]
            step = self.step(state, opening, end, most) if end > state.start else None
            if step:
                return [step]
            back *= 2
        step = self.step(state, opening, state.start + 1, most) if far > state.start else None
        return [step] if step else []

    def must_flush(self, state: State) -> bool:
        """May only notes stand on the next page?"""
        start, waiting = state
        if start == self.body.size:
            return True
        turn = start > 0 and self.body.items[start - 1].after > Break.PAGE
        return (turn and bool(waiting)) or len(waiting) > CROWD

    def is_last(self, end: int) -> bool:
        """Do notes have to be finished before any text follows this cut?"""
        return end == self.body.size or self.body.items[end - 1].after > Break.PAGE

    def ends(self, state: State, opening: Opening, most: float) -> list[int]:
        """The cuts worth trying for a page's end, the last first, with notes up to ``most``."""
        body, start = self.body, state.start
        forced = body.next_forced(start)
        depth = self.geometry.depth if self.is_last(forced) else most
        far = min(forced, self.reach(state, opening, most))
        if far <= start:
            return []
        tidy = self.reach(state, opening, most, whole=True)
        ends = self.allowed(start, far)
        if tidy < far:
            # A note is cut: of pages that cost the same the one with the most of it comes first.
            ends = sorted({*ends, *self.earlier(state, opening, most, tidy, ends[-1:] or [0])})
        if depth > most and far < forced <= self.reach(state, opening, depth):
            ends.insert(0, forced)
        if not ends or body.height(start, max(ends)) < body.height(start, far) / 2:
            ends += range(far, max(start, far - WINDOW), -1)
        return list(dict.fromkeys(ends))

    def allowed(self, start: int, far: int) -> list[int]:
        """The last allowed cuts up to ``far``."""
        cuts = self.body.open
        ends: list[int] = []
        end = cuts[far]
        while end > start and len(ends) < WINDOW:
            ends.append(end)
            end = cuts[end - 1]
        return ends

    def earlier(
        self, state: State, opening: Opening, most: float, tidy: int, ends: list[int]
    ) -> Iterator[int]:
        """Allowed cuts before ``ends`` that leave the notes more room.

        These are ``tidy``, where no note is cut, where the notes have all that they may, the lines
        of the last calls, and steps between.
        """
        body, start, lowest = self.body, state.start, ends[0]
        calls = body.at[body.next_call(start) : body.next_call(lowest)][-WINDOW:]
        steps = range(lowest - STRIDE, max(tidy, lowest - STRIDE * WINDOW), -STRIDE)
        limit = body.items[start].top - opening.y + self.geometry.depth - self.geometry.note_gap
        for end in (tidy, body.fit(body.bottoms, start, limit - most), *calls, *steps):
            if start < body.open[end] < lowest:
                yield body.open[end]

    def reach(self, state: State, opening: Opening, most: float, *, whole: bool = False) -> int:
        """The last cut that leaves room for the notes' least parts, or for the whole notes."""
        body, matter, geometry = self.body, self.matter, self.geometry
        start, waiting = state
        limit = body.items[start].top - opening.y + geometry.depth
        far = body.fit(body.bottoms, start, limit)
        call = body.next_call(start)
        if not waiting and (call == len(body.at) or body.at[call] >= far):
            return far
        if waiting:
            plain = start
            taken = sum(map(matter.whole_of, waiting) if whole else matter.kept_of(waiting))
            taken -= matter.space(waiting[0])
        else:
            plain = min(far, body.at[call])
            taken = -matter.space(Rest(body.called[call], 0))
        notes, sums = (body.whole, body.full) if whole else (body.least, body.lean)
        room = notes[start] - taken
        ends = [plain]
        for end, gaps in self.blocks(state, far):
            by_page = body.fit(sums, start, limit - geometry.note_gap + room - gaps)
            by_foot = body.fit(notes, start, most + room - gaps)
            ends.append(min(end, by_page, by_foot))
        return max(ends)

    def blocks(self, state: State, far: int) -> Iterator[tuple[int, float]]:
        """The cuts up to which the foot has one block, two, …, and the gaps between these."""
        matter, start = self.matter, state.start
        if not matter.several:
            yield far, 0.0
            return
        here = {matter.series[rest.note] for rest in state.waiting}
        begun = []
        for series, items in matter.called_in.items():
            at = bisect_left(items, start)
            if series not in here and at < len(items) and items[at] < far:
                begun.append(items[at])
        for count, end in enumerate((*sorted(begun), far), len(here)):
            yield end, matter.gap * max(0, count - 1)

    def step(self, state: State, opening: Opening, end: int, most: float) -> Step | None:
        """The page that ends with this cut; None if its notes cannot stand so."""
        start, waiting = state
        room = self.geometry.depth - self.bottom(opening, start, end)
        fresh = self.body.notes(start, end)
        if not waiting and not fresh:
            return self.offer(state, opening, end, NO_FOOT, room)
        room -= self.geometry.note_gap
        foot = share(self.matter, waiting, fresh, room if self.is_last(end) else min(room, most))
        return self.offer(state, opening, end, foot, room - foot.height) if foot else None

    def bottom(self, opening: Opening, start: int, end: int) -> float:
        """Where the text of a page ends."""
        return opening.y - self.body.items[start].top + self.body.bottoms[end]

    def crammed(self, state: State, opening: Opening) -> Step:
        """A page of one item whose notes do not fit below it: as much of them as fits."""
        start = state.start
        room = self.geometry.depth - self.bottom(opening, start, start + 1)
        notes = [Rest(note, 0) for note in self.body.notes(start, start + 1)]
        below = max(0.0, room - self.geometry.note_gap)
        lines = [(rest, self.matter.line_of(rest.note)) for rest in notes]
        foot = cram(self.matter, lines, below)
        foot = foot or cram(self.matter, [(rest, 0.0) for rest in notes], below)
        return self.offer(state, opening, start + 1, foot or NO_FOOT, room)

    def notes_alone(self, state: State) -> Step:
        """A page of nothing but notes."""
        depth = self.geometry.depth
        foot = alone(self.matter, state.waiting, depth, self.geometry.note_rule)
        return self.offer(state, Opening(0.0), state.start, foot, depth - foot.height)

    def apart(self, foot: Foot) -> int:
        """Notes that should run on with others and stand below these."""
        matter = self.matter
        fresh = [run.note for run in foot.runs if run.start == 0 and matter.runs_on(run.note)]
        return len(fresh) - len({matter.series[note] for note in fresh})

    def guesses(self, foot: Foot) -> int:
        """What :class:`Look` tells of paragraphs that are still to be set."""
        return sum(self.matter.guesses[run.note] ** 2 for run in foot.runs if run.start == 0)

    def lacking(self, start: int, end: int, foot: Foot) -> int:
        """Lines that a last page lacks."""
        return lacking(end - start + sum(r.stop - r.start for r in foot.runs), self.capacity)

    def offer(self, state: State, opening: Opening, end: int, foot: Foot, left: float) -> Step:
        """The page with its cost and the state that it leads to."""
        body, matter, start = self.body, self.matter, state.start
        waiting = foot.waiting
        done = end == body.size and not waiting
        given = end == body.size or body.items[end - 1].after >= Break.PAGE
        look = Look(
            short=0 if given and not waiting else max(0, int((left + NEAR) / self.line)),
            noted=bool(foot.runs) and not waiting,
            break_cost=0.0 if given else break_cost(body.items[end - 1], body.items[end]),
            split=len(waiting),
            left_over=sum(matter.strips[rest.note].size - rest.start for rest in waiting),
            part=smallest_part(matter, foot) if waiting else 0,
            away=sum(begin >= rest.start for rest in waiting for begin in matter.begins[rest.note]),
            alone=end == start,
            lacking=self.lacking(start, end, foot) if done and start else 0,
            over=0.0 if self.is_last(end) else max(0.0, foot.height - self.share) / self.line,
            apart=self.apart(foot) if matter.joins else 0,
            guesses=self.guesses(foot) if matter.joins else 0,
        )
        cost = page_cost(look)
        cut = Cut(start, end, opening, state.waiting, foot, left, look.short, cost)
        return Offer(None if done else State(end, waiting), cost, cut)
