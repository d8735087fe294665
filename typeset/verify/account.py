"""The account of a volume: every item of every galley stands on a page, once, in order, in place.

It is reckoned from galleys and pages alone and shares nothing with making-up, so that it can judge
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from typeset.galley import Column, Galley
from typeset.page import Geometry, Page, Slice, standing
from typeset.plain import Plain
from typeset.verify.ledger import Entry, Finding, Key, Ledger, enter, excerpt, is_of, open_ledger

NEAR = 0.02
"""Differences of measure that are none, in points."""


@dataclass(frozen=True, slots=True)
class Account(Plain):
    """What was counted and what was found."""

    items: int
    """Items in the galleys; of notes that run on, those of their paragraph."""
    placed: int
    """Items that stand on at least one page."""
    notes_called: int
    notes_placed: int
    """Notes that stand on pages as a whole."""
    notes_split: int
    """Notes that stand in more than one piece, and such paragraphs of notes."""
    findings: tuple[Finding, ...]
    """Words are lost, doubled, out of order or off their place: reasons not to print."""
    reported: tuple[Finding, ...] = ()
    """What could not be had otherwise: notes for which there was no room on the page of their call,
    as the pages say, and what is taller than the type area."""

    @property
    def whole(self) -> bool:
        """Does everything stand once, in order and in place, as far as it can be had?"""
        return not self.findings


@dataclass(frozen=True, slots=True)
class _Call:
    """Where a note is called, and its rank as one reads."""

    caller: Key
    item: int
    rank: int


Calls = Mapping[Key, _Call]


def joined(units: Sequence[Account], firsts: Sequence[int]) -> Account:
    """The account of a volume from those of its units, each reckoned by itself.

    ``firsts`` are the numbers of their first pages in the volume.
    """

    def moved(findings: Callable[[Account], Iterable[Finding]]) -> tuple[Finding, ...]:
        return tuple(
            replace(finding, page=finding.page + first - 1) if finding.page else finding
            for one, first in zip(units, firsts, strict=True)
            for finding in findings(one)
        )

    return Account(
        items=sum(one.items for one in units),
        placed=sum(one.placed for one in units),
        notes_called=sum(one.notes_called for one in units),
        notes_placed=sum(one.notes_placed for one in units),
        notes_split=sum(one.notes_split for one in units),
        findings=moved(lambda one: one.findings),
        reported=moved(lambda one: one.reported),
    )


def imposed(pages: Sequence[Page], units: Sequence[Sequence[Page]]) -> Iterator[Finding]:
    """Where the pages of a volume are no longer those of its units, each once and in order."""
    wanted = [(n, _type(page)) for n, own in enumerate(units) for page in own if not page.blank]
    found = [(page.number, page.units, _type(page)) for page in pages if not page.blank]
    for (unit, own), (number, here, there) in zip(wanted, found, strict=False):
        if here != (unit,) or own != there:
            yield Finding("out-of-order", "another page should stand here", page=number)
            return
    if len(wanted) != len(found):
        code = "missing" if len(wanted) > len(found) else "doubled"
        message = f"{len(wanted)} pages have type, and {len(found)} are in the volume"
        yield Finding(code, message)


def _type(page: Page) -> list[tuple[object, ...]]:
    """What stands on a page, whichever unit's it is."""
    return [
        (part.note, part.start, part.stop, part.y, part.head) for part in (*page.body, *page.foot)
    ]


