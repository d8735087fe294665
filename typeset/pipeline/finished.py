"""Finished volumes: where nothing has changed, what was printed is given out again.

All volumes of an edition are known by a digest of what they were made from: every file of the
edition, of the layouts and fonts, of typeset itself, and the options.  Nothing is guessed from
times.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from typeset.house import PACKAGE, house
from typeset.pipeline.options import BuildOptions, Wanted
from typeset.pipeline.printings import Printings, digest_of
from typeset.pipeline.report import Fallback, Flaw, Hyphen, Report, Stand
from typeset.system import libraries
from typeset.whole import replacing

KEPT = 6
"""Editions that are kept; then the one that was asked for longest ago goes."""

REPORT, CERTIFICATE, DIGESTS = "report.json", "certificate.json", "sha256.json"


class Finished:
    """The place of an edition's volumes on the shelf, by what they are made from at this moment."""

    def __init__(
        self,
        cache: Path,
        edition: Path,
        options: BuildOptions,
        wanted: Wanted,
        printings: Printings,
    ) -> None:
        self._shelf = cache / "finished"
        self._edition = edition
        self._options = replace(options, jobs=None, cache=None, scheduler=None, anew=False)
        self._wanted = wanted
        self._printings = printings
        self._key = self._made_from()

    def give(self) -> tuple[Report, str] | None:
        """Write the files of all volumes once more, with their report and certificate.

        None where they were never printed so, or where something that was kept is damaged.

        Raises:
            InputError: a file cannot be written.
        """
        folder = self._shelf / self._key
        try:
            digests = json.loads((folder / DIGESTS).read_text("utf-8"))
            if any(digest_of(folder / name) != digest for name, digest in digests.items()):
                return None
            report = _report(json.loads((folder / REPORT).read_text("utf-8")))
            certificate = (folder / CERTIFICATE).read_text("utf-8")
        except (OSError, ValueError, AttributeError):
            return None
        report.move(self._wanted.volume)
        for n, place in enumerate(report.files):
            with replacing(place) as new, _kept(folder, n).open("rb") as old:
                shutil.copyfileobj(old, new, 1 << 20)
        with suppress(OSError):
            os.utime(folder)
        report.cache = {"hits": sum(report.cache.values()), "misses": 0}
        return report, certificate

    def keep(self, report: Report, certificate: str) -> None:
        """Keep what was printed just now; not if the edition was changed meanwhile."""
        place = self._shelf / self._key
        if self._made_from() != self._key:
            return
        self._shelf.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=self._shelf, prefix=".new-"))
        for n, file in enumerate(report.files):
            shutil.copyfile(file, _kept(new, n))
        (new / REPORT).write_text(json.dumps(asdict(report), default=str), "utf-8")
        (new / CERTIFICATE).write_text(certificate, "utf-8")
        digests = {file.name: digest_of(file) for file in new.iterdir()}
        (new / DIGESTS).write_text(json.dumps(digests), "utf-8")
        shutil.rmtree(place, ignore_errors=True)
        try:
            new.rename(place)
        except OSError:  # another build has kept the same
            shutil.rmtree(new, ignore_errors=True)
        self._clear()

    def _clear(self) -> None:
        """Let the volumes go that nobody asks for."""
        found = [place for place in self._shelf.iterdir() if not place.name.startswith(".")]
        with suppress(OSError):  # another build clears, too
            found.sort(key=lambda place: place.stat().st_mtime, reverse=True)
        for place in found[KEPT:]:
            shutil.rmtree(place, ignore_errors=True)

    def _made_from(self) -> str:
        """A digest of all that the volume is made from."""
        wanted = self._wanted
        outputs = {
            str(path.resolve())
            for path in (wanted.volume, wanted.report, wanted.certificate)
            if path
        }
        digest = hashlib.sha256()
        date = os.environ.get("SOURCE_DATE_EPOCH")
        told = (repr(self._options), wanted.volume.name, libraries(), str(date))
        digest.update("\0".join(told).encode())
        own = (self._edition, Path.cwd() / "layouts")
        for folder in (*own, house("layouts"), house("fonts"), house("profiles"), PACKAGE):
            digest.update(f"{folder.resolve()}\0".encode())
            for name, path in _files(folder, outputs):
                content = digest_of(path)
                if not self._printings.wrote(path, content):
                    digest.update(f"{name}\0{content}\0".encode())
        return digest.hexdigest()


def _files(folder: Path, but: Collection[str]) -> Iterator[tuple[str, Path]]:
    """All files below a folder but some, with their names in it; none that is hidden."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "__pycache__")))
        inside = os.path.relpath(place, folder)
        whole = os.path.realpath(place)
        for name in sorted(files):
            if not name.startswith(".") and os.path.join(whole, name) not in but:
                yield os.path.join(inside, name), Path(place, name)


def _kept(folder: Path, number: int) -> Path:
    """The place of one of the files that are kept."""
    return folder / f"{number}.pdf"


def _report(told: dict[str, object]) -> Report:
    """The report that was told as JSON."""
    values: dict[str, object] = dict(told)
    forms = {"letters": Stand, "faults": Flaw, "fallbacks": Fallback, "hyphens": Hyphen}
    for name, form in forms.items():
        values[name] = [form(**one) for one in told[name]]  # type: ignore[attr-defined]
    return Report(**values)  # type: ignore[arg-type]
