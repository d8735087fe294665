"""Can type be seen?  Its size, its colour on its ground, what lies upon it, the page's edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from typeset.verify.plain import passages
from typeset.verify.shapes import Box, Shape, covered, share

SMALLEST = 3.0
"""Type below this size, in points, cannot be read."""
FAINTEST = 0.15
"""Least difference of lightness, from 0 to 1, between type and its ground."""
COVERED = 0.45
"""So much of a line under something else makes it unreadable."""
ENTWINED = 0.4
"""Baselines nearer than this share of the type's size are one line."""
RULE = 0.08
"""A line no thicker than this share of the type's size strikes signs out, but hides none."""
EDGE = 0.1
"""Type may reach so far over the trimmed edge, in points."""


class Run(NamedTuple):
    """Type that is shown by one operator: a line as a rule, or what has a face of its own in it.

    Measures are points from the top left corner of the trimmed page.
    """

    text: str
    """As it would be copied."""
    box: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    baseline: float
    size: float
    why: str = ""
    """Why nobody can read it, if so: ``white``, ``covered`` …"""
    loose: bool = False
    """In a line of both directions, are only its words known, not the order of their letters?"""


@dataclass(slots=True)
class Mark:
    """An object that is painted: type, a shape or a picture (``text`` is None)."""

    box: Box
    light: float
    """From 0 (black) to 1 (white)."""
    alpha: float
    """From 0 (nothing is seen of it) to 1."""
    text: str | None = None
    baseline: float = 0.0
    size: float = 0.0
    why: str = ""
    loose: bool = False
    """As that of :class:`Run`."""
    shape: Shape | None = None
    """A path's; what has none fills its box."""

    def over(self, box: Box) -> float:
        """How much of a box it covers, from 0 to 1."""
        over = share(box, self.box)
        return min(over, covered(box, self.shape)) if over and self.shape else over


def runs_of(marks: Sequence[Mark], trim: Box) -> list[Run]:
    """The runs of a page's type, in the order in which they are painted."""
    grounds = [(n, mark) for n, mark in enumerate(marks) if mark.text is None]
    overlaid = _overlaid(marks)
    left, _, _, top = trim
    runs = []
    for n, mark in enumerate(marks):
        if mark.text is not None:
            why = mark.why or _fault(n, mark, trim, grounds) or ("covered" if n in overlaid else "")
            x0, y0, x1, y1 = mark.box
            box = (_short(x0 - left), _short(top - y1), _short(x1 - left), _short(top - y0))
            baseline = _short(top - mark.baseline)
            runs.append(Run(mark.text, box, baseline, _short(mark.size), why, mark.loose))
    return runs


def _fault(n: int, mark: Mark, trim: Box, grounds: Sequence[tuple[int, Mark]]) -> str:
    x0, y0, x1, y1 = mark.box
    if mark.size < SMALLEST:
        return "too small"
    if x0 < trim[0] - EDGE or y0 < trim[1] - EDGE or x1 > trim[2] + EDGE or y1 > trim[3] + EDGE:
        return "outside the trim"
    ground = 1.0
    for at, other in grounds:
        over = other.over(mark.box)
        if at > n and over >= COVERED and other.alpha > 0.3 and not _strikes(other, mark, ground):
            return "covered"
        if at < n and over > 0.9:
            ground += (other.light - ground) * other.alpha
    if abs(ground - mark.light) * mark.alpha < FAINTEST:
        return "white" if ground > 0.5 else "of its ground's colour"
    return ""


def _strikes(other: Mark, mark: Mark, ground: float) -> bool:
    """Is it a thin line of ink?  A dash that is struck out lies under it, and is still a dash."""
    thin = other.shape is not None and other.shape.height <= RULE * mark.size
    return thin and abs(ground - other.light) >= FAINTEST


def _overlaid(marks: Sequence[Mark]) -> set[int]:
    """Lines of type that stand on one another.

    Points over letters and the like are no lines: they may stand where they want.  In a line of
    both directions the box of one run may go round another.
    """
    mixed = [mark.baseline for mark in marks if mark.text and passages(mark.text)]
    lines = sorted(
        (mark.box[1], n) for n, mark in enumerate(marks) if mark.text is not None and _is_line(mark)
    )
    found = set()
    for one, two in _pairs(marks, [n for _, n in lines]):
        if not _entwined(marks[one], marks[two], mixed):
            found |= {one, two}
    return found


def _entwined(one: Mark, two: Mark, mixed: Sequence[float]) -> bool:
    """Do they stand on one line, of both directions?"""
    near = ENTWINED * max(one.size, two.size)
    return abs(one.baseline - two.baseline) < near and any(
        abs(one.baseline - baseline) < near for baseline in mixed
    )


def _is_line(mark: Mark) -> bool:
    """Is it as wide as a word, and no points or accents of another line?"""
    x0, y0, x1, y1 = mark.box
    text = mark.text or ""
    return x1 - x0 > 1.2 * (y1 - y0) and (not text.strip() or any(map(str.isalnum, text)))


def _pairs(marks: Sequence[Mark], lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """``lines`` go by their lower edges."""
    for at, n in enumerate(lines):
        box = marks[n].box
        for other in lines[at + 1 :]:
            if marks[other].box[1] >= box[3]:
                break
            if _hides(marks[n], marks[other]) or _hides(marks[other], marks[n]):
                yield n, other


def _hides(one: Mark, two: Mark) -> bool:
    """Does one lie on half of the other?  What has no text, as an accent, has no words to lose."""
    return bool((two.text or "").strip()) and share(two.box, one.box) >= COVERED


def _short(measure: float) -> float:
    return round(measure, 2)
