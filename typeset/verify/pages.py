"""Reads a finished PDF page by page, on several processors, and only what was not read before."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import threading
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from typeset.verify.digests import page_digests
from typeset.verify.reading import Reader
from typeset.verify.sight import Run

FORM = 9
"""Counts the ways in which readings were written."""
ALONE = 80
"""So few pages are read faster without other processes."""

Key = tuple[int, str]
"""A page's number from 0, and the name of its reading, empty if it is not to be kept."""


def read_pages(file: Path, shelf: Path | None = None, jobs: int = 1) -> tuple[list[list[Run]], int]:
    """The runs of every page of a file, and how many pages were read for it.

    ``shelf`` is a folder for readings: a page that shows the same as one read before is taken from
    there.
    """
    with Reader(file) as reader:
        count = len(reader)
    names = _names(file, count) if shelf else [""] * count
    found: dict[int, list[Run]] = {}
    for number, name in enumerate(names):
        if shelf and name and (runs := _load(shelf, name)) is not None:
            found[number] = runs
    wanted = [(n, name) for n, name in enumerate(names) if n not in found]
    if wanted:
        found |= _read(file, shelf, wanted, jobs)
    return [found[number] for number in range(count)], len(wanted)


def _read(file: Path, shelf: Path | None, keys: Sequence[Key], jobs: int) -> dict[int, list[Run]]:
    if jobs == 1 or len(keys) < ALONE:
        return _read_some(file, shelf, keys)
    # A fork starts at once, but copies locks that another thread may hold.
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    size = -(-len(keys) // (2 * jobs))
    parts = [keys[start : start + size] for start in range(0, len(keys), size)]
    found: dict[int, list[Run]] = {}
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        for part in pool.map(_read_some, [file] * len(parts), [shelf] * len(parts), parts):
            found |= part
    return found


def _read_some(file: Path, shelf: Path | None, keys: Sequence[Key]) -> dict[int, list[Run]]:
    found = {}
    with Reader(file) as reader:
        for number, name in keys:
            found[number] = reader.read(number)
            if shelf and name:
                _keep(shelf, name, found[number])
    return found


def _names(file: Path, count: int) -> list[str]:
    """A name for each page's reading, from all that it depends on."""
    digests = page_digests(file)
    if digests is None or len(digests) != count:
        return [""] * count
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
