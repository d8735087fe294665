"""The output intent: which colours are meant."""

from __future__ import annotations

from typeset.assemble.file import PdfFile
from typeset.assemble.profile import NAME, srgb
from typeset.assemble.syntax import reference, text


def write_intent(file: PdfFile) -> int:
    """Write the intent of PDF/A with its profile, by which greys and the colours of pictures go."""
    profile = reference(file.add_stream(b"/N 3", srgb()))
    entries = b"/S/GTS_PDFA1/OutputConditionIdentifier%b/Info%b" % (text(NAME), text(NAME))
    return file.add(b"<</Type/OutputIntent%b/DestOutputProfile %b>>" % (entries, profile))
