"""``typeset new`` makes an edition that is good as it is, and touches nobody's files."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Command


def test_a_new_edition_has_nothing_to_mend(typeset: Command, tmp_path: Path) -> None:
    folder = tmp_path / "letters/mine"
    assert typeset("new", folder).code == 0
    outcome = typeset("check", folder)
    assert (outcome.code, outcome.err) == (0, "")


def test_its_files_name_a_schema_that_is_there(typeset: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    typeset("new", folder)
    for file in folder.glob("*.yaml"):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        schema = json.loads((folder / first.partition("$schema=")[2]).read_text())
        assert schema["additionalProperties"] is False


def test_an_empty_folder_may_be_used(typeset: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    assert typeset("new", folder).code == 0
    assert (folder / "edition.yaml").exists()


def test_a_folder_in_use_is_refused_and_left_alone(typeset: Command, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    outcome = typeset("new", tmp_path)
    assert outcome.code == 2
    assert str(tmp_path) in outcome.err
    assert not (tmp_path / "edition.yaml").exists()
