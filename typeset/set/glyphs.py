"""From Pango's shaped runs to PDF text operators.

WeasyPrint's own road keeps the first text that it sees for a glyph and takes widths from Pango at
one size; both depend on what else was set before.  Here both come from the face alone, and what
stands in the text (:mod:`typeset.set.runs`).

Words come again and again: the operators of a shaped run are made once and kept.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from typeset.faces import Face, Library
from typeset.galley import Fault
from typeset.set import seams
from typeset.set.leftward import ONWARD, Flow, mostly_left, stays_apart
from typeset.set.runs import (
    TOLERANCE,
    Cluster,
    Glyph,
    Run,
    compose_run,
    font_operator,
    number,
    text_string,
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


@dataclass
class Proofs:
    """What drawing tells about the item at hand; taken and cleared for each item."""

    spaces: list[float] = field(default_factory=list)
    """Width of each word space, as a share of the face's own space."""
    faults: list[Fault] = field(default_factory=list)
    used: dict[str, set[int]] = field(default_factory=dict)
    """Glyphs by the key of their face."""

    def take(self) -> Proofs:
        """Hand over what was gathered and begin anew."""
        taken = Proofs(self.spaces, self.faults, self.used)
        self.spaces, self.faults, self.used = [], [], {}
        return taken

    def note(self, run: Run, face: Face, style: Any) -> None:
        """Take down what a run that is shown tells."""
        for key, glyphs in run.used:
            self.used.setdefault(key, set()).update(glyphs)
        if run.space:
            self.spaces.append(run.space)
            return
        for char in run.missing:
            self.faults.append(Fault("missing-glyph", f"no face has {describe(char)}", ord(char)))
        if face.family not in style["font_family"] and run.text.strip():
            self.faults.append(Fault("fallback-face", f"“{run.text}” is set in {face.family}"))


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


class Typesetter:
    """Shows lines of text, and keeps what is to be told about them in ``proofs``."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._faces: dict[int, Face] = {}
        self._runs: dict[tuple[object, ...], Run] = {}
        self._most = self._after = self._fresh = False
        self.proofs = Proofs()

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
        at = 0.0
        for one in sorted(shaped, key=lambda one: one.item.item.offset) if turned else shaped:
            flow = self._flow(one) if turned else ONWARD
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

    def _flow(self, one: _Shaped) -> Flow:
        if one.left:
            return Flow(left=True, most=self._most)
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
        item, string = one.item.item, one.item.glyphs
        stop = item.offset + item.length
        piece = text[item.offset : stop]
        broken = stop >= len(text) - 3 and text.endswith(BREAK_HYPHEN.encode())
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


class Pen:
    """Joins the runs of one line."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._array: list[str] = []
        self._type = ("", 0.0)
        self._per_em = 0.0
        self._behind = 0.0  # how far the operators are behind the pen, in thousandths of an em

    def use(self, face: Face, size: float, anew: bool = False) -> None:
        """Go on in a face at a size (CSS pixels); ``anew`` says so even if it is in use."""
        if (face.key, size) == self._type:
            if anew:
                self.end()
                operator = font_operator(face.key, size)
                if self._stream.stream[-1] != operator:
                    self._stream.stream.append(operator)
            return
        self.end()
        self._type = face.key, size
        self._stream.set_font_size(face.key, size)
        self._behind *= self._per_em and (1000 / size) / self._per_em
        self._per_em = 1000 / size

    def move(self, by: float) -> None:
        """Move the pen by so many pixels."""
        self._behind += by * self._per_em

    def show(self, run: Run) -> None:
        """Show a run from where the pen is."""
        for name, told in run.properties:
            self._stream.name_text(name, text_string(told))
        if abs(self._behind) >= TOLERANCE:
            shift = round(self._behind)
            self._array.append(f">{-shift}<")
            self._behind -= shift
        for part in run.parts:
            if isinstance(part, bytes):
                self.end()
                self._stream.stream.append(part)
            else:
                self._array.append(part)
        self._behind += run.advance - run.printed

    def end(self) -> None:
        """Write what is pending."""
        if self._array:
            self._stream.show_text(f"<{''.join(self._array)}>".replace("<>", " "))
            self._array.clear()


def text_matrix(values: Sequence[float]) -> bytes:
    """The operator that sets the text matrix, its place on whole steps of 1/1024 pixel."""
    *turn, x, y = values
    place = [number(round(value * 1024) / 1024) for value in (x, y)]
    return " ".join([*(f"{value:.5g}" for value in turn), *place, "Tm"]).encode()


def describe(char: str) -> str:
    """A character as messages name it: itself, its code point and its Unicode name."""
    return f"“{char}” (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"
