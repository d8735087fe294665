"""What an editor should see of a page's making-up."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.galley import Break, Fault
from typeset.page import Geometry
from typeset.paginate.costs import lacking
from typeset.paginate.cutter import Cut
from typeset.paginate.notes import LEAST_LINES, Matter
from typeset.paginate.strip import NEAR


def faults(matter: Matter, cut: Cut, geometry: Geometry) -> Iterator[Fault]:
    """All that is not as it should be, from the top of the page down."""
    yield from _body_faults(matter, cut, geometry)
    yield from _note_faults(matter, cut, geometry)


def _body_faults(matter: Matter, cut: Cut, geometry: Geometry) -> Iterator[Fault]:
    body = matter.body
    if cut.start == cut.stop:
        return
    first, last = body.items[cut.start], body.items[cut.stop - 1]
    if first.height > geometry.depth + NEAR:
        over = first.height - geometry.depth
        message = f"a {first.kind or 'block'} is taller than the page"
        yield Fault("item-too-tall", message, over, first.line)
    if cut.stop == body.size:
        yield from _end_faults(matter, cut, geometry)
        return
    if last.after is Break.FORBID:
        message = f"the page ends within {_matter(last.kind)} that may not be cut"
        yield Fault("bad-break", message, line=last.line)
    line = geometry.leading or body.usual_height()
    lines = int((cut.left + NEAR) / line) if line else 0
    if last.after < Break.PAGE and lines > 1:
        reason = _why_short(matter, cut)
        message = f"the page is short by {lines} lines: {reason}"
        yield Fault("short-page", message, lines, last.line)


def _end_faults(matter: Matter, cut: Cut, geometry: Geometry) -> Iterator[Fault]:
    """A last page should have some lines."""
    if not cut.start or cut.foot.waiting or not geometry.leading:
        return
    lines = cut.stop - cut.start + sum(run.stop - run.start for run in cut.foot.runs)
    if lacking(lines, int((geometry.depth + NEAR) / geometry.leading)):
        line = matter.body.items[cut.stop - 1].line
        yield Fault("short-end", f"the last page has {_lines(lines)}", lines, line)


def reasons(matter: Matter, cut: Cut) -> Iterator[str]:
    """What was done for a page to come out even, and what keeps it from that."""
    if cut.long:
        yield f"{_lines(abs(cut.long))} {'longer' if cut.long > 0 else 'shorter'}, as a spread"
    for one in cut.given:
        change = "more" if one.by > 0 else "less"
        line = matter.body.items[one.start].line
        yield f"a line {change} {'in the paragraph at' if one.asked else 'above'} line {line}"


def _lines(number: int) -> str:
    return "a line" if number == 1 else f"{number} lines"


def _matter(kind: str) -> str:
    return f"matter ({kind})" if kind else "matter"


def _why_short(matter: Matter, cut: Cut) -> str:
    """Why the next item does not stand on this page, too."""
    body = matter.body
    follower = body.items[cut.stop]
    behind = body.next_open[cut.stop + 1] if cut.stop + 1 <= body.size else body.size
    more = body.bottoms[behind] - body.bottoms[cut.stop]
    if body.bottoms[cut.stop + 1] - body.bottoms[cut.stop] > cut.left + NEAR:
        return f"what follows ({follower.kind or 'a block'}) is too tall"
    if more > cut.left + NEAR:
        return f"what follows ({follower.kind or 'lines'}) may not be parted"
    if body.notes(cut.stop, behind):
        return "the notes of the next line do not fit"
    return "the next pages are better so"


def _note_faults(matter: Matter, cut: Cut, geometry: Geometry) -> Iterator[Fault]:
    for run in cut.foot.runs:
        strip, name = matter.strips[run.note], _name(matter, run.note)
        over = strip.height(run.start, run.stop) - geometry.depth
        if over > NEAR:
            message = f"a part of {name} is taller than the page"
            yield Fault("item-too-tall", message, over, strip.items[run.start].line)
        if run.stop == strip.size:
            continue
        left = strip.size - run.stop
        message = f"{name} is continued on the next page ({left} of {strip.size} lines)"
        line = strip.items[run.stop - 1].line
        yield Fault("note-split", message, left, line)
        shut = strip.items[run.stop - 1].after is Break.FORBID
        if shut or min(run.stop - run.start, left) < LEAST_LINES:
            yield Fault("bad-break", f"{name} is cut where it should not be", line=line)
    for note in away(matter, cut):
        message = f"no line of {_name(matter, note)} fits on the page of its call"
        yield Fault("note-away", message, line=matter.strips[note].items[0].line)


def _name(matter: Matter, note: int) -> str:
    members = matter.members[note]
    names = ", ".join(matter.idents[member] for member in members)
    return f"note {names}" if len(members) == 1 else f"the paragraph of notes {names}"


def away(matter: Matter, cut: Cut) -> list[int]:
    """The notes that are called on the page and do not begin there."""
    called = matter.body.notes(cut.start, cut.stop)
    begun: set[int] = set()
    for run in cut.foot.runs:
        called += matter.strips[run.note].notes(run.start, run.stop)
        begun.update(matter.begun(run))
    return [note for note in called if note not in begun]
