"""PDF/A-2u: what an archive takes, from ISO 19005-2; veraPDF judges all of it, this most."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.common import files_inside
from typeset.preflight.findings import Finding
from typeset.preflight.objects import array, entry, label, named, number, yes
from typeset.preflight.subject import Subject, error, warning
from typeset.preflight.transparency import transparencies

HIDDEN, PRINTED = 0b100010, 0b100
"""Bits of an annotation's flags: Invisible 1, Hidden 2, Print 3, NoView 6."""


def claims(subject: Subject) -> Iterator[Finding]:
    """The metadata say that it is PDF/A-2, level U or A (6.6.4)."""
    part, level = subject.claimed("pdfaid:part"), subject.claimed("pdfaid:conformance").upper()
    if part not in ("2", "3") or level not in ("U", "A"):
        message = f"the metadata do not say that it is PDF/A-2u: part “{part}”, level “{level}”"
        yield error("not-claimed", message, "write it as PDF/A-2u")
    if not subject.xmp:
        yield error("metadata", "the file has no metadata (XMP)", "write it as PDF/A")
    if subject.version > 1.7 or not subject.version:
        message = f"the file is PDF {subject.version}, PDF/A-2 is 1.7 at most"
        yield error("version", message, "write it as PDF 1.7")


def colours(subject: Subject) -> Iterator[Finding]:
    """Colours of a device are told by the output intent (6.2.3, 6.2.4.3)."""
    found = array(entry(subject.root, "/OutputIntents"))
    intents = [one for one in found if named(entry(one, "/S")) == "/GTS_PDFA1"]
    profile = entry(intents[0], "/DestOutputProfile") if intents else None
    parts = number(entry(profile, "/N"))
    meant = {1: ("DeviceGray",), 3: ("DeviceGray", "DeviceRGB"), 4: ("DeviceGray", "DeviceCMYK")}
    told = meant.get(int(parts or 0), ())
    for leaf in subject.leaves:
        for family, what in leaf.seen.spaces:
            if family.startswith("Device") and family != "DeviceN" and family not in told:
                message = f"a colour in {family}, which no output intent explains"
                hint = "convert it, or give the file an output intent with its profile"
                yield error("colour", message, hint, leaf, what)
        if transparencies(leaf.seen) and not told and entry(leaf.object, "/Group") is None:
            message = "something shines through, and no colours are told to mix it in"
            yield error("transparency", message, "give an output intent", leaf, leaf.label)


def pictures(subject: Subject) -> Iterator[Finding]:
    """Pictures are shown as they are (6.2.8)."""
    for leaf in subject.leaves:
        for shown in leaf.seen.images:
            if yes(entry(shown.image, "/Interpolate")):
                message, hint = "a picture is smoothed by the reader", "take Interpolate away"
                yield error("interpolate", message, hint, leaf, shown.object)


def annotations_printed(subject: Subject) -> Iterator[Finding]:
    """Annotations are printed, and look as the file says (6.3)."""
    for leaf in subject.leaves:
        for one in array(entry(leaf.object, "/Annots")):
            kind, name = named(entry(one, "/Subtype")), label(one, "an annotation")
            flags = int(number(entry(one, "/F")) or 0)
            if kind in ("/3D", "/Sound", "/Screen", "/Movie", ""):
                message = f"an annotation is of the kind {kind[1:] or 'none'}"
                yield error("annotation", message, "take it away", leaf, name)
            elif kind != "/Popup" and (flags & HIDDEN or not flags & PRINTED):
                message = "an annotation is hidden or not printed"
                yield error("annotation", message, "set F to 4 (Print)", leaf, name)
            elif kind not in ("/Popup", "/Link") and entry(one, "/AP") is None:
                message = "an annotation does not say what it looks like (AP)"
                yield error("annotation", message, "give it an appearance", leaf, name)


def attachments(subject: Subject) -> Iterator[Finding]:
    """Files inside are archives themselves (6.8)."""
    for name, _ in files_inside(subject):
        if subject.claimed("pdfaid:part") == "2":
            message = "a file is attached, which has to be PDF/A itself"
            yield warning("attachment", message, "take it away, or write PDF/A-3u", None, name)
