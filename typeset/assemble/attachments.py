"""Files attached to a volume (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from typeset.assemble.file import PdfFile
from typeset.assemble.syntax import name, reference, references, string, text, text_bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file, and what it is to the volume."""

    name: str
    """Its path from the edition's folder."""
    kind: str
    """MIME: ``application/yaml``."""
    relation: str
    """``Source``, if the volume was made from it, or ``Supplement``."""
    words: str
    """What it is, for people."""
    data: bytes = field(repr=False)


def write_attachments(file: PdfFile, attachments: Sequence[Attachment]) -> tuple[bytes, bytes]:
    """Write files; gives the entries of the tree of names and of the catalogue."""
    if not attachments:
        return b"", b""
    found = {one.name: _write(file, one) for one in attachments}
    ordered = sorted((text_bytes(name_), number) for name_, number in found.items())
    pairs = b"".join(string(key) + reference(number) for key, number in ordered)
    tree = file.add(b"<</Names[%b]>>" % pairs)
    return b"/EmbeddedFiles " + reference(tree), b"/AF" + references(found.values())


def _write(file: PdfFile, one: Attachment) -> int:
    entries = b"/Type/EmbeddedFile/Subtype%b/Params<</Size %d>>" % (name(one.kind), len(one.data))
    held = reference(file.add_stream(entries, one.data))
    called = text(one.name)
    return file.add(
        b"<</Type/Filespec/F%b/UF%b/AFRelationship%b/Desc%b/EF<</F %b/UF %b>>>>"
        % (called, called, name(one.relation), text(one.words), held, held)
    )
