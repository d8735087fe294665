"""Letters may have any name: no other unit of the volume has it."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import MakeEdition
from typeset import BuildOptions, build

NAMES = ("contents", "credits", "faults", "half-title", "notes", "title-page")


def test_letters_named_as_other_units(make_edition: MakeEdition, tmp_path: Path) -> None:
    letters = {
        name: {
            "title": f"A letter named {name}",
            "body": [f"The words of {name}.[^1]"],
            "notes": {1: f"A note of {name}."},
        }
        for name in NAMES
    }
    folder = make_edition(letters=letters, settings={"notes_place": "volume"})
    for dress in ("final", "proof"):
        options = BuildOptions(dress=dress, cache=tmp_path / "cache", jobs=1)
        report = build(folder, tmp_path / f"{dress}.pdf", options)
        assert sorted(one.id for one in report.letters) == sorted(NAMES)
        assert report.coverage["missing"] == []
