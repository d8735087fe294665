"""The account of an import: for each file, how many words it has and where they went.

Each importer counts the words of its files by itself; the account has the same form for all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from typeset.errors import Problem
from typeset.intake.writer import Written

BODY = "body"
NOTES = "notes"
REGISTERS = "registers"
METADATA = "metadata"
PRINTED = (BODY, NOTES)

LEFT_OUT = "left out: "
"""Before the name of the rule by which text was left out."""

LOST = "lost"
"""The fate of a text that the conversion never took."""


@dataclass
class Account:
    """How many words a file's text holds, and where they went."""

    fates: Counter[str] = field(default_factory=Counter)
    drafts: int = 0
    """Words of the drafts, counted there."""
    added: int = 0
    """Words of the drafts that the importer put in."""
    missing: int = 0
    """Words that should stand in the drafts and do not."""
    extra: int = 0
    """Words that stand in the drafts and in no text of the file."""
    hyphens: int = 0
    """Line-end hyphens that were taken out."""

    @property
    def words(self) -> int:
        """All words of the text."""
        return self.fates.total()

    @property
    def unaccounted(self) -> int:
        """Words of which nobody knows where they went."""
        return self.fates[LOST] + self.missing

    def add(self, other: Account) -> None:
        """Add the numbers of another file."""
        self.fates.update(other.fates)
        for name in ("drafts", "added", "missing", "extra", "hyphens"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True)
class FileReport:
    """What became of a file."""

    file: Path
    letters: tuple[str, ...] = ()
    account: Account = field(default_factory=Account)
    findings: tuple[Problem, ...] = ()
    refused: Problem | None = None
    doubts: int = 0
    """Things to confirm, each a comment in a letter's file."""


@dataclass(frozen=True)
class Imported:
    """What became of all files, in their order, and of the edition's."""

    files: tuple[FileReport, ...]
    written: Written | None

    @property
    def account(self) -> Account:
        """The words of all files together."""
        total = Account()
        for report in self.files:
            total.add(report.account)
        return total

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Why files were refused."""
        return tuple(report.refused for report in self.files if report.refused)

    @property
    def letters(self) -> int:
        """How many letters there are."""
        return sum(len(report.letters) for report in self.files)

    @property
    def doubts(self) -> int:
        """How many things are to be confirmed."""
        return sum(report.doubts for report in self.files)
