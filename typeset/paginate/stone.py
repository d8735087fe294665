"""The stone: on it a galley is made up into pages, wherever in the volume these will stand."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, NamedTuple

from typeset.galley import Break, Galley
from typeset.page import Geometry, Page, Side, Slice
from typeset.paginate.cutter import Cut
from typeset.paginate.easing import Easer, Place, cut_eased, cut_plain, faced
from typeset.paginate.faults import away, faults, reasons
from typeset.paginate.notes import Matter, RunIns

Start = Literal["page", "recto", "verso"]

_TURNS: dict[Break, Start] = {Break.RECTO: "recto", Break.VERSO: "verso"}


class MadeUp(NamedTuple):
    """A unit's pages, numbered from 1, its own index in them 0.

    Blank pages are among them where the text asks for a side.  Side, folio and section are the
    volume's to tell.
    """

    pages: tuple[Page, ...]
    faced: int | None
    """How long the last page is, if its depth shows."""


class Stone:
    """Makes up a galley; ``run_ins`` has the paragraphs of its notes that are set."""

    def __init__(self, galley: Galley, geometry: Geometry, run_ins: RunIns = {}) -> None:  # noqa: B006
        self._galley = galley
        self._geometry = geometry
        self._matter = Matter(galley, geometry, run_ins)
        self._cuts, self._good = cut_plain(self._matter, geometry)
        filled = bool(self._matter.body.size or self._matter.stray)
        self._eases = filled and bool(geometry.leading and (geometry.spread or geometry.give))

    @property
    def same_everywhere(self) -> bool:
        """Do the pages look the same on either side, where none is faced by a longer one?"""
        turns = any(self._turn(cut) for cut in self._cuts[1:])
        return (self._good or not self._eases) and not turns

    def pages(self, place: Place) -> MadeUp:
        """The pages of the galley, the first of which stands there."""
        cuts = self._cuts
        if self._eases and (place.facing or not self._good):
            cuts = cut_eased(self._matter, self._easer, place)
        made: list[Page] = []
        for cut in cuts:
            turn = self._turn(cut) if made else None
            if turn and side_of(len(made) + (2 if place.verso else 1)) != turn:
                made.append(self._page(len(made) + 1, None))
            made.append(self._page(len(made) + 1, cut))
        return MadeUp(tuple(made), faced(cuts, self._geometry.leading))

    @cached_property
    def _easer(self) -> Easer:
        return Easer(self._matter, self._geometry)

    def _turn(self, cut: Cut) -> Start | None:
        """The side that the text asks for where a page begins."""
        if not cut.start or cut.start == cut.stop:
            return None
        return _TURNS.get(self._galley.body.items[cut.start - 1].after)

    def _page(self, number: int, cut: Cut | None) -> Page:
        """The page that a cut describes; a blank one without."""
        matter, geometry = self._matter, self._geometry
        if cut is None:
            return Page(number, "recto", "", "")
        body: tuple[Slice, ...] = ()
        if cut.start < cut.stop:
            y = geometry.top + cut.opening.y - cut.opening.rise
            body = (Slice(0, None, cut.start, cut.stop, y, cut.opening.head, cut.given),)
        return Page(
            number,
            "recto",
            "",
            "",
            body=body,
            foot=_foot(matter, cut, geometry),
            opens=(0,) if number == 1 else (),
            carried=bool(cut.foot.runs) and cut.foot.runs[0].start > 0,
            away=tuple((0, matter.idents[note]) for note in away(matter, cut)),
            faults=tuple(faults(matter, cut, geometry)),
            long=cut.long,
            empty=max(0.0, cut.left),
            reasons=tuple(reasons(matter, cut)),
        )


def side_of(number: int) -> Side:
    """The side of a page by its number from 1."""
    return "recto" if number % 2 else "verso"


def _foot(matter: Matter, cut: Cut, geometry: Geometry) -> tuple[Slice, ...]:
    """The notes' slices: the last ends where the type area ends."""
    slices = []
    y = geometry.top + max(0.0, geometry.deep(cut.long) - cut.foot.height)
    before = None
    for run in cut.foot.runs:
        strip = matter.strips[run.note]
        y += matter.distance(before, run)
        overhang = strip.items[run.start].top - strip.tops[run.start]
        slices.append(Slice(0, matter.idents[run.note], run.start, run.stop, y + overhang))
        y += strip.height(run.start, run.stop)
        before = run
    return tuple(slices)
