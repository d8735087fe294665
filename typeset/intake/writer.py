"""Drafts → the files of an edition, all of them or none.

Letters are written to a folder beside the edition first and stand in memory one at a time.  The
file ``.imported`` in the edition lists what an import has written, with SHA-256, as ``sha256sum``
does: a file that is no longer so has been edited, and is not written over without ``force``.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from typeset.errors import InputError, Problem
from typeset.intake.draft import Draft, DraftEdition
from typeset.intake.letter import body_lines, head_lines
from typeset.intake.volume import edition_lines, shared_by
from typeset.model import Place

MANIFEST = ".imported"
SCHEMAS = ".schema"
LETTERS = "letters"
EDITION = "edition.yaml"
SCHEMA_LINE = "# yaml-language-server: $schema={}.schema.json"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an edition's files, by their paths in its folder."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Edited files: they would have been written as they were before they were edited."""


def write_edition(edition: DraftEdition, folder: Path, *, force: bool = False) -> Written:
    """Write an edition that is in memory; see :class:`EditionWriter`."""
    with EditionWriter(folder, force=force) as writer:
        for draft in edition.letters:
            writer.add(draft)
        return writer.finish(edition.title, edition.language, edition.figures, order=edition.order)


class EditionWriter:
    """Writes an edition letter by letter.  Nothing stands in its folder before ``finish``."""

    def __init__(self, folder: Path, *, force: bool = False) -> None:
        self._folder = folder
        self._force = force
        self._heads: list[Draft] = []

    def __enter__(self) -> Self:
        parent = self._folder.absolute().parent
        parent.mkdir(parents=True, exist_ok=True)
        self._stage = Path(tempfile.mkdtemp(prefix=f".{self._folder.name}-", dir=parent))
        (self._stage / LETTERS).mkdir()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        shutil.rmtree(self._stage, ignore_errors=True)

    def add(self, draft: Draft) -> None:
        """Take a letter.  Its identifier must be that of no other."""
        file = self._letter(draft)
        if file.exists():
            raise ValueError(f"a second letter {draft.ident!r}")
        _save(file, body_lines(draft))
        self._heads.append(replace(draft, body=(), notes=()))

    def finish(
        self,
        title: str,
        language: str,
        figures: Sequence[tuple[Path, str]] = (),
        order: str = "date",
    ) -> Written:
        """Put the letters, edition.yaml and the pictures into the folder.

        Raises:
            InputError: where edited files, or letters of other imports, would be harmed.
        """
        if not self._heads:
            raise InputError(Problem("no-letters", "there is no letter to write"))
        shared = shared_by(self._heads, language)
        for head in self._heads:
            file = self._letter(head)
            body = file.read_text(encoding="utf-8")
            schema = SCHEMA_LINE.format(f"../{SCHEMAS}/letter")
            _save(file, [schema, *head_lines(head, shared), body.rstrip("\n")])
        schema = SCHEMA_LINE.format(f"{SCHEMAS}/edition")
        _save(self._stage / EDITION, [schema, *edition_lines(title, order, shared)])
        self._add_schemas()
        for picture, path in figures:
            self._add_picture(picture, path)
        return self._settle()

    def _letter(self, draft: Draft) -> Path:
        return self._stage / LETTERS / f"{draft.ident}.yaml"

    def _add_schemas(self) -> None:
        # Loaded here, since the models take their time to load.
        from typeset.read.schema import main as write_schemas

        write_schemas(self._stage / SCHEMAS)

    def _add_picture(self, picture: Path, path: str) -> None:
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise ValueError(f"{path!r} leads out of the edition")
        target = self._stage / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, target)

    # ---- from the stage to the folder --------------------------------------------------------

    def _settle(self) -> Written:
        staged = _digests(self._stage)
        before = _read_manifest(self._folder / MANIFEST)
        present = {file: _digest(self._folder / file) for file in staged}
        edited = [file for file, now in present.items() if now and now != before.get(file)]
        differing = [file for file in edited if present[file] != staged[file]]
        kept = [f for f in differing if before.get(f) == staged[f] and not self._force]
        self._refuse(
            [f for f in differing if f not in kept and not self._force],
            self._strangers(staged) if present[EDITION] not in (None, staged[EDITION]) else [],
        )
        placed = [file for file in staged if file not in kept and present[file] != staged[file]]
        manifest = {**{f: d for f, d in before.items() if (self._folder / f).exists()}, **staged}
        lines = [f"{digest}  {file}" for file, digest in sorted(manifest.items())]
        _save(self._stage / MANIFEST, lines)
        for file in [*placed, MANIFEST]:
            target = self._folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._stage / file, target)
        return Written(
            new=tuple(file for file in placed if present[file] is None),
            changed=tuple(file for file in placed if present[file] is not None),
            same=tuple(file for file in staged if present[file] == staged[file]),
            kept=tuple(kept),
        )

    def _strangers(self, staged: dict[str, str]) -> list[str]:
        """Letters in the folder that this import does not bring: they inherit from edition.yaml."""
        files = (self._folder / LETTERS).glob("*.yaml")
        names = sorted(f"{LETTERS}/{file.name}" for file in files)
        return [name for name in names if name not in staged]

    def _refuse(self, edited: Sequence[str], strangers: Sequence[str]) -> None:
        problems = [
            Problem(
                "edited",
                "this import would change a file that has been edited",
                "--force writes over it; or import into another folder and compare",
                Place(str(self._folder / file), 1, 1),
            )
            for file in edited
        ]
        problems += [
            Problem(
                "other-import",
                f"this letter is not in the import, which would change the {EDITION} it inherits "
                "from",
                "import all sources at once, into another folder, or move this file away",
                Place(str(self._folder / file), 1, 1),
            )
            for file in strangers
        ]
        if problems:
            raise InputError(problems)


def _save(file: Path, lines: Sequence[str]) -> None:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _digest(file: Path) -> str | None:
    return sha256(file.read_bytes()).hexdigest() if file.is_file() else None


def _digests(folder: Path) -> dict[str, str]:
    """Every file below a folder by its path there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {file.relative_to(folder).as_posix(): _digest(file) or "" for file in files}


def _read_manifest(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines) if path}
