"""What stands on a page: its operators, and the places of its links and anchors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from typeset.assemble.syntax import number
from typeset.galley import Column, Decoration, Galley, Item
from typeset.page import Geometry, Page, Piece, Rule, Slice, standing

NEAR = 0.01
"""Measures that differ by less, in points, are taken as equal."""


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link's rectangle on its page: left, bottom, right, top, from the lower left corner."""

    target: str
    box: tuple[float, float, float, float]
    source: str
    """Where it comes from, for messages."""


@dataclass(slots=True)
class Sheet:
    """A page as it is printed; ``y`` grows upwards here, as it does in PDF."""

    content: bytes = b""
    links: list[PlacedLink] = field(default_factory=list)
    anchors: list[tuple[str, float, float]] = field(default_factory=list)
    """Name, x and y."""


def compose(page: Page, galleys: Mapping[int, Galley], geometry: Geometry) -> Sheet:
    """Put all that a page lists in its place: rules, text, notes, then furniture.

    ``galleys`` are those of the page's units, by index.
    """
    return _Composer(geometry, geometry.left(page.side)).compose(page, galleys)


class _Composer:
    def __init__(self, geometry: Geometry, left: float) -> None:
        self._width, self._height, self._left = geometry.width, geometry.height, left
        self._ops: list[bytes] = []
        self._sheet = Sheet()

    def compose(self, page: Page, galleys: Mapping[int, Galley]) -> Sheet:
        for rule in page.rules:
            self._rule(rule)
        for part in (*page.body, *page.foot):
            galley = galleys[part.unit]
            column = galley.body if part.note is None else galley.note(part.note).column
            self._slice(part, column, galley.unit)
        for piece in page.pieces:
            self._piece(piece)
        self._sheet.content = b"".join(self._ops)
        return self._sheet

    def _slice(self, part: Slice, column: Column, unit: str) -> None:
        placed = list(standing(part, column))
        if column.decorations:
            for run in _runs(part, column, placed):
                self._ops += self._decorations(column, run)
        for item, y in placed:
            self._print(item.ops, self._left, y)
            if item.links or item.anchors:
                self._note_places(item, self._left, y, f"{unit}, line {item.line}")

    def _piece(self, piece: Piece) -> None:
        self._print(piece.item.ops, piece.x, piece.y)
        self._note_places(piece.item, piece.x, piece.y, "furniture")

    def _print(self, ops: bytes, x: float, y: float) -> None:
        if ops:
            place = (number(x), number(self._height - y))
            self._ops.append(b"q .75 0 0 -.75 %b %b cm\n%b\nQ\n" % (*place, ops))

    def _note_places(self, item: Item, x: float, y: float, source: str) -> None:
        up = self._height - y
        for link in item.links:
            box = (x + link.x0, up - link.y1, x + link.x1, up - link.y0)
            self._sheet.links.append(PlacedLink(link.target, box, source))
        for anchor in item.anchors:
            self._sheet.anchors.append((anchor.name, x, up - anchor.y))

    def _rule(self, rule: Rule) -> None:
        ends = (rule.x0, self._height - rule.y0, rule.x1, self._height - rule.y1)
        self._ops.append(
            b"q %b w %b G %b %b m %b %b l S Q\n"
            % (number(rule.thickness), number(rule.colour), *map(number, ends))
        )

    def _decorations(self, column: Column, run: _Run) -> Iterator[bytes]:
        """Grounds and rules behind a run of items, clipped where they go on beyond it."""
        for ground in column.decorations:
            if not run.meets(ground):
                continue
            y = self._height - (ground.top + run.shift)
            ops = b"q .75 0 0 -.75 %b %b cm\n%b\nQ\n" % (number(self._left), number(y), ground.ops)
            top = run.top if run.before > ground.top + NEAR else ground.top
            bottom = run.bottom if run.after < ground.bottom - NEAR else ground.bottom
            if top > ground.top or bottom < ground.bottom:
                foot = self._height - (bottom + run.shift)
                sizes = map(number, (0, foot, self._width, bottom - top))
                ops = b"q %b %b %b %b re W n\n%bQ\n" % (*sizes, ops)
            yield ops


@dataclass(frozen=True, slots=True)
class _Run:
    """Items of a column that stand together on a page; measures are the column's."""

    top: float
    bottom: float
    before: float
    """Where the items before the run end."""
    after: float
    """Where the items after it begin."""
    shift: float
    """From the column's measures to the page's."""

    def meets(self, ground: Decoration) -> bool:
        """Is the ground behind items of the run, or between it and the items after it?

        What stands above the column's first item belongs to that item.
        """
        if ground.bottom <= self.top:
            return self.before == float("-inf")
        return ground.top < self.bottom or ground.bottom <= self.after


def _runs(part: Slice, column: Column, placed: Sequence[tuple[Item, float]]) -> Iterator[_Run]:
    """The repeated head, if there is one, and the slice itself."""
    spans = [(part.start, part.stop)]
    if part.head is not None:
        spans.insert(0, column.heads[part.head])
    at = 0
    for start, stop in spans:
        items = column.items
        first, y = placed[at]
        yield _Run(
            top=min(item.top for item in items[start:stop]),
            bottom=max(item.bottom for item in items[start:stop]),
            before=max((item.bottom for item in items[:start]), default=float("-inf")),
            after=min((item.top for item in items[stop:]), default=float("inf")),
            shift=y - first.top,
        )
        at += stop - start
