"""What a reader of the finished PDF finds on a page: runs of type, where they stand, how they show.

PDFium reads the file; nothing of what made it takes part.  Measures are points from the top left
corner of the trimmed page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from typeset.verify.sight import Box, Mark, Run, runs_of, share

PLANE = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]

_UNPAINTED = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_BUFFER = 1 << 16


class Reader:
    """Reads the pages of a file."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path)
        self._buffer = (ctypes.c_ushort * _BUFFER)()
        self._matrix = raw.FS_MATRIX()
        self._floats = tuple(ctypes.c_float() for _ in range(4))
        self._colours = tuple(ctypes.c_uint() for _ in range(4))

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def read(self, number: int) -> list[Run]:
        """The runs of a page (from 0), in the order in which they are painted."""
        page = raw.FPDF_LoadPage(self._document, number)
        words = raw.FPDFText_LoadPage(page)
        try:
            count, get = raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject
            objects = [get(page, n) for n in range(count)]
            marks = list(self._marks(objects, words, PLANE, 1.0))
            trim = self._trim(page)
        finally:
            raw.FPDFText_ClosePage(words)
            raw.FPDF_ClosePage(page)
        return runs_of(marks, trim)

    def _trim(self, page: Any) -> Box:
        """Left, bottom, right, top of what is left of the page when it is cut."""
        for get in (raw.FPDFPage_GetTrimBox, raw.FPDFPage_GetMediaBox):
            if get(page, *self._floats):
                left, bottom, right, top = (one.value for one in self._floats)
                return left, bottom, right, top
        return 0.0, 0.0, raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)

    def _marks(
        self, objects: Sequence[Any], words: Any, outer: Matrix, alpha: float
    ) -> Iterator[Mark]:
        for one in objects:
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                yield self._type(one, words, outer, alpha)
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                inner = self._place(one, outer)
                _, faint = self._colour(one)
                count = raw.FPDFFormObj_CountObjects(one)
                inside = [raw.FPDFFormObj_GetObject(one, n) for n in range(count)]
                yield from self._marks(inside, words, inner, alpha * faint)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE or self._filled(one, kind):
                light, own = self._colour(one)
                yield Mark(self._box(one, outer), light, own * alpha)

    def _type(self, one: Any, words: Any, outer: Matrix, alpha: float) -> Mark:
        light, own = self._colour(one)
        length = raw.FPDFTextObj_GetText(one, words, self._buffer, 2 * _BUFFER) // 2 - 1
        text = ctypes.string_at(self._buffer, 2 * max(0, length))
        a, b, c, d, _, y = self._place(one, outer)
        raw.FPDFTextObj_GetFontSize(one, self._floats[0])
        scale = min((a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5)
        size = scale * self._floats[0].value
        words = text.decode("utf-16-le", "replace")
        mark = Mark(self._box(one, outer), light, own * alpha, words, y, size)
        if raw.FPDFTextObj_GetTextRenderMode(one) in _UNPAINTED:
            mark.why = "invisible"
        clip = raw.FPDFPageObj_GetClipPath(one)
        if raw.FPDFClipPath_CountPaths(clip) > 0 and share(mark.box, self._clip(clip, outer)) < 0.9:
            mark.why = "clipped"
        return mark

    def _filled(self, one: Any, kind: int) -> bool:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        if kind != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPath_GetDrawMode(one, mode, stroke):
            return bool(kind == raw.FPDF_PAGEOBJ_SHADING)
        return bool(mode.value)

    def _colour(self, one: Any) -> tuple[float, float]:
        """Lightness and opacity."""
        if not raw.FPDFPageObj_GetFillColor(one, *self._colours):
            return 0.0, 1.0
        red, green, blue, alpha = (colour.value / 255 for colour in self._colours)
        return 0.299 * red + 0.587 * green + 0.114 * blue, alpha

    def _place(self, one: Any, outer: Matrix) -> Matrix:
        raw.FPDFPageObj_GetMatrix(one, self._matrix)
        m = self._matrix
        own = (m.a, m.b, m.c, m.d, m.e, m.f)
        return own if outer is PLANE else _product(own, outer)

    def _box(self, one: Any, outer: Matrix) -> Box:
        """Left, bottom, right, top."""
        raw.FPDFPageObj_GetBounds(one, *self._floats)
        x0, y0, x1, y1 = (one.value for one in self._floats)
        if outer is PLANE:
            return x0, y0, x1, y1
        return _around([_moved(x, y, outer) for x in (x0, x1) for y in (y0, y1)])

    def _clip(self, clip: Any, outer: Matrix) -> Box:
        """What is left to see by all paths that clip."""
        left, bottom, right, top = float("-inf"), float("-inf"), float("inf"), float("inf")
        x, y = self._floats[:2]
        for n in range(raw.FPDFClipPath_CountPaths(clip)):
            points = []
            for m in range(raw.FPDFClipPath_CountPathSegments(clip, n)):
                raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, n, m), x, y)
                points.append(_moved(x.value, y.value, outer))
            x0, y0, x1, y1 = _around(points) if points else (0.0, 0.0, 0.0, 0.0)
            left, bottom = max(left, x0), max(bottom, y0)
            right, top = min(right, x1), min(top, y1)
        return left, bottom, right, top


def _product(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    x, y = _moved(e, f, two)
    k, m, n, p = two[:4]
    return a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, x, y


def _moved(x: float, y: float, by: Matrix) -> tuple[float, float]:
    return x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5]


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
