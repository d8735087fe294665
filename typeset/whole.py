"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from typeset.errors import InputError, Problem


@contextmanager
def replacing(path: Path, check: Callable[[Path], None] = lambda part: None) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` if all goes well; else the old one stays.

    ``check`` is given the finished file before it does, and may refuse it by an error.

    Raises:
        InputError: the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with _writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("xb") as file:
                yield file
        check(part)
        with _writing(path):
            os.replace(part, path)
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            Problem(
                code="cannot-write",
                message=f"cannot write {path}: {error.strerror}",
                hint="name another file, or make room and give yourself the right to write there",
            )
        ) from error
