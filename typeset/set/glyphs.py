"""From Pango's shaped runs to PDF text operators.

WeasyPrint's own road keeps the first text that it sees for a glyph and takes widths from Pango at
one size; both depend on what else was set before.  Here both come from the face alone, and where a
glyph does not tell its text (a small capital made from a capital, a hyphen that a line break put
in) the operators carry it as ActualText (ISO 32000-2, 14.9.4).

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
from typeset.set.seams import ffi, pango

BREAK_HYPHEN = "\u2010\u200b"
"""What a broken word's line ends in: a hyphen, and a mark that no text of ours has."""

SOFT_HYPHEN = "\u00ad"

TOLERANCE = 0.5
"""Thousandths of an em by which a glyph may stand off its place before it is moved there."""

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
        self.used.setdefault(face.key, set()).update(run.glyphs)
        if run.space:
            self.spaces.append(run.space)
            return
        for char in run.missing:
            self.faults.append(Fault("missing-glyph", f"no face has {describe(char)}", ord(char)))
        if face.family not in style["font_family"] and run.text.strip():
            self.faults.append(Fault("fallback-face", f"“{run.text}” is set in {face.family}"))


class Typesetter:
    """Shows lines of text, and keeps what is to be told about them in ``proofs``."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._faces: dict[int, Face] = {}
        self._runs: dict[tuple[object, ...], Run] = {}
        self.proofs = Proofs()

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
        stream.stream.append(text_matrix(matrix.values))
        pen = Pen(stream)
        for face, size, run in self.runs(line, layout.text):
            pen.use(face, size)
            pen.show(run)
            self.proofs.note(run, face, style)
        pen.end()
        return []

    def runs(self, line: Any, text: str) -> Iterator[tuple[Face, float, Run]]:
        """The runs of a line that Pango has shaped, from left to right, with face and size."""
        encoded = text.encode()
        font: Any = None
        pointer = line.runs[0]
        while pointer != ffi.NULL:
            glyph_item = pointer.data
            if glyph_item.item.analysis.font != font:
                font = glyph_item.item.analysis.font
                face, size = self._face(font)
            yield face, size, self._run(glyph_item, encoded, face, size)
            pointer = pointer.next

    def _run(self, glyph_item: Any, text: bytes, face: Face, size: float) -> Run:
        item, string = glyph_item.item, glyph_item.glyphs
        stop = item.offset + item.length
        piece = text[item.offset : stop]
        broken = stop >= len(text) - 3 and text.endswith(BREAK_HYPHEN.encode())
        count = string.num_glyphs
        infos = tuple(GLYPH_INFO.iter_unpack(ffi.buffer(string.glyphs, count * GLYPH_INFO.size)))
        starts = tuple(string.log_clusters[0:count])
        key = (face.key, size, piece, infos, starts, broken)
        run = self._runs.get(key)
        if run is None:
            if len(self._runs) >= KEPT_RUNS:
                self._runs.clear()
            run = self._runs[key] = _composed(
                list(_clusters(infos, starts, piece, broken)), face, size
            )
        return run

    def _face(self, pango_font: Any) -> tuple[Face, float]:
        key, _, size = seams.get_pango_font_key(pango_font)
        face = self._faces.get(key)
        if face is None:
            data = seams.get_hb_object_data(seams.get_pango_font_hb_face(pango_font))
            face = self._library.face(f"F{hashlib.sha256(data).hexdigest()[:10]}")
            self._faces[key] = face
        return face, size


class _Glyph(NamedTuple):
    """A glyph with its advance and offsets in pixels; -1 for an advance without a glyph."""

    gid: int
    advance: float
    x: float
    y: float


@dataclass(slots=True)
class _Cluster:
    """Glyphs that stand for one piece of text."""

    text: str
    glyphs: list[_Glyph]


def _clusters(
    infos: Sequence[tuple[int, int, int, int]], starts: Sequence[int], piece: bytes, broken: bool
) -> Iterator[_Cluster]:
    """The clusters of a run that print something, from left to right."""
    edges = sorted(set(starts))
    stops = dict(zip(edges, [*edges[1:], len(piece)], strict=True))
    hyphen = piece.rfind(BREAK_HYPHEN[0].encode()) if broken else -1
    for start, group in groupby(zip(starts, infos, strict=True), key=itemgetter(0)):
        text = SOFT_HYPHEN if start == hyphen else piece[start : stops[start]].decode()
        glyphs = [glyph for _, info in group if (glyph := _glyph(*info)).gid >= 0 or glyph.advance]
        if glyphs:
            yield _Cluster(text, glyphs)


def _glyph(gid: int, advance: int, x: int, y: int) -> _Glyph:
    if gid == pango.PANGO_GLYPH_EMPTY:
        gid = -1
    elif gid & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        gid = 0
    return _Glyph(gid, advance / GRAINS, x / GRAINS, y / GRAINS)


class Run(NamedTuple):
    """A run's operators, ready to be joined to others of the same face and size."""

    parts: tuple[str | bytes, ...]
    """Text for the array of a TJ operator, or whole operators (bytes) between two of them."""
    advance: float
    """How far the pen moves, in thousandths of an em."""
    printed: float
    """How far the operators move it."""
    glyphs: tuple[int, ...]
    text: str
    missing: str
    space: float
    """For a word space: its width as a share of the face's own, else 0."""

    def wider(self, by: float) -> Run:
        """A space that moves the pen farther, by thousandths of an em."""
        space = self.space * (self.advance + by) / self.advance if self.advance else 0.0
        return self._replace(advance=self.advance + by, space=space)


