"""Letters that were read before: what is in a file is worked out once."""

from __future__ import annotations

import hashlib
import multiprocessing
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from typeset import model
from typeset.folded import fold
from typeset.model import Letter
from typeset.read.letter import Inherited, LetterReading, read_letter
from typeset.store import Store, pack

PACKAGES = ("pyyaml", "markdown-it-py", "mdit-py-plugins", "pydantic", "edtf")
"""Packages whose version may change what is read."""

SHELVES = 32
"""Entries that letters are shared out to, so that one that changed has few others written again."""


MANY = 100
"""Letters from which on reading them is shared between processes."""


class Asked(NamedTuple):
    """A letter's file, as :func:`typeset.read.read_letter` takes it."""

    data: bytes
    ident: str
    file: str
    shown_as: str


class Memory:
    """The letters of one edition.  Only those without problems are kept."""

    def __init__(self, store: Store, folder: Path, inherited: Inherited, jobs: int = 1) -> None:
        self._store = store
        self._jobs = jobs
        self._folder = folder.resolve()
        self._terms = hashlib.sha256(f"{_reader()}\0{inherited!r}\0".encode())
        self._inherited = inherited
        self._before = [store.load(self._name(shelf)) or {} for shelf in range(SHELVES)]
        self._now: list[dict[bytes, Any]] = [{} for _ in range(SHELVES)]

    def read(self, manuscripts: Sequence[Asked]) -> list[LetterReading]:
        """What :func:`typeset.read.read_letter` says of these, side by side where they are many."""
        keys = [self._key(one) for one in manuscripts]
        unread = [n for n, key in enumerate(keys) if key not in self._before[key[0] % SHELVES]]
        fresh = dict(zip(unread, self._fresh([manuscripts[n] for n in unread]), strict=True))
        found = []
        for n, key in enumerate(keys):
            shelf = key[0] % SHELVES
            if n in fresh and fresh[n].problems:
                found.append(fresh[n])
                continue
            known = self._before[shelf].get(key) or _kept(fresh[n])
            self._now[shelf][key] = known
            letter, references, figures = known
            found.append(LetterReading(letter, (), references, figures))
        return found

    def _key(self, asked: Asked) -> bytes:
        terms = self._terms.copy()
        terms.update(f"{asked.ident}\0{asked.file}\0{asked.shown_as}\0".encode() + asked.data)
        return terms.digest()

    def _fresh(self, manuscripts: Sequence[Asked]) -> list[LetterReading]:
        read = partial(_read, inherited=self._inherited)
        if len(manuscripts) < MANY or self._jobs == 1:
            return list(map(read, manuscripts))
        # A fork starts at once, but copies locks that another thread may hold.
        forks = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if forks else "spawn")
        with ProcessPoolExecutor(self._jobs, mp_context=context) as pool:
            return list(pool.map(read, manuscripts, chunksize=MANY // 4))

    def keep(self) -> None:
        """Keep what was read this time, and nothing else."""
        for shelf, (before, now) in enumerate(zip(self._before, self._now, strict=True)):
            if now.keys() != before.keys():
                self._store.keep(self._name(shelf), pack(now))

    def _name(self, shelf: int) -> str:
        return hashlib.sha256(f"letters\0{self._folder}\0{shelf}".encode()).hexdigest()


def _read(asked: Asked, inherited: Inherited) -> LetterReading:
    """What is said of a letter, its texts folded."""
    data, ident, file, shown_as = asked
    reading = read_letter(data, ident, file, inherited, shown_as)
    return replace(reading, letter=folded(reading.letter)) if reading.letter else reading


def _kept(reading: LetterReading) -> tuple[Any, ...]:
    return reading.letter, reading.references, reading.figures


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
