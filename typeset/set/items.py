"""From pieces to the items of a column: what may be cut where, and what each line tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from typeset.galley import (
    ARTIFACT,
    Anchor,
    Break,
    Column,
    Decoration,
    Element,
    Item,
    Link,
    Picture,
    Setting,
    Slot,
)
from typeset.set.ladders import tell_ladders
from typeset.set.record import Ground, Piece, descendants, grain
from typeset.set.seams import boxes
from typeset.set.stretch import as_printed
from typeset.set.structure import home
from typeset.set.wording import as_read, broken_in, printed, words_of

NUDGE = 0.01
"""Pixels by which boxes may overlap and still be two."""

UNDER_HEADING = 3
"""So many lines at least stand under a heading."""

PARAGRAPH = "paragraph"

FORCED = {
    "page": Break.PAGE,
    "always": Break.PAGE,
    "left": Break.VERSO,
    "verso": Break.VERSO,
    "right": Break.RECTO,
    "recto": Break.RECTO,
}


class Cast:
    """Pieces that are one item: a line, a table row, a float with the lines beside it."""

    def __init__(self, piece: Piece) -> None:
        self.pieces = [piece]
        self.top, self.bottom = piece.band or (piece.top, piece.bottom)

    def takes(self, piece: Piece) -> bool:
        """Does the piece overlap what is here, so that no cut can part them?"""
        return (piece.band or (piece.top,))[0] < self.bottom - NUDGE

    def add(self, piece: Piece) -> None:
        """Take a piece in."""
        self.pieces.append(piece)
        top, bottom = piece.band or (piece.top, piece.bottom)
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)

    @property
    def table(self) -> Any:
        """The table that the item is a row of, None for all else."""
        return next((box for box in self.lead.path if isinstance(box, boxes.TableBox)), None)

    @property
    def lead(self) -> Piece:
        """The piece that the item is named after: the first line of the flow."""
        return next((piece for piece in self.pieces if piece.path), self.pieces[0])

    @property
    def tail(self) -> Piece:
        """The last piece of the flow."""
        return next((piece for piece in reversed(self.pieces) if piece.path), self.pieces[-1])


def cast(pieces: Sequence[Piece]) -> list[Cast]:
    """Join what overlaps."""
    casts: list[Cast] = []
    for piece in sorted(pieces, key=lambda piece: (piece.band or (piece.top,))[0]):
        if casts and casts[-1].takes(piece):
            casts[-1].add(piece)
        else:
            casts.append(Cast(piece))
    return casts


def extend(casts: Sequence[Cast], grounds: Sequence[Ground]) -> None:
    """Give a ground's first and last item the padding and border that stand around them."""
    first: dict[int, Cast] = {}
    last: dict[int, Cast] = {}
    for c in casts:
        for box in (box for piece in c.pieces for box in piece.path):
            first.setdefault(id(box), c)
            last[id(box)] = c
    for ground in grounds:
        if id(ground.box) in first:
            above, below = first[id(ground.box)], last[id(ground.box)]
            above.top = min(above.top, ground.top)
            below.bottom = max(below.bottom, ground.bottom)


def rule_between(above: Piece, below: Piece) -> Break:
    """What CSS says of a page break between two pieces (CSS Fragmentation 3, sections 3 and 4)."""
    if not above.path or not below.path:
        return Break.FREE
    ended, begun, common = _parted(above, below)
    wishes = [box.style["break_after"] for box in ended]
    wishes += [box.style["break_before"] for box in begun]
    for wish in wishes:
        if wish in FORCED:
            return FORCED[wish]
    if above.head or any(wish.startswith("avoid") for wish in wishes):
        return Break.FORBID
    if any(box.style["break_inside"].startswith("avoid") for box in common):
        return Break.FORBID
    if not ended and not begun and common:
        # Orphans: lines left above the cut; widows: lines left below it.
        line, lines = below.place
        style = common[-1].style
        if line < style["orphans"] or lines - line < style["widows"]:
            return Break.FORBID
    return Break.AVOID if above.hyphen else Break.FREE


