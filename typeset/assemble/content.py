"""What stands on a page: its operators, and the places of its links and anchors."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typeset.assemble.file import COMPRESSION
from typeset.assemble.roles import KINDS
from typeset.assemble.structure import PageTags, begin
from typeset.assemble.syntax import in_short, name, number
from typeset.galley import (
    ARTIFACT,
    MARK,
    Column,
    Decoration,
    Element,
    Galley,
    Item,
    mark,
)
from typeset.page import Geometry, Page, Piece, Rule, Slice, standing
from typeset.stereo import Leaf, Part, PlacedLink

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


class _Composer:
    """Operators in the making, and the links and anchors among them."""

    def __init__(self, geometry: Geometry) -> None:
        self._width, self._height = geometry.width, geometry.height
        self._ops: list[bytes] = []
        self._belongs: Part | bytes | None = None
        self.links: list[PlacedLink] = []
        self.anchors: list[tuple[str, float, float, Part | None]] = []

    def begin(self, home: Part) -> bytes:
        """The operator by which content of an element begins."""
        raise NotImplementedError

    def content(self) -> bytes:
        """All that was composed."""
        self._belong(None)
        return in_short(b"".join(self._ops))

    def _place(self, ops: bytes, x: float, y: float) -> None:
        up = self._height - y
        if (line := _LINE.fullmatch(ops)) is not None:
            scale, left, down, type_ = line.groups()
            place = (f"{0.75 * float(scale):.5g}".encode(), number(x + 0.75 * float(left)),
                     number(up - 0.75 * float(down)))  # fmt: skip
            self._ops.append(b"BT\n%b 0 0 .75 %b %b Tm\n%b\nET\n" % (*place, type_))
        else:
            self._ops.append(b"q .75 0 0 -.75 %b %b cm\n%b\nQ\n" % (number(x), number(up), ops))

    def _belong(self, home: Part | bytes | None) -> None:
        """Say what the content that follows belongs to; None where none follows."""
        if home != self._belongs:
            if self._belongs is not None:
                self._ops.append(b"EMC\n")
            if home is not None:
                self._ops.append(home if isinstance(home, bytes) else self.begin(home))
            self._belongs = home

    def _artifact(self, item: Item, x: float, y: float) -> None:
        """Print what is no part of the text: furniture, a head that is repeated."""
        if item.ops:
            self._belong(PAGINATION)
            self._place(MARK.sub(b"", item.ops), x, y)


class Caster(_Composer):
    """Casts a page of a unit."""

    def __init__(self, geometry: Geometry, galley: Galley) -> None:
        super().__init__(geometry)
        self._galley = galley
        self._owners: list[Part] = []
        self._pictures: list[tuple[Part, tuple[float, float, float, float]]] = []

    def cast(self, page: Page) -> Leaf:
        """A page, once."""
        for part in (*page.body, *page.foot):
            self._slice(part)
        content = self.content()
        return Leaf(
            content=zlib.compress(content, COMPRESSION) if content else b"",
            owners=tuple(self._owners),
            links=tuple(self.links),
            anchors=tuple(self.anchors),
            pictures=tuple(self._pictures),
            resources=tuple(
                one.name for one in self._galley.resources if name(one.name) in content
            ),
            tinted=b"/DeviceCMYK " in content,
        )

    def begin(self, home: Part) -> bytes:
        """The operator by which content of an element begins; the element owns it."""
        self._owners.append(home)
        role = self._column(home[0]).elements[home[1]].role
        return begin(KINDS.get(role, role), len(self._owners) - 1)

    def _column(self, note: str | None) -> Column:
        return self._galley.body if note is None else self._galley.note(note).column

    def _slice(self, part: Slice) -> None:
        column = self._column(part.note)
        placed = list(standing(part, column))
        if column.decorations:
            for run in _runs(part, column, placed):
                for ops in self._decorations(column, run):
                    self._belong(LAYOUT)
                    self._ops.append(ops)
        repeated = len(placed) - (part.stop - part.start)
        for n, (item, y) in enumerate(placed):
            if n < repeated:
                self._artifact(item, 0.0, y)
            else:
                self._print(item, y, part.note)
            if item.links or item.anchors or item.pictures:
                self._note_places(item, y, part.note, column.elements)

    def _print(self, item: Item, y: float, note: str | None) -> None:
        ops = item.ops
        if not ops:
            return
        if mark(None) in ops:
            self._belong(None)
            ops = self._marked(ops, note)
        else:
            self._belong((note, item.element) if item.element != ARTIFACT else LAYOUT)
        self._place(ops, 0.0, y)

    def _marked(self, ops: bytes, note: str | None) -> bytes:
        """Operators of several elements, with those that tell them apart."""
        head, *parts = MARK.split(ops + b"\n")
        made, last = [head], b""
        for index, part in zip(parts[::2], parts[1::2], strict=True):
            if index != last:
                made.append(b"EMC\n" if last else b"")
                element = int(index or ARTIFACT)
                begun = LAYOUT if element == ARTIFACT else self.begin((note, element))
                made.append(begun if index else b"")
                last = index
            made.append(part)
        return b"".join(made).removesuffix(b"\n")

    def _note_places(
        self, item: Item, y: float, note: str | None, elements: Sequence[Element]
    ) -> None:
        up = self._height - y

        def home(element: int) -> Part | None:
            return (note, element) if element != ARTIFACT else None

        for link in item.links:
            box = (link.x0, up - link.y1, link.x1, up - link.y0)
            words = elements[link.element].text if link.element != ARTIFACT else item.text
            source = f"{self._galley.unit}, line {item.line}"
            self.links.append(PlacedLink(link.target, box, source, home(link.element), words))
        for picture in item.pictures:
            box = (picture.x0, up - picture.y1, picture.x1, up - picture.y0)
            self._pictures.append(((note, picture.element), box))
        for anchor in item.anchors:
            self.anchors.append((anchor.name, 0.0, up - anchor.y, home(anchor.element)))

    def _decorations(self, column: Column, run: _Run) -> Iterator[bytes]:
        """Grounds and rules behind a run of items, clipped where they go on beyond it."""
        for ground in column.decorations:
            if not run.meets(ground):
                continue
            y = self._height - (ground.top + run.shift)
            ops = b"q .75 0 0 -.75 0 %b cm\n%b\nQ\n" % (number(y), ground.ops)
            top = run.top if run.before > ground.top + NEAR else ground.top
            bottom = run.bottom if run.after < ground.bottom - NEAR else ground.bottom
            if top > ground.top or bottom < ground.bottom:
                foot = self._height - (bottom + run.shift)
                sizes = map(number, (-self._width, foot, 2 * self._width, bottom - top))
                ops = b"q %b %b %b %b re W n\n%bQ\n" % (*sizes, ops)
            yield ops


class Dresser(_Composer):
    """Composes a page's furniture; ``tags`` hears what of it belongs to the text."""

    def __init__(self, geometry: Geometry, tags: PageTags) -> None:
        super().__init__(geometry)
        self._tags = tags

    def dress(self, page: Page) -> bytes:
        """The operators of a page's rules and pieces."""
        for rule in page.rules:
            self._belong(LAYOUT)
            self._rule(rule)
        for piece in page.pieces:
            self._piece(piece)
        return self.content()

    def begin(self, home: Part) -> bytes:
        """The operator by which content of an element begins."""
        return self._tags.begin(home)

    def _piece(self, piece: Piece) -> None:
        item, up = piece.item, self._height - piece.y
        if piece.home is not None and piece.home[-1] != ARTIFACT and item.ops:
            self._belong(piece.home[1:])
            self._place(MARK.sub(b"", item.ops), piece.x, piece.y)
        else:
            self._artifact(item, piece.x, piece.y)
        for link in item.links:
            box = (piece.x + link.x0, up - link.y1, piece.x + link.x1, up - link.y0)
            self.links.append(PlacedLink(link.target, box, "furniture", None, item.text))
        for anchor in item.anchors:
            self.anchors.append((anchor.name, piece.x, up - anchor.y, None))

    def _rule(self, rule: Rule) -> None:
        ends = (rule.x0, self._height - rule.y0, rule.x1, self._height - rule.y1)
        self._ops.append(
            b"q %b w %b G %b %b m %b %b l S Q\n"
            % (number(rule.thickness), number(rule.colour), *map(number, ends))
        )


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
