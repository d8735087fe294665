"""The account of a volume: every item of every galley stands on a page, once, in order, in place.

It is reckoned from galleys and pages alone and shares nothing with making-up, so that it can judge
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from typeset.galley import Column, Galley, Item
from typeset.page import Geometry, Page, Slice, standing

NEAR = 0.02
"""Differences of measure that are none, in points."""

Key = tuple[int, str | None]
"""A column of the volume: the galley's index, and the note's identifier or None for the body."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not where it should be."""

    code: str
    """``missing``, ``doubled``, ``out-of-order``, ``unknown``, ``note-away``, ``note-order``,
    ``uncalled``, ``no-note``, ``outside`` (of the type area), ``off-page``, ``overlap``."""
    message: str
    unit: str = ""
    line: int = 0
    """Line in the unit's source file, 0 if there is none."""
    page: int = 0
    """The page's number, 0 if it is about no page."""


@dataclass(frozen=True, slots=True)
class Account:
    """What was counted and what was found."""

    items: int
    """Items in the galleys."""
    placed: int
    """Items that stand on at least one page."""
    notes_called: int
    notes_placed: int
    """Notes that stand on pages as a whole."""
    notes_split: int
    """Notes that stand in more than one piece."""
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Is everything where it should be?"""
        return not self.findings


@dataclass(slots=True)
class _Entry:
    """A column and where it was found."""

    unit: str
    name: str
    line: int
    column: Column
    count: list[int]
    runs: list[tuple[int, int]] = field(default_factory=list)
    """Page number and first item of each slice."""

    def line_of(self, index: int) -> int:
        return self.column.items[index].line or self.line

    @property
    def missing(self) -> bool:
        return 0 in self.count


Ledger = Mapping[Key, _Entry]


def account(galleys: Sequence[Galley], pages: Sequence[Page], geometry: Geometry) -> Account:
    """Count what stands on the pages against what the galleys hold."""
    ledger = {key: entry for key, entry in _entries(galleys)}
    findings = list(_enter(pages, ledger))
    for entry in ledger.values():
        findings += _count(entry)
        findings += _order(entry)
    called = _calls(galleys)
    findings += _call_findings(galleys, ledger, called)
    findings += _note_order(pages, ledger, called)
    findings += _unit_order(pages, galleys)
    for page in pages:
        findings += _places(page, ledger, geometry)
    notes = [entry for (_, note), entry in ledger.items() if note is not None]
    return Account(
        items=sum(len(entry.count) for entry in ledger.values()),
        placed=sum(len(entry.count) - entry.count.count(0) for entry in ledger.values()),
        notes_called=sum(key in called for key in ledger),
        notes_placed=sum(not entry.missing for entry in notes),
        notes_split=sum(len(entry.runs) > 1 for entry in notes),
        findings=tuple(findings),
    )


def _entries(galleys: Sequence[Galley]) -> Iterator[tuple[Key, _Entry]]:
    for unit, galley in enumerate(galleys):
        body = galley.body
        yield (unit, None), _Entry(galley.unit, "the text", 0, body, [0] * len(body.items))
        for note in galley.notes:
            name, count = f"note {note.ident}", [0] * len(note.column.items)
            yield (unit, note.ident), _Entry(galley.unit, name, note.line, note.column, count)


def _enter(pages: Sequence[Page], ledger: Ledger) -> Iterator[Finding]:
    """Enter all slices in the ledger; finds those that are of no column."""
    for page in pages:
        for in_foot, parts in ((False, page.body), (True, page.foot)):
            for part in parts:
                entry = ledger.get((part.unit, part.note))
                if entry is None or not _is_of(part, entry.column):
                    unit = entry.unit if entry else f"unit {part.unit + 1}"
                    message = f"a slice of {_name(part)} is of nothing that was set"
                    yield Finding("unknown", message, unit, page=page.number)
                    continue
                entry.runs.append((page.number, part.start))
                for i in range(part.start, part.stop):
                    entry.count[i] += 1
                if in_foot is (part.note is None):
                    message = f"{entry.name} stands {'at the foot' if in_foot else 'in the text'}"
                    line = entry.line_of(part.start)
                    yield Finding("out-of-order", message, entry.unit, line, page.number)


def _name(part: Slice) -> str:
    return "the text" if part.note is None else f"note {part.note}"


def _is_of(part: Slice, column: Column) -> bool:
    head = part.head is None or 0 <= part.head < len(column.heads)
    return 0 <= part.start < part.stop <= len(column.items) and head


def _count(entry: _Entry) -> Iterator[Finding]:
    """Items that stand on no page or on more than one."""
    at = 0
    for times, run in groupby(entry.count, key=lambda count: min(count, 2)):
        size = len(list(run))
        if times != 1:
            code, fate = ("doubled", "twice") if times else ("missing", "on no page")
            words = _excerpt(entry.column.items[at : at + size])
            stand = "line of type stands" if size == 1 else "lines of type stand"
            message = f"{size} {stand} {fate} in {entry.name}{words}"
            yield Finding(code, message, entry.unit, entry.line_of(at))
        at += size


def _excerpt(items: Iterable[Item]) -> str:
    words = next((item.text for item in items if item.text.strip()), "").strip()
    return f": “{words[:40]}{'…' if len(words) > 40 else ''}”" if words else ""


def _order(entry: _Entry) -> Iterator[Finding]:
    """Slices that stand before what they should follow."""
    for (_, before), (page, start) in pairwise(entry.runs):
        if start < before:
            message = f"a part of {entry.name} stands behind a later one"
            yield Finding("out-of-order", message, entry.unit, entry.line_of(start), page)


def _calls(galleys: Sequence[Galley]) -> dict[Key, tuple[Key, int, int]]:
    """For each note that is called: the column and item of its call, and its rank as one reads.

    A note's own notes rank behind it.
    """
    called: dict[Key, tuple[Key, int, int]] = {}
    for unit, galley in enumerate(galleys):
        columns = {note.ident: note.column for note in galley.notes}
        stack = _called_in(galley.body, (unit, None))
        while stack:
            ident, caller, at = stack.pop()
            if ident in columns and (unit, ident) not in called:
                called[unit, ident] = caller, at, len(called)
                stack += _called_in(columns[ident], (unit, ident))
    return called


def _called_in(column: Column, key: Key) -> list[tuple[str, Key, int]]:
    """The calls of a column, the last first."""
    calls = [(ident, key, at) for at, item in enumerate(column.items) for ident in item.calls]
    return calls[::-1]


def _page_of(entry: _Entry, index: int) -> int:
    """The first page where an item stands, 0 if none."""
    pages = [page for page, start in entry.runs if start <= index]
    return pages[-1] if pages and entry.count[index] else 0


def _call_findings(
    galleys: Sequence[Galley], ledger: Ledger, called: Mapping[Key, tuple[Key, int, int]]
) -> Iterator[Finding]:
    """Calls and notes that do not belong together, and notes that begin away from their call."""
    for unit, galley in enumerate(galleys):
        columns = [(None, galley.body), *((note.ident, note.column) for note in galley.notes)]
        for ident, column in columns:
            entry = ledger[unit, ident]
            for at, item in enumerate(column.items):
                for name in item.calls:
                    if (unit, name) not in ledger:
                        message = f"note {name} is called in {entry.name} but was not set"
                        yield Finding("no-note", message, galley.unit, entry.line_of(at))
        if len(columns) > len(dict(columns)):
            yield Finding("doubled", "two notes have one identifier", galley.unit)
        for note in galley.notes:
            entry = ledger[unit, note.ident]
            if (unit, note.ident) not in called:
                message = f"{entry.name} is called nowhere"
                yield Finding("uncalled", message, galley.unit, entry.line)
            elif entry.runs:
                caller, at, _ = called[unit, note.ident]
                there, here = _page_of(ledger[caller], at), entry.runs[0][0]
                if there and here != there:
                    message = f"{entry.name} is called on page {there} and begins on page {here}"
                    yield Finding("note-away", message, galley.unit, entry.line, here)


def _note_order(
    pages: Sequence[Page], ledger: Ledger, called: Mapping[Key, tuple[Key, int, int]]
) -> Iterator[Finding]:
    """Notes that stand in a foot before one that is called earlier, or before one carried on."""
    for page in pages:
        last = -1
        for part in page.foot:
            entry = ledger.get((part.unit, part.note))
            if entry is None or (part.unit, part.note) not in called:
                continue
            caller, at, rank = called[part.unit, part.note]
            fresh = part.start == 0 and _page_of(ledger[caller], at) == page.number
            if last > (rank if fresh else -1):
                message = f"{entry.name} stands below a note that should follow it"
                line = entry.line_of(part.start)
                yield Finding("note-order", message, entry.unit, line, page.number)
            last = max(last, rank) if fresh else last


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
        if entry is None or not _is_of(part, entry.column):
            continue
        extents = [(y, y + item.height) for item, y in standing(part, entry.column)]
        top, bottom = min(y for y, _ in extents), max(y for _, y in extents)
        place = entry.unit, entry.line_of(part.start), page.number
        if top < geometry.top - NEAR or bottom > geometry.top + geometry.depth + NEAR:
            if top < -NEAR or bottom > geometry.height + NEAR:
                yield Finding("off-page", f"{entry.name} leaves the page", *place)
            else:
                yield Finding("outside", f"{entry.name} leaves the type area", *place)
        elif top < floor - NEAR:
            yield Finding("overlap", f"{entry.name} stands on what is above it", *place)
        floor = max(floor, bottom)
