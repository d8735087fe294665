"""Printing on demand: what two printers ask of a book's pages, from what they publish.

Amazon KDP, paperbacks: “Set Trim Size, Bleed, and Margins” (kdp.amazon.com, GVBQ3CMEQW3W2VL6) and
“Paperback Submission Guidelines” (G201857950).  IngramSpark: “File Requirements for Print Books”
(ingramspark.com/blog) and the File Creation Guide.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
from pypdfium2 import PdfiumError

from typeset.preflight.findings import Finding
from typeset.preflight.objects import Rectangle, array, entry, label
from typeset.preflight.subject import Check, Subject, error, warning

INCH = 72.0
SLACK = 1.0
"""Points by which sizes may differ."""
KDP_SIZES = (4.0, 8.5, 6.0, 11.69)
"""The least and the greatest width and height of a trimmed page, in inches."""
KDP_PAGES = (24, 828)
KDP_INSIDE = ((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75), (828, 0.875))
"""The least inner margin in inches, for books of so many pages at most."""
KDP_OUTSIDE, KDP_OUTSIDE_BLEED = 0.25, 0.375
KDP_BYTES = 650 * 1000 * 1000
KDP_TYPE = 7.0
INGRAM_MARGIN = 0.5
INGRAM_INK = 2.4
BLEED = 0.125


def one_size(subject: Subject) -> Iterator[Finding]:
    """All pages are of one size, and stand one by one."""
    sizes = [(leaf, leaf.trimmed) for leaf in subject.leaves]
    for leaf, box in sizes:
        if box is None:
            yield error("boxes", "the page has no size", "give it a MediaBox", leaf, leaf.label)
    for (_, one), (leaf, other) in pairwise(sizes):
        if one and other and _size(one) != _size(other):
            message, hint = "the page is of another size than the one before", "trim all alike"
            yield error("page-size", message, hint, leaf, leaf.label)


def _size(box: Rectangle) -> tuple[int, int]:
    return round((box[2] - box[0]) / SLACK), round((box[3] - box[1]) / SLACK)


def no_marks(subject: Subject) -> Iterator[Finding]:
    """Beyond the trimmed page there is an eighth of an inch for bleed, and nothing else."""
    for leaf in subject.leaves:
        media, page = leaf.box("/MediaBox"), leaf.trimmed
        if media and page:
            room = [page[0] - media[0], page[1] - media[1], media[2] - page[2], media[3] - page[3]]
            if max(room) > BLEED * INCH + SLACK:
                message = "the sheet is larger than the page with its bleed: marks are not taken"
                hint = "print without slug and marks, with a bleed of 0.125 in at most"
                yield error("marks", message, hint, leaf, leaf.label)


def kdp_sizes(subject: Subject) -> Iterator[Finding]:
    """Trimmed pages, their number and the file are as large as they may be."""
    least, most = KDP_PAGES
    count = len(subject.leaves)
    if not least <= count <= most:
        message = f"the book has {count} pages, from {least} to {most} are printed"
        yield error("page-count", message, "add pages, or divide the book")
    narrow, wide, low, high = KDP_SIZES
    for leaf in subject.leaves[:1]:
        if box := leaf.trimmed:
            across, up = (box[2] - box[0]) / INCH, (box[3] - box[1]) / INCH
            if not (narrow - 0.01 <= across <= wide + 0.01 and low - 0.01 <= up <= high + 0.01):
                message = f"the page is {across:.2f} × {up:.2f} in"
                hint = f"trim it to {narrow}–{wide} × {low}–{high} in"
                yield error("page-size", message, hint, leaf, leaf.label)
    if subject.path.stat().st_size > KDP_BYTES:
        yield error("file-size", "the file is larger than 650 MB", "use smaller pictures")


def nothing_for_screens(subject: Subject) -> Iterator[Finding]:
    """No bookmarks and annotations."""
    if entry(entry(subject.root, "/Outlines"), "/First") is not None:
        message = "the file has bookmarks, which printing does not want"
        yield warning("bookmarks", message, "write it without an outline")
    for leaf in subject.leaves:
        if array(entry(leaf.object, "/Annots")):
            message, hint = "the page has links or other annotations", "write it without"
            yield warning("annotation", message, hint, leaf, leaf.label)


def readable_type(subject: Subject) -> Iterator[Finding]:
    """Type is of seven points at least."""
    for leaf in subject.leaves:
        if 0 < leaf.seen.small < KDP_TYPE - 0.05:
            message = f"type of {leaf.seen.small:.1f} points, {KDP_TYPE:.0f} is the least"
            yield warning("small-type", message, "set it larger", leaf, leaf.label)


def little_ink(subject: Subject) -> Iterator[Finding]:
    """No colour has more than 240 per cent of ink, no ink is a spot colour."""
    for leaf in subject.leaves:
        if leaf.seen.ink > INGRAM_INK + 0.005:
            message = f"a colour has {leaf.seen.ink:.0%} of ink, {INGRAM_INK:.0%} is the most"
            yield error("heavy-ink", message, "make it lighter", leaf, leaf.label)
        for ink, what in leaf.seen.inks.items():
            if ink not in ("All", "None", "Cyan", "Magenta", "Yellow", "Black"):
                message, hint = f"the spot colour {ink} is not printed", "convert it to CMYK"
                yield error("spot-colour", message, hint, leaf, what)


def paper_colours(subject: Subject) -> Iterator[Finding]:
    """Colours are CMYK or grey, without profiles."""
    for leaf in subject.leaves:
        for family, what in leaf.seen.spaces:
            if "RGB" in family or family.startswith(("ICC", "Lab")):
                message = f"a colour in {family}"
                yield error("colour", message, "convert it to CMYK or grey", leaf, what)


def x_claimed(subject: Subject) -> Iterator[Finding]:
    """The file is PDF/X, as the printer advises."""
    told = str(entry(subject.information, "/GTS_PDFXVersion") or "")
    if not told.startswith("PDF/X-1") and not told.startswith("PDF/X-3"):
        message = "the file is not PDF/X-1a, which the printer advises"
        yield warning("not-claimed", message, "print pdf/x-1a")


def kdp_margins(subject: Subject) -> Iterator[Finding]:
    """Type keeps away from the edges, from the spine by the book's thickness."""
    count = len(subject.leaves)
    inner = next((least for most, least in KDP_INSIDE if count <= most), KDP_INSIDE[-1][1])
    bleeding = any(_bleeds(leaf.box("/MediaBox"), leaf.trimmed) for leaf in subject.leaves)
    outer = KDP_OUTSIDE_BLEED if bleeding else KDP_OUTSIDE
    yield from _margins(subject, inner, outer)


