"""Optical margins: how far marks hang out of the measure.

Light marks at a line's end leave a dent in the margin; hanging them by so much makes it straight
(Hàn Thế Thành, Micro-typographic extensions to the TeX typesetting system, 2000, chapter 3).  How
deep the dent is, tells the face's own outline (:mod:`typeset.faces.dents`).
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from typeset.faces import Face
from typeset.faces.dents import dents


class Hang(NamedTuple):
    """How far a mark stands in the left margin if a line begins with it, in the right one if a
    line ends in it; in pixels."""

    left: float
    right: float


NO_HANG = Hang(0.0, 0.0)


def hangs(char: str) -> bool:
    """Is it a mark that may hang?  Letters and figures do not."""
    return not char.isalnum() and unicodedata.category(char).startswith("P")


def hang(char: str, face: Face, size: float) -> Hang:
    """How far a mark of a face hangs at a size in pixels."""
    found = dents(face, char)
    return Hang(found.left * size, found.right * size)