def account(galleys: Sequence[Galley], pages: Sequence[Page], geometry: Geometry) -> Account:
    """Count what stands on the pages against what the galleys hold."""
    ledger = open_ledger(galleys)
    findings = list(enter(pages, ledger))
    for entry in ledger.values():
        findings += _count(entry)
        findings += _order(entry)
    called = _calls(galleys)
    findings += _call_findings(galleys, ledger, called)
    away = list(_away(ledger, called))
    told = {(page.number, *note) for page in pages for note in page.away}
    findings += [finding for where, finding in away if where not in told]
    findings += _note_order(pages, ledger, called, geometry)
    findings += _unit_order(pages, galleys)
    for page in pages:
        findings += _places(page, ledger, geometry)
    printed = [entry for entry in ledger.values() if not entry.within]
    notes = [entry for (_, name), entry in ledger.items() if name is not None]
    return Account(
        items=sum(len(entry.count) for entry in printed),
        placed=sum(len(entry.count) - entry.count.count(0) for entry in printed),
        notes_called=sum(key in called for key in ledger),
        notes_placed=sum(entry.whole for entry in notes if not entry.members),
        notes_split=sum(len(entry.runs) > 1 for entry in notes),
        findings=tuple(findings),
        reported=(
            *(finding for where, finding in away if where in told),
            *(finding for page in pages for finding in _too_tall(page, ledger, geometry)),
        ),
    )


def _count(entry: Entry) -> Iterator[Finding]:
    """Items that stand on no page or on more than one."""
    at = 0
    for times, run in groupby(entry.count, key=lambda count: min(count, 2)):
        size = len(list(run))
        if times != 1:
            code, fate = ("doubled", "twice") if times else ("missing", "on no page")
            words = excerpt(entry.column.items[at : at + size])
            stand = "line of type stands" if size == 1 else "lines of type stand"
            message = f"{size} {stand} {fate} in {entry.name}{words}"
            yield Finding(code, message, entry.unit, entry.line_of(at))
        at += size


def _order(entry: Entry) -> Iterator[Finding]:
    """Slices that stand before what they should follow."""
    for (_, before), (page, start) in pairwise(entry.runs):
        if start < before:
            message = f"a part of {entry.name} stands behind a later one"
            yield Finding("out-of-order", message, entry.unit, entry.line_of(start), page)


def _calls(galleys: Sequence[Galley]) -> dict[Key, _Call]:
    """The call of each note that is called; a note's own notes rank behind it."""
    called: dict[Key, _Call] = {}
    for unit, galley in enumerate(galleys):
        columns = {note.ident: note.column for note in galley.notes}
        stack = _called_in(galley.body, (unit, None))
        while stack:
            ident, caller, at = stack.pop()
            if ident in columns and (unit, ident) not in called:
                called[unit, ident] = _Call(caller, at, len(called))
                stack += _called_in(columns[ident], (unit, ident))
    return called


def _called_in(column: Column, key: Key) -> list[tuple[str, Key, int]]:
    """The calls of a column, the last first."""
    calls = [(ident, key, at) for at, item in enumerate(column.items) for ident in item.calls]
    return calls[::-1]


def _page_of_call(ledger: Ledger, ident: str | None, call: _Call) -> int:
    return ledger[call.caller].page_of_call(call.item, ident or "")


def _call_findings(galleys: Sequence[Galley], ledger: Ledger, called: Calls) -> Iterator[Finding]:
    """Calls and notes that do not belong together."""
    for unit, galley in enumerate(galleys):
        for ident in (None, *(note.ident for note in galley.notes)):
            entry = ledger.get((unit, ident))
            for at, item in enumerate(entry.column.items if entry else ()):
                for name in item.calls:
                    if entry and (unit, name) not in ledger:
                        message = f"note {name} is called in {entry.name} but was not set"
                        yield Finding("no-note", message, galley.unit, entry.line_of(at))
        if len(galley.notes) > len({note.ident for note in galley.notes}):
            yield Finding("doubled", "two notes have one identifier", galley.unit)
    for key, entry in ledger.items():
        if key[1] is not None and key not in called and not entry.members:
            yield Finding("uncalled", f"{entry.name} is called nowhere", entry.unit, entry.line)


