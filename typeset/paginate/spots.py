"""Where things stand in the volume: anchors, and the source pages that a page covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from typeset.galley import Galley
from typeset.page import Geometry, Page, column_of, standing
from typeset.paginate.volume import wanted_run_ins


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the volume: a page's number from 1, points from its left and from its top."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Passage:
    """The source pages that a unit's text covers on a page.

    ``running`` is the source page that the text before this page ended in, if it is known;
    ``begun`` are those that begin here.
    """

    page: int
    unit: int
    running: str | None
    begun: tuple[str, ...]


def anchors(
    pages: Sequence[Page], galleys: Sequence[Galley], geometry: Geometry
) -> dict[str, Spot]:
    """Where each anchor stands; the first one of a name counts.

    A paragraph of notes that is still to be set has none.
    """
    spots: dict[str, Spot] = {}
    unset = {(unit, "+".join(idents)) for unit, idents in wanted_run_ins(pages, galleys)}
    for page in pages:
        x = geometry.left(page.side)
        for part in (*page.body, *page.foot):
            if (part.unit, part.note) in unset:
                continue
            column = column_of(part, galleys)
            for item, y in standing(part, column):
                for anchor in item.anchors:
                    spots.setdefault(anchor.name, Spot(page.number, x, y + anchor.y))
    return spots


def folios(pages: Sequence[Page], spots: Mapping[str, Spot]) -> dict[str, str]:
    """The folio of the page of each spot."""
    return {name: pages[spot.page - 1].folio for name, spot in spots.items()}


def passages(pages: Sequence[Page], galleys: Sequence[Galley]) -> Iterator[Passage]:
    """The source pages of each page's text, from the milestones in it."""
    running: dict[int, str] = {}
    for page in pages:
        for part in page.body:
            items = galleys[part.unit].body.items[part.start : part.stop]
            begun = tuple(name for item in items for name in item.milestones)
            yield Passage(page.number, part.unit, running.get(part.unit), begun)
            if begun:
                running[part.unit] = begun[-1]
