"""Optical margins: how far characters hang out of the measure, as shares of their own width.

Light marks at a line's end leave a dent in the margin; hanging them a little makes it straight
(Hàn Thế Thành, Micro-typographic extensions to the TeX typesetting system, 2000, chapter 3).
"""

from __future__ import annotations

RIGHT = {
    "-": 0.5,
    "\u2010": 0.5,
    ".": 0.6,
    ",": 0.6,
    ";": 0.3,
    ":": 0.3,
    "!": 0.1,
    "?": 0.1,
    ")": 0.1,
    "’": 0.5,
    "”": 0.4,
    '"': 0.4,
    "»": 0.2,
    "“": 0.4,
    "—": 0.2,
    "–": 0.25,
}

LEFT = {"‘": 0.5, "“": 0.4, "„": 0.4, "‚": 0.5, '"': 0.4, "«": 0.2, "(": 0.1, "—": 0.2, "–": 0.25}


def hang_right(char: str) -> float:
    """How much of a character at a line's end stands in the margin."""
    return RIGHT.get(char, 0.0)


def hang_left(char: str) -> float:
    """How much of a character at a line's beginning stands in the margin."""
    return LEFT.get(char, 0.0)
