"""From WeasyPrint's laid-out page to pieces of type with their operators.

The endless page is painted once, in the order in which WeasyPrint itself paints the root's stacking
context.  Each line, replaced box, float and positioned box becomes a :class:`Piece`, painted by
WeasyPrint's own functions; grounds, borders and table rules become decorations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from typeset.galley import ARTIFACT, GRAIN, Fault
from typeset.set import seams
from typeset.set.glyphs import BREAK_HYPHEN, SOFT_HYPHEN, Proofs, Typesetter, number
from typeset.set.others import Other
from typeset.set.seams import StackingContext, boxes
from typeset.set.setline import SetLine
from typeset.set.structure import home
from typeset.set.typestream import TypeStream

LOOSE, TIGHT = 1.5, 0.7
"""A word space over so many times the face's own is seen as a gap; one under so many hardly parts
words."""


def grain(pixels: float) -> float:
    """CSS pixels to points, on whole steps of :data:`typeset.galley.GRAIN`."""
    return round(pixels * 1024) * GRAIN


@dataclass(slots=True)
class Piece:
    """Something painted at one go, which is never cut.  Measures in pixels of its page."""

    top: float
    bottom: float
    ops: bytes
    element: int
    """The element of its column that it belongs to, or its first part."""
    path: tuple[Any, ...]
    """Block boxes around it, from the outermost."""
    box: Any
    band: tuple[float, float] | None = None
    """Top and bottom of the table row that it stands in."""
    head: bool = False
    """It stands in a table's head."""
    place: tuple[int, int] = (0, 1)
    """Which line of its block it is, and of how many."""
    sheet: int = 0
    """The endless page that it stands on: a forced break begins another."""
    baseline: float | None = None
    text: str = ""
    hyphen: bool = False
    space: float = 0.0
    scale: float = 1.0
    origin: float | None = None
    """Where the scaling of a line begins that was drawn unscaled."""
    odd: str = ""
    """Why the engine broke this line's paragraph, told by its first line."""
    others: tuple[Other, ...] = ()
    """Other numbers of lines for its paragraph, told by the first one."""
    faults: list[Fault] = field(default_factory=list)
    used: Mapping[str, set[int]] = field(default_factory=dict)
    """Glyphs by the key of their face."""


@dataclass(slots=True)
class Ground:
    """A background, border or set of table rules, from ``top`` to ``bottom``."""

    top: float
    bottom: float
    ops: bytes
    box: Any


