"""The operators of a shaped run, and what its glyphs read as.

Every glyph reads as the text that it stands for (ToUnicode), under another reading of its face
where need be (:mod:`typeset.faces.readings`): whoever copies or searches gets the letters typed.
That is enough where each cluster is one glyph.  A mark that is set apart from its letter is read
by its place, and readers differ there; so the whole word tells its text besides (ActualText, ISO
32000-2, 14.9.4).  :mod:`typeset.set.leftward` tells how words that run to the left are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from unicodedata import category, normalize

from typeset.faces import Face, reading_key
from typeset.set.leftward import TURN, Flow, by_line, by_passage, by_place, stays_apart

TOLERANCE = 0.5
"""Thousandths of an em by which a glyph may stand off its place before it is moved there."""

RISE = 4.0
"""Thousandths of an em by which a glyph must stand off the line to be raised: a raised glyph cuts
the text in pieces."""


class Glyph(NamedTuple):
    """A glyph with its advance and offsets in pixels; -1 for an advance without a glyph."""

    gid: int
    advance: float
    x: float
    y: float


@dataclass(slots=True)
class Cluster:
    """Glyphs, from left to right, that stand for one piece of text."""

    text: str
    glyphs: list[Glyph]

    @property
    def printed(self) -> list[int]:
        """The glyphs that are shown."""
        return [glyph.gid for glyph in self.glyphs if glyph.gid >= 0]


class Run(NamedTuple):
    """A run's operators, ready to be joined to others of the same face and size."""

    parts: tuple[str | bytes, ...]
    """Text for the array of a TJ operator, or whole operators (bytes) between two of them."""
    advance: float
    """How far the pen moves, in thousandths of an em."""
    printed: float
    """How far the operators move it."""
    used: tuple[tuple[str, tuple[int, ...]], ...]
    """Glyphs by the keys of their faces, other readings among them."""
    properties: tuple[tuple[str, str], ...]
    """Property lists that the operators name, each with its ActualText."""
    text: str
    missing: str
    space: float
    """For a word space: its width as a share of the face's own, else 0."""

    def wider(self, by: float) -> Run:
        """A space that moves the pen farther, by thousandths of an em."""
        parts, advance, printed, used, properties, text, missing, space = self
        wide = advance + by
        space = space * wide / advance if advance else 0.0
        return Run(parts, wide, printed, used, properties, text, missing, space)


def compose_run(clusters: Sequence[Cluster], face: Face, size: float, flow: Flow) -> Run:
    """Compose a run's operators: every glyph within :data:`TOLERANCE` of its place."""
    stick = _Stick(face, size)
    words = [
        _Word(members, stick.place(members, flow))
        for _, group in groupby(clusters, key=lambda cluster: _is_letter(cluster.text))
        if (members := list(group))
    ]
    parts: list[str | bytes] = []
    properties: dict[str, str] = {}
    apart = flow.left and any(sort.apart for word in words for sort in word.sorts)
    fresh = flow.fresh
    for n, word in enumerate(reversed(words) if apart else words):
        marks = list(_telling(word, flow, flow.after and n == 0, properties))
        parts += marks
        parts += stick.show_apart(word) if apart else stick.show(word, fresh)
        parts += [b"EMC"] * len(marks)
        fresh = fresh and stays_apart(word.text)
    own = stick.used[face.key]
    text = "".join(cluster.text for cluster in _read_on(clusters, flow))
    missing = "".join(c.text for c in clusters if 0 in c.printed)
    space = stick.pen / face.widths[min(own)] if text in (" ", "\u00a0") and own else 0.0
    used = tuple((key, tuple(sorted(glyphs))) for key, glyphs in sorted(stick.used.items()))
    named = tuple(properties.items())
    return Run(tuple(parts), stick.pen, stick.printed, used, named, text, missing, space)


class _Sort(NamedTuple):
    """A glyph in its place: thousandths of an em from the run's beginning, and above the line."""

    gid: int
    x: float
    y: float
    text: str | None
    """What it is to read as; None for what the face says."""
    apart: bool
    """In a run to the left, pypdf must be given it by itself."""
    letter: bool


class _Word(NamedTuple):
    """Clusters with letters, or those without between two such."""

    clusters: Sequence[Cluster]
    sorts: Sequence[_Sort]

    @property
    def text(self) -> str:
        """Its text from left to right."""
        return "".join(cluster.text for cluster in self.clusters)


