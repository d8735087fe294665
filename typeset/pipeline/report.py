"""What a build tells when it is done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from typeset.errors import Problem
from typeset.galley import Galley, Item
from typeset.model import Place
from typeset.page import Page, column_of, standing
from typeset.pipeline.hyphens import Hyphen
from typeset.pipeline.lines import page_end_hyphens
from typeset.pipeline.units import Unit


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fault on a finished page, where an editor finds it."""

    code: str
    """``loose-line``, ``short-page`` …; docs/REPORT.md lists them."""
    message: str
    amount: float
    page: int
    """The page's number from 1, blank pages counted."""
    folio: str
    letter: str
    """The unit's identifier."""
    file: str
    """The source file, empty for front matter."""
    line: int
    """The line in it, 0 where it is not known."""
    row: int
    """The line on the page, from 1; 0 for a fault of the page itself."""

    def problem(self) -> Problem:
        """The fault as a line of a list."""
        where = f"p. {self.folio}, line {self.row}" if self.row else f"p. {self.folio}"
        place = Place(self.file, self.line, 1) if self.file and self.line else None
        return Problem(self.code, f"{where}: {self.code}: {self.message}", place=place)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a letter stands: its first page's number and folio, and how many pages it takes."""

    id: str
    first: int
    folio: str
    pages: int


@dataclass(frozen=True, slots=True)
class Fallback:
    """A face that stands in for a script which the text's own face lacks, as it was declared."""

    script: str
    """ISO 15924."""
    family: str
    face: str
    """PostScript name."""
    glyphs: int
    """Different glyphs used."""


@dataclass
class Report:
    """Figures of a build."""

    file: Path
    pages: int
    letters: list[Stand]
    coverage: dict[str, object]
    """Words ``expected`` and ``printed``, and what was ``missing``, ``duplicated``,
    ``misordered``: each with file, line and page."""
    notes: dict[str, int]
    """Notes ``called``, ``placed`` and ``split``, and those that begin ``away`` from the page of
    their call, for which there was no room on it."""
    fonts: list[str]
    """PostScript names of the faces used."""
    faults: list[Flaw]
    cache: dict[str, int]
    """Galleys found (``hits``) and set (``misses``)."""
    seconds: dict[str, float]
    """By step, and ``total``."""
    peak_mb: float
    """Largest memory of this process, in MiB."""
    separate: list[Path] = field(default_factory=list)
    fallbacks: list[Fallback] = field(default_factory=list)
    """Declared faces that stand in for scripts."""
    odd: dict[str, int] = field(default_factory=dict)
    """Paragraphs whose lines were not chosen together: how many, by reason."""
    variants: dict[str, str] = field(default_factory=dict)
    """The files written, by the names of their variants."""
    hyphens: list[Hyphen] = field(default_factory=list, repr=False)
    """Words broken at line ends; a list by itself, which is not part of the JSON."""

    def to_json(self) -> str:
        """The report as JSON text, keys in the order above."""
        told = asdict(replace(self, hyphens=[]))
        del told["hyphens"]
        return json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n"


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
        yield _flaw(fault.code, fault.message, fault.amount, page, here, fault.line, row)
    ends = {id(item): fault for item, fault in page_end_hyphens(page, galleys)}
    numbers: dict[float, int] = {}
    for unit, baseline, item in rows:
        row = numbers.setdefault(baseline, len(numbers) + 1)
        at_end = ends.get(id(item))
        for fault in (*item.faults, *((at_end,) if at_end else ())):
            yield _flaw(fault.code, fault.message, fault.amount, page, units[unit], item.line, row)


def _rows(page: Page, galleys: Sequence[Galley]) -> Iterator[tuple[int, float, Item]]:
    for part in (*page.body, *page.foot):
        for item, y in standing(part, column_of(part, galleys)):
            if item.baseline is not None:
                yield part.unit, y + item.baseline, item


def _flaw(
    code: str, message: str, amount: float, page: Page, unit: Unit | None, line: int, row: int
) -> Flaw:
    letter = unit.letter if unit else None
    name, file = (unit.name if unit else ""), (letter.file if letter else "")
    return Flaw(code, message, round(amount, 3), page.number, page.folio, name, file, line, row)
