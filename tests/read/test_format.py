"""docs/FORMAT.md: its examples can be read, and it leaves nothing out."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from tests.read.golden import EDITION
from typeset.read import read_edition
from typeset.read.file_model import (
    BlockFile,
    EditionFile,
    FigureFile,
    LetterFile,
    NoteFile,
    SourceFile,
    TableFile,
)
from typeset.read.spans import ATTRIBUTES, CLASSES

FORMAT = (Path(__file__).parents[2] / "docs" / "FORMAT.md").read_text(encoding="utf-8")
EXAMPLES: list[tuple[str, str]] = re.findall(
    r"^```yaml (edition|letter|body)\n(.*?)^```", FORMAT, re.M | re.S
)
IDS = [f"{kind} {number}" for number, (kind, _) in enumerate(EXAMPLES)]
LETTER = "title: To the Editor\nbody: [Here.]\n"


@pytest.mark.parametrize(("kind", "text"), EXAMPLES, ids=IDS)
def test_examples_can_be_read(kind: str, text: str, tmp_path: Path) -> None:
    files = {
        "edition.yaml": text if kind == "edition" else EDITION,
        "2001-03-04-editor.yaml": text if kind == "letter" else LETTER,
        "2001-05-01-press.yaml": LETTER,
        "figures/proof.svg": "<svg/>",
    }
    if kind == "body":
        body = textwrap.indent(text, "  ")
        files["2001-05-01-press.yaml"] = f"title: To the Editor\nbody:\n{body}"
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert len(read_edition(tmp_path).letters) == 2


@pytest.mark.parametrize(
    "model",
    [EditionFile, LetterFile, SourceFile, BlockFile, NoteFile, TableFile, FigureFile],
    ids=lambda model: model.__name__,
)
def test_every_key_is_described(
    model: type[
        EditionFile | LetterFile | SourceFile | BlockFile | NoteFile | TableFile | FigureFile
    ],
) -> None:
    keys = [field.alias or name for name, field in model.model_fields.items()]
    assert [key for key in keys if not re.search(rf"\b{key}\b", FORMAT)] == []


def test_every_mark_is_described() -> None:
    assert [name for name in CLASSES if f"{{.{name}" not in FORMAT] == []
    assert [name for name in ATTRIBUTES if f"{name}=" not in FORMAT] == []