def _away(ledger: Ledger, called: Calls) -> Iterator[tuple[tuple[int, int, str], Finding]]:
    """Notes that begin away from their call: the call's page, unit and identifier; the finding."""
    for (unit, ident), entry in ledger.items():
        if ident is None or (unit, ident) not in called:
            continue
        there = _page_of_call(ledger, ident, called[unit, ident])
        here = entry.begins_on()
        if there and here and here != there:
            way = "after" if here > there else "before"
            message = f"{entry.name} begins {_pages(abs(here - there))} {way} its call"
            finding = Finding("note-away", message, entry.unit, entry.line, here)
            # No want of room explains a note that begins before its call.
            yield (there if here > there else 0, unit, ident), finding


def _pages(number: int) -> str:
    return "a page" if number == 1 else f"{number} pages"


def _note_order(
    pages: Sequence[Page], ledger: Ledger, called: Calls, geometry: Geometry
) -> Iterator[Finding]:
    """Notes above one that should stand before them.

    Series stand in their order; of a series, notes carried on before those called on the page; of
    either, those called earlier.
    """
    places = {name: place for place, name in enumerate(geometry.series)}
    for page in pages:
        last = (-1, False, -1)
        for part in page.foot:
            entry = ledger.get((part.unit, part.note))
            names = (part.note or "").split("+") if entry and entry.members else [part.note]
            calls = [(name, called.get((part.unit, name))) for name in names]
            ranks = [call.rank for _, call in calls if call]
            name, first = calls[0]
            if entry is None or first is None:
                continue
            fresh = part.start == 0 and _page_of_call(ledger, name, first) == page.number
            place = places.get(entry.series, len(places))
            if last > (place, fresh, ranks[0]) or ranks != sorted(ranks):
                message = f"{entry.name} stands below a note that should follow it"
                line = entry.line_of(part.start) if is_of(part, entry.column) else entry.line
                yield Finding("note-order", message, entry.unit, line, page.number)
            last = max(last, (place, fresh, ranks[-1]))


def _unit_order(pages: Sequence[Page], galleys: Sequence[Galley]) -> Iterator[Finding]:
    """Units whose text stands before a unit that they should follow."""
    last = 0
    for page in pages:
        for part in page.body:
            if part.unit < last and part.unit >= 0:
                message = f"the text stands behind that of {galleys[last].unit}"
                yield Finding("out-of-order", message, galleys[part.unit].unit, page=page.number)
            last = max(last, min(part.unit, len(galleys) - 1))


def _places(page: Page, ledger: Ledger, geometry: Geometry) -> Iterator[Finding]:
    """Slices that leave the type area or stand on one another."""
    floor = geometry.top
    for part in (*page.body, *page.foot):
        entry = ledger.get((part.unit, part.note))
        if entry is None or not is_of(part, entry.column):
            continue
        extents = [(y, y + item.height) for item, y in standing(part, entry.column)]
        top, bottom = min(y for y, _ in extents), max(y for _, y in extents)
        place = entry.unit, entry.line_of(part.start), page.number
        if top < geometry.top - NEAR or bottom > geometry.top + geometry.deep(page.long) + NEAR:
            if top < -NEAR or bottom > geometry.height + NEAR:
                yield Finding("off-page", f"{entry.name} leaves the page", *place)
            elif not _is_too_tall(part, entry, geometry):
                yield Finding("outside", f"{entry.name} leaves the type area", *place)
        elif top < floor - NEAR:
            yield Finding("overlap", f"{entry.name} stands on what is above it", *place)
        floor = max(floor, bottom)


def _too_tall(page: Page, ledger: Ledger, geometry: Geometry) -> Iterator[Finding]:
    """Single items that are taller than the type area."""
    for part in (*page.body, *page.foot):
        entry = ledger.get((part.unit, part.note))
        if entry and is_of(part, entry.column) and _is_too_tall(part, entry, geometry):
            message = f"a part of {entry.name} is taller than the type area"
            line = entry.line_of(part.start)
            yield Finding("outside", message, entry.unit, line, page.number)


def _is_too_tall(part: Slice, entry: Entry, geometry: Geometry) -> bool:
    alone = part.stop - part.start == 1
    return alone and entry.column.items[part.start].height > geometry.depth + NEAR
