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
from pathlib import Path
from typing import Any

from typeset import galley, model
from typeset.plain import Plain

DIGEST = 32
"""Bytes of the digest that an entry begins with."""

MAY_HOLD = {
    (one.__module__, one.__name__): one
    for module in (galley, model)
    for one in vars(module).values()
    if isinstance(one, type) and one is not Plain and issubclass(one, (Plain, Enum))
} | {(date.__module__, date.__name__): date}
"""The types that an entry may hold: plain data, and nothing that could run code."""


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
        try:
            return MAY_HOLD[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no plain data") from None


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
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            file.write(entry)
        os.replace(file.name, path)

    def entries(self) -> Iterator[Path]:
        """The files of all entries."""
        return (path for path in self.folder.glob("??/*") if not path.name.startswith("."))
