"""Making-up: the galleys of a volume become its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from typeset.galley import Break, Galley
from typeset.page import Geometry, Page, Side, Slice
from typeset.paginate.cutter import Cut, cut_up
from typeset.paginate.faults import faults
from typeset.paginate.folios import folio
from typeset.paginate.notes import Matter

Section = Literal["front", "body"]
Start = Literal["page", "recto", "verso"]


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """Where a unit stands in the volume.

    Pages of the front section have roman folios, those of the body arabic ones.  The body's first
    unit begins on a recto, whatever ``starts`` says.
    """

    section: Section = "body"
    starts: Start = "page"


def make_up(
    galleys: Sequence[Galley], plan: Sequence[UnitPlan], geometry: Geometry
) -> tuple[Page, ...]:
    """The pages of a volume: each galley cut at the best places, its notes at the foot.

    ``plan`` goes with ``galleys`` one by one.  What could not be done well is in the pages' faults;
    nothing is left out.  ValueError if there are not as many plans as galleys.
    """
    volume = _Volume(geometry)
    for unit, (galley, place) in enumerate(zip(galleys, plan, strict=True)):
        volume.add(unit, galley, place)
    return tuple(volume.pages)


class _Volume:
    """The pages made so far."""

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry
        self.pages: list[Page] = []
        self.folios: Counter[str] = Counter()

    def add(self, unit: int, galley: Galley, place: UnitPlan) -> None:
        """Add a unit's pages, after blank ones where it has to begin on the other side."""
        starts = place.starts
        if place.section == "body" and not self.folios["body"]:
            starts = "recto"
        # A blank page belongs to what stands before it.
        self.turn(starts, self.pages[-1].section if self.pages else place.section)
        matter = Matter(galley)
        for i, cut in enumerate(cut_up(matter, self.geometry)):
            if i and cut.start:
                forced = galley.body.items[cut.start - 1].after
                if forced in _TURNS and cut.start < cut.stop:
                    self.turn(_TURNS[forced], place.section)
            self.pages.append(self.page(unit, place.section, matter, cut, opens=i == 0))

    def turn(self, starts: Start, section: str) -> None:
        """Add a blank page if the next one would not be on the side asked for."""
        if starts != "page" and _side(len(self.pages) + 1) != starts:
            self.pages.append(self.blank(section))

    def blank(self, section: str) -> Page:
        """A page with its numbers and nothing else."""
        self.folios[section] += 1
        number = len(self.pages) + 1
        return Page(number, _side(number), folio(section, self.folios[section]), section)

    def page(self, unit: int, section: str, matter: Matter, cut: Cut, *, opens: bool) -> Page:
        """The page that a cut describes."""
        geometry = self.geometry
        body: tuple[Slice, ...] = ()
        if cut.start < cut.stop:
            y = geometry.top + cut.opening.y - cut.opening.rise
            body = (Slice(unit, None, cut.start, cut.stop, y, cut.opening.head),)
        return replace(
            self.blank(section),
            body=body,
            foot=_foot(unit, matter, cut, geometry),
            opens=(unit,) if opens else (),
            carried=bool(cut.foot.runs) and cut.foot.runs[0].start > 0,
            faults=tuple(faults(matter, cut, geometry)),
        )


_TURNS: dict[Break, Start] = {Break.RECTO: "recto", Break.VERSO: "verso"}


def _side(number: int) -> Side:
    return "recto" if number % 2 else "verso"


def _foot(unit: int, matter: Matter, cut: Cut, geometry: Geometry) -> tuple[Slice, ...]:
    """The notes' slices: the last ends where the type area ends."""
    slices = []
    y = geometry.top + max(0.0, geometry.depth - cut.foot.height)
    for i, (note, start, stop) in enumerate(cut.foot.runs):
        strip = matter.strips[note]
        if i and not start:
            y += strip.space
        overhang = strip.items[start].top - strip.tops[start]
        slices.append(Slice(unit, matter.idents[note], start, stop, y + overhang))
        y += strip.height(start, stop)
    return tuple(slices)
