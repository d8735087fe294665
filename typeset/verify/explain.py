"""Does a run print what a stream wants next?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from typeset.verify.marks import PAGE
from typeset.verify.plain import letters
from typeset.verify.streams import Stream

LONGEST_MARK = 12
"""Signs that may stand before a note's words in the same run: its mark, or a page number."""
OPENING = 6
"""So many signs must be there to take what stands before them for a mark."""
TRIES = 200
"""Ways to explain a run that are tried before it is given up."""
DOTS = "..."
"""An ellipsis, squeezed."""

WORD = re.compile(r"[^\W\d_]{5}")
"""Letters that make a word, and no mark."""

Parts = list[tuple[int, int, int]]
"""Parts of a run that print a stream: from, to, place in the stream."""


def explain(stream: Stream, place: int, text: str, at: int) -> Parts | None:
    """The parts of a run's text, from ``at`` on, that print the stream from ``place`` on.

    None if the run is not explained to its end, or to the stream's end.
    """
    return _explain(stream, place, text, at, [TRIES])


def end_of(parts: Parts) -> int:
    """Where the stream goes on behind these parts."""
    start, stop, place = parts[-1]
    return place + stop - start


def beside(stream: Stream, place: int, text: str) -> bool:
    """Is a run no more than brackets, or a part of what a layout may print in them there?"""
    signs = letters(text)
    known = (letters(added) for _, added in stream.added_from(place, place))
    return not signs or any(signs in one for one in known)


def _explain(stream: Stream, place: int, text: str, at: int, tries: list[int]) -> Parts | None:
    whole = stream.text
    if whole.startswith(text[at:] if at else text, place):
        return [(at, len(text), place)]
    same = common(whole, place, text, at)
    if place + same == len(whole):
        return [(at, at + same, place)] if same else None
    joints = stream.joints
    low, high = bisect_left(joints, place), bisect_right(joints, place + same)
    rest: Parts | None = None
    for joint in filter(None, reversed(joints[low:high])):
        before = at + joint - place
        begun = (at, before, place)
        start = _find(text, whole, joint, before + 1)
        while start >= 0 and tries[0] > 0:
            tries[0] -= 1
            behind = _explain(stream, joint, text, start, tries)
            added, left = text[before:start], len(text) - start
            if behind and (
                _likely(added, left, before > at) or _known(stream, joint, added, before == 0)
            ):
                return [begun, *behind]
            start = _find(text, whole, joint, start + 1)
        if rest is None and before > at and _added(text[at:before], text[before:]):
            rest = [begun, (len(text), len(text), joint)]
    return rest


def _find(text: str, whole: str, joint: int, at: int) -> int:
    """Where the sign behind a joint stands next; the dots of a gap are no full stops."""
    dots = whole.startswith(DOTS, joint)
    start = text.find(whole[joint], at)
    while start >= 0 and not dots and text.startswith(DOTS, start):
        start = text.find(whole[joint], start + len(DOTS))
    return start


def _added(words: str, text: str) -> bool:
    """May a layout have added this behind words: a mark, or what it puts in brackets?"""
    if text[0].isalpha():
        return len(text) < 3 <= len(words)
    return text[0] in "([⟨<{" or not WORD.search(text)


def _likely(added: str, rest: int, begun: bool) -> bool:
    """May a layout have added this, where so much of the run follows?"""
    if len(added) > LONGEST_MARK:
        return rest >= 2 * LONGEST_MARK
    return begun or rest >= OPENING or not any(map(str.isalpha, added))


def _known(stream: Stream, joint: int, text: str, goes_on: bool) -> bool:
    """Is this what a layout may add there, or its end if it began in the line above?"""
    signs = "".join(filter(str.isalnum, text))
    for _, added in stream.added_from(joint, joint):
        known = "".join(filter(str.isalnum, added))
        if added == PAGE and len(signs) <= LONGEST_MARK:
            return True
        if known and known in signs and len(signs) - len(known) <= LONGEST_MARK:
            return True
        if goes_on and signs and known.endswith(signs):
            return True
    return False


def common(one: str, place: int, two: str, at: int) -> int:
    """How many signs of two texts are the same from these places on."""
    most = min(len(one) - place, len(two) - at)
    same = 0
    step = most
    while step:
        # Halving finds the first difference in a few comparisons of slices.
        if one[place + same : place + same + step] == two[at + same : at + same + step]:
            same += step
            step = min(step, most - same)
        else:
            step //= 2
    return same
