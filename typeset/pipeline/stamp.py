"""Has an edition changed since it was last built?  A guess from file times, for speed alone.

An engine takes half a second to load.  Where there will be something to set it is loaded while the
edition is read; where nothing has changed it is not loaded at all.  A wrong guess costs time and
nothing else: what is set is told by content.
"""

from __future__ import annotations

import hashlib
from pathlib import Path


class Stamp:
    """The state of an edition's folder as it was when it was last built with some options."""

    def __init__(self, cache: Path, edition: Path, options: str) -> None:
        name = hashlib.sha256(f"{edition.resolve()}\0{options}".encode()).hexdigest()[:24]
        self._file = cache / "stamps" / name
        self._edition = edition

    def fits(self) -> bool:
        """Are all files as they were?"""
        try:
            return self._file.read_text("ascii") == _state(self._edition)
        except OSError:
            return False

    def press(self) -> None:
        """Take down how the files are now."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(_state(self._edition), "ascii")


def _state(folder: Path) -> str:
    """A digest of names, sizes and times of all files below a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            status = path.stat()
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()
