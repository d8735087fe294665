"""The structure tree: what the volume's type is, for those who listen to it or read it on.

The tree grows as pages are printed.  A unit's elements are written when its last page is done, so
that those of one page's units are held; of all others only their numbers are.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from typeset.assemble.file import PdfFile
from typeset.assemble.roles import Levels, attributes, kind_of
from typeset.assemble.syntax import name, reference, references, string, text
from typeset.assemble.trees import Identifiers, write_numbers
from typeset.galley import Element, Galley
from typeset.page import Home

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


class PageTags:
    """The marked content of one page."""

    def __init__(self, tree: StructureTree, page: int) -> None:
        self._tree = tree
        self._page = page
        self._owners: list[int] = []

    def begin(self, home: Home) -> bytes:
        """The operator by which content of an element begins."""
        made = self._tree.element(home)
        mcid = len(self._owners)
        self._owners.append(made.number)
        elsewhere = b"<</Type/MCR/Pg %b/MCID %d>>" % (reference(self._page), mcid)
        made.hold(self._page, b"%d" % mcid, elsewhere)
        return b"%b<</MCID %d>>BDC\n" % (name(made.kind), mcid)

    def picture(self, home: Home, box: Sequence[float]) -> None:
        """Tell where a figure stands."""
        self._tree.element(home).box = box

    def link(self, home: Home | None, annotation: int) -> int:
        """Put a link's annotation into the tree; gives its key in the parent tree."""
        made = self._tree.element(home) if home else self._tree.loose_link()
        made.linked = True
        content = b"<</Type/OBJR/Obj %b" % reference(annotation)
        elsewhere = b"%b/Pg %b>>" % (content, reference(self._page))
        made.hold(self._page, content + b">>", elsewhere)
        if home is None:
            self._tree.end_loose(made)
        return self._tree.key(made.number)

    def finish(self) -> int | None:
        """The page's key in the parent tree, None if nothing on it is part of the text."""
        if not self._owners:
            return None
        return self._tree.key(self._tree.file.add(references(self._owners)))


class _Unit:
    """A unit's elements in the making."""

    def __init__(self, galley: Galley, outer: Made, levels: Mapping[int, int]) -> None:
        self.columns: dict[str | None, Sequence[Element]] = {None: galley.body.elements}
        self.columns |= {note.ident: note.column.elements for note in galley.notes}
        self.made: dict[tuple[str | None, int], Made] = {}
        self._outer = outer
        self._levels = levels
        self._homes = _homes_of_notes(galley)

    def element(self, file: PdfFile, note: str | None, index: int) -> Made:
        """The element of a column; those around it are made, too."""
        made = self.made.get((note, index))
        if made is None:
            level = None if note else self._levels.get(index)
            kind = kind_of(self.columns[note][index].role, level)
            around, key = self._around(file, note, index)
            made = self.made[note, index] = Made(file.reserve(), kind)
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


class StructureTree:
    """The tree of a volume; ``outline`` has the levels of anchors in the outline."""

    def __init__(self, file: PdfFile, language: str, outline: Mapping[str, int]) -> None:
        self.file = file
        self._language = language
        self._outline = outline
        self._levels = Levels()
        self._root = file.reserve()
        self._document = Made(file.reserve(), "Document")
        self._parts: list[tuple[int, Made]] = []
        """Parts that have begun and not ended, with their levels."""
        self._units: dict[int, _Unit] = {}
        self._keys = array("Q")
        self._identifiers = Identifiers(file)

    def open(self, unit: int, galley: Galley) -> None:
        """Begin a unit, if it has not begun."""
        if unit in self._units:
            return
        body = galley.body.elements
        names = (a.name for item in galley.body.items for a in item.anchors if a.element == 0)
        level = min((self._outline[name] for name in names if name in self._outline), default=1)
        self._end_parts(level)
        outer = self._parts[-1][1] if self._parts else self._document
        begun = self._units[unit] = _Unit(galley, outer, self._levels.of(body))
        if body and body[0].role == "Part":
            self._parts.append((level, begun.element(self.file, None, 0)))

    def close(self, unit: int) -> None:
        """Write a unit's elements; a part goes on."""
        done = self._units.pop(unit)
        done.fill_rows(self.file)
        parts = [part for _, part in self._parts]
        for (note, index), made in done.made.items():
            if made not in parts:
                entries = self._entries(done, note, index, made)
                made.write(self.file, done.parent_of(self.file, note, index), entries)

    def _entries(self, unit: _Unit, note: str | None, index: int, made: Made) -> bytes:
        """What an element tells of itself."""
        elements = unit.columns[note]
        entries = attributes(elements[index], elements, made.box)
        if language := unit.language_of(note, index, self._language):
            entries += b"/Lang" + text(language)
        if made.kind == "Note":
            entries += b"/ID" + string(self._identifiers.give(made.number))
        return entries

    def page(self, number: int) -> PageTags:
        """Begin the page of this object number."""
        return PageTags(self, number)

    def element(self, home: Home) -> Made:
        """The element of a unit that has begun."""
        unit, note, index = home
        return self._units[unit].element(self.file, note, index)

    def loose_link(self) -> Made:
        """A link that belongs to no unit."""
        made = Made(self.file.reserve(), "Link")
        self._document.kids.append(((), reference(made.number)))
        return made

    def end_loose(self, made: Made) -> None:
        """Write an element that belongs to no unit."""
        made.write(self.file, self._document.number, b"")

    def key(self, number: int) -> int:
        """A key in the parent tree that leads to an object."""
        self._keys.append(number)
        return len(self._keys) - 1

    def finish(self) -> bytes:
        """Write what is left; gives the catalogue's entries."""
        self._end_parts(1)
        self._document.write(self.file, self._root, b"")
        entries = b"/K %b/ParentTree %b/ParentTreeNextKey %d" % (
            reference(self._document.number),
            reference(write_numbers(self.file, self._keys)),
            len(self._keys),
        )
        if tree := self._identifiers.finish():
            entries += b"/IDTree " + reference(tree)
        self.file.add(b"<</Type/StructTreeRoot%b>>" % entries, self._root)
        return b"/MarkInfo<</Marked true>>/StructTreeRoot " + reference(self._root)

    def _end_parts(self, level: int) -> None:
        """Write the parts that end where something of this level begins."""
        while self._parts and self._parts[-1][0] >= level:
            _, part = self._parts.pop()
            outer = self._parts[-1][1] if self._parts else self._document
            part.write(self.file, outer.number, b"")


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
