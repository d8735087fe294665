"""``typeset check`` lists all that is to be mended, for people and for editors."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.conftest import Command, MakeEdition

FAULTY = """\
title: To the Editor
sender: The Press
adressee: The Editor
date: 2001-02-30
body: [A word.]
"""


def test_a_good_edition_ends_with_a_line_that_says_so(
    typeset: Command, make_edition: MakeEdition
) -> None:
    outcome = typeset("check", make_edition())
    assert outcome.code == 0
    assert outcome.out == "Letters of a press: 1 letter, nothing to mend\n"


def test_every_problem_has_file_line_and_column(
    typeset: Command, make_edition: MakeEdition
) -> None:
    folder = make_edition(letters={"good": {}, "bad": FAULTY})
    outcome = typeset("check", folder)
    assert outcome.code == 1
    lines = outcome.err.splitlines()
    assert len(lines) == 2
    for line in lines:
        assert re.search(r"bad\.yaml:\d+:\d+: ", line)
    assert "bad.yaml:3:1: " in lines[0]
    assert "adressee" in lines[0]


def test_json_tells_the_same(typeset: Command, make_edition: MakeEdition) -> None:
    folder = make_edition(letters={"bad": FAULTY})
    outcome = typeset("check", folder, "--format", "json")
    assert outcome.code == 1
    problems = json.loads(outcome.out)
    assert [problem["line"] for problem in problems] == [3, 4]
    assert problems[0]["file"].endswith("bad.yaml")
    assert set(problems[0]) == {"code", "message", "hint", "file", "line", "col"}


def test_json_of_a_good_edition_is_an_empty_list(
    typeset: Command, make_edition: MakeEdition
) -> None:
    outcome = typeset("check", make_edition(), "--format", "json")
    assert (outcome.code, json.loads(outcome.out)) == (0, [])


def test_a_folder_that_is_not_there(typeset: Command, tmp_path: Path) -> None:
    outcome = typeset("check", tmp_path / "nowhere")
    assert outcome.code == 1
    assert "nowhere" in outcome.err
