"""Pictures that stand beside a file and come with its letters."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

KINDS = frozenset([".jpg", ".jpeg", ".png", ".svg", ".gif", ".webp"])
FOLDER = "figures"


class Pictures:
    """The pictures of one file, which lie in its folder or below."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: dict[Path, str] = {}

    def path_of(self, address: str) -> str | None:
        """The path in the edition of a picture; None where it is not at hand."""
        name = unquote(address).strip()
        if not name or ":" in name or name.startswith(("/", "\\")) or "\0" in name:
            return None
        try:
            picture = (self._folder / name).resolve()
            if not picture.is_relative_to(self._folder.resolve()) or not picture.is_file():
                return None
        except OSError:
            return None
        if picture.suffix.lower() not in KINDS:
            return None
        return self._found.setdefault(picture, f"{FOLDER}/{picture.name}")

    def found(self) -> tuple[tuple[Path, str], ...]:
        """Where each picture is, and its path in the edition."""
        return tuple(self._found.items())
