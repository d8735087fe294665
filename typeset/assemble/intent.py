"""The output intent: which colours are meant."""

from __future__ import annotations

from typeset.assemble.file import PdfFile
from typeset.assemble.profile import NAME, srgb
from typeset.assemble.sheet import Condition
from typeset.assemble.syntax import reference, text


def write_archive_intent(file: PdfFile) -> int:
    """Write the intent of PDF/A with its profile, by which greys and the colours of pictures go."""
    profile = reference(file.add_stream(b"/N 3", srgb()))
    entries = b"/S/GTS_PDFA1/OutputConditionIdentifier%b/Info%b" % (text(NAME), text(NAME))
    return file.add(b"<</Type/OutputIntent%b/DestOutputProfile %b>>" % (entries, profile))


def write_press_intent(file: PdfFile, condition: Condition) -> int:
    """Write the intent of PDF/X: what the pages are to be printed on, and how."""
    entries = b"/S/GTS_PDFX/OutputConditionIdentifier%b/OutputCondition%b/Info%b" % (
        text(condition.name), text(condition.words), text(condition.words)
    )  # fmt: skip
    if condition.registered:
        entries += b"/RegistryName(http://www.color.org)"
    if condition.profile:
        profile = reference(file.add_stream(b"/N 4", condition.profile))
        entries += b"/DestOutputProfile " + profile
    return file.add(b"<</Type/OutputIntent%b>>" % entries)
