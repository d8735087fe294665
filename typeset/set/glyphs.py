"""From Pango's shaped runs to PDF text operators.

WeasyPrint's own road keeps the first text that it sees for a glyph and takes widths from Pango at
one size; both depend on what else was set before.  Here both come from the face alone, and what
stands in the text (:mod:`typeset.set.runs`).

Words come again and again: the operators of a shaped run are made once and kept.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from typeset.faces import Face, Library
from typeset.set import seams
from typeset.set.leftward import ONWARD, Flow, mostly_left, stays_apart
from typeset.set.pen import Pen, text_matrix
from typeset.set.proofs import Proofs
from typeset.set.runs import (
    Cluster,
    Glyph,
    Run,
    compose_run,
    number,
)
from typeset.set.seams import ffi, pango

__all__ = ["BREAK_HYPHEN", "SOFT_HYPHEN", "Pen", "Proofs", "Run", "Typesetter", "number"]

BREAK_HYPHEN = "\u2010\u200b"
"""What a broken word's line ends in: a hyphen, and a mark that no text of ours has."""

SOFT_HYPHEN = "\u00ad"

KEPT_RUNS = 50_000
"""Runs whose operators are kept; a volume's words are a few thousand."""

GLYPH_INFO = struct.Struct("=Iiii4x")
"""PangoGlyphInfo: glyph, width, x offset, y offset; its flag bits leave the rest undefined."""

GRAINS = 1024
"""Pango's units in a pixel (PANGO_SCALE)."""


class _Shaped(NamedTuple):
    """A run of a line, as it was shaped; ``x`` in pixels from the line's beginning."""

    item: Any
    infos: tuple[tuple[int, int, int, int], ...]
    face: Face
    size: float
    x: float

    @property
    def width(self) -> float:
        """How far it moves the pen, in pixels."""
        return sum(info[1] for info in self.infos) / GRAINS

    @property
    def left(self) -> bool:
        """Does it run to the left?"""
        return bool(self.item.item.analysis.level % 2)

    @property
    def start(self) -> int:
        """Where it begins in the line's text, in bytes."""
        return int(self.item.item.offset)

    @property
    def stop(self) -> int:
        """Where it ends there."""
        return self.start + int(self.item.item.length)


