"""The galley: a letter set in type, before pages exist.

This is the heart of the program.  The setting room fills these types, every later room only reads
them.  They are plain data: no object of a layout engine is in them, so another line-maker could
fill them as well.

Units are points (1/72 inch) unless a name says otherwise; ``y`` grows downwards.  All measures are
whole multiples of :data:`GRAIN`, so that the same text set in other company gives the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from typeset.plain import Plain

GRAIN = 0.75 / 1024
"""The smallest step of a measure: 1/1024 CSS pixel, the unit of Pango's glyph positions."""


class Break(IntEnum):
    """What making-up may do between an item and the next one."""

    FREE = 0
    AVOID = 1
    FORBID = 2
    PAGE = 3
    RECTO = 4
    VERSO = 5

    def __reduce_ex__(self, proto: object) -> tuple[type[Break], tuple[int]]:
        # Python's own way differs from one minor version to the next.
        return Break, (int(self),)


@dataclass(frozen=True, slots=True)
class Fault(Plain):
    """Something an editor should see: ``code`` (``loose-line``), what it is, how much of it."""

    code: str
    message: str
    amount: float = 0.0
    line: int = 0
    """The line in the source file, where no item tells it: that of a page's fault."""


ARTIFACT = -1
"""In place of an element's index: what is printed is no part of the text."""


@dataclass(frozen=True, slots=True)
class Element(Plain):
    """A part of the text's structure: what a listener is told that it is.

    ``role`` is a structure type of PDF (ISO 32000-1, 14.8.4): ``Sect``, ``P``, ``H2``, ``LI`` …;
    ``Line`` is a line of verse or of an address.
    """

    role: str
    parent: int
    """Index of the element around it, which comes before it; -1 for the outermost."""
    language: str = ""
    """BCP 47, where it is another than that of the element around it."""
    text: str = ""
    """What a figure shows, or the words of a link."""
    detail: str = ""
    """``decimal`` of a numbered list."""


@dataclass(frozen=True, slots=True)
class Anchor(Plain):
    """A named place of an item that links may lead to; ``y`` is measured from the item's top."""

    name: str
    y: float
    element: int = ARTIFACT
    """The element of this name, or the one in which it is."""


OTHER_VOLUME = "volume:"
"""Begins the target of a link to another volume of the edition: ``volume:2#letter-a``."""


@dataclass(frozen=True, slots=True)
class Link(Plain):
    """A rectangle of an item (from its top left corner) that leads to ``target``.

    ``target`` is ``#name`` for an :class:`Anchor` of the volume, ``volume:2#name`` for one of
    another, else a web address.
    """

    target: str
    x0: float
    y0: float
    x1: float
    y1: float
    element: int = ARTIFACT


@dataclass(frozen=True, slots=True)
class Picture(Plain):
    """Where a picture stands in an item, from its top left corner."""

    element: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Slot(Plain):
    """An empty place in an item that furniture fills when pages are known.

    ``name`` tells with what (``folio:ID`` is the folio of the page where the anchor ID stands).
    The text ends at ``x1`` and stands on ``baseline``, measured from the item's top.
    """

    name: str
    x0: float
    x1: float
    baseline: float
    element: int = ARTIFACT


MARK = re.compile(rb"%=(-?\d*)\n")
"""In operators, a comment on a line of its own: what follows belongs to the element of this index.
One without an index ends what belongs to the last; nothing is painted between it and the next."""


def mark(element: int | None) -> bytes:
    """The comment by which operators of an element begin; None where they end."""
    return b"%=" if element is None else b"%%=%d" % element


