"""The compositor: lines of a paragraph, broken at the best places and composed from shaped words.

It takes the place of the engine's own line layout where it can.  What it does not compose (boxes in
lines, decorations, right-to-left text) is left to the engine, and counted by reason.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from typeset.set import seams
from typeset.set.breaks import choose
from typeset.set.castoff import FORCED, SHRINK, CastOff, Part, Piece
from typeset.set.elements import Box, Costs, Line, Penalty, Shape
from typeset.set.glyphs import BREAK_HYPHEN, SOFT_HYPHEN, Pen, Proofs, number
from typeset.set.others import Bulk, Other, others
from typeset.set.paragraph import Mark, Odd, Paragraph, read_paragraph
from typeset.set.setline import Manner, SetLine
from typeset.set.slices import Fit, engine_lines
from typeset.set.wordcast import WordCasts
from typeset.set.words import Word, WordCase

RAG = 0.25
"""How much a ragged line may lack, as a share of the measure, before it is as bad as a justified
one whose spaces are stretched by all their stretch."""

SLACK = 0.3
"""Pixels by which a line may be too wide: the engine measures a line as a whole, kerning between
words and spaces included, and makes table columns that are just so wide."""

MORE = "data-more"
"""The attribute by which a paragraph is asked for in more lines than are best for it, or less."""

BLACK = (0.0, 0.0, 0.0, 1.0)


class Compositor:
    """Composes the lines of paragraphs for one engine."""

    def __init__(self, words: WordCase, stream: Any, manner: Manner) -> None:
        self.words = words
        self.casts = WordCasts(words)
        self.stream = stream
        self.manner = manner

    def lines(
        self, context: Any, box: Any, position_y: float, block: Any, rest: Sequence[Any]
    ) -> list[Any] | None:
        """The line boxes of a paragraph that stands in ``block``.

        None if the engine is to make them; ``box.odd`` then says why.  ``rest`` is what the
        engine's own line layout is given besides.
        """
        try:
            if context.excluded_shapes:
                raise Odd("float")
            paragraph = read_paragraph(box)
            seams.resolve_percentages(box, block)
            seams.resolve_one_percentage(box, "text_indent", block.width)
            for leaf in paragraph.leaves:
                if leaf.box is not None:
                    leaf.width = seams.atom_width(context, leaf.box, block)
            composing = _Composing(self, context, box, block, paragraph)
            if self.manner.words and not paragraph.drawn:
                return composing.lines(position_y)
            fits = [stick.fit for stick in composing.sticks()]
            return engine_lines(context, box, position_y, block, rest, fits)
        except Odd as odd:
            box.odd = str(odd)  # its lines are copies of it
            return None


@dataclass(slots=True)
class _Stick:
    """The line in the composing stick: its pieces with their words, and how they fill it."""

    pieces: list[Piece]
    words: list[Word]
    natural: float
    space: float
    """Width of its word spaces together."""
    fit: Fit
    offsets: list[int] = field(default_factory=list)
    places: list[float] = field(default_factory=list)
    """Where each piece begins, from the line's beginning, before scaling."""


