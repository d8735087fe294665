"""Checks that several gates share."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from typeset.preflight.findings import Finding
from typeset.preflight.objects import array, entry, filters, label, named, number, said, yes
from typeset.preflight.subject import Check, Subject, error, warning
from typeset.preflight.transparency import transparencies

EMBED = "embed the font when the PDF is written"
FINE = 300


def sound_pages(subject: Subject) -> Iterator[Finding]:
    """Pages can be followed (ISO 32000-1, 7.8)."""
    for leaf in subject.leaves:
        if leaf.broken:
            message = f"the page's content cannot be followed: {leaf.broken}"
            yield error("broken-content", message, "write the page anew", leaf, leaf.label)
        for name in sorted(leaf.seen.unknown):
            message = f"there is no operator “{name}”"
            yield error("unknown-operator", message, "write the page anew", leaf, leaf.label)


def identifier(subject: Subject) -> Iterator[Finding]:
    """The trailer tells an identifier (ISO 32000-1, 14.4)."""
    if len(array(entry(subject.pdf.trailer, "/ID"))) != 2:
        yield error("no-id", "the trailer has no ID", "write the file anew, with an ID")


def fonts_embedded(subject: Subject) -> Iterator[Finding]:
    """Every font that type is shown in is in the file."""
    for leaf in subject.leaves:
        for name, font in leaf.seen.fonts.items():
            if named(entry(font, "/Subtype")) == "/Type3":
                continue
            below = array(entry(font, "/DescendantFonts"))
            told = entry(below[0] if below else font, "/FontDescriptor")
            if not any(
                isinstance(entry(told, key), pikepdf.Stream)
                for key in ("/FontFile", "/FontFile2", "/FontFile3")
            ):
                known = named(entry(font, "/BaseFont"))[1:] or name
                message = f"the font {known} is not in the file"
                yield error("font-not-embedded", message, EMBED, leaf, name)


def texts_known(subject: Subject) -> Iterator[Finding]:
    """Every font tells what its glyphs read as."""
    for leaf in subject.leaves:
        for name, font in leaf.seen.fonts.items():
            if entry(font, "/ToUnicode") is not None:
                continue
            encoding = entry(font, "/Encoding")
            simple = named(entry(font, "/Subtype")) in ("/Type1", "/TrueType", "/MMType1")
            if simple and encoding is not None:
                continue
            message = "the font does not tell what its glyphs read as"
            hint = "write the font with a ToUnicode map"
            yield error("no-unicode", message, hint, leaf, name)


def images_fine(subject: Subject) -> Iterator[Finding]:
    """Pictures have 300 pixels to the inch."""
    for leaf in subject.leaves:
        for shown in leaf.seen.images:
            if 0 < round(shown.dpi) < FINE:
                message = f"a picture has {shown.dpi:.0f} pixels to the inch, {FINE} are wanted"
                hint = "take a larger picture, or print it smaller"
                yield warning("coarse-picture", message, hint, leaf, shown.object)


def nothing_shines_through(subject: Subject) -> Iterator[Finding]:
    """No transparency."""
    for leaf in subject.leaves:
        for name, what in transparencies(leaf.seen).items():
            hint = "flatten what shines through"
            yield error("transparency", f"{what} lets something shine through", hint, leaf, name)
        if named(entry(entry(leaf.object, "/Group"), "/S")) == "/Transparency":
            message, hint = "the page is a transparency group", "flatten the page"
            yield error("transparency", message, hint, leaf, leaf.label)


SCRIPTS = ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ImportData", "/ResetForm", "/Rendition",
           "/GoTo3DView", "/SetOCGState", "/Hide", "/Trans")  # fmt: skip


def no_scripts(subject: Subject) -> Iterator[Finding]:
    """Nothing is done but going from place to place."""
    if entry(entry(subject.root, "/Names"), "/JavaScript") is not None:
        yield error("script", "the file has JavaScript", "take the script away")
    opened = named(entry(entry(subject.root, "/OpenAction"), "/S"))
    if opened in SCRIPTS:
        yield error("script", f"opening the file does {opened[1:]}", "take the action away")
    if entry(subject.root, "/AA") is not None:
        yield error("script", "the file has actions of its own (AA)", "take the actions away")
    for leaf in subject.leaves:
        if entry(leaf.object, "/AA") is not None:
            message, hint = "the page has actions of its own (AA)", "take the actions away"
            yield error("script", message, hint, leaf, leaf.label)
        for annotation in array(entry(leaf.object, "/Annots")):
            done = named(entry(entry(annotation, "/A"), "/S"))
            if done in SCRIPTS:
                message = f"an annotation does {done[1:]}"
                hint = "take the action away"
                yield error("script", message, hint, leaf, label(annotation, "an annotation"))


def allowed_filters(*refused: str) -> Check:
    """A check that streams are not compressed in some ways."""

    def check(subject: Subject) -> Iterator[Finding]:
        """Streams are compressed in ways that every reader knows."""
        for stream in subject.pdf.objects:
            if isinstance(stream, pikepdf.Stream):
                for name in set(filters(stream)) & set(refused):
                    message = f"a stream is compressed by {name[1:]}"
                    hint = "write it with Flate or JPEG"
                    yield error("filter", message, hint, object_=label(stream))
                if entry(stream, "/F") is not None:
                    message, hint = "a stream lies in another file", "put it into this one"
                    yield error("outside", message, hint, object_=label(stream))

    return check


def no_press_tricks(subject: Subject) -> Iterator[Finding]:
    """No transfer curves, named halftones, PostScript, proxies or second pictures."""
    for leaf in subject.leaves:
        for name, state in leaf.seen.states.items():
            for key in ("/TR", "/TR2"):
                curve = entry(state, key)
                if curve is not None and named(curve) not in ("/Identity", "/Default"):
                    message, hint = "a transfer curve is set", "take the curve away"
                    yield error("transfer-curve", message, hint, leaf, name)
            halftone = entry(state, "/HT")
            kind = number(entry(halftone, "/HalftoneType"))
            if entry(halftone, "/HalftoneName") is not None or kind not in (None, 1, 5):
                message, hint = (
                    "a halftone is named or of another type than 1 and 5",
                    "take it away",
                )
                yield error("halftone", message, hint, leaf, name)
        for name, form in leaf.seen.forms.items():
            if "/PS" in (named(entry(form, "/Subtype")), named(entry(form, "/Subtype2"))):
                message, hint = "PostScript stands in the page", "draw it by PDF operators"
                yield error("postscript", message, hint, leaf, name)
            for key in ("/OPI", "/Ref"):
                if entry(form, key) is not None:
                    message, hint = f"a form stands for something else ({key[1:]})", "put it in"
                    yield error("proxy", message, hint, leaf, name)
        for shown in leaf.seen.images:
            if entry(shown.image, "/OPI") is not None:
                message, hint = "a picture stands for another (OPI)", "put the other in its place"
                yield error("proxy", message, hint, leaf, shown.object)
            for other in array(entry(shown.image, "/Alternates")):
                if yes(entry(other, "/DefaultForPrinting")):
                    message, hint = "another picture is to be printed", "put it in its place"
                    yield error("alternate", message, hint, leaf, shown.object)


def titled(subject: Subject) -> Iterator[Finding]:
    """The file tells its title."""
    if not said(entry(subject.information, "/Title")) and "dc:title" not in subject.xmp:
        yield error("no-title", "the file tells no title", "give it one in its metadata")


def files_inside(subject: Subject) -> Iterator[tuple[str, pikepdf.Object]]:
    """Files that are embedded, by the labels of their specifications."""
    for thing in subject.pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and entry(thing, "/EF") is not None:
            yield label(thing, "a file specification"), thing
