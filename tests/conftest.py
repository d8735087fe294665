"""What tests of several rooms share: small editions, and the command line in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from typeset.cli import commands
from typeset.cli.failure import run

EDITION: dict[str, Any] = {
    "title": "Letters of a press",
    "language": "en",
    "source": {"title": "The press’s own files", "year": 2001},
    "licences": {"own": {"name": "CC0", "holder": "The press"}},
    "licence": "own",
    "front_matter": ["half-title", "title-page", "credits", "contents"],
}

LETTER: dict[str, Any] = {
    "title": "To the Editor",
    "sender": "The Press",
    "addressee": "The Editor",
    "date": "2001-03-04",
    "source": {"pages": "1-2"},
    "body": ["The proofs are with the carrier.[^1] We await your word."],
    "notes": {1: "Two sheets of eight pages."},
}

MakeEdition = Callable[..., Path]


@pytest.fixture
def make_edition(tmp_path: Path) -> MakeEdition:
    """Write an edition: ``make_edition(letters={"a": {"title": …}}, **keys of edition.yaml)``.

    What is not given is taken from a small, good edition; a value of None takes a key away.  A
    letter may be text: the file's very content.
    """

    def make(
        name: str = "press",
        letters: dict[str, dict[str, Any] | str] | None = None,
        **edition: object,
    ) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        _write(folder / "edition.yaml", EDITION | edition)
        for ident, letter in (letters or {"first": {}}).items():
            file = folder / f"{ident}.yaml"
            if isinstance(letter, str):
                file.write_text(letter, encoding="utf-8")
            else:
                _write(file, LETTER | letter)
        return folder

    return make


def _write(file: Path, data: dict[str, Any]) -> None:
    kept = {key: value for key, value in data.items() if value is not None}
    file.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture(scope="session")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small volume by its variants, and one with marks: for all tests that read PDFs."""
    from tests.volumes import build_volumes  # which takes the edition from here

    return build_volumes(tmp_path_factory.mktemp("volumes"))


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def typeset(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Command:
    """Run the command line in an empty working directory: ``typeset("check", folder)``."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def call(*arguments: str | Path) -> Outcome:
        code = run(commands, [str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call


@pytest.fixture
def tool() -> Callable[[str], str]:
    """The path of a program that a test needs; without it the test is skipped."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find
