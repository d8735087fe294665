"""Making-up: the galleys of a volume become its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from typeset.galley import Column, Galley
from typeset.page import Geometry, Page, Slice
from typeset.paginate.easing import Place
from typeset.paginate.folios import folio
from typeset.paginate.stone import MadeUp, Start, Stone, side_of

Section = Literal["front", "body"]


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """Where a unit stands in the volume.

    Pages of the front section have roman folios, those of the body arabic ones.  The body's first
    unit begins on a recto, whatever ``starts`` says.
    """

    section: Section = "body"
    starts: Start = "page"


RunIn = tuple[int, tuple[str, ...]]
"""A paragraph in which notes run on: the galley's index, the notes in the order of their calls."""


def make_up(
    galleys: Sequence[Galley],
    plan: Sequence[UnitPlan],
    geometry: Geometry,
    run_in: Mapping[RunIn, Column] = MappingProxyType({}),
) -> tuple[Page, ...]:
    """The pages of a volume: each galley cut at the best places, its notes at the foot.

    ``plan`` tells of the galleys one by one.  ``run_in`` has the paragraphs of notes that are set;
    where another would be needed, its lines are reckoned, and :func:`wanted_run_ins` tells so.
    What could not be done well is in the pages' faults; nothing is left out.  What pages want set
    otherwise is in their slices: :func:`recast` does it.  ValueError if there are not as many plans
    as galleys.
    """
    known: dict[int, dict[tuple[str, ...], Column]] = {}
    for (unit, idents), column in run_in.items():
        known.setdefault(unit, {})[idents] = column
    if len(plan) != len(galleys):
        raise ValueError("each galley needs a plan")
    return impose(
        plan, lambda unit, place: Stone(galleys[unit], geometry, known.get(unit, {})).pages(place)
    )


def impose(plan: Sequence[UnitPlan], pages: Callable[[int, Place], MadeUp]) -> tuple[Page, ...]:
    """The pages of a volume from those of its units, which ``pages`` gives: by the unit's index,
    and by where its first page stands."""
    volume = _Volume()
    for unit, place in enumerate(plan):
        volume.add(unit, place, pages)
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

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.folios: Counter[str] = Counter()
        self.faced: int | None = None
        """How long the last page is, if its depth shows."""

    def add(self, unit: int, plan: UnitPlan, pages: Callable[[int, Place], MadeUp]) -> None:
        """Add a unit's pages, after blank ones where it has to begin on the other side."""
        starts = plan.starts
        if plan.section == "body" and not self.folios["body"]:
            starts = "recto"
        if starts != "page" and side_of(len(self.pages) + 1) != starts:
            # A blank page belongs to what stands before it.
            self.put(
                Page(0, "recto", "", ""), self.pages[-1].section if self.pages else plan.section
            )
        made = pages(unit, self.place())
        self.faced = made.faced
        for page in made.pages:
            self.put(_of_unit(page, unit), plan.section)

    def place(self) -> Place:
        """Where the next page stands."""
        verso = side_of(len(self.pages) + 1) == "verso"
        blank = not self.pages or self.pages[-1].blank
        return Place(verso, None if verso or blank else self.faced)

    def put(self, page: Page, section: str) -> None:
        """Add a page with its numbers."""
        self.folios[section] += 1
        number = len(self.pages) + 1
        printed = folio(section, self.folios[section])
        self.pages.append(
            replace(page, number=number, side=side_of(number), folio=printed, section=section)
        )


def _of_unit(page: Page, unit: int) -> Page:
    """The page of a unit by itself as one of the volume's."""

    def put(part: Slice) -> Slice:
        return Slice(unit, part.note, part.start, part.stop, part.y, part.head, part.given)

    return replace(
        page,
        body=tuple(map(put, page.body)),
        foot=tuple(map(put, page.foot)),
        opens=(unit,) if page.opens else (),
        away=tuple((unit, ident) for _, ident in page.away),
    )
