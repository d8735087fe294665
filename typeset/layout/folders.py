"""Where layouts (and fonts) are found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path

from typeset.errors import InputError, Problem
from typeset.house import house
from typeset.model import Place

FILE = "layout.yaml"


def search(edition: Path | None = None, here: Path | None = None) -> tuple[Path, ...]:
    """The folders that hold layouts, the first to be asked first.

    Those of the edition, of the working directory (``here``), and those that come with typeset.
    """
    own = [edition / "layouts"] if edition else []
    return (*own, (here or Path.cwd()) / "layouts", house("layouts"))


def names(folders: Sequence[Path]) -> dict[str, Path]:
    """Every layout along the folders with the folder it is taken from, by name."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.glob(f"*/{FILE}")):
            found.setdefault(file.parent.name, file.parent)
    return dict(sorted(found.items()))


def find(
    name: str, folders: Sequence[Path], taken: Collection[Path] = (), place: Place | None = None
) -> Path | None:
    """The folder of a layout; None if those of this name are all ``taken``.

    Raises:
        InputError: there is none of this name; the error lists those there are.
    """
    found = [folder / name for folder in folders if (folder / name / FILE).is_file()]
    if found and "/" not in name:
        return next((folder for folder in found if folder not in taken), None)
    known = names(folders)
    near = get_close_matches(name, known, n=1)
    meant = f"did you mean “{near[0]}”? " if near else ""
    raise InputError(
        Problem(
            "unknown-layout",
            f"there is no layout “{name}”",
            f"{meant}there are: {', '.join(known) or 'none'}",
            place,
        )
    )
