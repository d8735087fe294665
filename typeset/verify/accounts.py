"""The account of some letters: every word wanted is looked for on their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from typeset.errors import InputError, Problem
from typeset.model import Place
from typeset.verify.findings import Findings, Miss
from typeset.verify.follow import Thread, follow
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
class Verdict:
    """What was found of a letter."""

    tally: Tally
    misses: tuple[Miss, ...]
    alone: bool
    """Does all of it stand on its own pages?"""

    @property
    def whole(self) -> bool:
        """Is every word printed once, in order, to be seen, on the letter's own pages?"""
        return self.alone and not self.misses


def account_for(edition: Path, letters: Sequence[Whereabouts], strip: Strip) -> list[Verdict]:
    """Account for the words of letters whose pages are on the strip.

    Raises:
        InputError: a letter's file cannot be read any more.
    """
    copies = [_copy(edition, one) for one in letters]
    return _Accounts(strip, letters, copies, edition).judge()


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

    def judge(self) -> list[Verdict]:
        for threads, span in zip(self._threads, self._spans, strict=True):
            follow(threads, self._strip, span)
        self._follow_back()
        for threads, span in zip(self._threads, self._spans, strict=True):
            if not all(thread.through for thread in threads):
                search(threads, self._strip, span, self._back)
        about = read_about(self._edition / "edition.yaml")
        verdicts = []
        for n, copy in enumerate(self._copies):
            one, threads = self._letters[n], self._threads[n]
            findings = Findings(copy, self._strip, one.first, self._edition / one.file)
            findings.judge(threads)
            zones = self._zones(threads)
            find_repeats(findings, self._strip, self._spans[n], zones, about)
            misses = tuple(findings.misses)
            verdicts.append(Verdict(_tally(copy, misses), misses, self._alone(n)))
        return verdicts

    def _alone(self, n: int) -> bool:
        """Does all of a letter stand on its own pages?"""
        claims = (claim for one in self._threads[n] for claim in (*one.claims, *one.loose))
        return all(claim.run in self._spans[n] for claim in claims)

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
