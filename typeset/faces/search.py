"""Fonts of this machine that have a character.  They are told, never used: an edition's pages must
not depend on what a machine happens to have."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_TOLD = 3
"""Families named; a character of Latin would have hundreds."""

MOST_FILES = 2000
"""Font files looked into where fontconfig is missing."""

PATIENCE = 20
"""Seconds that fontconfig is given: it may have to read all fonts anew."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A font of this machine."""

    family: str
    path: Path


def installed_with(char: str) -> list[Installed]:
    """Some fonts of this machine that have a character, one of each family; plain faces first."""
    found = _by_fontconfig(char) if shutil.which("fc-list") else _by_looking(char)
    families: dict[str, Installed] = {}
    for one in sorted(found, key=lambda one: (_is_special(one.path), one.family, str(one.path))):
        families.setdefault(one.family, one)
    return list(families.values())[:MOST_TOLD]


def _is_special(path: Path) -> bool:
    """Is it another face than the plain one, or of a kind that cannot be used?"""
    name = path.stem.casefold()
    plain = "regular" in name or not any(word in name for word in ("bold", "italic", "oblique"))
    return not plain or "[" in name or "variable" in name


def _by_fontconfig(char: str) -> Iterator[Installed]:
    query = f":charset={ord(char):x}:variable=false:scalable=true"
    command = ["fc-list", "--format", "%{family[0]}\t%{file}\n", query]
    try:
        told = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return
    for line in told.decode("utf-8", "replace").splitlines():
        family, _, file = line.partition("\t")
        if file.lower().endswith((".otf", ".ttf", ".otc", ".ttc")):
            yield Installed(family, Path(file))


def _by_looking(char: str) -> Iterator[Installed]:
    import uharfbuzz as hb

    files = (file for folder in _folders() for file in sorted(folder.rglob("*.[ot]t[fc]")))
    for _, file in zip(range(MOST_FILES), files, strict=False):
        try:
            face = hb.Face(hb.Blob.from_file_path(file))
        except OSError:
            continue
        if ord(char) in face.unicodes:
            name = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY)
            yield Installed(str(name or file.stem), file)


def _folders() -> list[Path]:
    """Where systems keep their fonts."""
    home = Path.home()
    if sys.platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    elif sys.platform == "win32":
        folders = [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    else:
        folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts"]
    return [folder for folder in folders if folder.is_dir()]
