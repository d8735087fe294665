"""Other settings: may a paragraph be asked for in a line more or a line less?

Reckoned from the whole paragraph, without breaking it again: how far its spaces would have to give
on average.  A page that is better for it asks for it, and only then is the paragraph set so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from typeset.set.castoff import SHRINK, STRETCH

FEW = 3
"""Of fewer lines none can be won or lost."""
LOOSEST, TIGHTEST = 0.7, 0.4
"""Shares of the stretch and the shrink that the spaces may be asked for on average."""
SCRAP = 3.0
"""Ems that a last line should have."""
PRICE = 0.25
"""What any change costs, against a page that is short by a line."""


class Bulk(NamedTuple):
    """What a paragraph comes to: its lines, their widths and those of their spaces together."""

    lines: int
    natural: float
    space: float
    indent: float


class Other(NamedTuple):
    """So many lines more, and how bad that looks."""

    lines: int
    cost: float


def others(bulk: Bulk, measure: float, expansion: float, em: float) -> Iterator[Other]:
    """The other numbers of lines in which a justified paragraph may be set."""
    if bulk.lines < FEW:
        return
    letters = bulk.natural - bulk.space
    if not bulk.space and not expansion:
        return  # one long word: nothing in it gives
    width = bulk.natural + bulk.indent
    wanting = bulk.lines * measure + SCRAP * em - width
    loose = wanting / (STRETCH * bulk.space + expansion * letters)
    if 0 <= loose <= LOOSEST:
        yield Other(1, PRICE + loose**2)
    excess = width - (bulk.lines - 1) * measure
    tight = excess / (SHRINK * bulk.space + expansion * letters)
    if 0 <= tight <= TIGHTEST:
        yield Other(-1, PRICE + 2 * tight**2)
