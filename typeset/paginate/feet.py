"""The foot of a page: blocks of notes, a block for each series, and how they share the room."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.paginate.filling import Filling, Foot, Kept, height_of, place
from typeset.paginate.notes import Matter, Rest, Run
from typeset.paginate.strip import NEAR

NO_FOOT = Foot((), 0.0, ())


def share(
    matter: Matter, carried: Sequence[Rest], fresh: Sequence[int], room: float
) -> Foot | None:
    """The best foot of at most this height; None if the least parts do not fit.

    Notes that should run on in a paragraph stand one below the other where the paragraph would not
    fit.  Best is that one note alone is cut, the last one called; else the longest; else several.
    """
    for join in _ways(matter):
        entries = [*carried, *_fresh(matter, fresh, join=join)]
        foot = _whole(matter, entries, len(carried), room)
        if foot:
            return foot
        whole = [matter.whole_of(rest) for rest in entries]
        least = matter.kept_of(carried) + [matter.least_of(r) for r in entries[len(carried) :]]
        last = max(range(len(entries)), key=lambda i: matter.last_rank(entries[i].note))
        longest = whole.index(max(whole))
        for cut in dict.fromkeys((last, longest, None)):
            if cut is None:
                kept = _shared_out(matter, entries, least, whole, room)
            else:
                kept = [*whole[:cut], least[cut], *whole[cut + 1 :]]
            placed = list(zip(entries, kept, strict=True))
            foot = Filling(matter, placed, room, len(carried), join=join).foot()
            if foot:
                return foot
    return None


def _whole(matter: Matter, entries: Sequence[Rest], carried: int, room: float) -> Foot | None:
    """All of the notes; None if they do not fit, or call others."""
    if any(matter.strips[rest.note].called for rest in entries):
        return None
    order: Sequence[Rest] = entries
    if matter.several:
        places = [place(matter, rest.note, i >= carried) for i, rest in enumerate(entries)]
        order = [rest for _, rest in sorted(zip(places, entries, strict=True))]
    runs = [Run(rest.note, rest.start, matter.strips[rest.note].size) for rest in order]
    height = height_of(matter, runs)
    return Foot(tuple(runs), height, ()) if height <= room + NEAR else None


def _shared_out(
    matter: Matter,
    entries: Sequence[Rest],
    least: Sequence[float],
    whole: Sequence[float],
    room: float,
) -> list[float]:
    """What is kept for each note where several are cut.

    Of one series the first takes what the least parts of the others leave.  But of several series
    none has to wait for a long note of another: the shorter ones are finished first.
    """
    kept = list(least)
    series = {matter.series[rest.note] for rest in entries}
    left = room - sum(least) - matter.gap * (len(series) - 1)
    if len(series) > 1:
        for i in sorted(range(len(entries)), key=whole.__getitem__):
            more = min(whole[i] - least[i], max(0.0, left)) if least[i] else 0.0
            kept[i] += more
            left -= more
    return kept


def alone(matter: Matter, waiting: Sequence[Rest], depth: float, rule: float) -> Foot:
    """A page of nothing but notes, below their rule if they can stand so."""
    entries = [(rest, 0.0) for rest in waiting]
    several = len({matter.series[rest.note] for rest in waiting}) > 1
    for room in (depth - rule, depth):
        # Of one series a note is finished before the next one goes on.
        foot = share(matter, waiting, (), room) if several else None
        foot = foot or _fill(matter, entries, room)
        if foot and foot.runs:
            return foot
    foot = cram(matter, entries, depth, len(waiting))
    return foot if foot and foot.runs else _first_item(matter, waiting)


def _fill(matter: Matter, entries: Sequence[Kept], room: float) -> Foot | None:
    """Place notes carried on, in order, as much of each as there is room for."""
    for join in _ways(matter):
        foot = Filling(matter, entries, room, len(entries), join=join).foot()
        if foot:
            return foot
    return None


def cram(matter: Matter, entries: Sequence[Kept], room: float, carried: int = 0) -> Foot | None:
    """Place notes in order, cut anywhere; nothing is kept for their own notes.

    None if there is not room for what is to be kept of them.
    """
    return Filling(matter, entries, room, carried, strict=False).foot()


def _first_item(matter: Matter, waiting: Sequence[Rest]) -> Foot:
    """A foot of one item, however tall it is."""
    note, start = waiting[0]
    strip = matter.strips[note]
    left = [Rest(note, start + 1)] if start + 1 < strip.size else []
    left += (Rest(inner, 0) for inner in strip.notes(start, start + 1))
    run = Run(note, start, start + 1)
    return Foot((run,), strip.height(start, start + 1), (*left, *waiting[1:]))


def smallest_part(matter: Matter, foot: Foot) -> int:
    """Lines of the smallest part of a note that is cut here, on this page or left over."""
    parts = [matter.strips[rest.note].size - rest.start for rest in foot.waiting]
    cut = {rest.note for rest in foot.waiting}
    parts += (run.stop - run.start for run in foot.runs if run.note in cut)
    return min(parts, default=0)


def _ways(matter: Matter) -> tuple[bool, ...]:
    """Are notes put together in paragraphs?  If that cannot be, they are not."""
    return (True, False) if matter.joins else (False,)


def _fresh(matter: Matter, notes: Sequence[int], *, join: bool) -> list[Rest]:
    """The notes that begin on a page, those that run on put together, behind the others."""
    paragraphs: dict[int, list[int]] = {}
    alone = []
    for note in notes:
        if join and matter.runs_on(note):
            paragraphs.setdefault(matter.series[note], []).append(note)
        else:
            alone.append(note)
    # Other notes may call some more for a paragraph, so that it comes last.
    return [Rest(note, 0) for note in (*alone, *map(matter.joined, paragraphs.values()))]