def _bleeds(media: Rectangle | None, page: Rectangle | None) -> bool:
    return bool(media and page and _size(media) != _size(page))


def ingram_margins(subject: Subject) -> Iterator[Finding]:
    """Type keeps half an inch away from all edges."""
    yield from _margins(subject, INGRAM_MARGIN, INGRAM_MARGIN)


def _margins(subject: Subject, inner: float, outer: float) -> Iterator[Finding]:
    try:
        document = pypdfium2.PdfDocument(subject.path)
    except PdfiumError as failed:
        message = f"the pages cannot be measured: {failed}"
        yield error("broken-file", message, "write the file anew")
        return
    with document:
        for leaf, page in zip(subject.leaves, document, strict=False):
            if (box := leaf.trimmed) is None:
                continue
            recto = leaf.number % 2 == 1
            left, right = (inner, outer) if recto else (outer, inner)
            room = _room(page, box)
            found = [
                f"{side} {given / INCH:.2f} in, {least} are wanted"
                for side, given, least in zip(
                    ("left", "foot", "right", "head"),
                    room,
                    (left, outer, right, outer),
                    strict=True,
                )
                if given < least * INCH - SLACK
            ]
            if found:
                message = f"type stands too near the edge: {'; '.join(found)}"
                yield error("margin", message, "give the page wider margins", leaf, leaf.label)


def _room(page: pypdfium2.PdfPage, box: Rectangle) -> tuple[float, float, float, float]:
    """What is empty at each side of the trimmed page: left, foot, right, head."""
    room = (box[2] - box[0], box[3] - box[1]) * 2
    for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
        x0, y0, x1, y1 = one.get_bounds()
        if x1 <= box[0] or x0 >= box[2] or y1 <= box[1] or y0 >= box[3]:
            continue  # beyond the page
        sides = (x0 - box[0], y0 - box[1], box[2] - x1, box[3] - y1)
        room = tuple(map(min, room, sides))
    return room


def closing_blank(subject: Subject) -> Iterator[Finding]:
    """The last page is blank: the printer's own marks go there."""
    last = subject.leaves[-1]
    if last.seen.text or last.seen.images:
        message = "the last page is not blank; the printer will add one"
        yield warning(
            "last-page", message, "end the book with a blank page", last, label(last.object)
        )


CHECKS_KDP: tuple[Check, ...] = (
    one_size, no_marks, kdp_sizes, kdp_margins, nothing_for_screens, readable_type,
)  # fmt: skip
CHECKS_INGRAM: tuple[Check, ...] = (
    one_size, no_marks, ingram_margins, little_ink, paper_colours, x_claimed, closing_blank,
)  # fmt: skip
