"""What stands above the blocks of notes at the foot: rules, and cues that a note is carried on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from typeset.furnish.furniture import Want, plain_fragment
from typeset.layout import Layout
from typeset.page import Page, Rule, Slice
from typeset.paginate import Stands

BESIDE = 6.0
"""From the end of a rule to the cue beside it, in points."""
MIDDLE = 0.2
"""Half the height of small letters, by the size of the type."""


class _Block(NamedTuple):
    """The notes of one series on a page: the height of the rule above them, and its length."""

    rule: float
    length: float
    carried: bool


def foot_rules(page: Page, units: Sequence[Stands], layout: Layout) -> tuple[Rule, ...]:
    """The rule above the notes, and one between two series.

    Where a note is carried on it is as long as the measure, if the layout continues notes so.
    """
    left = layout.geometry().left(page.side)
    return tuple(
        Rule(left, block.rule, left + block.length, block.rule)
        for block in _blocks(page, units, layout)
        if block.length
    )


def foot_cues(page: Page, units: Sequence[Stands], layout: Layout) -> Iterator[Want]:
    """The words beside the rule that tell of a note carried on, if the layout has it so."""
    geometry = layout.geometry()
    if layout.settings.get("note_continued") != "cue":
        return
    middle = MIDDLE * float(layout.settings.get("note_size", geometry.leading))
    for block in _blocks(page, units, layout):
        if block.carried:
            indent = block.length + BESIDE if block.length else 0.0
            words, width = layout.words["continued"], geometry.measure - indent
            yield Want(
                plain_fragment(words, "note-continued", "left", width),
                geometry.left(page.side) + indent,
                block.rule + middle,
            )


def _blocks(page: Page, units: Sequence[Stands], layout: Layout) -> Iterator[_Block]:
    geometry = layout.geometry()
    long = layout.settings.get("note_continued", "rule") == "rule"

    def series(part: Slice) -> str:
        return units[part.unit].series[part.note or ""]

    for number, (_, parts) in enumerate(groupby(page.foot, series)):
        first = next(parts)
        carried = first.start > 0
        above, length = geometry.note_rule, geometry.note_rule_length
        if number:
            above = geometry.series_gap / 2
            length = float(layout.settings.get("series_rule", 0.0))
        if carried and long:
            length = geometry.measure
        yield _Block(first.y - above, length, carried)
