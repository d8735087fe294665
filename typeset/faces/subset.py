"""The part of a face that a volume embeds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import uharfbuzz as hb

from typeset.faces.cff import is_keyed_by_cid, key_by_cid
from typeset.faces.face import Face, read_font_file

KEPT_TABLES = frozenset(
    ("CFF ", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
)
"""What a PDF reader uses of a font.  Text is found by ToUnicode, so ``cmap`` is not among them."""


def subset(face: Face, glyphs: Iterable[int], name: str) -> bytes:
    """A font program called ``name`` with these glyphs of the face and ``.notdef``.

    Each glyph keeps its number.  A face with TrueType outlines gives a TrueType file, one with CFF
    outlines a bare CFF table keyed by these numbers: PDF embeds both as they are.  The same glyphs
    give the same bytes.

    Raises:
        InputError: the font file is gone or cannot be read.
        ValueError: the face has no such glyph, or its file changed since it was loaded.
    """
    wanted = sorted({0, *glyphs})
    if wanted[0] < 0 or wanted[-1] >= face.glyph_count:
        raise ValueError(f"{face.postscript_name} has no glyph {wanted[-1]}")
    data = read_font_file(face.path)
    if hashlib.sha256(data).hexdigest() != face.sha256:
        raise ValueError(f"the font file {face.path} changed while it was in use")
    source = hb.Face(hb.Blob(data), face.index)
    if not face.is_cff:
        return bytes(_plan(source, wanted, hb.SubsetFlags.RETAIN_GIDS).execute().blob.data)
    if is_keyed_by_cid(_cff_table(source)):
        flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        return _cff_table(_plan(source, wanted, flags).execute())
    # Without subroutines the program is a fifth longer, and a tenth shorter once compressed.
    plan = _plan(source, wanted, hb.SubsetFlags.DESUBROUTINIZE)
    numbers = plan.new_to_old_glyph_mapping
    cids = [numbers[glyph] for glyph in range(len(numbers))]
    return key_by_cid(_cff_table(plan.execute()), cids, name)


def _plan(source: hb.Face, glyphs: Sequence[int], flags: int) -> hb.SubsetPlan:
    request = hb.SubsetInput()
    request.glyph_set.update(glyphs)
    request.flags = flags | hb.SubsetFlags.NOTDEF_OUTLINE  # a missing character must be seen
    request.drop_table_tag_set.update(
        int.from_bytes(tag.encode(), "big") for tag in source.table_tags if tag not in KEPT_TABLES
    )
    return hb.SubsetPlan(source, request)


def _cff_table(face: hb.Face) -> bytes:
    return bytes(face.reference_table("CFF ").data)
