"""The order in which a volume goes to paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from typeset.assemble.attachments import write_attachments
from typeset.assemble.file import PdfFile, pdf_file
from typeset.assemble.intent import write_archive_intent, write_press_intent
from typeset.assemble.labels import page_labels
from typeset.assemble.leaves import LeafPrinter, PrintedLeaf
from typeset.assemble.metadata import write_information, write_xmp
from typeset.assemble.navigation import NODE, annotation, leads, write_destinations, write_outline
from typeset.assemble.syntax import reference, references, text
from typeset.assemble.volume import Volume
from typeset.errors import LossError, Problem
from typeset.whole import replacing


@dataclass(frozen=True, slots=True)
class Printed:
    """What went into the file."""

    pages: int
    size: int
    """Bytes."""
    faces: tuple[str, ...]
    """PostScript names of the faces embedded."""


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
        self._fonts_number = file.reserve()
        self._printer = LeafPrinter(volume, file, self._fonts_number)

    def run(self) -> Printed:
        if not self._volume.pages:
            raise ValueError("a volume without pages cannot be printed")
        leaves = [self._printer.print(page) for page in self._volume.pages]
        self._check_ways(leaves)
        fonts = self._printer.fonts
        fonts.write(self._file, self._fonts_number)
        pages = self._page_tree(leaves)
        information, metadata, variant = None, self._volume.metadata, self._volume.variant
        if not variant.modern:
            information = write_information(self._file, metadata, variant)
        self._file.finish(self._catalog(pages), information)
        names = tuple(face.postscript_name for face in fonts.faces)
        return Printed(len(leaves), self._file.size, names)

    def _page_tree(self, leaves: Sequence[PrintedLeaf]) -> int:
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

    def _page(self, leaf: PrintedLeaf, parent: int) -> bytes:
        geometry = self._volume.geometry
        boxes = self._printer.sheet.boxes(geometry.width, geometry.height)
        entries = b"/Parent %b%b/Resources %b" % (reference(parent), boxes, leaf.resources)
        if leaf.contents:
            one = len(leaf.contents) == 1
            told = b" " + reference(leaf.contents[0]) if one else references(leaf.contents)
            entries += b"/Contents" + told
        if leaf.key is not None:
            entries += b"/StructParents %d" % leaf.key
        shelf = self._volume.shelf
        for link, number, key in leaf.annotations:
            self._file.add(annotation(link, self._printer.spots, key, shelf), number)
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
        outline = [entry for entry in self._volume.outline if entry.anchor in self._printer.spots]
        names = {entry.anchor for entry in outline} | (
            self._printer.letters & self._printer.spots.keys()
        )
        held, associated = write_attachments(file, self._volume.attachments)
        if names:
            held += b"/Dests " + reference(write_destinations(file, names, self._printer.spots))
        if held:
            entries += b"/Names<<%b>>%b" % (held, associated)
        if outline:
            root = write_outline(file, outline, self._printer.spots)
            entries += b"/Outlines %b/PageMode/UseOutlines" % reference(root)
        entries += self._printer.tree.finish()
        if variant.archive:
            entries += b"/OutputIntents[%b]" % reference(write_archive_intent(file))
        if variant.press and self._printer.sheet.condition:
            intent = write_press_intent(file, self._printer.sheet.condition)
            entries += b"/OutputIntents[%b]" % reference(intent)
        return file.add(b"<</Type/Catalog/ViewerPreferences<</DisplayDocTitle true>>%b>>" % entries)

    def _check_ways(self, leaves: Sequence[PrintedLeaf]) -> None:
        """Refuse ways to nowhere; an excerpt may have them."""
        if self._volume.excerpt:
            return
        ways = [
            (link.target, f"a link in {link.source}")
            for leaf in leaves
            for link in leaf.links
            if not leads(link, self._printer.spots)
        ]
        ways += [
            (f"#{entry.anchor}", f"the outline entry '{entry.title}'")
            for entry in self._volume.outline
            if entry.anchor not in self._printer.spots
        ]
        if ways:
            hint = "give the anchor to a text of the volume, or take the link away"
            raise LossError(
                [
                    Problem("lost-way", f"{what} leads to {to}, on no page", hint)
                    for to, what in ways
                ]
            )
