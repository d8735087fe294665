"""The certificate: every word of every letter and note, found in the finished file or missed.

The words are taken from the letters' files by a road of its own (:mod:`typeset.verify.wanted`),
and what is printed from the finished PDF (:mod:`typeset.verify.reading`).  Nothing that read,
composed, set, made up or assembled the letters takes part.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from typeset.errors import Problem
from typeset.model import Place
from typeset.verify.accounts import Tally, Verdict, Whereabouts, account_for
from typeset.verify.findings import Miss
from typeset.verify.known import Known
from typeset.verify.pages import Pages
from typeset.verify.strip import Strip

ALONE = 80
"""So few pages are read faster without other processes."""

Part = tuple[list[int], set[int]]
"""Letters, and the pages (from 0) on which they and their notes may stand."""


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
    ``shelf`` a folder where readings of pages and what was found are kept for the next time,
    ``name`` what the file will be called.

    Raises:
        InputError: a letter's file cannot be read any more.
    """
    data = file.read_bytes()
    pages = Pages.of(file, data, shelf)
    known = Known(shelf, edition, name or file.name, letters, pages)
    found = dict(enumerate(known.verdicts))
    groups = [group for group in _groups(letters) if not all(found[n] for n in group)]
    parts = list(_parts(letters, groups, pages.count, jobs))
    read = 0
    for numbers, verdicts, count in _accounts(pages, edition, letters, parts, jobs):
        found |= dict(zip(numbers, verdicts, strict=True))
        read += count
    verdicts = [verdict for n in range(len(letters)) if (verdict := found[n])]
    known.keep(verdicts)
    return Certificate(
        file=name or file.name,
        sha256=sha256(data).hexdigest(),
        pages=pages.count,
        letters=tuple(verdict.tally for verdict in verdicts),
        findings=tuple(miss for verdict in verdicts for miss in verdict.misses),
        pages_read=read,
    )


def _groups(letters: Sequence[Whereabouts]) -> Iterator[list[int]]:
    """Letters that share pages, by their places in the list."""
    group: list[int] = []
    end = 0
    for n in sorted(range(len(letters)), key=lambda n: letters[n].first):
        if group and letters[n].first >= end:
            yield group
            group = []
        group.append(n)
        end = max(end, letters[n].first + letters[n].pages)
    if group:
        yield group


def _parts(
    letters: Sequence[Whereabouts], groups: Sequence[list[int]], count: int, jobs: int
) -> Iterator[Part]:
    """Groups put together, each part to be accounted for by itself."""
    ends = [one.first - 1 + one.pages for one in letters]
    back = set(range(max(ends, default=0), count))
    """Notes may stand behind the last letter, one letter's after the other's."""
    spans = {n: set(range(letters[n].first - 1, ends[n])) for group in groups for n in group}
    total = sum(map(len, spans.values()))
    most = total if back or jobs == 1 or total < ALONE else -(-total // (2 * jobs))
    part: Part = ([], set())
    for group in groups:
        part[0].extend(group)
        part[1].update(*(spans[n] for n in group), back)
        if len(part[1]) >= most + len(back):
            yield part
            part = ([], set())
    if part[0]:
        yield part


def _accounts(
    pages: Pages, edition: Path, letters: Sequence[Whereabouts], parts: Sequence[Part], jobs: int
) -> Iterator[tuple[list[int], list[Verdict], int]]:
    """For each part its letters, what was found of them, and how many pages were read."""
    work = [
        (pages, edition, [letters[n] for n in sorted(part[0])], sorted(part[1])) for part in parts
    ]
    if len(work) < 2:
        done = map(_account, *zip(*work, strict=True)) if work else iter(())
    else:
        # A fork starts at once, but copies locks that another thread may hold.
        forks = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if forks else "spawn")
        with ProcessPoolExecutor(jobs, mp_context=context) as pool:
            done = iter(list(pool.map(_account, *zip(*work, strict=True))))
    for part, (verdicts, read) in zip(parts, done, strict=True):
        yield sorted(part[0]), verdicts, read


def _account(
    pages: Pages, edition: Path, letters: Sequence[Whereabouts], numbers: Sequence[int]
) -> tuple[list[Verdict], int]:
    runs, read = pages.read(numbers)
    strip = Strip.of([runs.get(number, []) for number in range(pages.count)])
    return account_for(edition, letters, strip), read
