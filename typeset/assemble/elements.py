"""Elements of the structure tree in the making, and how those of a unit hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from typeset.assemble.file import PdfFile
from typeset.assemble.roles import kind_of
from typeset.assemble.syntax import name, reference
from typeset.galley import ARTIFACT, Element, Galley

Place = tuple[str | None, int]
"""An element of a unit: the note (None for the body), and its index there."""

Key = tuple[int, ...]
"""What children are sorted by: their places in the text."""

LAST = 1 << 30


@dataclass(slots=True, eq=False)
class Made:
    """An element that holds something: its number, and the page on which it begins."""

    number: int
    kind: str
    page: int = 0
    kids: list[tuple[Key, bytes]] = field(default_factory=list)
    linked: bool = False
    refers: list[int] = field(default_factory=list)
    """The numbers of elements that it leads to."""
    box: Sequence[float] = ()
    """Left, bottom, right and top of a picture on its page."""

    def hold(self, page: int, content: bytes, elsewhere: bytes) -> None:
        """Hold what is printed, told in short on the page where the element begins."""
        self.page = self.page or page
        key = self.kids[-1][0] if self.kids else ()
        self.kids.append((key, content if self.page == page else elsewhere))

    def write(self, file: PdfFile, parent: int, entries: bytes) -> None:
        """Write the element."""
        self.kids.sort(key=itemgetter(0))
        kids = b" ".join(kid for _, kid in self.kids)
        kind = "Span" if self.kind == "Link" and not self.linked else self.kind
        body = b"<</S%b/P %b%b/K%b>>" % (
            name(kind),
            reference(parent),
            entries if not self.page else b"/Pg %b%b" % (reference(self.page), entries),
            b"[%b]" % kids if len(self.kids) != 1 else b" " + kids,
        )
        file.add(body, self.number)


class Unit:
    """A unit's elements in the making."""

    def __init__(
        self,
        galley: Galley,
        outer: Made,
        levels: Mapping[int, int],
        *,
        modern: bool = False,
        root: int = 0,
    ) -> None:
        """``root`` is the number promised to the outermost element, if it is."""
        self.columns: dict[str | None, Sequence[Element]] = {None: galley.body.elements}
        self.columns |= {note.ident: note.column.elements for note in galley.notes}
        self.made: dict[tuple[str | None, int], Made] = {}
        self._outer = outer
        self._levels = levels
        self._modern = modern
        self._homes = _homes_of_notes(galley)
        self._citations = _citations(galley) if modern else {}
        self._root = root

    def element(self, file: PdfFile, note: str | None, index: int) -> Made:
        """The element of a column; those around it are made, too."""
        made = self.made.get((note, index))
        if made is None:
            level = None if note else self._levels.get(index)
            kind = kind_of(self.columns[note][index].role, level, modern=self._modern)
            around, key = self._around(file, note, index)
            promised = self._root if (note, index) == (None, 0) else 0
            made = self.made[note, index] = Made(promised or file.reserve(), kind)
            around.kids.append((key, reference(made.number)))
        return made

    def _around(self, file: PdfFile, note: str | None, index: int) -> tuple[Made, Key]:
        parent = self.columns[note][index].parent
        if parent >= 0:
            return self.element(file, note, parent), (index,)
        if note is None or not self.columns[None]:
            return self._outer, (LAST,)
        parent, key = self._homes.get(note, (0, (LAST,)))
        return self.element(file, None, parent), key

    def fill_rows(self, file: PdfFile) -> None:
        """Make the cells without type of rows that have some."""
        for note, elements in self.columns.items():
            for index, element in enumerate(elements):
                if element.role in ("TD", "TH") and (note, element.parent) in self.made:
                    self.element(file, note, index)

    def entry_around(self, note: str | None, index: int) -> Made | None:
        """The entry of a contents list that an element stands in."""
        entry = _around(self.columns[note], index, "TOCI")
        return self.made.get((note, entry))

    def cited(self, note: str | None, index: int) -> list[Made]:
        """The notes that an element calls, or the calls of the note that it is."""
        places = self._citations.get((note, index), ())
        return [self.made[place] for place in places if place in self.made]

    def parent_of(self, file: PdfFile, note: str | None, index: int) -> int:
        """The number of the element around one."""
        return self._around(file, note, index)[0].number

    def language_of(self, note: str | None, index: int, volume: str) -> str:
        """The language to be told of an element; empty if it is that of what is around it."""
        element, body = self.columns[note][index], self.columns[None]
        if element.parent >= 0:
            return element.language
        outer = body[0].language if note is not None and body else volume
        return "" if element.language == outer else element.language


def _homes_of_notes(galley: Galley) -> dict[str, tuple[int, Key]]:
    """Where notes stand in the text: after the block that calls them.

    Told are the element of the body around that block, and the key in it.
    """
    columns = [(None, galley.body), *((note.ident, note.column) for note in galley.notes)]
    calls = {
        ident: (caller, item.element)
        for caller, column in columns
        for item in column.items
        for ident in item.calls
    }
    homes: dict[str, tuple[int, Key]] = {}
    for nth, note in enumerate(galley.notes):
        # Of notes in one paragraph the first tells.
        caller, element = calls.get(note.ident.split("+")[0], (note.ident, 0))
        if caller is None and element >= 0:
            around, block = _block(galley.body.elements, element)
            homes[note.ident] = around, (block, 1, nth)
        elif caller in homes:
            around, key = homes[caller]
            homes[note.ident] = around, (*key, 1, nth)
    return homes


def _block(elements: Sequence[Element], index: int) -> tuple[int, int]:
    """The section around an element, and what in it the element belongs to."""
    around = elements[index].parent
    while around > 0 and elements[around].role not in ("Sect", "Part"):
        index, around = around, elements[around].parent
    return max(around, 0), index


def _citations(galley: Galley) -> dict[Place, list[Place]]:
    """Which notes are called where: both ways."""
    columns = [(None, galley.body), *((note.ident, note.column) for note in galley.notes)]
    notes = {
        anchor.name: (ident, _around(column.elements, anchor.element, "Note"))
        for ident, column in columns
        for item in column.items
        for anchor in item.anchors
    }
    found: dict[Place, list[Place]] = {}
    for ident, column in columns:
        for link in (link for item in column.items for link in item.links):
            of, note = notes.get(link.target.removeprefix("#"), (None, ARTIFACT))
            call = _around(column.elements, link.element, "Reference")
            if (
                note != ARTIFACT
                and call != ARTIFACT
                and (of, note) not in found.get((ident, call), ())
            ):
                found.setdefault((ident, call), []).append((of, note))
                found.setdefault((of, note), []).append((ident, call))
    return found


def _around(elements: Sequence[Element], index: int, role: str) -> int:
    """The element of a role around one, or the one itself; none if there is none."""
    while index >= 0 and elements[index].role != role:
        index = elements[index].parent
    return index
