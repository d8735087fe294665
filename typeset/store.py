"""The store of what was worked out once: letters that were read, galleys that were set.

An entry's name is a digest of all that it depends on, so entries never change and never go stale.
An entry is written beside its place and moved there whole, and carries a digest of its own: two
builds may share a store, and one that is killed leaves nothing that could be misread.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import tempfile
import zlib
from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from typeset.plain import Plain

DIGEST = 32
"""Bytes of the digest that an entry begins with."""

HOLDING = (
    "typeset.folded",
    "typeset.galley",
    "typeset.model",
    "typeset.page",
    "typeset.paginate.spots",
    "typeset.pipeline.forme",
    "typeset.pipeline.report",
    "typeset.stereo",
    "typeset.verify.account",
    "typeset.verify.ledger",
)
"""Modules whose plain data an entry may hold."""


@cache
def _plain(module: str, name: str) -> Any:
    """A type that an entry may hold: plain data, and nothing that could run code."""
    if (module, name) == ("datetime", "date"):
        return date
    found = getattr(import_module(module), name, None) if module in HOLDING else None
    if not (isinstance(found, type) and issubclass(found, (Plain, Enum)) and found is not Plain):
        raise pickle.UnpicklingError(f"{module}.{name} is no plain data")
    return found


def pack(value: object) -> bytes:
    """Plain data as an entry's bytes."""
    data = zlib.compress(pickle.dumps(value, protocol=5), level=1)
    return hashlib.sha256(data).digest() + data


def unpack(entry: bytes) -> Any:
    """The plain data of an entry.

    Raises:
        ValueError: the entry is cut, damaged or not ours.
    """
    digest, data = entry[:DIGEST], entry[DIGEST:]
    if hashlib.sha256(data).digest() != digest:
        raise ValueError("damaged entry")
    try:
        return _Plain(io.BytesIO(zlib.decompress(data))).load()
    except (pickle.UnpicklingError, zlib.error, EOFError, AttributeError, TypeError) as error:
        raise ValueError(f"not an entry: {error}") from error


class _Plain(pickle.Unpickler):
    """Loads plain data and refuses everything else."""

    def find_class(self, module: str, name: str) -> Any:
        return _plain(module, name)


class Store:
    """Entries in a folder, each under its key; all methods are safe with several processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def load(self, key: str) -> Any | None:
        """What was stored under a key, None where there is nothing or nothing whole."""
        try:
            return unpack(self._path(key).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def keep(self, key: str, entry: bytes) -> None:
        """Store an entry (:func:`pack`) whole or not at all."""
        path = self._path(key)
        try:
            number, new = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            number, new = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with open(number, "wb") as file:
            file.write(entry)
        os.replace(new, path)

    def entries(self) -> Iterator[Path]:
        """The files of all entries."""
        return (path for path in self.folder.glob("??/*") if not path.name.startswith("."))
