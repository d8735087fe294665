"""What a build tells when it is done."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from typeset.errors import Problem
from typeset.model import Place
from typeset.plain import Plain
from typeset.variants import chosen, file_of, volume_file


@dataclass(frozen=True, slots=True)
class Flaw(Plain):
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
    volume: int = 0
    """Which of several volumes it is in, from 1."""

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
    volume: int = 0
    """Which of several volumes it stands in, from 1."""


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


BAR = "|"
"""Stands where a word is broken."""


@dataclass(frozen=True, slots=True)
class Hyphen(Plain):
    """A word broken at a line's end."""

    word: str
    """The whole word as it is spelt, ``|`` where it is broken: ``inter|val``, ``well-|known``."""
    own: bool
    """The hyphen belongs to the word; else to the break alone."""
    page: int
    """The page's number from 1, blank pages counted."""
    folio: str
    row: int
    """The line on the page, from 1, as a proof numbers it."""
    letter: str
    """The unit's identifier."""
    note: str
    """The note's identifier, empty in the text."""
    file: str
    """The source file, empty for front matter."""
    line: int
    """The line in it, 0 where it is not known."""
    volume: int = 0
    """Which of several volumes it is in, from 1."""


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
    paper: list[dict[str, float]] = field(default_factory=list)
    """``gsm``, ``bulk``, ``leaves`` and ``spine_mm`` of each volume, where the paper is told."""
    notices: list[str] = field(default_factory=list)
    """What was asked for and does not hold; files of volumes that are no more."""
    volumes: list[dict[str, str]] = field(default_factory=list)
    """Of an edition of several volumes: the files of each, by the names of their variants."""
    hyphens: list[Hyphen] = field(default_factory=list, repr=False)
    """Words broken at line ends; a list by itself, which is not part of the JSON."""

    @property
    def written(self) -> list[dict[str, str]]:
        """The files of each volume, by the names of their variants."""
        return self.volumes or [self.variants]

    @property
    def files(self) -> list[Path]:
        """The files of all volumes."""
        return [Path(file) for volume in self.written for file in volume.values()]

    def move(self, volume: Path) -> None:
        """Name the files that would have been written under another name."""
        if self.volumes:
            moved = [_placed(one, volume_file(volume, n)) for n, one in enumerate(self.volumes, 1)]
            self.volumes, self.variants = moved, moved[-1]
        else:
            self.variants = _placed(self.variants, volume)
        self.file = self.files[0]

    def to_json(self) -> str:
        """The report as JSON text, keys in the order above."""
        told = asdict(replace(self, hyphens=[]))
        del told["hyphens"]
        return json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n"


def _placed(names: Iterable[str], volume: Path) -> dict[str, str]:
    """The files of a volume, by the names of their variants."""
    variants = chosen(list(names))
    return {one.name: str(file_of(one, volume, len(variants))) for one in variants}


def joined(reports: Sequence[Report]) -> Report:
    """The report of an edition of several volumes, of which each letter and fault tells its own."""
    last = reports[-1]
    return replace(
        last,
        file=reports[0].file,
        pages=sum(one.pages for one in reports),
        letters=[replace(stand, volume=n) for n, one in _counted(reports) for stand in one.letters],
        coverage=_coverage([one.coverage for one in reports]),
        notes={name: sum(one.notes[name] for one in reports) for name in last.notes},
        fonts=sorted({font for one in reports for font in one.fonts}),
        faults=[replace(flaw, volume=n) for n, one in _counted(reports) for flaw in one.faults],
        separate=[file for one in reports for file in one.separate],
        paper=[one for report in reports for one in report.paper],
        fallbacks=[fallback for one in reports for fallback in one.fallbacks],
        odd=dict(sum((Counter(one.odd) for one in reports), Counter())),
        hyphens=[replace(word, volume=n) for n, one in _counted(reports) for word in one.hyphens],
        volumes=[one.variants for one in reports],
    )


def _counted(reports: Sequence[Report]) -> Iterator[tuple[int, Report]]:
    return enumerate(reports, 1)


def _coverage(parts: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Counts added up, lists one after the other."""
    whole: dict[str, Any] = {}
    for part in parts:
        for name, value in part.items():
            whole[name] = whole[name] + value if name in whole else value
    return whole