@dataclass(frozen=True, slots=True)
class Item(Plain):
    """A line of type, or a block that must not be cut (a figure, a table row).

    ``ops`` are the PDF operators that print it, in CSS pixels with ``y`` downwards from the item's
    top left corner: place it with the matrix ``[0.75 0 0 -0.75 x y]``.  Where parts of it belong to
    different elements, comments among the operators tell them apart: :data:`MARK`.
    """

    top: float
    height: float
    ops: bytes
    text: str = ""
    """The words as they are read, without the hyphen of a broken word's end."""
    baseline: float | None = None
    """Distance from the item's top; None for what has no line of type."""
    kind: str = ""
    """What the item belongs to: ``paragraph``, ``heading``, ``table`` … (a block's kind)."""
    element: int = ARTIFACT
    """Index into :attr:`Column.elements`: the element that it belongs to, or its first part."""
    line: int = 0
    """The line in the letter's source file, 0 where there is none."""
    after: Break = Break.FREE
    """May a page end after this item?"""
    first: bool = False
    """Does a block of text begin with this item?"""
    last: bool = False
    hyphen: bool = False
    """The line ends in a hyphen that is not the word's own."""
    broken: tuple[str, ...] = ()
    """Words that lines inside of the item (of a table's cell) break, ``|`` where they do."""
    space: float = 0.0
    """The widest word space, as a share of the face's own; 0 where there is none."""
    scale: float = 1.0
    """How much wider than natural the type is set."""
    head: int | None = None
    """Index into :attr:`Column.heads`: the table head to repeat if a page begins here."""
    calls: tuple[str, ...] = ()
    """Identifiers of the notes called in this item, in order."""
    milestones: tuple[str, ...] = ()
    """Source pages (``98b``) that begin in this item, in order."""
    anchors: tuple[Anchor, ...] = ()
    links: tuple[Link, ...] = ()
    slots: tuple[Slot, ...] = ()
    pictures: tuple[Picture, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def bottom(self) -> float:
        """Where the item ends in its column."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Decoration(Plain):
    """A ground, bar or rule behind items; drawn for each slice of the column that it meets.

    ``ops`` are as in :class:`Item`, from the decoration's own ``top``.
    """

    top: float
    bottom: float
    ops: bytes


@dataclass(frozen=True, slots=True)
class Setting(Plain):
    """What may be set otherwise for pages to come out even.

    It is the space above the item ``start``, wider or narrower; or, where ``stop`` is another, the
    paragraph of these items, which may be asked for in a line more or less.
    """

    start: int
    stop: int
    by: float
    """Points by which it is taller; less than 0 if it is not as tall."""
    cost: float
    """How much worse it looks: 1 is as bad as a page that is short by a line."""

    @property
    def asked(self) -> bool:
        """Is it a paragraph, which has to be set anew?"""
        return self.stop > self.start


@dataclass(frozen=True, slots=True)
class Column(Plain):
    """One endless column of type, cut nowhere."""

    items: tuple[Item, ...]
    decorations: tuple[Decoration, ...] = ()
    heads: tuple[tuple[int, int], ...] = ()
    """Table heads as runs of items ``(start, stop)``."""
    elements: tuple[Element, ...] = ()
    """What the text consists of, in the order of reading; those without type among them."""
    settings: tuple[Setting, ...] = ()
    """What may be set otherwise, in order."""


@dataclass(frozen=True, slots=True)
class Note(Plain):
    """A note, set on a column of its own."""

    ident: str
    series: str
    column: Column
    line: int = 0


FONTS = b"@fonts@"
"""In a resource's body: the dictionary of all the volume's fonts."""


@dataclass(frozen=True, slots=True)
class Resource(Plain):
    """An object that operators name: ``kind`` is the resource dictionary it belongs to.

    ``name`` is made from the content, so that equal resources of two letters are one.  ``body`` is
    the object's dictionary in PDF syntax without its brackets, ``data`` a stream's bytes (filtered
    already if the body names a filter).  In the body ``@name@`` stands for a reference to another
    resource, all of which ``uses`` lists, and :data:`FONTS` for the fonts.
    """

    kind: str
    name: str
    body: bytes
    data: bytes | None = None
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Galley(Plain):
    """A unit of the volume (a letter, a piece of front matter) set in type."""

    unit: str
    body: Column
    notes: tuple[Note, ...] = ()
    faces: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Faces by key with the glyphs used of each, in order; other readings of a face have keys of
    their own (:mod:`typeset.faces.readings`)."""
    resources: tuple[Resource, ...] = ()
    odd: tuple[tuple[str, int], ...] = ()
    """Paragraphs whose lines the engine had to break by itself: why, and how many."""

    def note(self, ident: str) -> Note:
        """The note with this identifier; KeyError if the galley has none."""
        for note in self.notes:
            if note.ident == ident:
                return note
        raise KeyError(ident)


@dataclass(frozen=True, slots=True)
class Slug(Plain):
    """A line of furniture, cast for itself: a running head, a folio, a line number."""

    item: Item
    faces: tuple[tuple[str, tuple[int, ...]], ...]
    """As in :class:`Galley`."""
    resources: tuple[Resource, ...] = ()
