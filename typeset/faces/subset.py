"""The part of a face that a volume embeds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import uharfbuzz as hb

from typeset.faces.face import Face, read_font_file

KEPT_TABLES = frozenset(
    ("CFF ", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
)
"""What a PDF reader uses of a font.  Text is found by ToUnicode, so ``cmap`` is not among them."""


def subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """A font program with these glyphs of the face and ``.notdef``; each keeps its number.

    A face with TrueType outlines gives a TrueType file, one with CFF outlines the bare CFF table:
    PDF embeds both as they are.  The same glyphs give the same bytes.

    Raises:
        InputError: the font file is gone or cannot be read.
        ValueError: the face has no such glyph, or its file changed since it was loaded.
    """
    wanted = set(glyphs)
    if not all(0 <= glyph < face.glyph_count for glyph in wanted):
        raise ValueError(f"{face.postscript_name} has no glyph {max(wanted)}")
    data = read_font_file(face.path)
    if hashlib.sha256(data).hexdigest() != face.sha256:
        raise ValueError(f"the font file {face.path} changed while it was in use")
    source = hb.Face(hb.Blob(data), face.index)
    request = hb.SubsetInput()
    request.glyph_set.update(wanted)
    # Without subroutines the program is a fifth longer, and a tenth shorter once compressed.
    request.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.DESUBROUTINIZE
    request.drop_table_tag_set.update(
        int.from_bytes(tag.encode(), "big") for tag in source.table_tags if tag not in KEPT_TABLES
    )
    result = request.subset(source)
    return bytes(result.reference_table("CFF ").data if face.is_cff else result.blob.data)
