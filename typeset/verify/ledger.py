"""The ledger of a volume: for each column, where its items stand on the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from typeset.galley import Column, Galley, Item
from typeset.page import Page, Slice, beginnings
from typeset.plain import Plain

Key = tuple[int, str | None]
"""A column of the volume: the galley's index, and the note's identifier or None for the body."""


@dataclass(frozen=True, slots=True)
class Finding(Plain):
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


@dataclass(slots=True)
class Entry:
    """A column and where it was found."""

    unit: str
    name: str
    series: str
    line: int
    column: Column
    count: list[int]
    """How often each item stands on a page."""
    runs: list[tuple[int, int]] = field(default_factory=list)
    """Page number and first item of each slice."""
    members: tuple[Entry, ...] = ()
    """The notes that run on in this column, if it is a paragraph of several."""
    within: tuple[Entry, int] | None = None
    """The paragraph that prints this note, and the item of it in which the note begins."""

    def line_of(self, index: int) -> int:
        """An item's line in the source file."""
        return self.column.items[index].line or self.line

    @property
    def whole(self) -> bool:
        """Does every item stand on a page?"""
        return 0 not in (self.within[0].count if self.within else self.count)

    def page_of(self, index: int) -> int:
        """The first page where an item stands, 0 if none."""
        pages = [page for page, start in self.runs if start <= index]
        return pages[-1] if pages and self.count[index] else 0

    def begins_on(self) -> int:
        """The page where the column begins, 0 if it is on none."""
        if self.within:
            return self.within[0].page_of(self.within[1])
        return self.runs[0][0] if self.runs else 0

    def page_of_call(self, index: int, ident: str) -> int:
        """The page where an item that calls a note stands, in a paragraph or by itself."""
        if not self.within:
            return self.page_of(index)
        items = enumerate(self.within[0].column.items)
        return next((self.within[0].page_of(at) for at, i in items if ident in i.calls), 0)


Ledger = dict[Key, Entry]


def open_ledger(galleys: Sequence[Galley]) -> Ledger:
    """An entry for each column of the galleys, with nothing entered."""
    ledger: Ledger = {}
    for unit, galley in enumerate(galleys):
        body = galley.body
        ledger[unit, None] = Entry(galley.unit, "the text", "", 0, body, [0] * len(body.items))
        for note in galley.notes:
            name, count = f"note {note.ident}", [0] * len(note.column.items)
            entry = Entry(galley.unit, name, note.series, note.line, note.column, count)
            ledger[unit, note.ident] = entry
    for (unit, ident), entry in ledger.items():
        names = (ident or "").split("+")
        if len(names) > 1 and all((unit, name) in ledger for name in names):
            entry.members = tuple(ledger[unit, name] for name in names)
            entry.name = f"the paragraph of notes {', '.join(names)}"
    return ledger


def enter(pages: Sequence[Page], ledger: Ledger) -> Iterator[Finding]:
    """Enter all slices in the ledger; finds those that are of no column.

    Paragraphs of notes that stand nowhere are taken out of it: they were not needed.
    """
    for page in pages:
        for in_foot, parts in ((False, page.body), (True, page.foot)):
            for part in parts:
                yield from _enter(page, part, ledger, in_foot=in_foot)
    for key, entry in list(ledger.items()):
        if entry.members and not entry.runs:
            del ledger[key]
        elif entry.members:
            yield from _enter_members(entry)


def _enter(page: Page, part: Slice, ledger: Ledger, *, in_foot: bool) -> Iterator[Finding]:
    entry = ledger.get((part.unit, part.note))
    if entry is None or not is_of(part, entry.column):
        unit = entry.unit if entry else f"unit {part.unit + 1}"
        name = "the text" if part.note is None else f"note {part.note}"
        message = f"a slice of {name} is of nothing that was set"
        yield Finding("unknown", message, unit, page=page.number)
        return
    entry.runs.append((page.number, part.start))
    for i in range(part.start, part.stop):
        entry.count[i] += 1
    if in_foot is (part.note is None):
        message = f"{entry.name} stands {'at the foot' if in_foot else 'in the text'}"
        line = entry.line_of(part.start)
        yield Finding("out-of-order", message, entry.unit, line, page.number)


def _enter_members(paragraph: Entry) -> Iterator[Finding]:
    """Enter the notes that a paragraph prints; finds those whose words are not in it."""
    notes = [member.column for member in paragraph.members]
    for member, begin in zip(paragraph.members, beginnings(paragraph.column, notes), strict=True):
        if begin is None:
            message = f"{member.name} is not in {paragraph.name}{excerpt(member.column.items)}"
            yield Finding("missing", message, member.unit, member.line)
            continue
        member.within = paragraph, begin
        for i in range(len(member.count)):
            member.count[i] += 1


def is_of(part: Slice, column: Column) -> bool:
    """Can the slice be one of the column?"""
    head = part.head is None or 0 <= part.head < len(column.heads)
    return 0 <= part.start < part.stop <= len(column.items) and head


def excerpt(items: Iterable[Item]) -> str:
    """The first words of items, for a message."""
    words = next((item.text for item in items if item.text.strip()), "").strip()
    return f": “{words[:40]}{'…' if len(words) > 40 else ''}”" if words else ""