class Typesetter:
    """Shows lines of text, and keeps what is to be told about them in ``proofs``."""

    def __init__(self, library: Library, fallbacks: Mapping[str, str]) -> None:
        self._library = library
        self._fallbacks = fallbacks
        self._faces: dict[int, Face] = {}
        self._runs: dict[tuple[object, ...], Run] = {}
        self._most = self._after = self._fresh = False
        self.proofs = self.new_proofs()

    def new_proofs(self) -> Proofs:
        """Empty proofs, for lines that are composed apart."""
        return Proofs(self._fallbacks)

    def take_proofs(self) -> Proofs:
        """Hand over what was gathered and begin anew."""
        taken, self.proofs = self.proofs, self.new_proofs()
        return taken

    def begin_line(self, text: str) -> None:
        """Tell what the line is whose texts are shown next."""
        self._most, self._after, self._fresh = mostly_left(text), False, False

    def show_line(
        self, stream: Any, textbox: Any, overflow: str, ellipsis: str, matrix: Any
    ) -> list[Any]:
        """Write the operators of a text box's only line; takes the place of ``draw_first_line``.

        ``overflow`` and ``ellipsis`` would hide words, so they are not obeyed.
        """
        style = textbox.style
        if not textbox.text.strip() or style["font_size"] < 1e-6:
            return []
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        text = layout.text.encode()
        stream.stream.append(text_matrix(matrix.values))
        pen = Pen(stream)
        shaped = list(self._shaped(line))
        turned = self._fresh or any(one.left for one in shaped)
        passage = _passage(shaped, text) if turned and not self._most else ""
        at = 0.0
        for one in sorted(shaped, key=lambda one: one.start) if turned else shaped:
            flow = self._flow(one, shaped, passage) if turned else ONWARD
            run = self._run(one, text, flow)
            pen.use(one.face, one.size)
            pen.move(one.x - at)
            pen.show(run)
            self.proofs.note(run, one.face, style)
            at = one.x + one.width
            if turned:
                self._after = one.left
                self._fresh = one.left or (self._fresh and stays_apart(run.text))
                pen.use(one.face, one.size, anew=one.left)
        pen.end()
        return []

    def runs(self, line: Any, text: str) -> Iterator[tuple[Face, float, Run]]:
        """The runs of a line that Pango has shaped, from left to right, with face and size."""
        encoded = text.encode()
        for one in self._shaped(line):
            yield one.face, one.size, self._run(one, encoded, Flow(one.left))

    def _flow(self, one: _Shaped, shaped: Sequence[_Shaped], passage: str) -> Flow:
        if one.left or (passage and _between(one, shaped)):
            return Flow(one.left, self._most, passage)
        return Flow(after=self._after, fresh=self._fresh)

    def _shaped(self, line: Any) -> Iterator[_Shaped]:
        font: Any = None
        pointer = line.runs[0]
        x = 0.0
        while pointer != ffi.NULL:
            glyph_item = pointer.data
            if glyph_item.item.analysis.font != font:
                font = glyph_item.item.analysis.font
                face, size = self._face(font)
            string = glyph_item.glyphs
            buffer = ffi.buffer(string.glyphs, string.num_glyphs * GLYPH_INFO.size)
            shaped = _Shaped(glyph_item, tuple(GLYPH_INFO.iter_unpack(buffer)), face, size, x)
            yield shaped
            x += shaped.width
            pointer = pointer.next

    def _run(self, one: _Shaped, text: bytes, flow: Flow) -> Run:
        string = one.item.glyphs
        piece = text[one.start : one.stop]
        broken = one.stop >= len(text) - 3 and text.endswith(BREAK_HYPHEN.encode())
        starts = tuple(string.log_clusters[0 : string.num_glyphs])
        key = (one.face.key, one.size, piece, one.infos, starts, broken, flow)
        run = self._runs.get(key)
        if run is None:
            if len(self._runs) >= KEPT_RUNS:
                self._runs.clear()
            clusters = list(_clusters(one.infos, starts, piece, broken))
            run = self._runs[key] = compose_run(clusters, one.face, one.size, flow)
        return run

    def _face(self, pango_font: Any) -> tuple[Face, float]:
        key, _, size = seams.get_pango_font_key(pango_font)
        face = self._faces.get(key)
        if face is None:
            data = seams.get_hb_object_data(seams.get_pango_font_hb_face(pango_font))
            face = self._library.face(f"F{hashlib.sha256(data).hexdigest()[:10]}")
            self._faces[key] = face
        return face, size


def _passage(shaped: Sequence[_Shaped], text: bytes) -> str:
    """What runs to the left in a line, with all in between, if it has several words."""
    left = [one for one in shaped if one.left]
    if not left:
        return ""
    passage = text[min(one.start for one in left) : max(one.stop for one in left)]
    return passage.decode() if b" " in passage.strip() else ""


def _between(one: _Shaped, shaped: Sequence[_Shaped]) -> bool:
    """Do runs to the left stand on both sides of this one?"""
    starts = [other.start for other in shaped if other.left]
    return min(starts) < one.start < max(starts)


def _clusters(
    infos: Sequence[tuple[int, int, int, int]], starts: Sequence[int], piece: bytes, broken: bool
) -> Iterator[Cluster]:
    """The clusters of a run that print something, from left to right."""
    edges = sorted(set(starts))
    stops = dict(zip(edges, [*edges[1:], len(piece)], strict=True))
    hyphen = piece.rfind(BREAK_HYPHEN[0].encode()) if broken else -1
    for start, group in groupby(zip(starts, infos, strict=True), key=itemgetter(0)):
        text = SOFT_HYPHEN if start == hyphen else piece[start : stops[start]].decode()
        glyphs = [glyph for _, info in group if (glyph := _glyph(*info)).gid >= 0 or glyph.advance]
        if glyphs:
            yield Cluster(text, glyphs)


def _glyph(gid: int, advance: int, x: int, y: int) -> Glyph:
    if gid == pango.PANGO_GLYPH_EMPTY:
        gid = -1
    elif gid & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        gid = 0
    return Glyph(gid, advance / GRAINS, x / GRAINS, y / GRAINS)
