"""A line composed, and the manner of composing."""

from __future__ import annotations

from dataclasses import dataclass

from typeset.set.glyphs import Proofs
from typeset.set.runs import number


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line composed: what the recorder takes instead of drawing.  Measures in pixels."""

    x: float
    """From the left of the column."""
    baseline: float
    scale: float
    """How much wider than natural the type is."""
    ops: bytes
    element: int
    """The element that it belongs to, or its first part."""
    text: str
    hyphen: bool
    proofs: Proofs
    over: float
    """How much wider it is than the measure."""

    def operators(self, left: float, top: float = 0.0) -> bytes:
        """The operators that print it in a column that begins at ``left``, its top at ``top``."""
        place = f"{number(grain(left + self.x))} {number(grain(top + self.baseline))}"
        return f"BT\n{self.scale:.5g} 0 0 -1 {place} Tm\n".encode() + self.ops + b"\nET"


def grain(pixels: float) -> float:
    """A measure on whole steps of 1/1024 pixel."""
    return round(pixels * 1024) / 1024


@dataclass(frozen=True, slots=True)
class Manner:
    """How lines are composed."""

    expansion: float = 0.0
    """The share by which type may be set wider or narrower."""
    hanging: bool = False
    """Marks hang into the margins."""
    words: bool = True
    """Lines are composed of words shaped once; else the engine draws the lines chosen."""