def _parted(above: Piece, below: Piece) -> tuple[Sequence[Any], Sequence[Any], Sequence[Any]]:
    """Boxes that end, boxes that begin, and boxes that go on between two pieces."""
    shared = 0
    joined = above.sheet != below.sheet  # a forced break cut boxes in two: go by the element
    for one, other in zip(above.path, below.path, strict=False):
        if one is not other and not (joined and one.element is other.element is not None):
            break
        shared += 1
    return above.path[shared:], below.path[shared:], above.path[:shared]


class Places:
    """Anchors and links by height, waiting for the items that they stand in."""

    def __init__(self, names: Mapping[str, int] | None = None) -> None:
        self._names = names or {}
        """The elements that names belong to."""
        self._anchors: list[tuple[float, str]] = []
        self._links: list[tuple[float, Link]] = []

    def add(self, page: Any, down: float) -> None:
        """Take those of a laid-out page, whose top is ``down`` pixels below the first one's."""
        self._anchors.extend((y + down, name) for name, (_, y, *_) in page.anchors.items())
        for kind, target, (x0, y0, x1, y1), box in page.links:
            # What stands inside of a link's element is told as a link, too.
            if kind in ("internal", "external") and box.element.get("href"):
                target = f"#{target}" if kind == "internal" else target
                y0, y1 = y0 + down, y1 + down
                self._links.append(((y0 + y1) / 2, Link(target, x0, y0, x1, y1, home(box))))
        self._anchors.sort(reverse=True)
        self._links.sort(key=lambda entry: entry[0], reverse=True)

    def anchors(self, top: float, bottom: float) -> tuple[Anchor, ...]:
        """Take the anchors above ``bottom``; their places are measured from ``top``."""
        found = []
        while self._anchors and self._anchors[-1][0] < bottom - NUDGE:
            y, name = self._anchors.pop()
            place = max(0.0, grain(y - top))
            found.append(Anchor(name, place, self._names.get(name, ARTIFACT)))
        return tuple(found)

    def links(self, top: float, bottom: float, pieces: Sequence[Piece]) -> tuple[Link, ...]:
        """Take the links whose middle stands above ``bottom``; measured from ``top``."""
        found = []
        while self._links and self._links[-1][0] < bottom:
            middle, at = self._links.pop()
            x0, x1 = (grain(as_printed(x, middle, pieces)) for x in (at.x0, at.x1))
            y0, y1 = grain(at.y0 - top), grain(at.y1 - top)
            found.append(Link(at.target, x0, y0, x1, y1, at.element))
        return tuple(found)


def column(
    pieces: Sequence[Piece],
    grounds: Sequence[Ground],
    places: Places | None = None,
    top: float = 0.0,
    elements: tuple[Element, ...] = (),
) -> Column:
    """The column of these pieces, its measures from ``top`` (pixels of the first sheet)."""
    places = places or Places()
    casts = cast(pieces)
    extend(casts, grounds)
    rules = _rules(casts)
    rules += [Break.FREE] * bool(casts)
    heads = list(_heads(casts))
    edges = [None, *casts, None]
    items = []
    for n, (c, after) in enumerate(zip(casts, rules, strict=True)):
        head = next((i for i, h in enumerate(heads) if h.table is c.table and n >= h.stop), None)
        items.append(_item(c, edges[n], edges[n + 2], after, head, places, top))
    grounds = sorted(grounds, key=lambda ground: ground.top)
    return Column(
        tuple(tell_ladders(items)),
        tuple(Decoration(grain(g.top - top), grain(g.bottom - top), g.ops) for g in grounds),
        tuple((h.start, h.stop) for h in heads),
        elements,
        tuple(_settings(casts, items)),
    )


def _settings(casts: Sequence[Cast], items: Sequence[Item]) -> Iterator[Setting]:
    """The paragraphs that may be asked for in a line more or less; a line of the source names
    them."""
    named = Counter(item.line for item in items if item.first and item.kind == PARAGRAPH)
    for start, (c, item) in enumerate(zip(casts, items, strict=True)):
        stop = start + c.lead.place[1]
        if item.kind != PARAGRAPH or named[item.line] > 1 or stop > len(items):
            continue
        if item.first and items[stop - 1].last and items[stop - 1].line == item.line:
            for other in c.lead.others:
                yield Setting(start, stop, other.lines * item.height, other.cost)


