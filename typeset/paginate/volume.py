"""Making-up: the galleys of a volume become its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from typeset.galley import Break, Column, Galley
from typeset.page import Geometry, Page, Side, Slice
from typeset.paginate.cutter import Cut
from typeset.paginate.easing import Place, cut_up, faced
from typeset.paginate.faults import away, faults, reasons
from typeset.paginate.folios import folio
from typeset.paginate.notes import Matter, RunIns

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


@dataclass(slots=True)
class Reckoned:
    """A galley's pages by where the first one stands."""

    galley: Galley
    run_ins: RunIns
    matter: Matter
    cuts: dict[Place, list[Cut]]


Kept = dict[int, Reckoned]
"""By the galley's index."""

RunIn = tuple[int, tuple[str, ...]]
"""A paragraph in which notes run on: the galley's index, the notes in the order of their calls."""


def make_up(
    galleys: Sequence[Galley],
    plan: Sequence[UnitPlan],
    geometry: Geometry,
    run_in: Mapping[RunIn, Column] = MappingProxyType({}),
    kept: Kept | None = None,
) -> tuple[Page, ...]:
    """The pages of a volume: each galley cut at the best places, its notes at the foot.

    ``plan`` goes with ``galleys`` one by one.  ``run_in`` has the paragraphs of notes that are set;
    where another would be needed, its lines are reckoned, and :func:`wanted_run_ins` tells so.
    What could not be done well is in the pages' faults; nothing is left out.  What pages want set
    otherwise is in their slices: :func:`recast` does it.  ``kept`` takes what was reckoned, and
    spares it where the same is made up in the same geometry again.  ValueError if there are not as
    many plans as galleys.
    """
    known: dict[int, dict[tuple[str, ...], Column]] = {}
    for (unit, idents), column in run_in.items():
        known.setdefault(unit, {})[idents] = column
    volume = _Volume(geometry, {} if kept is None else kept)
    for unit, (galley, place) in enumerate(zip(galleys, plan, strict=True)):
        volume.add(unit, galley, place, known.get(unit, {}))
    return tuple(volume.pages)


def wanted_run_ins(pages: Sequence[Page], galleys: Sequence[Galley]) -> tuple[RunIn, ...]:
    """The paragraphs of notes on these pages, in order, that the galleys do not have as notes.

    Those that are not set yet stand there as reckoned; no other part of a page is provisional.
    """
    wanted: dict[RunIn, None] = {}
    for page in pages:
        for part in page.foot:
            notes = galleys[part.unit].notes
            if part.note and all(part.note != note.ident for note in notes):
                wanted[part.unit, tuple(part.note.split("+"))] = None
    return tuple(wanted)


class _Volume:
    """The pages made so far."""

    def __init__(self, geometry: Geometry, kept: Kept) -> None:
        self.geometry = geometry
        self.kept = kept
        self.pages: list[Page] = []
        self.folios: Counter[str] = Counter()
        self.faced: int | None = None
        """How long the last page is, if its depth shows."""

    def add(self, unit: int, galley: Galley, place: UnitPlan, run_ins: RunIns) -> None:
        """Add a unit's pages, after blank ones where it has to begin on the other side."""
        starts = place.starts
        if place.section == "body" and not self.folios["body"]:
            starts = "recto"
        # A blank page belongs to what stands before it.
        self.turn(starts, self.pages[-1].section if self.pages else place.section)
        matter, cuts = self.cuts(unit, galley, run_ins)
        self.faced = faced(cuts, self.geometry.leading)
        for i, cut in enumerate(cuts):
            if i and cut.start:
                forced = galley.body.items[cut.start - 1].after
                if forced in _TURNS and cut.start < cut.stop:
                    self.turn(_TURNS[forced], place.section)
            self.pages.append(self.page(unit, place.section, matter, cut, opens=i == 0))

    def cuts(self, unit: int, galley: Galley, run_ins: RunIns) -> tuple[Matter, list[Cut]]:
        """The galley's pages from here on."""
        known = self.kept.get(unit)
        if known is None or known.galley is not galley or known.run_ins != run_ins:
            matter = Matter(galley, self.geometry, run_ins)
            known = self.kept[unit] = Reckoned(galley, run_ins, matter, {})
        place = self.place()
        if place not in known.cuts:
            known.cuts[place] = cut_up(known.matter, self.geometry, place)
        return known.matter, known.cuts[place]

    def place(self) -> Place:
        """Where the next page stands."""
        verso = _side(len(self.pages) + 1) == "verso"
        blank = not self.pages or self.pages[-1].blank
        return Place(verso, None if verso or blank else self.faced)

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
            body = (Slice(unit, None, cut.start, cut.stop, y, cut.opening.head, cut.given),)
        return replace(
            self.blank(section),
            body=body,
            foot=_foot(unit, matter, cut, geometry),
            opens=(unit,) if opens else (),
            carried=bool(cut.foot.runs) and cut.foot.runs[0].start > 0,
            away=tuple((unit, matter.idents[note]) for note in away(matter, cut)),
            faults=tuple(faults(matter, cut, geometry)),
            long=cut.long,
            empty=max(0.0, cut.left),
            reasons=tuple(reasons(matter, cut)),
        )


_TURNS: dict[Break, Start] = {Break.RECTO: "recto", Break.VERSO: "verso"}


def _side(number: int) -> Side:
    return "recto" if number % 2 else "verso"


def _foot(unit: int, matter: Matter, cut: Cut, geometry: Geometry) -> tuple[Slice, ...]:
    """The notes' slices: the last ends where the type area ends."""
    slices = []
    y = geometry.top + max(0.0, geometry.deep(cut.long) - cut.foot.height)
    before = None
    for run in cut.foot.runs:
        strip = matter.strips[run.note]
        y += matter.distance(before, run)
        overhang = strip.items[run.start].top - strip.tops[run.start]
        slices.append(Slice(unit, matter.idents[run.note], run.start, run.stop, y + overhang))
        y += strip.height(run.start, run.stop)
        before = run
    return tuple(slices)
