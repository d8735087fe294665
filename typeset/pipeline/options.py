"""What a build is told, and what it tells while it runs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


def default_folder() -> Path:
    """Where things are kept if nothing else is said: the user's cache (XDG Base Directory)."""
    base = os.environ.get("XDG_CACHE_HOME")
    root = Path(base) if base and os.path.isabs(base) else Path.home() / ".cache"
    return root / "typeset"


Dress = Literal["final", "proof"]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build; the defaults give the edition's own volume."""

    layout: str | None = None
    """A layout other than the edition's."""
    settings: tuple[tuple[str, str], ...] = ()
    """Overrides of the layout's settings, as on the command line."""
    letters: tuple[str, ...] = ()
    """Only these letters; all if empty."""
    jobs: int | None = None
    """Worker processes; as many as there are processors if None."""
    cache: Path | None = None
    """Folder for set galleys; the user's cache if None."""
    dress: Dress = "final"
    date: str | None = None
    """The date printed on a proof."""
    allow_faults: bool = False
    """Write the volume even if something is lost."""
    variants: tuple[str, ...] = ()
    """The standards to keep, each in a file of its own (:mod:`typeset.variants`); those of the
    edition if empty."""
    scheduler: str | None = None
    """Address of a Dask scheduler whose workers set the letters, in place of this machine's."""
    anew: bool = False
    """Print the volume even if nothing has changed since it was printed last."""

    @property
    def shelf(self) -> Path:
        """The folder for what is kept from build to build."""
        return self.cache or default_folder()

    attach: tuple[str, ...] = ()
    """What to attach, ``edition`` or ``report``; what the edition says if empty."""

    @property
    def workers(self) -> int:
        """Worker processes to use."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """The files that a build is to write: the volume, and what else is asked for."""

    volume: Path
    separate: Path | None = None
    report: Path | None = None
    certificate: Path | None = None
    shelf: tuple[Path, ...] = ()
    """The files of all volumes, in an edition of several."""

    def write(self, report: str, certificate: str) -> None:
        """Write the texts that are wanted."""
        for path, text in ((self.report, report), (self.certificate, certificate)):
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: ``done`` of ``total`` units in a step (``set``)."""

    step: str
    done: int
    total: int
