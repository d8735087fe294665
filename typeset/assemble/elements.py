"""Elements of the structure tree in the making, and how those of a unit hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from typeset.assemble.file import PdfFile
from typeset.assemble.roles import kind_of
from typeset.assemble.syntax import name, reference
from typeset.galley import Element
from typeset.stereo import LAST, Key, Stereo


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
        stereo: Stereo,
        outer: Made,
        levels: Mapping[int, int],
        *,
        modern: bool = False,
        root: int = 0,
    ) -> None:
        """``root`` is the number promised to the outermost element, if it is."""
        self.columns = stereo.columns
        self.made: dict[tuple[str | None, int], Made] = {}
        self._outer = outer
        self._levels = levels
        self._modern = modern
        self._homes = stereo.homes
        self._citations = stereo.citations if modern else {}
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
        entry = around(self.columns[note], index, "TOCI")
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


def around(elements: Sequence[Element], index: int, role: str) -> int:
    """The element of a role around one, or the one itself; none if there is none."""
    while index >= 0 and elements[index].role != role:
        index = elements[index].parent
    return index
