"""Encodings and what becomes of them: cases as text, ``cases/*.txt``.

A case is a title after ``===``, the content of the TEI file's ``text`` (or of its ``body``), and
after ``---`` the letter's YAML as it is written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.tei.files import body, only_draft, tei
from typeset.intake.letter import body_lines

FOLDER = Path(__file__).parent / "cases"


def cases() -> list[tuple[str, str, str]]:
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        for case in file.read_text(encoding="utf-8").split("\n=== ")[1:]:
            title, _, rest = case.partition("\n")
            given, _, wanted = rest.partition("\n---\n")
            found.append((f"{file.stem}: {title}", given.strip(), wanted.strip("\n")))
    return found


@pytest.mark.parametrize(("given", "wanted"), [pytest.param(*c[1:], id=c[0]) for c in cases()])
def test_case(tmp_path: Path, given: str, wanted: str) -> None:
    document = tei(given) if given.startswith(("<body", "<front", "<group")) else body(given)
    draft = only_draft(tmp_path, document)
    lines = [line.rstrip() for line in body_lines(draft) if line.strip()]
    assert "\n".join(lines) == "\n".join(line for line in wanted.split("\n") if line.strip())
