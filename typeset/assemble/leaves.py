"""Leaves: the pages of a volume are printed one after the other, from the stereos of its units."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from typeset.assemble.content import Dresser
from typeset.assemble.file import PdfFile
from typeset.assemble.fonts import FontCase
from typeset.assemble.inks import inks
from typeset.assemble.marks import marks, on_sheet
from typeset.assemble.navigation import Spot, elsewhere
from typeset.assemble.resources import ResourceCase
from typeset.assemble.sheet import Press
from typeset.assemble.structure import PageTags, StructureTree
from typeset.assemble.syntax import number
from typeset.assemble.volume import Volume
from typeset.errors import InputError, Problem
from typeset.galley import Resource
from typeset.page import Page, Side
from typeset.stereo import Leaf, Part, PlacedLink, Stereo

if TYPE_CHECKING:
    from typeset.assemble.foreign import Inserts


@dataclass(frozen=True, slots=True)
class PrintedLeaf:
    """A page whose content is written, waiting for what points to other pages."""

    number: int
    contents: Sequence[int]
    """Its streams."""
    resources: bytes
    links: Sequence[PlacedLink]
    annotations: Sequence[tuple[PlacedLink, int, int]]
    """Links that lead somewhere, with their objects' numbers and their keys in the parent tree."""
    key: int | None
    """The page's own in the parent tree."""


@dataclass(slots=True)
class _Open:
    """The unit whose pages are being printed."""

    unit: int
    stereo: Stereo
    done: int = 0
    """Its pages that are printed."""

    def next(self) -> Leaf:
        self.done += 1
        return self.stereo.leaves[self.done - 1]


