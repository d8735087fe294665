"""Which files an import takes, and what their letters are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from typeset.errors import Problem, UsageError

UNSAFE = re.compile(r"[^\w.-]+")


def files_of(sources: Iterable[Path], endings: Collection[str]) -> list[Path]:
    """The files named, and those with these endings in the folders named, each once.

    UsageError where there is none.
    """
    found: dict[Path, None] = {}
    for source in sources:
        for file in sorted(_below(source, endings)) if source.is_dir() else [source]:
            found.setdefault(file)
    if not found:
        message = f"there is no {' or '.join(endings)} file here"
        raise UsageError(Problem("no-files", message, "name files or folders"))
    return list(found)


def _below(folder: Path, endings: Collection[str]) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in endings and path.is_file():
            yield path


class Names:
    """Identifiers of letters, each given once; capitals alone make no difference."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def free(self, wish: str) -> str:
        """An identifier as near to the wish as can be."""
        composed = unicodedata.normalize("NFC", wish)
        base = UNSAFE.sub("-", composed).strip("-.") or "letter"
        ident, number = base, 1
        while ident.lower() in self._given:
            number += 1
            ident = f"{base}-{number}"
        self._given.add(ident.lower())
        return ident

    def give_back(self, idents: Iterable[str]) -> None:
        """These are free again."""
        self._given -= {ident.lower() for ident in idents}
