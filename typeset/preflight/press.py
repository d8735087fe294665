"""PDF/X: what a press takes, from the clauses of ISO 15930-1 (PDF/X-1a:2001) and ISO 15930-7
(PDF/X-4); those of ISO 15930-4 (PDF/X-1a:2003) where they differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pikepdf

from typeset.preflight.findings import Finding
from typeset.preflight.objects import (
    MALFORMED,
    Rectangle,
    array,
    entry,
    label,
    named,
    rectangle,
    said,
    stream_bytes,
)
from typeset.preflight.subject import Leaf, Subject, error, warning

NEAR = 0.01
OUTPUT = "write it as PDF/X, with the printer's output intent"
ON_PRESS = ("/PrinterMark", "/TrapNet")


def claims_x1a(subject: Subject) -> Iterator[Finding]:
    """The file says that it is PDF/X-1a (identification; PDF version)."""
    told = said(entry(subject.information, "/GTS_PDFXVersion"))
    level = said(entry(subject.information, "/GTS_PDFXConformance"))
    good = (told, level) == ("PDF/X-1:2001", "PDF/X-1a:2001") or told == "PDF/X-1a:2003"
    if not good:
        message = f"the file does not say that it is PDF/X-1a: “{told}”, “{level}”"
        yield error("not-claimed", message, "write it as PDF/X-1a")
    most = 1.4 if told == "PDF/X-1a:2003" else 1.3
    if subject.version > most:
        message = f"the file is PDF {subject.version}, {most} is the latest"
        yield error("version", message, f"write it as PDF {most}")
    for thing in subject.pdf.objects:
        if named(entry(thing, "/Type")) in ("/ObjStm", "/XRef"):
            message = "objects are compressed, which PDF 1.4 does not know"
            yield error("version", message, f"write it as PDF {most}")
            break


def claims_x4(subject: Subject) -> Iterator[Finding]:
    """The file says in its metadata that it is PDF/X-4 (identification; metadata)."""
    told = subject.claimed("pdfxid:GTS_PDFXVersion")
    if told != "PDF/X-4":
        message = f"the metadata do not say that it is PDF/X-4: “{told}”"
        yield error("not-claimed", message, "write it as PDF/X-4")
    if subject.version > 1.6:
        message = f"the file is PDF {subject.version}, PDF/X-4 is 1.6"
        yield warning("version", message, "write it as PDF 1.6")
    wanted = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID",
              "xmpMM:VersionID", "xmpMM:RenditionClass")  # fmt: skip
    for name in wanted:
        if not subject.claimed(name):
            message = f"the metadata do not tell {name}"
            yield error("metadata", message, "write it as PDF/X-4, with whole metadata")


def dated(subject: Subject) -> Iterator[Finding]:
    """The information dictionary tells when the file was made."""
    for key in ("/CreationDate", "/ModDate"):
        if not said(entry(subject.information, key)).startswith("D:"):
            message = f"the information dictionary has no {key[1:]}"
            yield error("no-date", message, "write the file with its dates")


def trapped(subject: Subject) -> Iterator[Finding]:
    """Whether it is trapped is told."""
    told = named(entry(subject.information, "/Trapped")).lstrip("/")
    if (told or subject.claimed("pdf:Trapped")) not in ("True", "False"):
        hint = "say Trapped /False, or /True if traps are in it"
        yield error("trapped", "whether the file is trapped is not told", hint)


def intents(subject: Subject) -> list[pikepdf.Object]:
    """The output intents of PDF/X."""
    found = array(entry(subject.root, "/OutputIntents"))
    return [one for one in found if named(entry(one, "/S")) == "/GTS_PDFX"]


def output_intent(subject: Subject) -> Iterator[Finding]:
    """There is one output intent, with its condition and its profile."""
    found = intents(subject)
    if len(found) != 1:
        message = f"there are {len(found)} output intents of PDF/X" if found else "no output intent"
        yield error("output-intent", message, OUTPUT)
        return
    (intent,) = found
    name = label(intent, "the output intent")
    if not said(entry(intent, "/OutputConditionIdentifier")).strip():
        yield error("output-intent", "the printing condition has no name", OUTPUT, None, name)
    registered = said(entry(intent, "/RegistryName")).startswith("http://www.color.org")
    profile = entry(intent, "/DestOutputProfile")
    if not registered and not said(entry(intent, "/Info")):
        message = "a condition that is not registered is not described (Info)"
        yield error("output-intent", message, OUTPUT, None, name)
    if profile is None and (not registered or claims_four(subject)):
        yield error("output-intent", "the profile is not in the file", OUTPUT, None, name)
    if profile is not None and not device_of(profile):
        message = "the profile is none of a printing press"
        yield error("output-profile", message, OUTPUT, None, label(profile, name))


def claims_four(subject: Subject) -> bool:
    """Does the file say that it is PDF/X-4?"""
    return subject.claimed("pdfxid:GTS_PDFXVersion").startswith("PDF/X-4")


def device_of(profile: pikepdf.Object | None) -> str:
    """The colours of a profile's press: ``CMYK``, ``RGB``, ``GRAY``; empty if it is of none."""
    try:
        data = stream_bytes(profile) if isinstance(profile, pikepdf.Stream) else b""
    except MALFORMED:
        return ""
    sound = len(data) > 132 and data[36:40] == b"acsp" and data[12:16] == b"prtr"
    colours = data[16:20].decode("latin-1").strip()
    return colours if sound and colours in ("CMYK", "RGB", "GRAY") else ""


