"""The faces of some folders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from typeset.errors import InputError, Problem
from typeset.faces.face import Face, face_count, face_from_bytes, read_font_file

SUFFIXES = frozenset((".otf", ".ttf", ".otc", ".ttc"))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What can be written in a face."""

    face: Face
    scripts: Mapping[str, int]
    """Characters by script (``Latin``), most first."""
    languages: tuple[str, ...]
    """Languages (BCP 47) whose alphabet the face has in full."""


@dataclass(frozen=True, slots=True)
class Library:
    """Faces that may be used, in the order of family, weight and style."""

    faces: tuple[Face, ...] = ()

    @classmethod
    def scan(cls, folders: Iterable[Path], *, cache: Path | None = None) -> Library:
        """All faces of the font files below these folders.

        A file that stands there twice counts once: the first folder's.  ``cache`` as in
        :func:`~typeset.faces.load_face`.

        Raises:
            InputError: a folder is missing, or font files cannot be used: all of them are named.
        """
        faces: dict[str, Face] = {}
        problems: list[Problem] = []
        for folder in folders:
            for path in font_files(folder):
                try:
                    for face in _faces_of(path, cache):
                        faces.setdefault(face.key, face)
                except InputError as error:
                    problems.extend(error.problems)
        if problems:
            raise InputError(problems)
        return cls(tuple(sorted(faces.values(), key=_order)))

    @property
    def digest(self) -> str:
        """A checksum of the font files; their names and places do not count."""
        files = sorted({face.sha256 for face in self.faces})
        return hashlib.sha256("".join(files).encode()).hexdigest()

    @property
    def families(self) -> dict[str, tuple[Face, ...]]:
        """Faces by family, both in order."""
        names = dict.fromkeys(face.family for face in self.faces)
        return {name: tuple(f for f in self.faces if f.family == name) for name in names}

    def face(self, key: str) -> Face:
        """The face of this key; KeyError if there is none."""
        for face in self.faces:
            if face.key == key:
                return face
        raise KeyError(key)

    def faces_with(self, char: str) -> tuple[Face, ...]:
        """The faces that have a glyph for this character."""
        return tuple(face for face in self.faces if face.has(char))

    def coverage(self) -> tuple[Coverage, ...]:
        """For each face, the scripts and languages that can be written in it."""
        from typeset.faces.alphabets import covered_languages, covered_scripts

        return tuple(
            Coverage(face, covered_scripts(face.characters), covered_languages(face.characters))
            for face in self.faces
        )


def font_files(folder: Path) -> list[Path]:
    """All font files below a folder, by path.

    Raises:
        InputError: there is no such folder.
    """
    if not folder.is_dir():
        raise InputError(
            Problem(
                code="no-font-folder",
                message=f"there is no font folder {folder}",
                hint="name a folder that holds OpenType or TrueType files",
            )
        )
    files = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    return sorted(path for path in files if path.is_file())


def _faces_of(path: Path, cache: Path | None) -> Iterator[Face]:
    data = read_font_file(path)
    for index in range(face_count(data)):
        yield face_from_bytes(data, path, index, cache=cache)


def _order(face: Face) -> tuple[str, int, bool, str, str]:
    return face.family, face.weight, face.italic, face.style, face.key
