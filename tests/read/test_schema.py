"""The JSON Schemas are those of the reader, and both ways of reading YAML agree."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from typeset.read import compose, read_edition
from typeset.read.schema import MODELS, schema

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", MODELS)
def test_committed_schemas_are_up_to_date(name: str) -> None:
    committed = (ROOT / "docs" / "schema" / name).read_text(encoding="utf-8")
    assert committed == schema(MODELS[name]) + "\n", "run: python -m typeset.read.schema"


@pytest.mark.parametrize("name", ["lenin-44", "specimen"])
def test_libyaml_and_plain_python_read_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ROOT / "letters" / name
    before = read_edition(folder)
    monkeypatch.setattr(compose, "LOADER", yaml.SafeLoader)
    assert read_edition(folder) == before
