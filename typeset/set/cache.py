"""The store of set galleys: what was set once is never set again.

An entry's name is a digest of all that its galley depends on, so entries never change and never go
stale.  An entry is written beside its place and moved there whole, and carries a digest of its
own: two builds may share a store, and one that is killed leaves nothing that could be misread.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typeset import galley
from typeset.galley import Galley

DIGEST = 32
"""Bytes of the digest that an entry begins with."""

PLAIN = frozenset(
    name
    for name, value in vars(galley).items()
    if isinstance(value, type) and value.__module__ == galley.__name__
)
"""The types that an entry may hold: those of :mod:`typeset.galley`, nothing else."""


def pack(value: object) -> bytes:
    """A galley (or other plain data) as an entry's bytes."""
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
    """Loads galleys and refuses everything that could run code."""

    def find_class(self, module: str, name: str) -> Any:
        if module == galley.__name__ and name in PLAIN:
            return getattr(galley, name)
        if (module, name) == ("copyreg", "_reconstructor") or module != galley.__name__:
            raise pickle.UnpicklingError(f"{module}.{name} is no galley data")
        raise pickle.UnpicklingError(f"unknown galley data {name}")


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

    def galley(self, key: str) -> Galley | None:
        """The galley stored under a key, if any."""
        found = self.load(key)
        return found if isinstance(found, Galley) else None

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
