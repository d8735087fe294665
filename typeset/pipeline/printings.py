"""Printings: the files that an edition was printed to last, and those among them that are past.

An edition that filled three volumes may come to fill two.  The third one's file then looks like a
part of the edition, and is none.  It is removed where the record in the cache says that typeset
wrote these very bytes at this very place; what is not known so is the reader's own, and named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from typeset.pipeline.report import Report
from typeset.variants import VARIANTS, file_of, volume_file


@dataclass(frozen=True, slots=True)
class Copy:
    """A file as it was written: of which volume, 0 where there is but one, and its digest."""

    volume: int
    sha256: str


class Printings:
    """The record of what an edition was printed to under one name."""

    def __init__(self, cache: Path, edition: Path, volume: Path) -> None:
        self._volume = volume
        self._where = _whole(volume).parent
        name = hashlib.sha256(f"{edition.resolve()}\0{_whole(volume)}".encode()).hexdigest()
        self._record = cache / "printings" / f"{name}.json"
        self._copies = self._read()

    def wrote(self, file: Path, digest: str) -> bool:
        """Is this the file as it was written here last?"""
        copy = self._copies.get(_whole(file).name) if _whole(file).parent == self._where else None
        return copy is not None and copy.sha256 == digest

    def renew(self, report: Report) -> list[str]:
        """Put the files of a printing on record; remove those of volumes that are no more.

        What is said of it, a line for each file that is removed or left alone.
        """
        first = 1 if report.volumes else 0
        written = {
            Path(file).name: Copy(number, digest_of(Path(file)))
            for number, files in enumerate(report.written, first)
            for file in files.values()
        }
        volumes = {copy.volume for copy in written.values()}
        past = {name: one for name, one in self._copies.items() if one.volume not in volumes}
        said = list(self._remove(past))
        if report.volumes:
            said += self._unknown(len(report.volumes))
        stay = {name: one for name, one in self._copies.items() if one.volume in volumes}
        self._copies = stay | written
        self._write()
        return said

    def _remove(self, past: Mapping[str, Copy]) -> Iterator[str]:
        for name, copy in sorted(past.items()):
            file = self._volume.with_name(name)
            if not file.is_symlink() and file.is_file() and digest_of(file) == copy.sha256:
                try:
                    file.unlink()
                except OSError as error:
                    reason = (error.strerror or "").lower()
                    yield f"{file} is of an earlier printing and cannot be removed: {reason}"
                else:
                    yield f"{file} was of an earlier printing and is removed"

    def _unknown(self, volumes: int) -> Iterator[str]:
        """Files that look like the volumes after the last one."""
        for number in count(volumes + 1):
            places = [
                file_of(one, volume_file(self._volume, number), 2) for one in VARIANTS.values()
            ]
            there = [file for file in places if file.exists()]
            yield from (
                f"{file} is no volume of this printing: remove it if it is of an earlier one"
                for file in there
            )
            if not there:
                return

    def _read(self) -> dict[str, Copy]:
        try:
            told = json.loads(self._record.read_text("utf-8"))
            return {name: Copy(**one) for name, one in told.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _write(self) -> None:
        self._record.parent.mkdir(parents=True, exist_ok=True)
        told = {name: asdict(copy) for name, copy in self._copies.items()}
        self._record.write_text(json.dumps(told), "utf-8")


def digest_of(file: Path) -> str:
    """SHA-256 of a file's bytes; of one that cannot be read, why it cannot."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:  # a link to nowhere, a file that may not be read
        return str(error.errno)


def _whole(file: Path) -> Path:
    """Where a file stands, if all links to its folder are followed."""
    return file.parent.resolve() / file.name
