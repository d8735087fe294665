"""The structure tree: what the volume's type is, for those who listen to it or read it on.

The tree grows as pages are printed.  A unit's elements are written when its last page is done, so
that those of one page's units are held; of all others only their numbers are.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from typeset.assemble.elements import Made, Unit
from typeset.assemble.file import PdfFile
from typeset.assemble.roles import NOTES, Levels, attributes
from typeset.assemble.syntax import name, reference, references, string, text
from typeset.assemble.trees import Identifiers, write_numbers
from typeset.stereo import Part, Stereo


def begin(kind: str, mcid: int) -> bytes:
    """The operator by which content of an element begins."""
    return b"%b<</MCID %d>>BDC\n" % (name(kind), mcid)


class PageTags:
    """The marked content of one page."""

    def __init__(self, tree: StructureTree, page: int, unit: int) -> None:
        """``page`` is its object's number, ``unit`` whose type stands on it."""
        self._tree = tree
        self._page = page
        self._unit = unit
        self._owners: list[int] = []

    def begin(self, home: Part) -> bytes:
        """The operator by which content of an element begins."""
        made = self.hold(home)
        return begin(made.kind, len(self._owners) - 1)

    def hold(self, home: Part) -> Made:
        """Tell whom the next content belongs to; gives the element."""
        made = self._tree.element(self._unit, home)
        mcid = len(self._owners)
        self._owners.append(made.number)
        elsewhere = b"<</Type/MCR/Pg %b/MCID %d>>" % (reference(self._page), mcid)
        made.hold(self._page, b"%d" % mcid, elsewhere)
        return made

    def element(self, home: Part) -> Made:
        """An element of the page's unit."""
        return self._tree.element(self._unit, home)

    def picture(self, home: Part, box: Sequence[float]) -> None:
        """Tell where a figure stands."""
        self._tree.element(self._unit, home).box = box

    def link(self, home: Part | None, annotation: int, target: str) -> int:
        """Put a link's annotation into the tree; gives its key in the parent tree."""
        made = self._tree.element(self._unit, home) if home else self._tree.loose_link()
        made.linked = True
        if home is not None:
            self._tree.refer(self._unit, home, target)
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


class StructureTree:
    """The tree of a volume; ``outline`` has the levels of anchors in the outline."""

    def __init__(
        self,
        file: PdfFile,
        language: str,
        outline: Mapping[str, int],
        *,
        modern: bool = False,
        margin: float = 0.0,
    ) -> None:
        """``margin`` is how far the pages stand from the lower left corners of their sheets."""
        self.file = file
        self._margin = margin
        self._space = file.reserve() if modern else 0
        """The number of PDF 2.0's namespace, 0 in older files."""
        self._language = language
        self._outline = outline
        self._levels = Levels()
        self._root = file.reserve()
        self._document = Made(file.reserve(), "Document")
        self._parts: list[tuple[int, Made]] = []
        """Parts that have begun and not ended, with their levels."""
        self._units: dict[int, Unit] = {}
        self._keys = array("Q")
        self._promised: dict[str, int] = {}
        """The numbers of what the outline leads to, by anchors, where contents refer to them."""
        self._identifiers = Identifiers(file)

    def open(self, unit: int, stereo: Stereo) -> None:
        """Begin a unit."""
        body = stereo.columns[None]
        names = [name for name in stereo.names if name in self._outline]
        level = min((self._outline[name] for name in names), default=1)
        self._end_parts(level)
        outer = self._parts[-1][1] if self._parts else self._document
        levels = self._levels.of(body)
        root = self._promise(names[0]) if names and self._space else 0
        begun = Unit(stereo, outer, levels, modern=bool(self._space), root=root)
        self._units[unit] = begun
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

    def _entries(self, unit: Unit, note: str | None, index: int, made: Made) -> bytes:
        """What an element tells of itself."""
        elements = unit.columns[note]
        box = [side + self._margin for side in made.box]
        entries = attributes(elements[index], elements, box, modern=bool(self._space))
        if language := unit.language_of(note, index, self._language):
            entries += b"/Lang" + text(language)
        if made.kind in NOTES:
            entries += b"/ID" + string(self._identifiers.give(made.number))
        refers = made.refers + [one.number for one in unit.cited(note, index)]
        if refers:
            entries += b"/Ref" + references(refers)
        if made.kind == "FENote":
            entries += b"/NS " + reference(self._space)
        return entries

    def page(self, number: int, unit: int) -> PageTags:
        """Begin the page of this object number, with type of a unit."""
        return PageTags(self, number, unit)

    def element(self, unit: int, home: Part) -> Made:
        """The element of a unit that has begun."""
        return self._units[unit].element(self.file, *home)

    def refer(self, unit: int, home: Part, target: str) -> None:
        """Tell where an entry of contents leads (ISO 14289-2, 8.2.5.8)."""
        name = target.removeprefix("#")
        if self._space and name in self._outline:
            entry = self._units[unit].entry_around(*home)
            if entry is not None:
                entry.refers.append(self._promise(name))

    def _promise(self, name: str) -> int:
        if name not in self._promised:
            self._promised[name] = self.file.reserve()
        return self._promised[name]

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
        space = b"/NS " + reference(self._space) if self._space else b""
        self._document.write(self.file, self._root, space)
        entries = b"/K %b/ParentTree %b/ParentTreeNextKey %d" % (
            reference(self._document.number),
            reference(write_numbers(self.file, self._keys)),
            len(self._keys),
        )
        if tree := self._identifiers.finish():
            entries += b"/IDTree " + reference(tree)
        if self._space:
            self.file.add(b"<</Type/Namespace/NS(http://iso.org/pdf2/ssn)>>", self._space)
            entries += b"/Namespaces[%b]" % reference(self._space)
        self.file.add(b"<</Type/StructTreeRoot%b>>" % entries, self._root)
        return b"/MarkInfo<</Marked true>>/StructTreeRoot " + reference(self._root)

    def _end_parts(self, level: int) -> None:
        """Write the parts that end where something of this level begins."""
        while self._parts and self._parts[-1][0] >= level:
            _, part = self._parts.pop()
            outer = self._parts[-1][1] if self._parts else self._document
            part.write(self.file, outer.number, b"")
