"""Where things stand on a unit's pages: anchors, calls, pages of the source, slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from typeset.galley import Galley, Slot
from typeset.page import Page, standing
from typeset.plain import Plain


@dataclass(frozen=True, slots=True)
class Passage(Plain):
    """The source pages that a unit's text covers on a page.

    ``running`` is the source page that the text before this page ended in, if it is known;
    ``begun`` are those that begin here.
    """

    page: int
    running: str | None
    begun: tuple[str, ...]
    leads: bool
    """The first of them begins in the page's first line, with which a block begins."""


@dataclass(frozen=True, slots=True)
class Slotted(Plain):
    """A slot on a page: its note (None for the body), the words around it, the baseline."""

    page: int
    note: str | None
    slot: Slot
    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Stands(Plain):
    """What stands where on the pages of a unit; its first page is 0."""

    unit: str
    anchors: Mapping[str, int]
    """The page of each anchor; the first one of a name counts."""
    calls: tuple[tuple[str, int], ...]
    """Notes called, with the pages; a head that is repeated calls nothing again."""
    passages: tuple[Passage, ...]
    """For each page with text."""
    slots: tuple[Slotted, ...]
    series: Mapping[str, str]
    """The series of the notes that stand at the foot, by their identifiers."""


def stands(galley: Galley, pages: Sequence[Page]) -> Stands:
    """What stands where on the pages of a galley, all of them, which are of no other."""
    anchors: dict[str, int] = {}
    calls: list[tuple[str, int]] = []
    slots: list[Slotted] = []
    for n, page in enumerate(pages):
        for part in (*page.body, *page.foot):
            column = galley.body if part.note is None else galley.note(part.note).column
            for item in column.items[part.start : part.stop]:
                calls += ((ident, n) for ident in item.calls)
            for item, y in standing(part, column):
                for anchor in item.anchors:
                    anchors.setdefault(anchor.name, n)
                for slot in item.slots:
                    slots.append(Slotted(n, part.note, slot, item.text, y + slot.baseline))
    feet = {part.note for page in pages for part in page.foot if part.note}
    return Stands(
        unit=galley.unit,
        anchors=anchors,
        calls=tuple(calls),
        passages=tuple(_passages(galley, pages)),
        slots=tuple(slots),
        series={note.ident: note.series for note in galley.notes if note.ident in feet},
    )


def _passages(galley: Galley, pages: Sequence[Page]) -> Iterator[Passage]:
    """The source pages of each page's text, from the milestones in it."""
    running: str | None = None
    for n, page in enumerate(pages):
        for part in page.body:
            items = galley.body.items[part.start : part.stop]
            begun = tuple(name for item in items for name in item.milestones)
            leads = bool(begun) and items[0].first and items[0].milestones[:1] == begun[:1]
            yield Passage(n, running, begun, leads)
            running = begun[-1] if begun else running


def starts(pages: Iterable[Page]) -> dict[int, int]:
    """The number of each unit's first page."""
    return {unit: page.number for page in pages for unit in page.opens}


def folios(pages: Sequence[Page], units: Sequence[Stands]) -> dict[str, str]:
    """The folio of each anchor's page; the first one of a name counts."""
    found: dict[str, str] = {}
    first = starts(pages)
    for unit, here in enumerate(units):
        for name, n in here.anchors.items():
            found.setdefault(name, pages[first[unit] + n - 1].folio)
    return found
