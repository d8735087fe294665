"""Reads a finished PDF page by page, and only what was not read before."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from typeset.verify.digests import page_digests
from typeset.verify.reading import Reader
from typeset.verify.sight import Run

FORM = 10
"""Counts the ways in which readings were written."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a file, and where their readings are kept."""

    file: Path
    shelf: Path | None
    names: list[str]
    """Of the reading of each page, empty where it is not to be kept."""
    texts: list[str]
    """What the page shows but for its faces, folio and running head, likewise."""
    glyphs: dict[str, str]
    """What the faces show."""

    @classmethod
    def of(cls, file: Path, data: bytes, shelf: Path | None = None) -> Pages:
        """The pages of a file with this content."""
        digests = page_digests(data) if shelf else None
        if digests is None:
            with Reader(file) as reader:
                nothing = [""] * len(reader)
            return cls(file, None, nothing, nothing, {})
        names = _names(one.whole for one in digests.pages)
        return cls(file, shelf, names, [one.text for one in digests.pages], digests.glyphs)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.names)

    def read(self, numbers: Iterable[int]) -> tuple[dict[int, list[Run]], int]:
        """The runs of some pages (from 0), and how many pages were read for it.

        One that shows the same as one read before is taken from the shelf.
        """
        found: dict[int, list[Run]] = {}
        for number in numbers:
            if self.shelf and (runs := _load(self.shelf, self.names[number])) is not None:
                found[number] = runs
        wanted = [number for number in numbers if number not in found]
        if wanted:
            with Reader(self.file) as reader:
                for number in wanted:
                    found[number] = reader.read(number)
                    if self.shelf:
                        _keep(self.shelf, self.names[number], found[number])
        return found, len(wanted)


def _names(digests: Iterable[str]) -> list[str]:
    """A name for each page's reading, from all that it depends on."""
    reader = f"{FORM} {version('pypdfium2')}"
    return [sha256(f"{reader} {digest}".encode()).hexdigest() for digest in digests]


def _load(shelf: Path, name: str) -> list[Run] | None:
    try:
        entry = (shelf / name[:2] / name[2:]).read_bytes()
        rows: list[Any] = json.loads(zlib.decompress(entry))
        return [Run(text, tuple(box), *rest) for text, box, *rest in rows]
    except (OSError, ValueError, TypeError, zlib.error):
        return None


def _keep(shelf: Path, name: str, runs: Sequence[Run]) -> None:
    """Put a reading on the shelf, whole or not at all."""
    path = shelf / name[:2] / name[2:]
    path.parent.mkdir(parents=True, exist_ok=True)
    entry = zlib.compress(json.dumps(runs, ensure_ascii=False).encode("utf-8", "replace"), 1)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_bytes(entry)
    os.replace(new, path)
