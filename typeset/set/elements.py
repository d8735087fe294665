"""What the chooser of breaks is given and gives back: boxes, glue, penalties, shapes and lines.

Pure data; widths are in any one unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

NEVER = float("inf")
"""The cost of a break that is forbidden."""


class Box(NamedTuple):
    """A piece of type that is not broken.  It may hang into the margin by ``left`` at a line's
    beginning and by ``right`` at its end."""

    width: float
    left: float = 0.0
    right: float = 0.0
    head: str = ""
    """How a line looks that begins with it; empty where that does not matter.  Two lines that begin
    alike one above the other are seen."""
    tail: str = ""
    """How a line looks that ends with it."""


class Glue(NamedTuple):
    """A space, which vanishes at a break; ``cost`` is what a break there costs."""

    width: float
    stretch: float
    shrink: float
    cost: float = 0.0


class Penalty(NamedTuple):
    """A place inside a word where a line may end, with what is printed there only then."""

    width: float
    cost: float
    hyphen: bool
    right: float = 0.0
    own: bool = False
    """The word has a hyphen of its own before it."""


Element = Box | Glue | Penalty

LADDER = 3
"""Hyphens in a row that are a ladder; more are as bad."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What is thought bad about a line, in demerits.

    A line stretched by all that its spaces are good for has a badness of 100, and badness grows
    with the second power: many lines that are a little loose make a pale page.  Of tight lines it
    grows with the third: little tightness is not seen, much is.
    """

    line: float = 15.0
    """Of each line as such: the fewer the better."""
    tight: float = 1.5
    """How much worse than the loosest line the tightest is."""
    narrow: float = 0.4
    """By what share more so on a narrow measure, where most lines are loose."""
    hyphens_in_a_row: float = 20_000.0
    """Of a second line in a row that ends in a hyphen; where a third may, it costs this twice."""
    last_but_one: float = 20_000.0
    """Of a hyphen at the end of the last line but one."""
    contrast: float = 6_000.0
    """Of a line much looser or tighter than the one above it."""
    short_end: float = 15_000.0
    """Of a last line shorter than :attr:`short`."""
    same_word: float = 8_000.0
    """Of two lines that begin or end alike."""
    full_end: float = 4_000.0
    """Of a last line that lacks less than :attr:`full`: it looks like a line gone wrong."""
    short: float = 0.0
    """A last line shorter than this is too short, such as an indent's width."""
    full: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """What the lines have to fill.

    ``rag`` is how much an unjustified line may lack before that is as bad as a badness of 100; 0
    for justified lines.  ``expansion`` is the share by which type itself may be set wider or
    narrower.
    """

    measure: float
    indent: float = 0.0
    rag: float = 0.0
    expansion: float = 0.0
    slack: float = 0.0
    """How much too wide a line may be all the same."""
    em: float = 0.0
    """Size of the type; 0 where it is not known."""

    @property
    def narrow(self) -> float:
        """How narrow the measure is: 0 for a book's, 1 for a newspaper's."""
        ems = self.measure / self.em if self.em else WIDE
        return max(0.0, min(1.0, (WIDE - ems) / (WIDE - NARROW)))


class Line(NamedTuple):
    """A chosen line: elements from ``start`` to before ``stop``, where the break stands.

    ``ratio`` tells how far its spaces are stretched (1: by all their stretch) or shrunk (-1).
    """

    start: int
    stop: int
    ratio: float
    hyphen: bool


class Pass(NamedTuple):
    """How loose lines may be, whether words may be broken for it, and whether all must be taken:
    lines that are too wide, and ladders of hyphens."""

    tolerance: float
    hyphens: bool
    desperate: bool = False


WIDE, NARROW = 24.0, 19.0
"""Ems from which a measure is a book's, some fifty letters, and up to which it is narrow."""


def passes(narrow: float = 0.0) -> tuple[Pass, ...]:
    """Tried in this order until one finds a way.

    A ratio of 1 is the loosest line that nobody notices: one and a half times the natural space.
    On a narrow measure (:attr:`Shape.narrow`) hardly a line would do without a hyphen if no line
    were to be looser.
    """
    return (
        Pass(0.88 + 0.6 * narrow, False),
        Pass(1.0 + 0.48 * narrow, True),
        Pass(1.3 + 0.48 * narrow, True),
        Pass(2.5, True),
        Pass(8.0, True),
        Pass(NEVER, True, True),
    )
