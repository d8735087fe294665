"""Chosen lines, drawn by the engine: each is a slice of the inline tree that cannot wrap.

For paragraphs whose words cannot simply be set side by side: with decorations, with text from right
to left, with inline elements taller than the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from typeset.set import seams
from typeset.set.glyphs import BREAK_HYPHEN, SOFT_HYPHEN
from typeset.set.paragraph import is_atom
from typeset.set.seams import boxes


@dataclass(frozen=True, slots=True)
class Fit:
    """A line as it was chosen and filled.  Measures in pixels."""

    start: int
    """Offsets in the paragraph's text."""
    stop: int
    hyphen: bool
    indent: float
    left: float
    """How far it hangs into the left margin."""
    right: float
    """How far it hangs into the right one."""
    spare: float
    """What it lacks to the measure before its spaces are widened."""
    align: str
    width: float
    """Of its type before scaling, spaces widened."""
    scale: float
    over: float
    """How much wider it is than the measure."""


def engine_lines(
    context: Any,
    box: Any,
    position_y: float,
    block: Any,
    rest: Sequence[Any],
    fits: Sequence[Fit],
) -> list[Any]:
    """The line boxes of a paragraph; ``rest`` is what the engine's line layout is given besides."""
    lines = []
    # Elements without text stand at the beginning of the line that follows them.
    edges = [fit.start for fit in fits[1:]]
    for fit, lowest, beyond in zip(fits, [-1, *edges], [*edges, float("inf")], strict=True):
        cut = _Cut(fit, lowest, beyond)
        part = cut.box(box)
        part.text_indent = fit.indent
        part.fit = fit
        line = seams.next_line(context, part, position_y, block, rest)
        if fit.left:
            line.translate(dx=-fit.left)
        position_y = line.position_y + line.height
        lines.append(line)
    return lines


class _Cut:
    """Cuts a line's slice out of the inline tree."""

    def __init__(self, fit: Fit, lowest: float, beyond: float) -> None:
        self._fit = fit
        self._lowest, self._beyond = lowest, beyond
        self._at = 0

    def box(self, box: Any) -> Any:
        """A copy of an inline box with what belongs to the line."""
        kept = []
        for child in box.children:
            start = self._at
            whole = isinstance(child, boxes.TextBox) or is_atom(child)
            part = self._whole(child) if whole else self.box(child)
            empty = start == self._at and self._lowest <= start < self._beyond
            if part is not None and (empty or whole or part.children):
                kept.append(part)
        return box.copy_with_children(kept)

    def _whole(self, box: Any) -> Any:
        """What belongs to the line of a text or an atom."""
        if isinstance(box, boxes.TextBox):
            return self._text(box)
        self._at += 1
        return box if self._fit.start < self._at <= self._fit.stop else None

    def _text(self, box: Any) -> Any:
        fit, start = self._fit, self._at
        self._at = stop = start + len(box.text)
        first, last = max(start, fit.start), min(stop, fit.stop)
        if first >= last:
            return None
        text = box.text[first - start : last - start]
        if fit.hyphen and last == fit.stop:
            text = text.removesuffix(SOFT_HYPHEN) + BREAK_HYPHEN
        return box.copy_with_text(text)