class _Composing:
    """One paragraph at work."""

    def __init__(
        self, shop: Compositor, context: Any, box: Any, block: Any, paragraph: Paragraph
    ) -> None:
        self._shop = shop
        self._context = context
        self._box = box
        self._measure = block.width
        self._left = block.content_box_x()
        self._paragraph = paragraph
        self._align, self._align_last = _alignments(box.style)
        self._justified = self._align == "justify"
        self._em = float(box.style["font_size"])
        self._height, self._baseline = paragraph.height, paragraph.baseline
        asked = block.element.get(MORE) if block.element is not None else None
        self._more = int(asked or 0)

    def sticks(self) -> Iterator[_Stick]:
        """The lines, broken at the best places and filled."""
        # Where text runs to the left the margins change places; such text does not hang.
        hanging = self._shop.manner.hanging and self._box.style["direction"] == "ltr"
        shop = self._shop
        casting = CastOff(self._paragraph, shop.words, shop.casts, self._context, hanging)
        indent = self._box.text_indent
        for part in casting.parts():
            chosen = choose(part.elements, self._shape(indent), self._costs(indent), self._more)
            for line in chosen:
                yield self._filled(part, line, indent, last=line is chosen[-1])
                indent = 0.0

    def lines(self, position_y: float) -> list[Any]:
        """The line boxes, one below the other, composed of shaped words."""
        made = [(stick, *self._show(stick)) for stick in self.sticks()]
        starts = [stick.fit.start for stick, *_ in made]
        ranges = zip([0, *starts[1:]], [*starts[1:], self._paragraph.length + 1], strict=True)
        lines = [
            self._line_box(stick, taken, proofs, position_y + n * self._height, lowest, beyond)
            for n, ((stick, taken, proofs), (lowest, beyond)) in enumerate(
                zip(made, ranges, strict=True)
            )
        ]
        lines[0].others = self._others([stick for stick, *_ in made])
        return lines

    def _others(self, sticks: Sequence[_Stick]) -> tuple[Other, ...]:
        """In how many lines more or less the paragraph may be set."""
        broken = any(leaf.text == FORCED for leaf in self._paragraph.leaves)
        if not self._justified or self._more or broken:
            return ()
        natural, space = (sum(s.natural for s in sticks), sum(s.space for s in sticks))
        bulk = Bulk(len(sticks), natural, space, self._box.text_indent)
        return tuple(others(bulk, self._measure, self._shop.manner.expansion, self._em))

    def _costs(self, indent: float) -> Costs:
        return Costs(short=1.5 * max(indent, 0.0), full=self._em if self._justified else 0.0)

    def _shape(self, indent: float) -> Shape:
        justified = self._justified
        return Shape(
            self._measure,
            indent,
            rag=0.0 if justified else RAG * self._measure,
            expansion=self._shop.manner.expansion if justified else 0.0,
            slack=SLACK,
            em=self._em,
        )

    def _filled(self, part: Part, line: Line, indent: float, last: bool) -> _Stick:
        """Put a line into the stick and fill it."""
        pieces = list(_joined(part.pieces[line.start : line.stop]))
        words = [self._word(piece, line.hyphen and piece is pieces[-1]) for piece in pieces]
        natural = sum(word.width for word in words)
        space = sum(w.width for p, w in zip(pieces, words, strict=True) if p.space)
        left, right = _hangs(part, line)
        left = 0.0 if indent else left
        room = self._measure - indent + left + right
        align = self._align_last if last else self._align
        justified = align == "justify" or (natural > room + SLACK and self._justified)
        scale, spread = 1.0, 0.0
        if justified and natural > 0:
            # Wider or narrower type is not seen, so it goes before wider or narrower spaces.
            most = self._shop.manner.expansion
            scale = max(1 - most, min(1 + most, room / natural))
            spread = max(room / scale - natural, -space * SHRINK) if space else 0.0
        over = (natural + spread) * scale - room
        fit = Fit(
            start=pieces[0].start,
            stop=pieces[-1].stop,
            hyphen=line.hyphen,
            indent=indent,
            left=left,
            right=right,
            spare=max(0.0, room - natural),
            align="justify" if justified else align,
            width=natural + spread,
            scale=scale,
            over=max(0.0, over - SLACK),
        )
        return _Stick(pieces, words, natural, space, fit)

    def _word(self, piece: Piece, broken: bool) -> Word:
        if piece.leaf.box is not None:
            return Word(piece.leaf.width, ())
        text = " " if piece.space else piece.text
        if broken:
            text = text.removesuffix(SOFT_HYPHEN) + BREAK_HYPHEN
        leaf = piece.leaf
        return self._shop.words.word(text, leaf.style, leaf.look, self._context)

    def _show(self, stick: _Stick) -> tuple[tuple[bytes, int], Proofs]:
        """The operators of a line with their element."""
        spread = stick.fit.width - stick.natural
        stream, proofs = self._shop.stream, self._shop.words.proofs()
        pen = Pen(stream)
        home = None
        rise = 0.0
        colour: tuple[float, ...] = BLACK
        place = 0.0
        for piece, word in zip(stick.pieces, stick.words, strict=True):
            stick.offsets.append(piece.start)
            stick.places.append(place)
            leaf = piece.leaf
            if leaf.home != home:
                home = leaf.home
                pen.end()
                stream.belong(home)
            if leaf.rise != rise:
                rise = leaf.rise
                pen.end()
                stream.stream.append(f"{number(rise)} Ts".encode())
            if leaf.colour != colour:
                colour = leaf.colour
                pen.end()
                stream.set_color(leaf.style["color"])
            wider = spread * word.width / stick.space if piece.space else 0.0
            for face, size, run in word.runs:
                shown = run.wider(wider * 1000 / size) if wider else run
                pen.use(face, size)
                pen.show(shown)
                proofs.note(shown, face, leaf.style)
            place += word.width + wider
        pen.end()
        if rise:
            stream.stream.append(b"0 Ts")
        stick.offsets.append(stick.pieces[-1].stop)
        stick.places.append(place)
        return stream.take_text(), proofs

    def _line_box(
        self,
        stick: _Stick,
        taken: tuple[bytes, int],
        proofs: Proofs,
        position_y: float,
        lowest: int,
        beyond: int,
    ) -> Any:
        """The line as the engine's layout knows it, with boxes for the elements to be told of."""
        fit = stick.fit
        shift = {"right": fit.spare, "center": fit.spare / 2}.get(fit.align, 0.0)
        x = fit.indent - fit.left + shift
        text = "".join(piece.text for piece in stick.pieces).replace(SOFT_HYPHEN, "")
        line = self._box.copy_with_children([])
        line.position_x, line.position_y = self._left, position_y
        line.width, line.height = self._measure, self._height
        line.baseline = self._baseline
        line.margin_top = line.margin_bottom = 0
        line.set_line = SetLine(
            x, self._baseline, fit.scale, *taken, text, fit.hyphen, proofs, fit.over
        )
        line.children = [
            self._mark_box(mark, stick, self._left + x, position_y)
            for mark in self._paragraph.marks
            if (mark.start < beyond and mark.stop > lowest)
            or (mark.start == mark.stop and lowest <= mark.start < beyond)
        ]
        return line

    def _mark_box(self, mark: Mark, stick: _Stick, left: float, position_y: float) -> Any:
        box = mark.box.copy_with_children([])
        x0, x1 = (stick.fit.scale * _place(stick, at) for at in (mark.start, mark.stop))
        box.position_x, box.position_y = left + x0, position_y
        box.width, box.height = x1 - x0, self._height
        for side in ("top", "right", "bottom", "left"):
            setattr(box, f"margin_{side}", 0)
            setattr(box, f"padding_{side}", 0)
            setattr(box, f"border_{side}_width", 0)
        return box


