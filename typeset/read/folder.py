"""The files of an edition's folder, and nothing outside of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from unicodedata import normalize

from typeset.model import Place
from typeset.read.manuscript import MOST_BYTES, too_large
from typeset.read.problems import Problems

EDITION_FILE = "edition.yaml"
ENDINGS = (".yaml", ".yml")
LAYOUTS = "layouts"
"""An edition's own layouts stand here; their YAML files are no letters."""

MOST_FIGURE_BYTES = 64 * 1024 * 1024

IDENT = re.compile(r"[^\s\"#%&'()*,/:;<>?\[\\\]{|}.-][^\s\"#%&'()*,/:;<>?\[\\\]{|}]*")
"""What can stand in a link, in a mark and in a file's name on every system."""


@dataclass(frozen=True)
class LetterFilePath:
    """A letter's file: its identifier and its path in the edition's folder."""

    ident: str
    file: str


class EditionFolder:
    """Reads files below one folder; a path or link that leads out of it is a problem."""

    def __init__(self, folder: Path, problems: Problems) -> None:
        self.folder = folder
        self._root = folder.resolve()
        self._problems = problems

    def shown(self, file: str) -> str:
        """The name of a file as it is given in messages."""
        return str(self.folder / file)

    def letters(self) -> list[LetterFilePath]:
        """The files of all letters, by path; each identifier once."""
        found: list[LetterFilePath] = []
        seen: dict[str, str] = {}
        files = sorted(self._files(""))
        if not files:
            place = Place(self.shown(EDITION_FILE), 1, 1)
            hint = f"put a YAML file for each letter beside {EDITION_FILE}"
            self._problems.add("no-letters", "the edition has no letters", place, hint)
        for file in files:
            path = Path(file)
            ident = normalize("NFC", path.stem)
            place = Place(self.shown(file), 1, 1)
            first = seen.setdefault(ident.casefold(), file)
            if not IDENT.fullmatch(ident):
                hint = "rename the file: letters, digits, hyphens and dots"
                message = f"'{ident}' cannot be a letter's identifier"
                self._problems.add("file-name", message, place, hint)
            elif first != file:
                message = f"the identifier '{ident}' is that of {first}, too"
                self._problems.add("duplicate-letter", message, place, "rename one of the files")
            else:
                found.append(LetterFilePath(ident, file))
        return found

    def read(self, file: str) -> bytes | None:
        """The bytes of a YAML file; None, with a problem, where it must not or cannot be read."""
        return self._read(file, MOST_BYTES, Place(self.shown(file), 1, 1))

    def read_figure(self, file: str, place: Place) -> bytes | None:
        """The bytes of a picture that is named at this place."""
        if file.startswith(("/", "~")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", file):
            hint = "give its path from the edition's folder"
            self._problems.add("figure", f"'{file}' is not a file of the edition", place, hint)
            return None
        return self._read(file, MOST_FIGURE_BYTES, place, figure=True)

    def _read(self, file: str, most: int, place: Place, figure: bool = False) -> bytes | None:
        path = self.folder / file
        if not self._inside(path, place):
            return None
        try:
            status = path.stat()
            if not S_ISREG(status.st_mode):
                self._problems.add("file", f"'{file}' is not a file", place, "put a file there")
                return None
            if status.st_size > most:
                if figure:
                    message = f"'{file}' is larger than {most // 1024 // 1024} MiB"
                    self._problems.add("too-large", message, place, "make it smaller")
                else:
                    too_large(place.file, self._problems)
                return None
            return path.read_bytes()
        except FileNotFoundError:
            hint = "give its path from the edition's folder" if figure else "is this the folder?"
            self._problems.add("no-file", f"there is no file '{file}'", place, hint)
        except (OSError, ValueError) as error:
            said = error.strerror if isinstance(error, OSError) else str(error)
            self._problems.add("file", f"'{file}' cannot be read: {said}", place, "look at it")
        return None

    def _inside(self, path: Path, place: Place) -> bool:
        try:
            inside = path.resolve().is_relative_to(self._root)
        except (OSError, RuntimeError, ValueError):
            inside = False
        if not inside:
            link = path.is_symlink()
            message = f"{'a symbolic link leads' if link else 'this path leads'} out of the edition"
            hint = "put a copy of the file into the edition's folder"
            self._problems.add("outside", message, place, hint)
        return inside

    def _files(self, below: str) -> Iterator[str]:
        """Paths of YAML files but the edition's own; hidden folders and layouts are left out."""
        try:
            entries = sorted(os.scandir(self._root / below), key=lambda entry: entry.name)
        except OSError as error:
            place = Place(self.shown(below or EDITION_FILE), 1, 1)
            message = f"the folder cannot be read: {error.strerror}"
            self._problems.add("file", message, place, "look at its permissions")
            return
        for entry in entries:
            file = f"{below}/{entry.name}" if below else entry.name
            if entry.name.startswith(".") or file in (LAYOUTS, EDITION_FILE):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._files(file)
            elif entry.is_symlink() and (self.folder / file).is_dir():
                # A folder inside is read at its own place.
                self._inside(self.folder / file, Place(self.shown(file), 1, 1))
            elif file == "edition.yml":
                place = Place(self.shown(file), 1, 1)
                message = f"an edition's own file is called {EDITION_FILE}"
                self._problems.add("file-name", message, place, "rename it")
            elif Path(file).suffix.lower() in ENDINGS:
                yield file
