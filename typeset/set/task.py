"""What the setting room is asked for: plain data that may travel to another process or machine."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from typeset.galley import Galley
from typeset.set.versions import engine_digest


@dataclass(frozen=True, slots=True)
class Task:
    """A unit to be set: its HTML as the composing room made it, and the files that it names."""

    unit: str
    html: str
    assets: tuple[tuple[str, bytes], ...] = ()
    place: str = ""
    """The source file, for messages."""
    asks: bool = True
    """Its pages may ask for paragraphs in more or fewer lines."""


class After(Protocol):
    """What is done with a galley by the process that set it; it is pickled and sent there."""

    @property
    def digest(self) -> str:
        """SHA-256 over all that its outcome depends on besides galley and task."""

    def __call__(self, galley: Galley, task: Task) -> object:
        """The outcome: plain data."""


@dataclass(frozen=True)
class Style:
    """How to set: the column's CSS, its measure in points, and where the fonts are."""

    css: str
    measure: float
    fonts: tuple[Path, ...]
    fonts_digest: str
    """SHA-256 over the fonts' content (:attr:`typeset.faces.Library.digest`)."""
    cache: Path
    """Folder for what makes loading faster: the faces' cards, fontconfig's cache."""
    leading: float = 0.0
    """Distance of the grid's lines in points; 0 for no grid."""
    expansion: float = 0.0
    """Share by which type may be set wider or narrower to fill a line."""
    hanging: bool = False
    """Punctuation and hyphens hang into the margins."""
    words: bool = True
    """Lines are composed of words shaped once, where that is possible."""
    fallbacks: tuple[tuple[str, str], ...] = ()
    """Families by scripts that a text's own lacks (:mod:`typeset.faces.fallbacks`)."""
    after: After | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all that a galley depends on besides its unit."""
        parts = (
            self.css,
            repr((self.measure, self.leading, self.expansion, self.hanging, self.words)),
            repr(self.fallbacks),
            self.fonts_digest,
            engine_digest(),
        )
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def key(self, task: Task) -> str:
        """The name of a task's galley in the store."""
        digest = hashlib.sha256(self.digest.encode())
        # The unit's identifier is part of the galley, hence of its name.
        for part in (task.unit, task.html):
            digest.update(b"\0%d\0" % len(part) + part.encode())
        for name, data in task.assets:
            digest.update(b"\0" + name.encode() + b"\0" + hashlib.sha256(data).digest())
        return digest.hexdigest()

    def followed(self, galley: Galley, task: Task) -> tuple[str, object]:
        """The name of a galley in the store, and what is done with it after setting."""
        return self.key(task), self.after(galley, task) if self.after else None