def _composed(clusters: Sequence[_Cluster], face: Face, size: float) -> Run:
    """Compose a run's operators: every glyph within :data:`TOLERANCE` of its place."""
    parts: list[str | bytes] = []
    pen = printed = 0.0
    per_em = 1000 / size
    for tells, group in groupby(clusters, key=lambda cluster: _tells(cluster, face)):
        members = list(group)
        if not tells:
            actual = "".join(cluster.text for cluster in members).encode("utf-16-be").hex()
            parts.append(f"/Span<</ActualText<feff{actual}>>>BDC".encode())
        for gid, advance, x, y in (glyph for cluster in members for glyph in cluster.glyphs):
            if gid >= 0:
                shift = round(pen + x * per_em - printed)
                if abs(pen + x * per_em - printed) >= TOLERANCE:
                    parts.append(f">{-shift}<")
                    printed += shift
                if y:
                    parts += [f"{number(-y)} Ts".encode(), f"{gid:04x}", b"0 Ts"]
                else:
                    parts.append(f"{gid:04x}")
                printed += face.widths[gid]
            pen += advance * per_em
        if not tells:
            parts.append(b"EMC")
    glyphs = tuple(sorted({g.gid for c in clusters for g in c.glyphs if g.gid >= 0}))
    text = "".join(cluster.text for cluster in clusters)
    missing = "".join(c.text for c in clusters if any(g.gid == 0 for g in c.glyphs))
    space = pen / face.widths[glyphs[0]] if text in (" ", "\u00a0") and glyphs else 0.0
    return Run(tuple(parts), pen, printed, glyphs, text, missing, space)


def _tells(cluster: _Cluster, face: Face) -> bool:
    """Do the glyphs by themselves tell the text?"""
    return "".join([face.texts.get(glyph.gid, "") for glyph in cluster.glyphs]) == cluster.text


class Pen:
    """Joins the runs of one line."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._array: list[str] = []
        self._type = ("", 0.0)
        self._per_em = 0.0
        self._behind = 0.0  # how far the operators are behind the pen, in thousandths of an em

    def use(self, face: Face, size: float) -> None:
        """Go on in a face at a size (CSS pixels)."""
        if (face.key, size) == self._type:
            return
        self.end()
        self._type = face.key, size
        self._stream.set_font_size(face.key, size)
        self._behind *= self._per_em and (1000 / size) / self._per_em
        self._per_em = 1000 / size

    def show(self, run: Run) -> None:
        """Show a run from where the pen is."""
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


def number(value: float) -> str:
    """A number as operators have it: three decimals at the most."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
