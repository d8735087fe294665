"""The order in which a volume goes to paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.assemble.attachments import write_attachments
from typeset.assemble.content import PlacedLink, compose
from typeset.assemble.file import PdfFile, pdf_file
from typeset.assemble.fonts import FontCase
from typeset.assemble.inks import inks
from typeset.assemble.intent import write_archive_intent, write_press_intent
from typeset.assemble.labels import page_labels
from typeset.assemble.marks import marks, on_sheet
from typeset.assemble.metadata import write_information, write_xmp
from typeset.assemble.navigation import (
    NODE,
    Spot,
    annotation,
    leads,
    write_destinations,
    write_outline,
)
from typeset.assemble.resources import ResourceCase
from typeset.assemble.sheet import Press
from typeset.assemble.structure import PageTags, StructureTree
from typeset.assemble.syntax import reference, references, text
from typeset.assemble.volume import Volume
from typeset.errors import InputError, LossError, Problem
from typeset.galley import Galley, Resource
from typeset.page import Page, column_of, standing
from typeset.whole import replacing

if TYPE_CHECKING:
    from typeset.assemble.foreign import Inserts


@dataclass(frozen=True, slots=True)
class Printed:
    """What went into the file."""

    pages: int
    size: int
    """Bytes."""
    faces: tuple[str, ...]
    """PostScript names of the faces embedded."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page whose content is written, waiting for what points to other pages."""

    number: int
    contents: int | None
    resources: bytes
    links: Sequence[PlacedLink]
    annotations: Sequence[tuple[PlacedLink, int, int]]
    """Links that lead somewhere, with their objects' numbers and their keys in the parent tree."""
    key: int | None
    """The page's own in the parent tree."""


def assemble(
    volume: Volume, out: Path, check: Callable[[Path], None] = lambda part: None
) -> Printed:
    """Write a volume to the file ``out``, which appears whole or not at all.

    ``check`` is given the finished file before it takes its place; its error keeps the file out.

    Raises:
        InputError: the file cannot be written, a font file is gone, or a picture is in colours that
            the variant does not take.
        LossError: a link or an outline entry leads to an anchor that is on no page.
        ValueError: the volume contradicts itself, a defect of the rooms before.
    """
    with replacing(out, check) as stream:
        return _Press(volume, pdf_file(stream, volume.variant.version)).run()