def _rules(casts: Sequence[Cast]) -> list[Break]:
    """The break rule after each cast but the last."""
    rules = [rule_between(above.tail, below.lead) for above, below in pairwise(casts)]
    for n, (above, below) in enumerate(pairwise(casts)):
        if _keeps_next(above.tail, below.lead):
            for under in range(n + 1, min(n + UNDER_HEADING, len(rules))):
                rules[under] = max(rules[under], Break.FORBID)
    return rules


def _keeps_next(above: Piece, below: Piece) -> bool:
    """Is the one a heading, or what else its style keeps with what follows?"""
    ended, _, _ = _parted(above, below)
    return any(box.style["break_after"].startswith("avoid") for box in ended)


class _Head(NamedTuple):
    start: int
    stop: int
    table: Any


def _heads(casts: Sequence[Cast]) -> Iterator[_Head]:
    """The runs of rows that are a table's head."""
    for (table, head), group in groupby(
        enumerate(casts), key=lambda entry: (entry[1].table, entry[1].lead.head)
    ):
        rows = [n for n, _ in group]
        if head:
            yield _Head(rows[0], rows[-1] + 1, table)


def _item(
    c: Cast,
    above: Cast | None,
    below: Cast | None,
    after: Break,
    head: int | None,
    places: Places,
    top: float,
) -> Item:
    lead, pieces = c.lead, as_read(c.pieces)
    element = _element(lead)
    inner = lead.path[-1] if lead.path else None
    told = _Told(c)
    return Item(
        top=grain(c.top - top),
        height=grain(c.bottom - c.top),
        ops=printed(pieces, c.top),
        text=words_of(pieces),
        baseline=None if lead.baseline is None else grain(lead.top + lead.baseline - c.top),
        kind=_kind(element),
        element=lead.element,
        line=int(element.get("data-line")) if element is not None else 0,
        after=after,
        first=above is None or inner not in above.lead.path,
        last=below is None or inner not in below.lead.path,
        hyphen=c.tail.hyphen,
        broken=tuple(broken_in(pieces)),
        space=max(piece.space for piece in c.pieces),
        scale=lead.scale,
        head=head if c.table is not None else None,
        calls=tuple(told.calls),
        milestones=tuple(told.milestones),
        anchors=places.anchors(c.top, c.bottom),
        links=places.links(c.top, c.bottom, c.pieces),
        slots=tuple(told.slots),
        pictures=tuple(told.pictures),
        faults=tuple(fault for p in c.pieces for fault in p.faults),
    )


def _element(piece: Piece) -> Any:
    """The innermost element around a piece that says where it comes from."""
    for box in reversed(piece.path):
        if box.element is not None and box.element.get("data-line"):
            return box.element
    return None


def _kind(element: Any) -> str:
    classes = element.get("class", "") if element is not None else ""
    return classes.split()[0] if classes else ""


class _Told:
    """What the inline elements of an item say: calls, milestones, slots."""

    def __init__(self, c: Cast) -> None:
        self.calls: list[str] = []
        self.milestones: list[str] = []
        self.slots: list[Slot] = []
        self.pictures: list[Picture] = []
        seen: set[int] = set()  # an inline element may have several boxes
        for piece in c.pieces:
            baseline = grain(piece.top + (piece.baseline or 0.0) - c.top)
            for box in descendants(piece.box):
                if isinstance(box, boxes.ReplacedBox):
                    self._see(box, piece, c.top)
                if not isinstance(box, boxes.InlineLevelBox) or box.element is None:
                    continue
                if id(box.element) not in seen:
                    seen.add(id(box.element))
                    self._hear(box, box.element, baseline)

    def _hear(self, box: Any, element: Any, baseline: float) -> None:
        if call := element.get("data-call"):
            self.calls.append(call)
        if page := element.get("data-page"):
            self.milestones.append(page)
        if name := element.get("data-slot"):
            left = box.position_x
            right = left + box.margin_width()
            self.slots.append(Slot(name, grain(left), grain(right), baseline, home(box)))

    def _see(self, box: Any, piece: Piece, top: float) -> None:
        element, x = home(box), box.content_box_x()
        # Lines may have been moved to be painted; the picture has gone with its line.
        origin = box.border_box_y() if box is piece.box else piece.box.position_y
        y = box.content_box_y() - origin + piece.top - top
        if element != ARTIFACT:
            ends = (grain(at) for at in (x, y, x + box.width, y + box.height))
            self.pictures.append(Picture(element, *ends))
