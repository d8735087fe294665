"""Letters that were read before: what is in a file is worked out once."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from typeset import model
from typeset.read.letter import Inherited, LetterReading, read_letter
from typeset.store import Store, pack

PACKAGES = ("pyyaml", "markdown-it-py", "mdit-py-plugins", "pydantic", "edtf")
"""Packages whose version may change what is read."""


class Memory:
    """The letters of one edition.  Only those without problems are kept."""

    def __init__(self, store: Store, folder: Path, inherited: Inherited) -> None:
        self._store = store
        self._name = hashlib.sha256(f"letters\0{folder.resolve()}".encode()).hexdigest()
        self._terms = hashlib.sha256(f"{_reader()}\0{inherited!r}\0".encode())
        self._inherited = inherited
        self._before = store.load(self._name) or {}
        self._now: dict[bytes, tuple[object, ...]] = {}

    def read(self, data: bytes, ident: str, file: str, shown_as: str) -> LetterReading:
        """What :func:`typeset.read.read_letter` says of these bytes."""
        terms = self._terms.copy()
        terms.update(f"{ident}\0{file}\0{shown_as}\0".encode() + data)
        key = terms.digest()
        known = self._before.get(key)
        if known is None:
            reading = read_letter(data, ident, file, self._inherited, shown_as)
            if reading.problems:
                return reading
            known = reading.letter, reading.references, reading.figures
        self._now[key] = known
        letter, references, figures = known
        return LetterReading(letter, (), references, figures)

    def keep(self) -> None:
        """Keep what was read this time, and nothing else."""
        if self._now.keys() != self._before.keys():
            self._store.keep(self._name, pack(self._now))


@cache
def _reader() -> str:
    """What reads here: our own sources, and the versions of packages."""
    sources = [*sorted(Path(__file__).parent.glob("*.py")), Path(model.__file__)]
    digests = [hashlib.sha256(source.read_bytes()).hexdigest() for source in sources]
    return " ".join([*digests, *(f"{name} {version(name)}" for name in PACKAGES)])