class LeafPrinter:
    """Writes the content of pages, and notes what stands where."""

    def __init__(self, volume: Volume, file: PdfFile, fonts: int) -> None:
        """``fonts`` is the number that their dictionary will have."""
        self._volume = volume
        self._geometry = volume.geometry
        self._file = file
        self.sheet = volume.press if volume.variant.press else Press()
        self._inks = inks(volume.variant, volume.press)
        self._marks = marks(self.sheet, volume.geometry.width, volume.geometry.height)
        self._resources = ResourceCase(file, fonts, self._inks.resource)
        self.fonts = FontCase(volume.faces)
        self.fonts.use(volume.furniture_faces)
        self.spots: dict[str, Spot] = {}
        self.letters: set[str] = set()
        """The anchors of the letters that were printed."""
        self.tree = StructureTree(
            file,
            volume.metadata.language,
            {entry.anchor: entry.level for entry in volume.outline},
            modern=volume.variant.modern,
            margin=self.sheet.margin,
        )
        self._ends = {unit: page.number for page in volume.pages for unit in page.units}
        """The last page of each unit."""
        self._reached = _anchors(volume) if volume.excerpt else None
        self._open: _Open | None = None
        self._shifts: dict[Side, int] = {}
        """The streams that put the type of a side's pages into its place."""

    @cached_property
    def _inserts(self) -> Inserts:
        from typeset.assemble.foreign import Inserts  # rarely needed, and slow to load

        place = self.sheet.trimmed(self._geometry.width, self._geometry.height)
        return Inserts(self._file, self._volume.inserts, place)

    def print(self, page: Page) -> PrintedLeaf:
        """Write the page's content; its places are known from here on."""
        number = self._file.reserve()
        unit = self._unit(page)
        leaf = self._open.next() if self._open and unit is not None else Leaf()
        tags = self.tree.page(number, -1 if unit is None else unit)
        left = self._geometry.left(page.side)
        for home in leaf.owners:
            tags.hold(home)
        for home, box in leaf.pictures:
            tags.picture(home, _shifted(box, left))
        dresser = Dresser(self._geometry, tags)
        furniture = dresser.dress(page)
        links = [replace(one, box=_shifted(one.box, left)) for one in leaf.links] + dresser.links
        anchors = [(anchor, x + left, y, home) for anchor, x, y, home in leaf.anchors]
        self._note_spots(number, tags, [*anchors, *dresser.anchors])
        contents, resources = self._content(page, leaf, furniture)
        annotations = [self._annotation(link, tags) for link in links if self._leads(link)]
        key = tags.finish()
        if unit is not None and self._ends[unit] == page.number:
            self.tree.close(unit)
        return PrintedLeaf(number, contents, resources, links, annotations, key)

    def _unit(self, page: Page) -> int | None:
        """The unit of a page; its stereo is asked for once, when its first page comes."""
        units = page.units
        if not units:
            return None
        if len(units) > 1:
            raise ValueError(f"page {page.number} has type of several units")
        if self._open is None or self._open.unit != units[0]:
            stereo = self._volume.stereos[units[0]]
            self._open = _Open(units[0], stereo)
            self._check_colours(stereo)
            self.tree.open(units[0], stereo)
            self.letters.add(f"letter-{stereo.unit}")
            self.fonts.use(stereo.faces)
        return units[0]

    def _note_spots(
        self, page: int, tags: PageTags, anchors: Sequence[tuple[str, float, float, Part | None]]
    ) -> None:
        margin, modern = self.sheet.margin, self._volume.variant.modern
        for anchor, x, y, home in anchors:
            # From PDF 2.0 on a way leads to an element as well as to a place.
            element = tags.element(home).number if home and modern else 0
            self.spots.setdefault(anchor, Spot(page, x + margin, y + margin, element))

    def _content(self, page: Page, leaf: Leaf, furniture: bytes) -> tuple[list[int], bytes]:
        """Write the page's streams; gives their numbers, and the dictionary of what they name.

        A unit's page is taken as it was cast.  Only where its colours change, as they do for press,
        or where something lies below it, is it written anew.
        """
        below, named = self._insert(page)
        if self._volume.variant.press or leaf.tinted or below:
            ops = furniture
            if leaf.content:
                body = zlib.decompress(leaf.content)
                ops = b"%b%bQ\n%b" % (self._shift(page.side), body, furniture)
            ops = below + on_sheet(self._inks.page(ops), self.sheet, self._marks)
            streams = [self._file.add_stream(b"", ops)] if ops else []
        elif leaf.content:
            ops = b"Q\n" + self._inks.page(furniture)
            streams = [
                self._shift_stream(page.side),
                self._file.add_stream(b"/Filter/FlateDecode", leaf.content, compress=False),
                self._file.add_stream(b"", ops),
            ]
        else:
            ops = self._inks.page(furniture)
            streams = [self._file.add_stream(b"", ops)] if ops else []
        named += [*self._inks.resources, *([self._marks] if self._marks else ())]
        stereo = self._open.stereo.resources if self._open and leaf.resources else ()
        offered = chain(self._volume.furniture_resources, stereo, named)
        return streams, self._resources.dictionary(offered, leaf.resources, ops)

    def _shift(self, side: Side) -> bytes:
        return b"q 1 0 0 1 %b 0 cm\n" % number(self._geometry.left(side))

    def _shift_stream(self, side: Side) -> int:
        if side not in self._shifts:
            self._shifts[side] = self._file.add_stream(b"", self._shift(side), compress=False)
        return self._shifts[side]

    def _insert(self, page: Page) -> tuple[bytes, list[Resource]]:
        """The operators that show pages of other PDFs on a page, and what these name."""
        shown, found = b"", []
        for unit in page.units:
            if unit in self._volume.inserts:
                called, form, ops = self._inserts.draw(unit)
                found.append(Resource("XObject", called, b""))
                self._resources.put(found[-1], form)
                shown += ops
        return shown, found

    def _check_colours(self, stereo: Stereo) -> None:
        """Refuse pictures whose colours the archive's output intent does not tell."""
        variant = self._volume.variant
        if variant.archive and any(b"/DeviceCMYK" in one.body for one in stereo.resources):
            message = f"a picture of {stereo.unit} is in CMYK, and {variant.name} means sRGB"
            hint = "convert the picture to RGB or grey"
            raise InputError(Problem("cmyk-picture", message, hint))

    def _leads(self, link: PlacedLink) -> bool:
        """Does a link lead somewhere?  On paper none does, in a whole volume all do."""
        if self._volume.variant.press:
            return False
        if other := elsewhere(link):
            return other[0] in self._volume.shelf
        anchor = link.target.removeprefix("#")
        return self._reached is None or anchor == link.target or anchor in self._reached

    def _annotation(self, link: PlacedLink, tags: PageTags) -> tuple[PlacedLink, int, int]:
        number = self._file.reserve()
        return link, number, tags.link(link.home, number, link.target)


def _shifted(
    box: tuple[float, float, float, float], left: float
) -> tuple[float, float, float, float]:
    return box[0] + left, box[1], box[2] + left, box[3]


def _anchors(volume: Volume) -> frozenset[str]:
    """All names that stand on the pages."""
    units = {unit for page in volume.pages for unit in page.units}
    return frozenset(
        anchor[0]
        for unit in units
        for leaf in volume.stereos[unit].leaves
        for anchor in leaf.anchors
    )