class Recorder:
    """Paints pages into pieces and grounds."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self.stream = TypeStream()

    def draw_line(self, stream: Any, line: Any) -> None:
        """Paint a line that the compositor has made, which stands in a box inside of a line, in a
        float or in what has a place of its own."""
        made = line.set_line
        if isinstance(stream, TypeStream):  # not what is painted through a veil
            stream.belong(made.element)
        stream.stream += [
            b"q",
            b"0 g",
            *made.operators(line.position_x, line.position_y).split(b"\n"),
        ]
        stream.stream.append(b"Q")
        self._typesetter.proofs.add(made.proofs)

    def record(self, page: Any) -> tuple[list[Piece], list[Ground]]:
        """All pieces of a laid-out page from top to bottom, and the grounds behind them."""
        root = next(
            context
            for context in StackingContext.from_page(page).zero_z_contexts
            if context.box.is_for_root_element
        )
        pieces: list[Piece] = []
        grounds = [ground for block in root.block_level_boxes for ground in self._ground(block)]
        contexts = [*root.negative_z_contexts, *root.float_contexts]
        pieces.extend(self._context(context) for context in contexts)
        pieces.extend(self._flow(page, {root.box: root.blocks_and_cells}, (), None, False))
        contexts = [*root.zero_z_contexts, *root.positive_z_contexts]
        pieces.extend(self._context(context) for context in contexts)
        return [piece for piece in pieces if piece.bottom > piece.top], grounds

    def _ground(self, block: Any) -> Iterator[Ground]:
        stream = self.stream
        stream.start(ARTIFACT)
        if isinstance(block, boxes.TableBox):
            seams.draw_table(stream, block)
        else:
            seams.draw_background(stream, block.background)
            seams.draw_border(stream, block)
        top = block.border_box_y()
        ops, _ = stream.take(top)
        if ops:
            yield Ground(top, top + block.border_height(), ops, block)

    def _context(self, context: Any) -> Piece:
        box = context.box
        self._typesetter.begin_line("")
        self.stream.start(home(box))
        seams.draw_stacking_context(self.stream, context)
        height = box.margin_height() if hasattr(box, "margin_height") else box.height
        piece = self._piece(box, box.position_y, height, (), self.stream.take(box.position_y))
        piece.text = _text(descendants(context))
        return piece

    def _flow(
        self,
        page: Any,
        blocks: dict[Any, Any],
        path: tuple[Any, ...],
        band: tuple[float, float] | None,
        head: bool,
    ) -> Iterator[Piece]:
        for block, inner in blocks.items():
            here = (*path, block)
            if isinstance(block, boxes.ReplacedBox):
                self.stream.start(home(block))
                seams.draw_clipped(self.stream, block)
                top = block.border_box_y()
                taken = self.stream.take(top)
                piece = self._piece(block, top, block.border_height(), here, taken)
                piece.band, piece.head = band, head
                yield piece
            elif block.children and isinstance(block.children[-1], boxes.LineBox):
                for n, line in enumerate(block.children):
                    piece = self._line(page, line, here)
                    piece.band, piece.head = band, head
                    piece.place = (n, len(block.children))
                    piece.odd = "" if n else getattr(line, "odd", "")
                    yield piece
            if isinstance(block, boxes.TableBox):
                yield from self._table(page, block, inner, here)
            else:
                yield from self._flow(page, inner, here, band, head)

    def _table(
        self, page: Any, table: Any, cells: dict[Any, Any], path: tuple[Any, ...]
    ) -> Iterator[Piece]:
        for group in table.children:
            for row in group.children:
                bottom = max(
                    (cell.border_box_y() + cell.border_height() for cell in row.children),
                    default=row.position_y,
                )
                band = (row.position_y, max(bottom, row.position_y + row.height))
                for cell in row.children:
                    inner = {cell: cells.get(cell, {})}
                    yield from self._flow(page, inner, (*path, group, row), band, group.is_header)

    def _line(self, page: Any, line: Any, path: tuple[Any, ...]) -> Piece:
        if hasattr(line, "set_line"):
            return self._set_line(line, line.set_line, path)
        top, height = line.position_y, line.height
        inside = list(descendants(line))
        if not any(isinstance(child, StackingContext) for child in inside):
            line.translate(dy=-top)
        text = _text(inside)
        self._typesetter.begin_line(text)
        self.stream.start(home(line))
        seams.draw_inline_level(self.stream, page, line)
        piece = self._piece(line, top, height, path, self.stream.take(line.position_y))
        if fit := getattr(line, "fit", None):
            piece.ops = _scaled(piece.ops, line.position_x, fit.scale)
            piece.scale, piece.origin = fit.scale, line.position_x
        piece.baseline = line.baseline
        piece.hyphen = text.endswith(BREAK_HYPHEN)
        piece.text = text.removesuffix(BREAK_HYPHEN).replace(SOFT_HYPHEN, "")
        room = path[-1].width if path else line.width
        over = grain(line.width - room if fit is None else fit.over)
        if over > 0.4:
            piece.faults.append(Fault("overfull-line", f"{over:.1f} pt too wide", over))
        return piece

    def _set_line(self, line: Any, made: SetLine, path: tuple[Any, ...]) -> Piece:
        """A line that the compositor has made."""
        top = line.position_y
        taken = made.operators(line.position_x), made.element
        piece = self._piece(line, top, line.height, path, taken)
        self._tell(piece, made.proofs)
        piece.baseline, piece.text, piece.hyphen = line.baseline, made.text, made.hyphen
        piece.scale = made.scale
        piece.others = getattr(line, "others", ())
        if made.over > 0:
            over = grain(made.over)
            piece.faults.append(Fault("overfull-line", f"{over:.1f} pt too wide", over))
        return piece

    def _piece(
        self, box: Any, top: float, height: float, path: tuple[Any, ...], taken: tuple[bytes, int]
    ) -> Piece:
        ops, element = taken
        piece = Piece(top, top + height, ops, element, path, box)
        self._tell(piece, self._typesetter.take_proofs())
        return piece

    def _tell(self, piece: Piece, proofs: Proofs) -> None:
        piece.faults.extend(proofs.faults)
        piece.used = proofs.used
        piece.space = loose = max(proofs.spaces, default=0.0)
        if loose > LOOSE:
            piece.faults.append(Fault("loose-line", f"word space {loose:.2f} of the face's", loose))
        if (tight := min(proofs.spaces, default=1.0)) < TIGHT:
            piece.faults.append(Fault("tight-line", f"word space {tight:.2f} of the face's", tight))


def _scaled(ops: bytes, x: float, scale: float) -> bytes:
    """A line's operators, set wider or narrower from its beginning on."""
    if scale == 1 or not ops:
        return ops
    return f"{scale:.5g} 0 0 1 {number(x * (1 - scale))} 0 cm\n".encode() + ops


def _text(inside: Iterable[Any]) -> str:
    texts = (box.set_line if hasattr(box, "set_line") else box for box in inside)
    return "".join(one.text for one in texts if isinstance(one, boxes.TextBox | SetLine))


def descendants(box: Any) -> Iterator[Any]:
    """A box and all in it, in reading order; a nested stacking context comes before its box."""
    yield box
    if isinstance(box, StackingContext):
        box = box.box
        yield box
    for child in getattr(box, "children", ()):
        yield from descendants(child)
