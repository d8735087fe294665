"""What an editor should see of finished pages: where letters stand, and all faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from typeset.galley import Galley, Item
from typeset.page import Page, column_of, standing
from typeset.pipeline.lines import page_end_hyphens
from typeset.pipeline.report import Flaw, Hyphen, Stand
from typeset.pipeline.units import Unit

Told = TypeVar("Told", Flaw, Hyphen)


def places(pages: Sequence[Page], units: Sequence[Unit]) -> list[Stand]:
    """Where each letter stands."""
    found: dict[int, list[Page]] = {}
    for page in pages:
        for unit in page.units:
            found.setdefault(unit, []).append(page)
    return [
        Stand(unit.name, found[n][0].number, found[n][0].folio, len(found[n]))
        for n, unit in enumerate(units)
        if unit.letter and n in found
    ]


def in_volume(
    found: Iterable[Told], first: int, pages: Sequence[Page], file: str
) -> Iterator[Told]:
    """What was found in a unit, as it is in a volume where its first page has this number."""
    for one in found:
        number = first + one.page - 1
        yield replace(one, page=number, folio=pages[number - 1].folio, file=file)


def flaws(pages: Sequence[Page], galleys: Sequence[Galley], units: Sequence[Unit]) -> list[Flaw]:
    """All faults of pages and of what stands on them, in the order of reading."""
    return [flaw for page in pages for flaw in _flaws(page, galleys, units)]


def _flaws(page: Page, galleys: Sequence[Galley], units: Sequence[Unit]) -> Iterator[Flaw]:
    here = units[page.units[0]] if page.units else None
    rows = sorted(_rows(page, galleys), key=lambda row: row[1])
    baselines = sorted({baseline for _, baseline, _ in rows})
    last = {item.line: baselines.index(baseline) + 1 for _, baseline, item in rows}
    for fault in page.faults:
        row = last.get(fault.line, 0)
        yield flaw_at(fault.code, fault.message, fault.amount, page, here, fault.line, row)
    ends = {id(item): fault for item, fault in page_end_hyphens(page, galleys)}
    numbers: dict[float, int] = {}
    for unit, baseline, item in rows:
        row = numbers.setdefault(baseline, len(numbers) + 1)
        at_end = ends.get(id(item))
        for fault in (*item.faults, *((at_end,) if at_end else ())):
            yield flaw_at(
                fault.code, fault.message, fault.amount, page, units[unit], item.line, row
            )


def _rows(page: Page, galleys: Sequence[Galley]) -> Iterator[tuple[int, float, Item]]:
    for part in (*page.body, *page.foot):
        for item, y in standing(part, column_of(part, galleys)):
            if item.baseline is not None:
                yield part.unit, y + item.baseline, item


def flaw_at(
    code: str,
    message: str,
    amount: float,
    page: Page,
    unit: Unit | None,
    line: int,
    row: int = 0,
) -> Flaw:
    """A fault with its place."""
    letter = unit.letter if unit else None
    name, file = (unit.name if unit else ""), (letter.file if letter else "")
    return Flaw(code, message, round(amount, 3), page.number, page.folio, name, file, line, row)
