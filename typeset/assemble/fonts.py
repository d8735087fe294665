"""Fonts: one subset of each face for the whole volume."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from typeset.assemble.file import PdfFile
from typeset.assemble.syntax import name, number, numbers, reference
from typeset.faces import Face, face_key, read_as
from typeset.faces.subset import subset

MOST_CHARS = 100
"""Entries that a block of a ToUnicode map may have."""


class FontCase:
    """Collects the glyphs that a volume uses, by face."""

    def __init__(self, faces: Mapping[str, Face]) -> None:
        self._faces = faces
        self._glyphs: dict[str, set[int]] = {}

    def use(self, glyphs: Iterable[tuple[str, tuple[int, ...]]]) -> None:
        """Add glyphs by the keys of their faces; ValueError if a face is unknown."""
        for key, used in glyphs:
            face = face_key(key)
            if face not in self._faces:
                raise ValueError(f"galleys use the face {face}, which the volume does not know")
            self._glyphs.setdefault(face, set()).update(used)
            self._glyphs.setdefault(key, set()).update(used)

    @property
    def faces(self) -> list[Face]:
        """The faces used, in the order of their keys."""
        return [self._faces[key] for key in sorted(self._glyphs) if key in self._faces]

    def write(self, file: PdfFile, number: int) -> None:
        """Write the fonts, and their dictionary as the object of this number."""
        entries = []
        for face in self.faces:
            kept = _Font(file, face, self._glyphs[face.key])
            for key in sorted(self._glyphs):
                if face_key(key) == face.key:
                    entry = kept.write(self._glyphs[key], read_as(key))
                    entries.append(name(key) + b" " + reference(entry))
        file.add(b"<<%b>>" % b"".join(entries), number)


class _Font:
    """A face's subset in the file, for fonts by which its glyphs read as one text or another."""

    def __init__(self, file: PdfFile, face: Face, glyphs: set[int]) -> None:
        self._file = file
        self._face = face
        used = sorted({0, *glyphs})
        subset_name = f"{_tag(face, used)}+{face.postscript_name}"
        program = subset(face, used, subset_name)
        font_name = name(subset_name)
        if face.is_cff:
            kind, entry = b"/CIDFontType0", b"/FontFile3"
            font = file.add_stream(b"/Subtype/CIDFontType0C", program)
            self._name = name(f"{subset_name}-Identity-H")
        else:
            kind, entry = b"/CIDFontType2/CIDToGIDMap/Identity", b"/FontFile2"
            font = file.add_stream(b"/Length1 %d" % len(program), program)
            self._name = font_name
        descriptor = file.add(
            b"<</Type/FontDescriptor/FontName%b%b%b %b>>"
            % (font_name, _measures(face), entry, reference(font))
        )
        self._descendant = file.add(
            b"<</Type/Font/Subtype%b/BaseFont%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor %b/W%b>>"
            % (kind, font_name, reference(descriptor), _widths(face.widths, used))
        )

    def write(self, glyphs: set[int], text: str | None) -> int:
        """Write a font with these glyphs; all read as ``text`` unless it is None."""
        used = sorted({0, *glyphs} if text is None else glyphs)
        texts = self._face.texts if text is None else dict.fromkeys(used, text)
        return self._file.add(
            b"<</Type/Font/Subtype/Type0/BaseFont%b/Encoding/Identity-H/DescendantFonts[%b]"
            b"/ToUnicode %b>>"
            % (
                self._name,
                reference(self._descendant),
                reference(_write_texts(self._file, texts, used)),
            )
        )


def _tag(face: Face, glyphs: Sequence[int]) -> str:
    """Six capitals that stand for this very subset."""
    content = f"{face.sha256} {face.index} {glyphs}"
    return "".join(chr(65 + byte % 26) for byte in sha256(content.encode()).digest()[:6])


def _measures(face: Face) -> bytes:
    stem = 50 + (face.weight / 65) ** 2  # no file tells it; a common estimate
    return b"/Flags %d/FontBBox%b/ItalicAngle %b/Ascent %b/Descent %b/CapHeight %b/StemV %d" % (
        face.flags,
        numbers(face.bbox),
        number(face.italic_angle),
        number(face.ascent),
        number(face.descent),
        number(face.cap_height),
        round(stem),
    )


def _widths(widths: Sequence[float], glyphs: Sequence[int]) -> bytes:
    """Widths by runs of glyphs that follow one another: ``[3[500 250]7[611]]``."""
    runs: list[tuple[int, list[bytes]]] = []
    for glyph in glyphs:
        if not runs or glyph != runs[-1][0] + len(runs[-1][1]):
            runs.append((glyph, []))
        runs[-1][1].append(number(widths[glyph]))
    return b"[%b]" % b"".join(b"%d[%b]" % (first, b" ".join(run)) for first, run in runs)


def _write_texts(file: PdfFile, texts: Mapping[int, str], glyphs: Sequence[int]) -> int:
    """The map from glyphs to what they read as."""
    chars = [
        f"<{glyph:04x}><{texts[glyph].encode('utf-16-be').hex()}>"
        for glyph in glyphs
        if glyph in texts
    ]
    lines = [
        "/CIDInit/ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        "/CMapName/Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000><ffff>",
        "endcodespacerange",
    ]
    for start in range(0, len(chars), MOST_CHARS):
        block = chars[start : start + MOST_CHARS]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict/CMap defineresource pop", "end", "end"]
    return file.add_stream(b"", "\n".join(lines).encode())
