"""Golden cases: plain text files that an editor can read and add to.

A case begins with ``==== what it is about``, each of its files with ``>>>> name``, and what is
expected with ``>>>> problems`` or ``>>>> reads``.  A case without edition.yaml gets a small one;
``>>>> body`` is the body of a letter that is otherwise good.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"

EDITION = """\
title: Letters of a press
language: en
source: {title: The files of the press, volume: 2}
licences:
  own: {name: CC0}
  theirs: {name: CC BY}
licence: own
"""

LETTER = "title: To the Editor\n"


@dataclass(frozen=True)
class Case:
    """A case of a file: its files by name, and the lines that are expected."""

    name: str
    files: dict[str, str]
    expected: str

    def write(self, folder: Path) -> None:
        files = {"edition.yaml": EDITION, **self.files}
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")


def cases(file: str) -> list[Case]:
    """The cases of a file under ``cases/``."""
    found = []
    for chunk in ("\n" + (CASES / file).read_text(encoding="utf-8")).split("\n==== ")[1:]:
        name, *parts = chunk.split("\n>>>> ")
        sections = {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}
        expected = sections.pop("problems", "") + sections.pop("reads", "")
        if "body" in sections:
            sections["letter.yaml"] = LETTER + sections.pop("body")
        files = {name: text.rstrip("\n") + "\n" for name, text in sections.items()}
        found.append(Case(name.strip(), files, expected.strip()))
    return found
