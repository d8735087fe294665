"""The certificate: every word of every letter and note, found in the finished file or missed.

The words are taken from the letters' files by a road of its own (:mod:`typeset.verify.wanted`),
and what is printed from the finished PDF (:mod:`typeset.verify.reading`).  Nothing that read,
composed, set, made up or assembled the letters takes part.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import yaml

from typeset.errors import InputError, Problem
from typeset.model import Place
from typeset.verify.findings import Findings, Miss
from typeset.verify.follow import Thread, follow
from typeset.verify.pages import read_pages
from typeset.verify.repeats import Zone, find_repeats
from typeset.verify.search import search
from typeset.verify.streams import Copy, Stream
from typeset.verify.strip import Strip
from typeset.verify.wanted import read_about, read_copy


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a letter is said to stand: its file below the edition's folder, its pages."""

    ident: str
    file: str
    first: int
    """Its first page, from 1."""
    pages: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Words of a letter and of its notes."""

    id: str
    file: str
    words: int
    printed: int
    notes: int
    note_words: int
    note_words_printed: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was wanted and what was found."""

    file: str
    """The file's name."""
    sha256: str
    pages: int
    letters: tuple[Tally, ...]
    findings: tuple[Miss, ...]
    pages_read: int
    """Pages that were read for this; the others were known from a volume before."""

    @property
    def whole(self) -> bool:
        """Is every word printed once, in order, to be seen?"""
        return not self.findings

    @property
    def expected(self) -> int:
        """Words of all letters and notes."""
        return sum(one.words + one.note_words for one in self.letters)

    @property
    def printed(self) -> int:
        """Words found on the pages, to be seen."""
        return sum(one.printed + one.note_words_printed for one in self.letters)

    def coverage(self) -> dict[str, object]:
        """Words ``expected`` and ``printed``; misses by kind, each with file, line and page."""
        kinds = ("missing", "duplicated", "misordered")
        found: dict[str, object] = {
            kind: [asdict(miss) for miss in self.findings if miss.code == kind] for kind in kinds
        }
        return {"expected": self.expected, "printed": self.printed, **found}

    def problems(self) -> list[Problem]:
        """The findings as lines of a list."""
        hint = "--allow-faults writes the volume all the same"
        return [
            Problem(
                miss.code,
                f"{miss.message} (p. {miss.page} of the file)",
                hint,
                Place(miss.file, miss.line, 1),
            )
            for miss in self.findings
        ]

    def to_json(self) -> str:
        """The certificate as JSON text; the same file and letters give the same text."""
        made = {
            "typeset": version("typeset"),
            "pypdfium2": version("pypdfium2"),
            "pyyaml": version("pyyaml"),
        }
        content = {
            "file": self.file,
            "sha256": self.sha256,
            "pages": self.pages,
            "whole": self.whole,
            "words": {"expected": self.expected, "printed": self.printed},
            "letters": [asdict(one) for one in self.letters],
            "findings": [asdict(one) for one in self.findings],
            "made_with": made,
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def certify(
    file: Path,
    edition: Path,
    letters: Sequence[Whereabouts],
    *,
    name: str = "",
    shelf: Path | None = None,
    jobs: int = 1,
) -> Certificate:
    """Read a finished volume back and account for every word of its letters.

    ``edition`` is the folder of the letters' files, ``letters`` those of the volume in their order,
    ``shelf`` a folder where readings of pages are kept for the next time, ``name`` what the file
    will be called.

    Raises:
        InputError: a letter's file cannot be read any more.
    """
    pages, read = read_pages(file, shelf, jobs)
    strip = Strip.of(pages)
    copies = [_copy(edition, one) for one in letters]
    accounts = _Accounts(strip, letters, copies, edition)
    misses = tuple(accounts.judge())
    return Certificate(
        file=name or file.name,
        sha256=sha256(file.read_bytes()).hexdigest(),
        pages=len(pages),
        letters=tuple(_tally(copy, misses) for copy in copies),
        findings=misses,
        pages_read=read,
    )


class _Accounts:
    def __init__(
        self, strip: Strip, letters: Sequence[Whereabouts], copies: Sequence[Copy], edition: Path
    ) -> None:
        self._strip, self._letters, self._copies, self._edition = strip, letters, copies, edition
        self._threads = [[Thread(stream) for stream in copy.streams] for copy in copies]
        self._spans = [strip.span(one.first, one.pages) for one in letters]
        end = max((span.stop for span in self._spans), default=0)
        self._back = range(end, len(strip.runs))
        """What stands behind the last letter: notes may be there."""

    def judge(self) -> list[Miss]:
        for threads, span in zip(self._threads, self._spans, strict=True):
            follow(threads, self._strip, span)
        self._follow_back()
        for threads, span in zip(self._threads, self._spans, strict=True):
            if not all(thread.through for thread in threads):
                search(threads, self._strip, span, self._back)
        about = read_about(self._edition / "edition.yaml")
        misses: list[Miss] = []
        for n, copy in enumerate(self._copies):
            one, threads = self._letters[n], self._threads[n]
            findings = Findings(copy, self._strip, one.first, self._edition / one.file)
            findings.judge(threads)
            zones = self._zones(threads)
            find_repeats(findings, self._strip, self._spans[n], zones, about)
            misses += findings.misses
        return misses

    def _follow_back(self) -> None:
        """Notes of all letters may stand at the volume's end, one letter's after the other's."""
        waiting = [
            thread
            for threads in self._threads
            for thread in threads[1:]
            if not thread.through and not thread.place
        ]
        if waiting and self._back:
            follow([Thread(Stream()), *waiting], self._strip, self._back)

    def _zones(self, threads: Sequence[Thread]) -> dict[int, Zone]:
        """For each page, the runs among which text and notes stand; not the heading."""
        found: dict[int, Zone] = {}
        claims = (
            claim
            for thread in threads
            for claim in thread.claims
            if claim.place >= thread.stream.title
        )
        for claim in claims:
            page = self._strip.pages[claim.run]
            zone = found.setdefault(page, Zone(claim.run, claim.run))
            if not zone.first <= claim.run <= zone.last:
                first, last = min(zone.first, claim.run), max(zone.last, claim.run)
                found[page] = Zone(first, last)
        return found


def _copy(edition: Path, letter: Whereabouts) -> Copy:
    try:
        return read_copy(letter.ident, edition / letter.file, letter.file)
    except (OSError, yaml.YAMLError) as error:
        message = f"cannot read the letter again to account for its words: {error}"
        hint = "leave an edition's files alone while it is built"
        place = Place(letter.file, 1, 1)
        raise InputError(Problem("cannot-read", message, hint, place)) from error


def _tally(copy: Copy, misses: Sequence[Miss]) -> Tally:
    lost = [miss for miss in misses if miss.letter == copy.ident and miss.code == "missing"]
    words, notes = copy.text.count, sum(note.count for note in copy.notes)
    return Tally(
        id=copy.ident,
        file=copy.file,
        words=words,
        printed=words - sum(miss.words for miss in lost if not miss.note),
        notes=len(copy.notes),
        note_words=notes,
        note_words_printed=notes - sum(miss.words for miss in lost if miss.note),
    )
