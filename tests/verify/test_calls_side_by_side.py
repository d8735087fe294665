"""Calls that stand side by side are no reason for an alarm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from typeset import BuildOptions, build

MakeEdition = Callable[..., Path]


@pytest.mark.parametrize("series", ["author", "editor"])
def test_two_notes_called_in_one_place_are_certified(
    make_edition: MakeEdition, tmp_path: Path, series: str
) -> None:
    notes = {n: {"series": series, "text": f"Remark number {n} of several."} for n in (1, 2, 3)}
    letter = {
        "body": ["The proofs[^1][^2] are here,[^3] and the carrier with them."],
        "notes": notes,
    }
    report = build(make_edition(letters={"a": letter}), tmp_path / "a.pdf", BuildOptions(jobs=1))
    assert report.coverage["missing"] == report.coverage["misordered"] == []
