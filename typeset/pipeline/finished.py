"""Finished volumes: where nothing has changed, the one that was printed is given out again.

A volume is known by a digest of all that it was made from: every file of its edition, of the
layouts and fonts, of typeset itself, and the options.  Nothing is guessed from times.
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
from importlib.metadata import requires, version
from pathlib import Path

from typeset.house import PACKAGE, house
from typeset.pipeline.options import BuildOptions, Wanted
from typeset.pipeline.report import Fallback, Flaw, Hyphen, Report, Stand
from typeset.system import shapers
from typeset.variants import chosen, file_of
from typeset.whole import replacing

KEPT = 6
"""Volumes that are kept; then the one that was asked for longest ago goes."""

REPORT, CERTIFICATE = "report.json", "certificate.json"


class Finished:
    """The place of one volume on the shelf, by what it is made from at this moment."""

    def __init__(self, cache: Path, edition: Path, options: BuildOptions, wanted: Wanted) -> None:
        self._shelf = cache / "finished"
        self._edition = edition
        self._options = replace(options, jobs=None, cache=None, scheduler=None, anew=False)
        self._wanted = wanted
        self._key = self._made_from()

    def give(self) -> tuple[Report, str] | None:
        """Write the volume's files once more, with their report and certificate.

        None where it was never printed so, or where what was kept is damaged.

        Raises:
            InputError: a file cannot be written.
        """
        folder = self._shelf / self._key
        try:
            kept = json.loads((folder / REPORT).read_text("utf-8"))
            certificate = (folder / CERTIFICATE).read_text("utf-8")
            names = kept["report"]["variants"]
            files = [folder / f"{n}.pdf" for n in range(len(names))]
            whole = all(
                _sha256(file) == digest for file, digest in zip(files, kept["sha256"], strict=True)
            )
        except (OSError, ValueError, KeyError):
            return None
        if not whole:
            return None
        places = [file_of(one, self._wanted.volume, len(names)) for one in chosen(list(names))]
        for file, place in zip(files, places, strict=True):
            with replacing(place) as new, file.open("rb") as old:
                shutil.copyfileobj(old, new, 1 << 20)
        with suppress(OSError):
            os.utime(folder)
        report = _report(kept["report"])
        report.file = places[0]
        report.variants = dict(zip(names, map(str, places), strict=True))
        report.cache = {"hits": sum(report.cache.values()), "misses": 0}
        return report, certificate

    def keep(self, report: Report, certificate: str) -> None:
        """Keep a volume that was printed just now; not if its edition was changed meanwhile."""
        place = self._shelf / self._key
        if report.volumes or self._made_from() != self._key:
            return
        self._shelf.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=self._shelf, prefix=".new-"))
        for n, file in enumerate(report.variants.values()):
            shutil.copyfile(file, new / f"{n}.pdf")
        digests = [_sha256(new / f"{n}.pdf") for n in range(len(report.variants))]
        told = json.dumps({"sha256": digests, "report": asdict(report)}, default=str)
        (new / REPORT).write_text(told, "utf-8")
        (new / CERTIFICATE).write_text(certificate, "utf-8")
        shutil.rmtree(place, ignore_errors=True)
        try:
            new.rename(place)
        except OSError:  # another build has kept the same volume
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
            path.resolve() for path in (wanted.volume, wanted.report, wanted.certificate) if path
        }
        digest = hashlib.sha256()
        date = os.environ.get("SOURCE_DATE_EPOCH")
        told = (repr(self._options), wanted.volume.name, _libraries(), str(date))
        digest.update("\0".join(told).encode())
        own = (self._edition, Path.cwd() / "layouts")
        for folder in (*own, house("layouts"), house("fonts"), house("profiles"), PACKAGE):
            digest.update(f"{folder.resolve()}\0".encode())
            for name, path in _files(folder, outputs):
                digest.update(f"{name}\0{_sha256(path)}\0".encode())
        return digest.hexdigest()


def _libraries() -> str:
    """The versions of all that typeset needs, the system's part among them."""
    names = [
        "".join(char if char.isalnum() or char in "-_." else " " for char in wanted).split()[0]
        for wanted in requires("typeset") or ()
        if "extra ==" not in wanted
    ]
    return " ".join([*(f"{name} {version(name)}" for name in names), *shapers()])


def _files(folder: Path, but: Collection[Path]) -> Iterator[tuple[str, Path]]:
    """All files below a folder but some, with their names in it; none that is hidden."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "__pycache__")))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and path.resolve() not in but:
                yield str(path.relative_to(folder)), path


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:  # a link to nowhere, a file that may not be read: the reader will say
        return str(error.errno)


def _report(told: dict[str, object]) -> Report:
    """The report that was told as JSON."""
    values: dict[str, object] = dict(told)
    forms = {"letters": Stand, "faults": Flaw, "fallbacks": Fallback, "hyphens": Hyphen}
    for name, form in forms.items():
        values[name] = [form(**one) for one in told[name]]  # type: ignore[attr-defined]
    return Report(**values)  # type: ignore[arg-type]
