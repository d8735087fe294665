"""Cards: the facts of faces, kept on disk.

A card is a file of two lines: the checksum of the second, and the facts as JSON.  What does not
agree with its checksum is read from the font again.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

EDITION = 2
"""Counts up when a card's fields or the rules behind them change."""


class Facts(NamedTuple):
    """The facts of a face, in types that JSON knows; see :class:`typeset.faces.Face`."""

    family: str
    style: str
    weight: int
    italic: bool
    postscript_name: str
    upem: int
    widths: list[float]
    ascent: float
    descent: float
    cap_height: float
    x_height: float
    bbox: list[float]
    italic_angle: float
    flags: int
    is_cff: bool
    texts: dict[str, str]
    """By glyph id, written in decimals."""
    runs: list[int]
    """The characters as runs: start, stop, start, stop …"""


def read_card(cache: Path, sha256: str, index: int) -> Facts | None:
    """The facts on a face's card; None if there is no card that can be trusted."""
    try:
        checksum, _, line = _path(cache, sha256, index).read_bytes().partition(b"\n")
    except OSError:
        return None
    if checksum != _checksum(line):
        return None
    return Facts(*json.loads(line))


def write_card(cache: Path, sha256: str, index: int, facts: Facts) -> None:
    """Keep the facts; a cache that cannot be written costs time, nothing else."""
    line = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=cache, prefix="card-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_checksum(line) + b"\n" + line)
            os.replace(name, _path(cache, sha256, index))
        except OSError:
            os.unlink(name)
            raise


def _checksum(line: bytes) -> bytes:
    return hashlib.sha256(b"%d " % EDITION + line).hexdigest().encode()


def _path(cache: Path, sha256: str, index: int) -> Path:
    return cache / f"{sha256}-{index}.card"
