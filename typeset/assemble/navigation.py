"""Ways through a volume: links, named destinations, outline and page labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from typeset.assemble.file import PdfFile
from typeset.assemble.syntax import (
    number,
    numbers,
    reference,
    references,
    string,
    text,
    text_bytes,
)
from typeset.assemble.volume import OutlineEntry
from typeset.galley import OTHER_VOLUME
from typeset.stereo import PlacedLink

NODE = 64
"""Entries in a node of a tree."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to lead to: the page's object number, and x and y from its lower left corner."""

    page: int
    x: float
    y: float
    element: int = 0
    """The number of the element that stands there, 0 if that is not told."""

    @property
    def destination(self) -> bytes:
        """The spot as a reader scrolls to it, at the size that is set."""
        return self._seen_from(self.page)

    @property
    def way(self) -> bytes:
        """The entry of a link or of the outline that leads there."""
        if self.element:
            return b"/A<</S/GoTo/D%b/SD%b>>" % (self.destination, self._seen_from(self.element))
        return b"/Dest" + self.destination

    @property
    def named(self) -> bytes:
        """The spot as a name stands for it."""
        if self.element:
            return b"<</D%b/SD%b>>" % (self.destination, self._seen_from(self.element))
        return self.destination

    def _seen_from(self, number_: int) -> bytes:
        x, y = (number(round(value, 1)) for value in (self.x, self.y))
        return b"[%b/XYZ %b %b null]" % (reference(number_), x, y)


Spots = Mapping[str, Spot]


def leads(link: PlacedLink, spots: Spots) -> bool:
    """Does the link lead somewhere: out of the file, or to one of these spots?"""
    return not link.target.startswith("#") or link.target[1:] in spots


def elsewhere(link: PlacedLink) -> tuple[int, str] | None:
    """The volume and the name that a link to another volume leads to."""
    if not link.target.startswith(OTHER_VOLUME):
        return None
    volume, _, name = link.target.removeprefix(OTHER_VOLUME).partition("#")
    return int(volume), unquote(name)


def annotation(link: PlacedLink, spots: Spots, key: int, shelf: Mapping[int, str]) -> bytes:
    """A link; ``key`` is its own in the parent tree, ``shelf`` the files of the volumes.

    KeyError if its target is an anchor or a volume that is nowhere.
    """
    if link.target.startswith("#"):
        action = spots[link.target[1:]].way
    elif other := elsewhere(link):
        action = b"/A<</S/GoToR/F%b/D%b>>" % (_file(shelf[other[0]]), text(other[1]))
    else:
        address = quote(link.target, safe="%/:=&?~#+!$,;'@()*[]")
        action = b"/A<</S/URI/URI%b>>" % string(address.encode())
    words = link.words or link.target.removeprefix("#")
    return b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect%b%b/Contents%b/StructParent %d>>" % (
        numbers(round(side, 1) for side in link.box), action, text(words), key
    )  # fmt: skip


def _file(name: str) -> bytes:
    """A file beside this one.  PDF/A-3 takes a dictionary for a file that is attached."""
    plain = string(name.encode())
    return plain if name.isascii() else b"<</Type/Filespec/F%b/UF%b>>" % (plain, text(name))


def write_destinations(file: PdfFile, names: Iterable[str], spots: Spots) -> int:
    """The tree of named destinations, which links from outside the file lead to."""
    entries = sorted((text_bytes(name), spots[name].named) for name in names)
    nodes = []
    for start in range(0, len(entries), NODE):
        leaves = entries[start : start + NODE]
        limits = string(leaves[0][0]) + string(leaves[-1][0])
        pairs = b"".join(string(key) + destination for key, destination in leaves)
        nodes.append(file.add(b"<</Limits[%b]/Names[%b]>>" % (limits, pairs)))
    return file.add(b"<</Kids%b>>" % references(nodes))


@dataclass(slots=True)
class _Branch:
    """An entry of the outline, with those below it."""

    number: int
    title: str = ""
    level: int = 0
    way: bytes = b""
    below: list[_Branch] = field(default_factory=list)


def write_outline(file: PdfFile, entries: Sequence[OutlineEntry], spots: Spots) -> int:
    """The outline, its first level open; a level that is left out is passed over."""
    root = _Branch(file.reserve())
    above = [root]
    for entry in entries:
        while above[-1].level >= entry.level:
            above.pop()
        spot = spots[entry.anchor]
        branch = _Branch(file.reserve(), entry.title, entry.level, spot.way)
        above[-1].below.append(branch)
        above.append(branch)
    return _write_branch(file, root, b"/Type/Outlines", opened=True)


def _write_branch(file: PdfFile, branch: _Branch, entries: bytes, *, opened: bool = False) -> int:
    if branch.below:
        first, last = branch.below[0].number, branch.below[-1].number
        count = len(branch.below) if opened else -len(branch.below)
        ends = (reference(first), reference(last))
        entries += b"/First %b/Last %b/Count %d" % (*ends, count)
    for at, child in enumerate(branch.below):
        lines = b"/Title%b/Parent %b%b" % (text(child.title), reference(branch.number), child.way)
        if at:
            lines += b"/Prev " + reference(branch.below[at - 1].number)
        if at + 1 < len(branch.below):
            lines += b"/Next " + reference(branch.below[at + 1].number)
        _write_branch(file, child, lines)
    return file.add(b"<<%b>>" % entries, branch.number)
