"""An edition's letters as plain text, for programs that know nothing of editions."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

CALL = re.compile(r"\[\^(\w+)\]")

Piece = str | list[str]
"""Text, or a list with the text of the note that is called there."""


@dataclass(frozen=True)
class Sheet:
    """A letter: what stands on it, from top to bottom."""

    number: int
    title: str
    source: str
    dateline: str
    salutation: str
    paragraphs: list[list[Piece]]
    closer: str
    signature: str


@dataclass(frozen=True)
class Book:
    """All letters of an edition."""

    language: str
    title: str
    letters: list[Sheet]

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def read_book(edition: Path) -> Book:
    """The letters of an edition that :mod:`tests.bench.generate` made, or one as plain."""
    about = load(edition / "edition.yaml")
    source = about["source"]["title"]
    files = sorted(edition.glob("letter-*.yaml"))
    letters = [_sheet(load(file), number, source) for number, file in enumerate(files, start=1)]
    return Book(about["language"], about["title"], letters)


def load(file: Path) -> Any:
    """A YAML file's content."""
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _sheet(letter: dict[str, Any], number: int, source: str) -> Sheet:
    notes = {str(ident): text for ident, text in letter.get("notes", {}).items()}
    named = {kind: text for block in letter["body"] if isinstance(block, dict)
             for kind, text in block.items()}  # fmt: skip
    return Sheet(
        number=number,
        title=letter["title"],
        source=f"{source}, pp. {letter['source']['pages']}",
        dateline=named.get("dateline", ""),
        salutation=named.get("salutation", ""),
        paragraphs=[_pieces(block, notes) for block in letter["body"] if isinstance(block, str)],
        closer=named.get("closer", ""),
        signature=named.get("signature", ""),
    )


def _pieces(text: str, notes: dict[str, str]) -> list[Piece]:
    """A paragraph cut where notes are called."""
    parts = CALL.split(text)
    return [[notes[part]] if n % 2 else part for n, part in enumerate(parts) if part]
