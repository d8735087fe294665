"""Pages: plain lists of what stands where.  Filled by making-up and furnishing, read by assembling.

Units are points, ``y`` grows downwards from the top of the trimmed page, ``x`` from its left edge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from typeset.galley import Column, Fault, Galley, Item, Setting
from typeset.plain import Plain

Side = Literal["recto", "verso"]

Home = tuple[int, str | None, int]
"""An element of the volume: the galley's index, the note (None for the body), the element's index
in that column."""


@dataclass(frozen=True, slots=True)
class Geometry(Plain):
    """Where type may stand on a page.  ``inner`` is the margin at the back (the spine)."""

    width: float
    height: float
    top: float
    inner: float
    outer: float
    measure: float
    depth: float
    """Depth of the type area: a whole number of lines where there is a grid."""
    leading: float
    """Distance of the grid's lines; 0 for no grid."""
    note_gap: float
    """Least distance from the text's last line to the first note."""
    note_rule: float
    """Distance of the note rule above the first note."""
    note_rule_length: float
    note_share: float = 0.6
    """Notes take at most this share of the depth unless nothing else fits."""
    mirrored: bool = True
    """Versos have their margins mirrored."""
    series: tuple[str, ...] = ()
    """Series of notes in their order at the foot, the highest first; others stand below them."""
    run_in: frozenset[str] = frozenset()
    """Series whose notes run on in one paragraph."""
    series_gap: float = 0.0
    """Space between the notes of two series."""
    spread: int = 0
    """Lines by which both pages of a spread may be longer or shorter than usual."""
    give: int = 0
    """Lines that a page's spaces and paragraphs may give up or take in."""

    def deep(self, long: int) -> float:
        """The depth of a page that is so many lines longer, within what is allowed."""
        return self.depth + max(-self.spread, min(self.spread, long)) * self.leading

    def left(self, side: Side) -> float:
        """The left edge of the type area on such a page."""
        return self.outer if self.mirrored and side == "verso" else self.inner


@dataclass(frozen=True, slots=True)
class Slice(Plain):
    """A run of a column's items on a page, at the distances that they have in the column."""

    unit: int
    """Index of the galley in the volume."""
    note: str | None
    """Which column of the galley: None for the body, else the note's identifier.

    ``A+B+C`` is a paragraph in which these notes run on.
    """
    start: int
    stop: int
    y: float
    """Top of the first item, or of the repeated head above it."""
    head: int | None = None
    """Index of the table head repeated above the first item."""
    given: tuple[Setting, ...] = ()
    """What is to be set otherwise here; none once the galley is recast."""


def standing(part: Slice, column: Column) -> Iterator[tuple[Item, float]]:
    """The items of a slice with the tops that they have on the page, a repeated head first.

    ``column`` is the one that the slice is cut from.  A repeated head stands as far above the first
    item as it does in the column above the row that follows it.
    """
    y = part.y
    if part.head is not None:
        start, stop = column.heads[part.head]
        top = column.items[start].top
        for item in column.items[start:stop]:
            yield item, y + item.top - top
        y += (column.items[stop].top if stop < len(column.items) else item.bottom) - top
    top = column.items[part.start].top
    for item in column.items[part.start : part.stop]:
        yield item, y + item.top - top


def column_of(part: Slice, galleys: Sequence[Galley]) -> Column:
    """The column that a slice is cut from; KeyError if the galley has no such note."""
    galley = galleys[part.unit]
    return galley.body if part.note is None else galley.note(part.note).column


def beginnings(paragraph: Column, notes: Sequence[Column]) -> tuple[int | None, ...]:
    """In which item of a paragraph each of the notes that it prints begins.

    They are found by their letters and figures, in order; None where they are not in it.
    """
    ends = list(accumulate(len(_letters(item)) for item in paragraph.items))
    text = "".join(map(_letters, paragraph.items))
    found: list[int | None] = []
    done = 0
    for note in notes:
        words = "".join(map(_letters, note.items))
        at = text.find(words, done)
        if at >= 0:
            done = at + len(words)
        found.append(min(bisect_right(ends, at), len(ends) - 1) if at >= 0 else None)
    return tuple(found)


def _letters(item: Item) -> str:
    return "".join(filter(str.isalnum, item.text))


@dataclass(frozen=True, slots=True)
class Piece(Plain):
    """A piece of furniture: a line set for itself, with its top left corner's place."""

    item: Item
    x: float
    y: float
    home: Home | None = None
    """Where it is part of the text, as a page's number in a contents list is; else none of it."""


@dataclass(frozen=True, slots=True)
class Rule(Plain):
    """A straight rule or a frame's side: from one point to another, ``thickness`` in points.

    ``colour`` is grey from 0 (black) to 1.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float = 0.4
    colour: float = 0.0


@dataclass(frozen=True, slots=True)
class Page(Plain):
    """One page.  ``number`` counts from 1 through the volume, blank pages included."""

    number: int
    side: Side
    folio: str
    """The page's number as it is printed or cited: ``iv``, ``12``."""
    section: str
    """``front`` or ``body``: where the numbering belongs."""
    body: tuple[Slice, ...] = ()
    foot: tuple[Slice, ...] = ()
    opens: tuple[int, ...] = ()
    """Units that begin on this page."""
    carried: bool = False
    """The foot begins with the rest of a note from the page before."""
    away: tuple[tuple[int, str], ...] = ()
    """Notes called here, by unit and identifier, that begin on a later page for want of room."""
    faults: tuple[Fault, ...] = ()
    long: int = 0
    """Lines by which the page is longer than usual, as the page that it faces; see
    :meth:`Geometry.deep`."""
    empty: float = 0.0
    """Points that stay empty above the foot, or above the notes."""
    reasons: tuple[str, ...] = ()
    """What was done for the page to come out even, or why it does not."""
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    rules: tuple[Rule, ...] = field(default=(), repr=False)

    @property
    def blank(self) -> bool:
        """Nothing of any galley stands on the page."""
        return not self.body and not self.foot

    @property
    def units(self) -> tuple[int, ...]:
        """Indices of the galleys that have type on this page, in order."""
        return tuple(sorted({s.unit for s in (*self.body, *self.foot)}))
