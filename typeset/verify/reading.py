"""What a reader of the finished PDF finds on a page: runs of type, where they stand, how they show.

PDFium reads the file; nothing of what made it takes part.  Measures are points from the top left
corner of the trimmed page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from math import inf
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from typeset.verify.leftward import Reading, address_of, texts_by_place
from typeset.verify.shapes import Box, Point, Shape, curve, share
from typeset.verify.sight import Mark, Run, runs_of

PLANE = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-inf, -inf, inf, inf)
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
        self._by_place: dict[int, Reading] = {}

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
            self._by_place = texts_by_place(words)
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
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                yield from self._path(one, outer, alpha)
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                light, own = self._colour(one)
                yield Mark(self._seen(one, outer), light, own * alpha)

    def _type(self, one: Any, words: Any, outer: Matrix, alpha: float) -> Mark:
        light, own = self._colour(one)
        a, b, c, d, _, y = self._place(one, outer)
        raw.FPDFTextObj_GetFontSize(one, self._floats[0])
        scale = min((a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5)
        size = scale * self._floats[0].value
        text, loose = self._text(one, words)
        mark = Mark(self._box(one, outer), light, own * alpha, text, y, size, loose=loose)
        if raw.FPDFTextObj_GetTextRenderMode(one) in _UNPAINTED:
            mark.why = "invisible"
        seen = self._clip(one, outer)
        if seen != EVERYWHERE and share(mark.box, seen) < 0.9:
            mark.why = "clipped"
        return mark

    def _text(self, one: Any, words: Any) -> Reading:
        if self._by_place:
            return self._by_place.get(address_of(one), ("", False))
        length = raw.FPDFTextObj_GetText(one, words, self._buffer, 2 * _BUFFER) // 2 - 1
        text = ctypes.string_at(self._buffer, 2 * max(0, length))
        return text.decode("utf-16-le", "replace"), False

    def _path(self, one: Any, outer: Matrix, alpha: float) -> Iterator[Mark]:
        mode, stroke, width = ctypes.c_int(), ctypes.c_int(), self._floats[0]
        raw.FPDFPath_GetDrawMode(one, mode, stroke)
        if not mode.value and not stroke.value:
            return
        place = self._place(one, outer)
        raw.FPDFPageObj_GetStrokeWidth(one, width)
        wide = width.value * (place[0] ** 2 + place[1] ** 2) ** 0.5 if stroke.value else 0.0
        light, own = self._colour(one, stroke=not mode.value)
        shape = self._shape(one, place, bool(mode.value), wide)
        yield Mark(self._seen(one, outer), light, own * alpha, shape=shape)

    def _shape(self, one: Any, place: Matrix, filled: bool, width: float) -> Shape:
        lines: list[list[Point]] = []
        ahead: list[Point] = []
        x, y = self._floats[:2]
        for n in range(raw.FPDFPath_CountSegments(one)):
            segment = raw.FPDFPath_GetPathSegment(one, n)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point, kind = _moved(x.value, y.value, place), raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO or not lines:
                lines.append([point])
            elif kind == raw.FPDF_SEGMENT_BEZIERTO and len(ahead) < 2:
                ahead.append(point)
            elif kind == raw.FPDF_SEGMENT_BEZIERTO:
                lines[-1] += curve(lines[-1][-1], ahead[0], ahead[1], point)
                ahead.clear()
            else:
                lines[-1].append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                lines[-1].append(lines[-1][0])
        return Shape(lines, filled, width)

    def _colour(self, one: Any, stroke: bool = False) -> tuple[float, float]:
        """Lightness and opacity."""
        get = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
        if not get(one, *self._colours):
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

    def _seen(self, one: Any, outer: Matrix) -> Box:
        """An object's box as far as it is not clipped."""
        (a, b, c, d), (x0, y0, x1, y1) = self._box(one, outer), self._clip(one, outer)
        return max(a, x0), max(b, y0), min(c, x1), min(d, y1)

    def _clip(self, one: Any, outer: Matrix) -> Box:
        """What is left to see by all paths that clip."""
        left, bottom, right, top = EVERYWHERE
        x, y = self._floats[:2]
        clip = raw.FPDFPageObj_GetClipPath(one)
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
