"""What stands on a page: its operators, and the places of its links and anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from typeset.assemble.structure import PageTags
from typeset.assemble.syntax import in_short, number
from typeset.galley import ARTIFACT, MARK, Column, Decoration, Element, Galley, Item, mark
from typeset.page import Geometry, Home, Page, Piece, Rule, Slice, standing

NEAR = 0.01
"""Measures that differ by less, in points, are taken as equal."""

PAGINATION = b"/Artifact<</Type/Pagination>>BDC\n"
LAYOUT = b"/Artifact BMC\n"
"""By these begins what is no part of the text: furniture; grounds and rules."""


_LINE = re.compile(
    rb"BT\n(\S+) 0 0 -1 (\S+) (\S+) Tm\n"
    rb"((?:[^\n]*(?:T[fJs]|BDC|EMC|BMC)\n)*[^\n]*(?:T[fJs]|EMC))\nET"
)
"""A line of type that changes nothing else: it needs no matrix but its own."""


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link's rectangle on its page: left, bottom, right, top, from the lower left corner."""

    target: str
    box: tuple[float, float, float, float]
    source: str
    """Where it comes from, for messages."""
    home: Home | None = None
    """Its element, if it is part of the text."""
    words: str = ""
    """What it says."""


@dataclass(slots=True)
class Sheet:
    """A page as it is printed; ``y`` grows upwards here, as it does in PDF."""

    content: bytes = b""
    links: list[PlacedLink] = field(default_factory=list)
    anchors: list[tuple[str, float, float, Home | None]] = field(default_factory=list)
    """Name, x, y, and the element of that name."""


def compose(page: Page, galleys: Mapping[int, Galley], geometry: Geometry, tags: PageTags) -> Sheet:
    """Put all that a page lists in its place: rules, text, notes, then furniture.

    ``galleys`` are those of the page's units, by index.  ``tags`` hears which content belongs to
    which element.
    """
    return _Composer(geometry, geometry.left(page.side), tags).compose(page, galleys)


class _Composer:
    def __init__(self, geometry: Geometry, left: float, tags: PageTags) -> None:
        self._width, self._height, self._left = geometry.width, geometry.height, left
        self._tags = tags
        self._home: Home | bytes | None = None
        self._ops: list[bytes] = []
        self._sheet = Sheet()

    def compose(self, page: Page, galleys: Mapping[int, Galley]) -> Sheet:
        for rule in page.rules:
            self._belong(LAYOUT)
            self._rule(rule)
        for part in (*page.body, *page.foot):
            galley = galleys[part.unit]
            column = galley.body if part.note is None else galley.note(part.note).column
            self._slice(part, column, galley.unit)
        for piece in page.pieces:
            self._piece(piece)
        self._belong(None)
        self._sheet.content = in_short(b"".join(self._ops))
        return self._sheet

    def _slice(self, part: Slice, column: Column, unit: str) -> None:
        placed = list(standing(part, column))
        if column.decorations:
            for run in _runs(part, column, placed):
                for ops in self._decorations(column, run):
                    self._belong(LAYOUT)
                    self._ops.append(ops)
        repeated = len(placed) - (part.stop - part.start)
        for n, (item, y) in enumerate(placed):
            self._print(item, self._left, y, None if n < repeated else (part.unit, part.note))
            if item.links or item.anchors or item.pictures:
                source = f"{unit}, line {item.line}"
                self._note_places(item, self._left, y, source, part, column.elements)

    def _piece(self, piece: Piece) -> None:
        if piece.home is not None and piece.home[-1] != ARTIFACT and piece.item.ops:
            self._belong(piece.home)
            self._place(MARK.sub(b"", piece.item.ops), piece.x, piece.y)
        else:
            self._print(piece.item, piece.x, piece.y, None)
        self._note_places(piece.item, piece.x, piece.y, "furniture")

    def _print(self, item: Item, x: float, y: float, column: tuple[int, str | None] | None) -> None:
        """Print an item of a column, or one that is no part of the text."""
        ops = item.ops
        if not ops:
            return
        if column is None:
            self._belong(PAGINATION)
            ops = MARK.sub(b"", ops)
        elif mark(None) in ops:
            self._belong(None)
            ops = self._marked(ops, *column)
        else:
            self._belong((*column, item.element) if item.element != ARTIFACT else LAYOUT)
        self._place(ops, x, y)

    def _place(self, ops: bytes, x: float, y: float) -> None:
        up = self._height - y
        if (line := _LINE.fullmatch(ops)) is not None:
            scale, left, down, type_ = line.groups()
            place = (f"{0.75 * float(scale):.5g}".encode(), number(x + 0.75 * float(left)),
                     number(up - 0.75 * float(down)))  # fmt: skip
            self._ops.append(b"BT\n%b 0 0 .75 %b %b Tm\n%b\nET\n" % (*place, type_))
        else:
            self._ops.append(b"q .75 0 0 -.75 %b %b cm\n%b\nQ\n" % (number(x), number(up), ops))

    def _belong(self, home: Home | bytes | None) -> None:
        """Say what the content that follows belongs to; None where none follows."""
        if home != self._home:
            if self._home is not None:
                self._ops.append(b"EMC\n")
            if home is not None:
                self._ops.append(home if isinstance(home, bytes) else self._tags.begin(home))
            self._home = home

    def _marked(self, ops: bytes, unit: int, note: str | None) -> bytes:
        """Operators of several elements, with those that tell them apart."""
        head, *parts = MARK.split(ops + b"\n")
        made, last = [head], b""
        for index, part in zip(parts[::2], parts[1::2], strict=True):
            if index != last:
                made.append(b"EMC\n" if last else b"")
                element = int(index or ARTIFACT)
                begun = LAYOUT if element == ARTIFACT else self._tags.begin((unit, note, element))
                made.append(begun if index else b"")
                last = index
            made.append(part)
        return b"".join(made).removesuffix(b"\n")

    def _note_places(
        self,
        item: Item,
        x: float,
        y: float,
        source: str,
        part: Slice | None = None,
        elements: Sequence[Element] = (),
    ) -> None:
        up = self._height - y
        for link in item.links:
            box = (x + link.x0, up - link.y1, x + link.x1, up - link.y0)
            known = part is not None and link.element != ARTIFACT
            home = (part.unit, part.note, link.element) if part and known else None
            words = elements[link.element].text if home else item.text
            self._sheet.links.append(PlacedLink(link.target, box, source, home, words))
        for picture in item.pictures:
            if part is not None:
                box = (x + picture.x0, up - picture.y1, x + picture.x1, up - picture.y0)
                self._tags.picture((part.unit, part.note, picture.element), box)
        for anchor in item.anchors:
            known = part is not None and anchor.element != ARTIFACT
            home = (part.unit, part.note, anchor.element) if part and known else None
            self._sheet.anchors.append((anchor.name, x, up - anchor.y, home))

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