class _Press:
    def __init__(self, volume: Volume, file: PdfFile) -> None:
        self._volume = volume
        self._file = file
        self._fonts = FontCase(volume.faces)
        self._fonts_number = file.reserve()
        self._sheet = volume.press if volume.variant.press else Press()
        self._inks = inks(volume.variant, volume.press)
        self._marks = marks(self._sheet, volume.geometry.width, volume.geometry.height)
        self._resources = ResourceCase(file, self._fonts_number, self._inks.resource)
        self._spots: dict[str, Spot] = {}
        self._names: set[str] = set()
        outline = {entry.anchor: entry.level for entry in volume.outline}
        self._tree = StructureTree(
            file,
            volume.metadata.language,
            outline,
            modern=volume.variant.modern,
            margin=self._sheet.margin,
        )
        self._ends = {unit: page.number for page in volume.pages for unit in page.units}
        """The last page of each unit."""
        self._reached = _anchors(volume) if volume.excerpt else None
        self._open: dict[int, Galley] = {}
        """The galleys of the page at hand: each is asked for once, if its pages follow on."""

    @cached_property
    def _inserts(self) -> Inserts:
        from typeset.assemble.foreign import Inserts  # rarely needed, and slow to load

        geometry = self._volume.geometry
        place = self._sheet.trimmed(geometry.width, geometry.height)
        return Inserts(self._file, self._volume.inserts, place)

    def run(self) -> Printed:
        if not self._volume.pages:
            raise ValueError("a volume without pages cannot be printed")
        self._fonts.use(self._volume.furniture_faces)
        leaves = [self._leaf(page) for page in self._volume.pages]
        self._check_ways(leaves)
        self._fonts.write(self._file, self._fonts_number)
        pages = self._page_tree(leaves)
        information, metadata, variant = None, self._volume.metadata, self._volume.variant
        if not variant.modern:
            information = write_information(self._file, metadata, variant)
        self._file.finish(self._catalog(pages), information)
        names = tuple(face.postscript_name for face in self._fonts.faces)
        return Printed(len(leaves), self._file.size, names)

    def _leaf(self, page: Page) -> _Leaf:
        """Write the page's content; its places are known from here on."""
        self._open = {n: self._open.get(n) or self._volume.galleys[n] for n in page.units}
        for unit, galley in self._open.items():
            self._check_colours(galley)
            self._tree.open(unit, galley)
            self._names.add(f"letter-{galley.unit}")
            self._fonts.use(galley.faces)
        number = self._file.reserve()
        tags = self._tree.page(number)
        sheet = compose(page, self._open, self._volume.geometry, tags)
        content = self._inks.page(self._fonts.in_short(sheet.content))
        content = on_sheet(content, self._sheet, self._marks)
        inserted, content = self._insert(page, content)
        for name, x, y, home in sheet.anchors:
            # From PDF 2.0 on a way leads to an element as well as to a place.
            known = home is not None and self._volume.variant.modern
            element = self._tree.element(home).number if home and known else 0
            spot = Spot(number, x + self._sheet.margin, y + self._sheet.margin, element)
            self._spots.setdefault(name, spot)
        offered = [self._volume.furniture_resources, *(g.resources for g in self._open.values())]
        offered.append((*self._inks.resources, *([self._marks] if self._marks else ()), *inserted))
        resources = self._resources.dictionary(chain(*offered), content)
        contents = self._file.add_stream(b"", content) if content else None
        annotations = [self._annotation(link, tags) for link in sheet.links if self._leads(link)]
        key = tags.finish()
        for unit in page.units:
            if self._ends[unit] == page.number:
                self._tree.close(unit)
        return _Leaf(number, contents, resources, sheet.links, annotations, key)

    def _insert(self, page: Page, content: bytes) -> tuple[list[Resource], bytes]:
        """The pages of other PDFs that stand on a page, and its operators with them."""
        found = []
        for unit in page.units:
            if unit in self._volume.inserts:
                name, number, shown = self._inserts.draw(unit)
                found.append(Resource("XObject", name, b""))
                self._resources.put(found[-1], number)
                content = shown + content
        return found, content

    def _check_colours(self, galley: Galley) -> None:
        """Refuse pictures whose colours the archive's output intent does not tell."""
        variant = self._volume.variant
        if variant.archive and any(b"/DeviceCMYK" in one.body for one in galley.resources):
            message = f"a picture of {galley.unit} is in CMYK, and {variant.name} means sRGB"
            hint = "convert the picture to RGB or grey"
            raise InputError(Problem("cmyk-picture", message, hint))

    def _leads(self, link: PlacedLink) -> bool:
        """Does a link lead somewhere?  On paper none does, in a whole volume all do."""
        if self._volume.variant.press:
            return False
        anchor = link.target.removeprefix("#")
        return self._reached is None or anchor == link.target or anchor in self._reached

    def _annotation(self, link: PlacedLink, tags: PageTags) -> tuple[PlacedLink, int, int]:
        number = self._file.reserve()
        return link, number, tags.link(link.home, number, link.target)

    def _page_tree(self, leaves: Sequence[_Leaf]) -> int:
        """Write the pages in branches of a few dozen, so that a reader finds each in two steps."""
        root = self._file.reserve()
        branches = []
        for start in range(0, len(leaves), NODE):
            kids = leaves[start : start + NODE]
            branch = self._file.reserve()
            for leaf in kids:
                self._file.add(self._page(leaf, branch), leaf.number)
            content = (reference(root), len(kids), references(leaf.number for leaf in kids))
            branches.append(
                self._file.add(b"<</Type/Pages/Parent %b/Count %d/Kids%b>>" % content, branch)
            )
        body = b"<</Type/Pages/Count %d/Kids%b>>" % (len(leaves), references(branches))
        return self._file.add(body, root)

    def _page(self, leaf: _Leaf, parent: int) -> bytes:
        geometry = self._volume.geometry
        boxes = self._sheet.boxes(geometry.width, geometry.height)
        entries = b"/Parent %b%b/Resources %b" % (reference(parent), boxes, leaf.resources)
        if leaf.contents:
            entries += b"/Contents " + reference(leaf.contents)
        if leaf.key is not None:
            entries += b"/StructParents %d" % leaf.key
        for link, number, key in leaf.annotations:
            self._file.add(annotation(link, self._spots, key), number)
        if leaf.annotations:
            annotations = references(number for _, number, _ in leaf.annotations)
            entries += b"/Tabs/S/Annots" + annotations
        return b"<</Type/Page%b>>" % entries

    def _catalog(self, pages: int) -> int:
        metadata, file, variant = self._volume.metadata, self._file, self._volume.variant
        labels = page_labels((page.section, page.folio) for page in self._volume.pages)
        xmp = write_xmp(file, metadata, variant)
        entries = b"/Pages %b/PageLabels%b/Metadata %b/Lang%b" % (
            reference(pages), labels, reference(xmp), text(metadata.language)
        )  # fmt: skip
        outline = [entry for entry in self._volume.outline if entry.anchor in self._spots]
        names = {entry.anchor for entry in outline} | (self._names & self._spots.keys())
        held, associated = write_attachments(file, self._volume.attachments)
        if names:
            held += b"/Dests " + reference(write_destinations(file, names, self._spots))
        if held:
            entries += b"/Names<<%b>>%b" % (held, associated)
        if outline:
            root = write_outline(file, outline, self._spots)
            entries += b"/Outlines %b/PageMode/UseOutlines" % reference(root)
        entries += self._tree.finish()
        if variant.archive:
            entries += b"/OutputIntents[%b]" % reference(write_archive_intent(file))
        if variant.press and self._sheet.condition:
            intent = write_press_intent(file, self._sheet.condition)
            entries += b"/OutputIntents[%b]" % reference(intent)
        return file.add(b"<</Type/Catalog/ViewerPreferences<</DisplayDocTitle true>>%b>>" % entries)

    def _check_ways(self, leaves: Sequence[_Leaf]) -> None:
        """Refuse ways to nowhere; an excerpt may have them."""
        if self._volume.excerpt:
            return
        ways = [
            (link.target, f"a link in {link.source}")
            for leaf in leaves
            for link in leaf.links
            if not leads(link, self._spots)
        ]
        ways += [
            (f"#{entry.anchor}", f"the outline entry '{entry.title}'")
            for entry in self._volume.outline
            if entry.anchor not in self._spots
        ]
        if ways:
            hint = "give the anchor to a text of the volume, or take the link away"
            raise LossError(
                [
                    Problem("lost-way", f"{what} leads to {to}, on no page", hint)
                    for to, what in ways
                ]
            )


def _anchors(volume: Volume) -> frozenset[str]:
    """All names that stand on the pages."""
    return frozenset(
        anchor.name
        for page in volume.pages
        for part in (*page.body, *page.foot)
        for item, _ in standing(part, column_of(part, volume.galleys))
        for anchor in item.anchors
    )
