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
    word: str = ""
    """The word that it begins or ends, for lines that begin or end alike."""


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
    """What is thought bad about a line, in demerits.  A line stretched or shrunk by all that its
    spaces are good for has a badness of 100; badness grows with the third power."""

    line: float = 10.0
    """Of each line as such: the fewer the better."""
    tight: float = 1.6
    """How much worse a tight line is than one that is as much too loose."""
    hyphens_in_a_row: float = 20_000.0
    """Of a second line in a row that ends in a hyphen; where a third may, it costs this twice."""
    last_but_one: float = 20_000.0
    """Of a hyphen at the end of the last line but one."""
    contrast: float = 6_000.0
    """Of a line much looser or tighter than the one above it."""
    short_end: float = 15_000.0
    """Of a last line shorter than :attr:`short`."""
    same_word: float = 8_000.0
    """Of two lines that begin or end with the same word."""
    short: float = 0.0
    """A last line shorter than this is too short, such as an indent's width."""


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


PASSES = (
    Pass(1.0, False),
    Pass(1.0, True),
    Pass(1.3, True),
    Pass(2.5, True),
    Pass(8.0, True),
    Pass(NEVER, True, True),
)
"""Tried in this order until one finds a way.  A ratio of 1 is the loosest line that nobody notices:
one and a half times the natural space."""