def boxes(subject: Subject) -> Iterator[Finding]:
    """Each page tells how it is cut, and its boxes lie within one another."""
    for leaf in subject.leaves:
        media = leaf.box("/MediaBox")
        if media is None:
            message = "the page has no MediaBox with room in it"
            yield error("boxes", message, "give the page a MediaBox", leaf, leaf.label)
            continue
        cuts = [name for name in ("/TrimBox", "/ArtBox") if entry(leaf.object, name) is not None]
        if len(cuts) != 1:
            message = "the page has " + (
                "TrimBox and ArtBox" if cuts else "neither Trim- nor ArtBox"
            )
            yield error("no-trim", message, "give each page a TrimBox", leaf, leaf.label)
        yield from _nested(leaf, cuts, media)


def _nested(leaf: Leaf, cuts: list[str], media: Rectangle) -> Iterator[Finding]:
    order = [*cuts[:1], "/BleedBox", "/MediaBox"]
    known = [(name, leaf.box(name)) for name in order if entry(leaf.object, name) or name[1] == "M"]
    for (name, inner), (other, outer) in pairwise(known):
        if inner is None:
            message, hint = f"{name[1:]} is no rectangle", "write the page's boxes anew"
            yield error("boxes", message, hint, leaf, leaf.label)
        elif not within(inner, outer or media):
            message = f"{name[1:]} reaches beyond {other[1:]}"
            yield error("boxes", message, "write the page's boxes anew", leaf, leaf.label)


def within(inner: Rectangle, outer: Rectangle) -> bool:
    """Is a rectangle in another?"""
    return (
        inner[0] >= outer[0] - NEAR
        and inner[1] >= outer[1] - NEAR
        and inner[2] <= outer[2] + NEAR
        and inner[3] <= outer[3] + NEAR
    )


def nothing_on_the_page(subject: Subject) -> Iterator[Finding]:
    """What readers would see lies beyond the bleed."""
    for leaf in subject.leaves:
        page = leaf.box("/BleedBox") or leaf.trimmed
        for one in array(entry(leaf.object, "/Annots")):
            kind, place = named(entry(one, "/Subtype")), rectangle(entry(one, "/Rect"))
            if kind in ON_PRESS or page is None:
                continue
            if place is None or _meet(place, page):
                message = f"an annotation ({kind[1:] or 'of no kind'}) stands on the printed page"
                hint = "take links, notes and fields off the pages"
                yield error("annotation", message, hint, leaf, label(one, "an annotation"))


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


X1A_COLOURS = frozenset(("DeviceGray", "DeviceCMYK", "Separation", "DeviceN", "Pattern"))


def colours_x1a(subject: Subject) -> Iterator[Finding]:
    """Colours are CMYK, grey or inks of their own."""
    for leaf in subject.leaves:
        for family, what in leaf.seen.spaces:
            if family not in X1A_COLOURS:
                message = f"a colour in {family}"
                hint = "convert it to CMYK, grey or a spot colour"
                yield error("colour", message, hint, leaf, what)


def colours_x4(subject: Subject) -> Iterator[Finding]:
    """Colours of a device are those of the output intent's press."""
    found = intents(subject)
    device = device_of(entry(found[0], "/DestOutputProfile")) if found else ""
    refused = {"CMYK": ("DeviceRGB",), "RGB": ("DeviceCMYK",), "GRAY": ("DeviceRGB", "DeviceCMYK")}
    for leaf in subject.leaves:
        for family, what in leaf.seen.spaces:
            if family in refused.get(device, ()):
                message = f"a colour in {family}, and the press is {device}"
                hint = "convert it, or give it a profile"
                yield error("colour", message, hint, leaf, what)


def black_type(subject: Subject) -> Iterator[Finding]:
    """Black type is of one ink."""
    for leaf in subject.leaves:
        if leaf.seen.rich_black:
            message = "black type is printed in several inks, which blurs it"
            yield warning("rich-black", message, "print it in K alone", leaf, leaf.label)


def no_actions(subject: Subject) -> Iterator[Finding]:
    """Nothing happens: there are no actions, forms or layers (PDF/X-1a)."""
    if entry(entry(subject.root, "/OpenAction"), "/S") is not None:
        yield error("script", "opening the file does something", "take the action away")
    if array(entry(entry(subject.root, "/AcroForm"), "/Fields")):
        yield error("form", "the file has a form", "take the fields away")
    if entry(subject.root, "/OCProperties") is not None:
        yield error("layers", "the file has layers, which PDF 1.3 does not know", "flatten them")
    if entry(entry(subject.root, "/Names"), "/EmbeddedFiles") is not None:
        yield error("attachment", "files are attached", "take the attachments away")


def whole_pages(subject: Subject) -> Iterator[Finding]:
    """Pages are not separated into their inks."""
    for leaf in subject.leaves:
        if entry(leaf.object, "/SeparationInfo") is not None:
            message, hint = "the page is one ink's part of a page", "print whole pages"
            yield error("separated", message, hint, leaf, leaf.label)


def xfa(subject: Subject) -> Iterator[Finding]:
    """There is no form in XML."""
    if entry(entry(subject.root, "/AcroForm"), "/XFA") is not None:
        yield error("form", "the file has a form in XML (XFA)", "take the form away")
