"""One face of a font file."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from typeset.errors import InputError, Problem
from typeset.faces.cards import Facts, read_card, write_card

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes.  The largest font files, of Chinese and Japanese type, have half of that."""
MOST_FACES = 256
"""In one collection."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face: measures are in 1/1000 em unless said otherwise, ``y`` grows upwards.

    Two faces are equal if their keys are, whatever the place of their files.
    """

    key: str
    """Its name in operators: ``F`` and the first ten hex digits of the file's SHA-256, with
    ``.N`` for the face N > 0 of a collection."""
    path: Path = field(compare=False)
    sha256: str
    index: int
    """The face's number in a collection, else 0."""
    family: str
    style: str
    """As the file names it: ``Semibold Italic``."""
    weight: int
    """400 for regular, 700 for bold."""
    italic: bool
    postscript_name: str
    upem: int
    """Units of the em square in the file."""
    widths: tuple[float, ...] = field(compare=False, repr=False)
    """Advance by glyph id, to three decimals."""
    ascent: float
    descent: float
    """Below the baseline, hence negative."""
    cap_height: float
    x_height: float
    bbox: tuple[float, float, float, float]
    italic_angle: float
    """Degrees counter-clockwise from the vertical, hence negative in italics."""
    flags: int
    """The flags of a PDF font descriptor."""
    is_cff: bool
    texts: Mapping[int, str] = field(compare=False, repr=False)
    """What a glyph reads as, by glyph id; glyphs without a reading are absent."""
    characters: frozenset[int] = field(compare=False, repr=False)
    """The code points that the face has glyphs for."""

    @property
    def glyph_count(self) -> int:
        """How many glyphs the face has, ``.notdef`` among them."""
        return len(self.widths)

    def has(self, char: str) -> bool:
        """Has the face a glyph for this character?"""
        return ord(char) in self.characters


def load_face(path: Path, index: int = 0, *, cache: Path | None = None) -> Face:
    """The face ``index`` of a font file.

    ``cache`` is a folder where the face's facts are kept, since the next reading is then ten times
    faster; what is damaged there is read from the font again.

    Raises:
        InputError: the file cannot be read, is no font, or is of a kind that cannot be printed.
    """
    data = read_font_file(path)
    return face_from_bytes(data, path, index, cache=cache)


def face_from_bytes(data: bytes, path: Path, index: int = 0, *, cache: Path | None = None) -> Face:
    """As :func:`load_face`, of a file already read."""
    sha256 = hashlib.sha256(data).hexdigest()
    key = f"F{sha256[:10]}" + (f".{index}" if index else "")
    facts = read_card(cache, sha256, index) if cache else None
    if facts is None:
        facts = _read(data, path, index)
        if cache:
            write_card(cache, sha256, index, facts)
    return _face(key, path, sha256, index, facts)


def read_font_file(path: Path) -> bytes:
    """The bytes of a font file; InputError if it cannot be read or is too large."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1024 // 1024
            raise _refusal(path, f"the file is larger than {limit} MB")
        return path.read_bytes()
    except OSError as error:
        raise _refusal(path, error.strerror or "cannot be read") from error


def face_count(data: bytes) -> int:
    """How many faces a font file holds, by its own account."""
    if data[:4] != b"ttcf" or len(data) < 12:
        return 1
    return min(int(struct.unpack_from(">I", data, 8)[0]), MOST_FACES)


def _read(data: bytes, path: Path, index: int) -> Facts:
    from typeset.faces.tables import read_facts  # a kept card spares its libraries' loading

    try:
        return read_facts(data, index)
    except (ValueError, struct.error) as error:
        raise _refusal(path, str(error)) from error


def _face(key: str, path: Path, sha256: str, index: int, facts: Facts) -> Face:
    runs = zip(facts.runs[::2], facts.runs[1::2], strict=True)
    return Face(
        key=key,
        path=path,
        sha256=sha256,
        index=index,
        family=facts.family,
        style=facts.style,
        weight=facts.weight,
        italic=facts.italic,
        postscript_name=facts.postscript_name,
        upem=facts.upem,
        widths=tuple(facts.widths),
        ascent=facts.ascent,
        descent=facts.descent,
        cap_height=facts.cap_height,
        x_height=facts.x_height,
        bbox=(facts.bbox[0], facts.bbox[1], facts.bbox[2], facts.bbox[3]),
        italic_angle=facts.italic_angle,
        flags=facts.flags,
        is_cff=facts.is_cff,
        texts={int(glyph): text for glyph, text in facts.texts.items()},
        characters=frozenset().union(*(range(start, stop) for start, stop in runs)),
    )


def _refusal(path: Path, why: str) -> InputError:
    return InputError(
        Problem(
            code="bad-font",
            message=f"the font file {path} cannot be used: {why}",
            hint="put a static OpenType or TrueType font in its place, or remove it",
        )
    )