def _place(stick: _Stick, offset: int) -> float:
    """Where the piece that begins at an offset stands; marks begin and end with pieces."""
    at = bisect_right(stick.offsets, offset) - 1
    return stick.places[max(0, min(at, len(stick.places) - 1))]


def _joined(pieces: Sequence[Piece | None]) -> Iterator[Piece]:
    """The pieces of a line, the parts of a word made whole, without spaces at its ends."""
    kept = [piece for piece in pieces if piece is not None]
    while kept and kept[-1].space:
        kept.pop()
    whole: Piece | None = None
    for piece in kept:
        if whole is None:
            whole = piece
        elif piece.leaf is whole.leaf and not piece.space and not whole.space:
            whole = Piece(whole.leaf, whole.start, piece.stop, whole.space)
        else:
            yield whole
            whole = piece
    if whole is not None:
        yield whole


def _hangs(part: Part, line: Line) -> tuple[float, float]:
    """How far a line's first and last character stand in the margins."""
    first = part.elements[line.start]
    end = part.elements[line.stop] if line.stop < len(part.elements) else None
    last = part.elements[line.stop - 1]
    right = end.right if isinstance(end, Penalty) else last.right if isinstance(last, Box) else 0.0
    return (first.left if isinstance(first, Box) else 0.0), right


def _alignments(style: Any) -> tuple[str, str]:
    """The alignment of lines, and of the last one (CSS Text 3, section 7)."""
    sides = {"start": "left", "end": "right"}  # the text runs from left to right
    every = sides.get(style["text_align_all"], style["text_align_all"])
    last = sides.get(style["text_align_last"], style["text_align_last"])
    if last == "auto":
        last = "left" if every == "justify" else every
    return every, last