class _Stick:
    """Places glyphs and shows them."""

    def __init__(self, face: Face, size: float) -> None:
        self.pen = self.printed = 0.0
        self.used: dict[str, set[int]] = {face.key: set()}
        self._face = face
        self._per_em = 1000 / size
        self._own = font_operator(face.key, size)
        self._size = size

    def place(self, clusters: Sequence[Cluster], flow: Flow) -> list[_Sort]:
        """Place the glyphs of some clusters from where the pen is."""
        sorts = []
        for cluster in clusters:
            readings = iter(_texts(cluster, self._face, flow))
            letter = not stays_apart(cluster.text)
            for gid, advance, x, y in cluster.glyphs:
                if gid >= 0:
                    text = next(readings)
                    apart = text is not None or len(self._face.texts.get(gid, "")) > 1
                    place = self.pen + x * self._per_em
                    sorts.append(_Sort(gid, place, y * self._per_em, text, apart, letter))
                self.pen += advance * self._per_em
        return sorts

    def show(self, word: _Word, singly: bool) -> Iterator[str | bytes]:
        """The parts that show a word; ``singly`` up to the first letter."""
        for sort in word.sorts:
            yield from self._sort(sort)
            singly = singly and not sort.letter
            if singly:
                yield self._own

    def show_apart(self, word: _Word) -> Iterator[str | bytes]:
        """The parts that show a word to the left, where some glyphs must be given by themselves."""
        stretches = [list(group) for _, group in groupby(word.sorts, key=lambda sort: sort.apart)]
        for stretch in reversed(stretches):
            for sort in stretch:
                yield from self._sort(sort)
            yield self._own

    def _sort(self, sort: _Sort) -> Iterator[str | bytes]:
        shift = round(sort.x - self.printed)
        if abs(sort.x - self.printed) >= TOLERANCE:
            yield f">{-shift}<"
            self.printed += shift
        if sort.text is not None:
            key = reading_key(self._face.key, sort.text)
            self.used.setdefault(key, set()).add(sort.gid)
            yield font_operator(key, self._size)
        if abs(sort.y) >= RISE:
            yield f"{number(-sort.y / self._per_em)} Ts".encode()
            yield f"{sort.gid:04x}"
            yield b"0 Ts"
        else:
            yield f"{sort.gid:04x}"
        if sort.text is not None:
            yield self._own
        self.used[self._face.key].add(sort.gid)
        self.printed += self._face.widths[sort.gid]


def _texts(cluster: Cluster, face: Face, flow: Flow) -> list[str | None]:
    """What each glyph of a cluster is to read as; None if it does so by itself."""
    glyphs = cluster.printed
    own = [face.texts.get(gid, "") for gid in glyphs]
    told = "".join(reversed(own) if flow.left else own)
    if told == cluster.text or normalize("NFD", told) == normalize("NFD", cluster.text):
        return [None] * len(glyphs)
    base = max(range(len(glyphs)), key=lambda n: face.widths[glyphs[n]], default=0)
    return [cluster.text if n == base else "" for n in range(len(glyphs))]


def _telling(word: _Word, flow: Flow, after: bool, properties: dict[str, str]) -> Iterator[bytes]:
    """What opens a word that tells its text."""
    letters = _is_letter(word.text)
    needs = letters and _needs_telling(word, flow)
    text = "".join(cluster.text for cluster in _read_on(word.clusters, flow))
    if needs:
        yield _actual_text(by_place(text) if flow.left else text)
    elif flow.passage:
        yield b"/Span BMC"  # as deep as the others
    elif after and stays_apart(word.clusters[0].text):
        yield _actual_text(TURN + text)
    if flow.passage or (needs and flow.left and flow.most):
        told = by_passage(flow.passage) if flow.passage else by_line(text)
        name = f"T{hashlib.sha256(told.encode()).hexdigest()[:12]}"
        properties[name] = told
        yield f"/Span/{name} BDC".encode()


def _needs_telling(word: _Word, flow: Flow) -> bool:
    """Would readers of glyphs and places make something else of the word?"""
    if any(len(one.printed) > 1 or category(one.text[0])[0] == "M" for one in word.clusters):
        return True
    return flow.left and any(sort.apart for sort in word.sorts)


def _actual_text(text: str) -> bytes:
    return b"/Span<</ActualText%b>>BDC" % text_string(text)


def _read_on(clusters: Sequence[Cluster], flow: Flow) -> Iterator[Cluster]:
    """Clusters in the order of reading."""
    return reversed(clusters) if flow.left else iter(clusters)


def _is_letter(text: str) -> bool:
    return category(text[0])[0] in "LM"


def font_operator(key: str, size: float) -> bytes:
    """The operator that chooses a font; a size is written as the engine's stream does it."""
    return f"/{key} {f'{size:f}'.rstrip('0').rstrip('.')} Tf".encode()


def text_string(text: str) -> bytes:
    """A text as PDF has it."""
    return f"<feff{text.encode('utf-16-be').hex()}>".encode()


def number(value: float) -> str:
    """A number as operators have it: three decimals at the most."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
