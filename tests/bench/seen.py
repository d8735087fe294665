"""Lines of type as they stand in a PDF, whoever made it: words, places, and the gaps between words.

Everything is told by where glyphs stand and how far they move the pen, never by space characters:
some programs print none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import byref, c_double, c_void_p, cast
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

GAP = 0.09
"""Ems from which the way between two glyphs is a word space; kerning moves them less."""

SAME_LINE = 0.42
"""Ems by which glyphs of one line may stand above each other, as the figures of notes do."""

HYPHENS = "-\u2010\u00ad\u0002"
"""What a hyphen at a line's end may read as; the last is what PDFium makes of it."""


class Glyph(NamedTuple):
    """A glyph; measures in points, ``y`` from the page's top."""

    char: str
    left: float
    right: float
    """Where the pen stands after it."""
    y: float
    size: float
    scale: float
    """How much wider than its face's own design it is set."""


class Line(NamedTuple):
    """A line of type, or of one column; measures in points, ``y`` from the page's top."""

    page: int
    """From 0."""
    left: float
    right: float
    y: float
    """Of the baseline."""
    size: float
    """Of most of its type."""
    text: str
    gaps: tuple[float, ...]
    """Word spaces in ems of the type as it stands there, the line's expansion included."""

    @property
    def hyphen(self) -> bool:
        """Does it end in a hyphen?"""
        return self.text[-1] in HYPHENS


class Document(NamedTuple):
    """All lines of a PDF in the order of printing."""

    pages: int
    lines: list[Line]


def read(path: Path) -> Document:
    """Read a PDF's lines."""
    document = pypdfium2.PdfDocument(path)
    try:
        lines = [
            line
            for number in range(len(document))
            for glyphs in _cut(_glyphs(document[number]))
            if (line := _line(number, glyphs)) is not None
        ]
        return Document(len(document), lines)
    finally:
        document.close()


def _glyphs(page: Any) -> Iterator[Glyph]:
    """The page's glyphs, without spaces."""
    height = page.get_height()
    words = pdfium.FPDFText_LoadPage(page)
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = c_double(), c_double()
    known: Any = None
    try:
        for at in range(pdfium.FPDFText_CountChars(words)):
            char = chr(pdfium.FPDFText_GetUnicode(words, at))
            if char.isspace() or char == "\0":
                continue
            shown = _address(pdfium.FPDFText_GetTextObject(words, at))
            if shown != known:  # size and baseline are of all that is shown at a time
                known = shown
                pdfium.FPDFText_GetCharOrigin(words, at, byref(x), byref(y))
                pdfium.FPDFText_GetMatrix(words, at, byref(matrix))
                size = abs(matrix.d) * pdfium.FPDFText_GetFontSize(words, at)
                scale = abs(matrix.a / matrix.d) if matrix.d else 1.0
            pdfium.FPDFText_GetLooseCharBox(words, at, byref(box))
            yield Glyph(char, box.left, box.right, height - y.value, size, scale)
    finally:
        pdfium.FPDFText_ClosePage(words)


def _address(pointer: Any) -> int:
    return cast(pointer, c_void_p).value or 0


def _cut(glyphs: Iterator[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs line by line: a new line is begun where the pen goes down, up or far back."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if line:
            size = max(glyph.size, line[-1].size)
            moved = abs(glyph.y - line[0].y) > SAME_LINE * size
            if moved or glyph.left < line[-1].left - 2 * size:
                yield line
                line = []
        line.append(glyph)
    if line:
        yield line


def _line(page: int, glyphs: Sequence[Glyph]) -> Line | None:
    """A line of glyphs, its measures taken from the size that most of them have."""
    sizes = [round(glyph.size, 1) for glyph in glyphs]
    size = max(set(sizes), key=sizes.count)
    main = next(g for g, own in zip(glyphs, sizes, strict=True) if own == size)
    em = main.size * main.scale
    if not em:
        return None
    text, gaps, right = glyphs[0].char, [], glyphs[0].right
    for glyph in glyphs[1:]:
        if glyph.left - right > GAP * em:
            gaps.append((glyph.left - right) / em)
            text += " "
        text += glyph.char
        right = max(right, glyph.right)
    return Line(page, glyphs[0].left, right, main.y, size, text, tuple(gaps))
