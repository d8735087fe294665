"""What makes a page a bad one.  The weights stand here and nowhere else.

The unit is the square of a line: a page that is short by three lines costs nine.
"""

from __future__ import annotations

from typing import NamedTuple

from typeset.galley import Break, Item

ABOVE_NOTES = 0.25
"""How bad it is to be short where notes stand at the foot: it shows less."""
AVOID = 16.0
FORBIDDEN = 10_000.0
"""More than any arrangement of short pages that avoids a forbidden break."""
STRANDED = 2_000.0
"""Added where the forbidden break would leave a heading or a block's single line behind."""
HYPHEN = 2.5
"""A word broken at a page's end is no more than that, even where the setting asks to avoid it."""
SPLIT_NOTE = 8.0
GOOD_PART = 4
"""A part of a note should have so many lines, on either side of the cut."""
SCRAP = 2.0
"""For each line that the smaller part lacks."""
LEFT_OVER = 0.1
"""For each line of a note that is left for the next page: the sooner a note ends the better."""
SPLIT_NOTES = 40.0
"""Added for each more that is cut on the same page."""
NOTE_AWAY = 5_000.0
NOTES_ALONE = 12.0
GOOD_END = 5
"""A last page should have so many lines, or a sixth of what the page can hold."""
SHORT_END = 4.0
OVER_SHARE = 10.0
"""Where notes take more than their share; and one for each line of text that they take so."""
APART = 10.0
"""For each note that stands below others with which it should run on."""
GUESS = 6.0
"""For a paragraph that is still to be set, by the square of how many beginning alike are set.

The more are known, the more it takes to ask for others, so that pages settle.
"""

LONG = 0.4
"""For a page that is longer or shorter than usual, by the lines; its facing page is so, too."""
WHITE = 0.5
"""For a line more or less in a space between blocks."""
SINK = 0.8
"""For a line more or less in a space that stands fast between others, as under a letter's head."""
ASKED = 0.25
"""Added for a paragraph in another setting, since its letter has to be set once more."""
GOOD_ENOUGH = 0.5
"""Pages that cost no more all together are left as they are."""


class Look(NamedTuple):
    """What a page would look like."""

    short: int
    """Whole lines by which the text misses the foot; 0 where the text has to end."""
    noted: bool
    """Notes stand at the foot, and what the text lacks is white above them."""
    break_cost: float
    """From :func:`break_cost`."""
    split: int
    """Notes that are continued on the next page."""
    left_over: int
    """Lines of notes that are left for the next page."""
    part: int
    """Lines of the smallest part of a note that is cut here, on either side of the cut."""
    away: int
    """Notes called here that begin on a later page."""
    alone: bool
    """Nothing but notes."""
    lacking: int
    """Lines of text or notes that a last page lacks; see :func:`lacking`."""
    over: float
    """Lines of text that the notes take beyond their share."""
    apart: int
    """Notes that stand below others with which they should run on."""
    guesses: int
    """For each paragraph that is still to be set, the square of how many were tried before."""


def page_cost(look: Look) -> float:
    """The cost of a page; never negative."""
    cost = short_cost(look.short, look.noted) + look.break_cost + look.away * NOTE_AWAY
    if look.split:
        cost += SPLIT_NOTE + SPLIT_NOTES * (look.split - 1)
        cost += SCRAP * max(0, GOOD_PART - look.part) + LEFT_OVER * look.left_over
    if look.alone:
        cost += NOTES_ALONE
    if look.over > 0:
        cost += OVER_SHARE + look.over
    cost += APART * look.apart + GUESS * look.guesses
    return cost + SHORT_END * look.lacking**2


def short_cost(lines: int, noted: bool) -> float:
    """The cost of a page that is short by so many lines, with notes at its foot or without."""
    return (ABOVE_NOTES if noted else 1.0) * lines**2


def lacking(lines: int, capacity: int) -> int:
    """How many lines a last page lacks that has so many of those that a page can hold."""
    return max(0, min(GOOD_END, capacity // 6) - lines)


def break_cost(before: Item, behind: Item) -> float:
    """The cost of ending a page between two items."""
    cost = HYPHEN if before.hyphen else 0.0
    if before.after is Break.AVOID and not before.hyphen:
        cost += AVOID
    elif before.after is Break.FORBID:
        cost += FORBIDDEN
        if before.kind == "heading":
            cost += 2 * STRANDED
        elif before.first or behind.last:
            cost += STRANDED
    return cost
