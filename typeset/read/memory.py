"""Letters that were read before: what is in a file is worked out once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from typeset import model
from typeset.folded import fold
from typeset.model import Letter
from typeset.read.letter import Inherited, LetterReading, read_letter
from typeset.store import Store, pack

PACKAGES = ("pyyaml", "markdown-it-py", "mdit-py-plugins", "pydantic", "edtf")
"""Packages whose version may change what is read."""

SHELVES = 32
"""Entries that letters are shared out to, so that one that changed has few others written again."""


class Memory:
    """The letters of one edition.  Only those without problems are kept."""

    def __init__(self, store: Store, folder: Path, inherited: Inherited) -> None:
        self._store = store
        self._folder = folder.resolve()
        self._terms = hashlib.sha256(f"{_reader()}\0{inherited!r}\0".encode())
        self._inherited = inherited
        self._before = [store.load(self._name(shelf)) or {} for shelf in range(SHELVES)]
        self._now: list[dict[bytes, Any]] = [{} for _ in range(SHELVES)]

    def read(self, data: bytes, ident: str, file: str, shown_as: str) -> LetterReading:
        """What :func:`typeset.read.read_letter` says of these bytes."""
        terms = self._terms.copy()
        terms.update(f"{ident}\0{file}\0{shown_as}\0".encode() + data)
        key = terms.digest()
        shelf = key[0] % SHELVES
        known = self._before[shelf].get(key)
        if known is None:
            reading = read_letter(data, ident, file, self._inherited, shown_as)
            if reading.problems:
                return reading
            letter = folded(reading.letter) if reading.letter else None
            known = letter, reading.references, reading.figures
        self._now[shelf][key] = known
        letter, references, figures = known
        return LetterReading(letter, (), references, figures)

    def keep(self) -> None:
        """Keep what was read this time, and nothing else."""
        for shelf, (before, now) in enumerate(zip(self._before, self._now, strict=True)):
            if now.keys() != before.keys():
                self._store.keep(self._name(shelf), pack(now))

    def _name(self, shelf: int) -> str:
        return hashlib.sha256(f"letters\0{self._folder}\0{shelf}".encode()).hexdigest()


def folded(letter: Letter) -> Letter:
    """The letter, its texts folded: they are not looked at before it is composed."""
    notes = tuple(replace(note, blocks=fold(note.blocks)) for note in letter.notes)
    return replace(letter, body=fold(letter.body), notes=notes)


@cache
def _reader() -> str:
    """What reads here: our own sources, and the versions of packages."""
    sources = [*sorted(Path(__file__).parent.glob("*.py")), Path(model.__file__)]
    digests = [hashlib.sha256(source.read_bytes()).hexdigest() for source in sources]
    return " ".join([*digests, *(f"{name} {version(name)}" for name in PACKAGES)])
