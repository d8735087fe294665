"""What an edition reads as, and what is said about a bad one: the golden cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.golden import Case, cases
from tests.read.outline import outline
from typeset.errors import InputError
from typeset.read import read_edition

REFUSED = ("yaml.txt", "letter.txt", "marks.txt", "notes.txt", "edition.txt")
READ = ("blocks.txt", "inline.txt")


def _parameters(files: tuple[str, ...]) -> list[object]:
    return [
        pytest.param(case, id=f"{file.removesuffix('.txt')}: {case.name}")
        for file in files
        for case in cases(file)
    ]


@pytest.mark.parametrize("case", _parameters(REFUSED))
def test_says_what_is_wrong_and_where(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as raised:
        read_edition(Path())
    said = []
    for problem in raised.value.problems:
        assert problem.place is not None
        hint = f" ({problem.hint})" if problem.hint else ""
        said.append(f"{problem.place} {problem.code}: {problem.message}{hint}")
    assert "\n".join(said) == case.expected


@pytest.mark.parametrize("case", _parameters(READ))
def test_reads_as(case: Case, tmp_path: Path) -> None:
    case.write(tmp_path)
    (letter,) = read_edition(tmp_path).letters
    assert outline(letter) == case.expected
