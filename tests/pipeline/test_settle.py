"""What depends on pages settles, or the build says what does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import MakeEdition
from tests.pipeline.conftest import read_back
from typeset import BuildOptions, SettingError, build
from typeset.pipeline.made import Made
from typeset.pipeline.settle import _Rounds
from typeset.pipeline.units import Known

NOTED = {"a": {"notes": {1: {"series": "author", "text": "Two sheets."}}}}


def restless(monkeypatch: pytest.MonkeyPatch, until: int) -> None:
    """Let the note's mark be another in each round, until it is so many steps wider."""
    found = _Rounds.found

    def restlessly(self: _Rounds, made: Made, known: Known) -> Known:
        told = found(self, made, known)
        if known.ease.get("a", {}).get("1", 0) >= until:
            return told
        mark = "‡" if known.marks["a"]["1"] == "*" else "*"
        return replace(told, marks={"a": {"1": mark}})

    monkeypatch.setattr(_Rounds, "found", restlessly)


def test_a_mark_that_goes_to_and_fro_between_pages_is_set_wider(
    make_edition: MakeEdition, monkeypatch: pytest.MonkeyPatch, cache: Path, tmp_path: Path
) -> None:
    restless(monkeypatch, until=2)
    folder = make_edition(letters=NOTED)
    built = read_back(build(folder, tmp_path / "x.pdf", BuildOptions(cache=cache)))
    assert "carrier.*" in "".join(built.pages).replace("\u2060", "")


def test_what_does_not_settle_is_named(
    make_edition: MakeEdition, monkeypatch: pytest.MonkeyPatch, cache: Path, tmp_path: Path
) -> None:
    restless(monkeypatch, until=1000)
    folder = make_edition(letters=NOTED)
    with pytest.raises(SettingError, match=r"a\.yaml:1:1: .* in a does not settle"):
        build(folder, tmp_path / "x.pdf", BuildOptions(cache=cache))
