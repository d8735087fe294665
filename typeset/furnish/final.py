"""The final dress: what the layout's furniture asks for, note rules, and slots filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from typeset.compose import dates
from typeset.errors import LossError, Problem
from typeset.furnish.feet import foot_cues, foot_rules
from typeset.furnish.furniture import Furniture, Want, fragment, plain_fragment
from typeset.furnish.whereabouts import kinds, last_pages, lines, short, source_pages
from typeset.furnish.zones import aligned, spots
from typeset.galley import Galley
from typeset.layout import FurniturePiece, Layout
from typeset.layout.expressions import Names, number, text, truth
from typeset.model import Edition, Letter
from typeset.page import Page
from typeset.paginate import Slotted, Stands, folios, starts

FOLIO = "folio:"


def final(
    pages: Sequence[Page],
    units: Sequence[Stands],
    galleys: Sequence[Galley],
    edition: Edition,
    layout: Layout,
) -> tuple[Furniture, ...]:
    """What each page wants, page for page.

    ``units`` tells what stands on the pages of each unit.  Galleys are asked for only where
    something is to stand beside their lines.

    Raises:
        InputError: an expression in layout.yaml cannot be worked out.
        LossError: a contents list names a letter that stands on no page.
    """
    setter = _Dresser(pages, units, galleys, edition, layout)
    return tuple(setter.furnish(page) for page in pages)


class _Dresser:
    """Furnishes the pages of a volume in their order."""

    def __init__(
        self,
        pages: Sequence[Page],
        units: Sequence[Stands],
        galleys: Sequence[Galley],
        edition: Edition,
        layout: Layout,
    ) -> None:
        self._units = units
        self._galleys = galleys
        self._layout = layout
        self._geometry = layout.geometry()
        self._edition = edition
        self._letters = {letter.ident: letter for letter in edition.letters}
        self._numbers = {letter.ident: n for n, letter in edition.numbered}
        self._folios = folios(pages, units)
        self._ends = last_pages(pages)
        self._covered = source_pages(pages, units, edition)
        self._spots = spots(layout)
        self._pieces = _wanted(layout)
        self._every = _steps(layout, self._pieces)
        self._first = starts(pages)
        self._slotted = _slotted(units)
        self._counted: dict[tuple[str, int], int] = {}

    def furnish(self, page: Page) -> Furniture:
        here = kinds(page, self._units, self._letters, self._ends)
        names = self._names(page)
        wants: list[Want] = []
        for name, piece in sorted(self._pieces.items(), key=lambda entry: _rank(entry[1], page)):
            if not here & set(piece.pages):
                continue
            if name in self._every:
                wants += self._beside(page, name, names)
            else:
                wants += self._line(page, name, names)
        cues = foot_cues(page, self._units, self._layout)
        rules = foot_rules(page, self._units, self._layout)
        return Furniture((*wants, *self._slots(page), *cues), rules)

    def _names(self, page: Page) -> dict[str, Any]:
        """What the furniture's texts may say on this page."""
        unit = None
        if page.section != "front":
            units = (one for one in page.units if self._units[one].unit in self._letters)
            unit = next(units, None)
        letter = self._letters[self._units[unit].unit] if unit is not None else None
        return {
            "settings": self._layout.settings,
            "words": self._layout.words,
            "edition": self._edition,
            "letter": letter,
            "number": self._numbers[letter.ident] if letter else None,
            "source": letter.source if letter else None,
            "date": self._date(letter),
            "pages": self._covered[page.number, unit] if unit is not None else "",
            "folio": page.folio,
        }

    def _date(self, letter: Letter | None) -> str:
        dated = letter.date if letter else None
        return dates.in_words(dated, self._layout.words) if dated else ""

    def _line(
        self, page: Page, name: str, names: Names, baseline: float | None = None
    ) -> Iterator[Want]:
        """The piece in its zone, or there on another baseline; none where it has no words."""
        piece = self._pieces[name]
        words = text(piece.on(page.side), names, self._layout.place("furniture", name, "text"))
        spot = self._spots[piece.zone, page.side]
        if words:
            yield Want(
                fragment(words, name, aligned(piece.align, page.side), spot.width),
                self._geometry.left(page.side) + spot.left,
                self._lowered(spot.baseline, page) if baseline is None else baseline,
            )

    def _lowered(self, baseline: float, page: Page) -> float:
        """What stands below the type keeps its distance where the page is longer or shorter."""
        foot = self._geometry.top + self._geometry.depth
        below = self._geometry.deep(page.long) - self._geometry.depth
        return baseline + below if baseline > foot else baseline

    def _beside(self, page: Page, name: str, names: Names) -> Iterator[Want]:
        """The piece beside each so many-th line; the count goes on through a letter."""
        piece, every = self._pieces[name], self._every[name]
        for part, item, y in lines(page.body, self._galleys, heads=False):
            if item.kind not in piece.lines or item.baseline is None:
                continue
            count = self._counted.get((name, part.unit), 0) + 1
            self._counted[name, part.unit] = count
            if every and count % every == 0:
                yield from self._line(page, name, {**names, "line": count}, y + item.baseline)

    def _slots(self, page: Page) -> Iterator[Want]:
        left = self._geometry.left(page.side)
        for unit in page.units:
            name = f"slot-text in-{short(self._units[unit].unit)}"
            for one in self._slotted.get((unit, page.number - self._first[unit]), ()):
                words, slot = self._filled(one), one.slot
                yield Want(
                    plain_fragment(words, name, "right", slot.x1 - slot.x0),
                    left + slot.x0,
                    one.y,
                    (unit, one.note, slot.element),
                )

    def _filled(self, one: Slotted) -> str:
        name = one.slot.name
        anchor = name.removeprefix(FOLIO)
        if name.startswith(FOLIO) and anchor in self._folios:
            return self._folios[anchor]
        raise LossError(
            Problem(
                "empty-slot",
                f"nothing fills the slot “{name}” in “{one.text}”",
                "a slot is folio:ANCHOR, and the anchor stands in the volume",
            )
        )


def _slotted(units: Sequence[Stands]) -> dict[tuple[int, int], list[Slotted]]:
    """Slots by their units and pages."""
    found: dict[tuple[int, int], list[Slotted]] = {}
    for unit, stands in enumerate(units):
        for one in stands.slots:
            found.setdefault((unit, one.page), []).append(one)
    return found


def _wanted(layout: Layout) -> Mapping[str, FurniturePiece]:
    names = layout.names()
    return {
        name: piece
        for name, piece in layout.furniture.items()
        if truth(piece.when, names, layout.place("furniture", name, "when"))
    }


def _steps(layout: Layout, pieces: Mapping[str, FurniturePiece]) -> dict[str, int]:
    """The pieces that stand beside lines, with how many lines there are from one to the next."""
    return {
        name: max(0, int(number(piece.every, layout.names(), layout.place("furniture", name))))
        for name, piece in pieces.items()
        if piece.every
    }


def _rank(piece: FurniturePiece, page: Page) -> int:
    """What stands farther to the left is printed first, as it is read."""
    return ("left", "centre", "right").index(aligned(piece.align, page.side))
