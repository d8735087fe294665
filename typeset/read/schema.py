"""The JSON Schemas of edition.yaml and of a letter's file, for editors that complete and check.

``python -m typeset.read.schema [FOLDER]`` writes them, to docs/schema where no folder is named.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from typeset.read.file_model import EditionFile, FileModel, LetterFile

FOLDER = Path("docs/schema")
MODELS: dict[str, type[FileModel]] = {
    "edition.schema.json": EditionFile,
    "letter.schema.json": LetterFile,
}


def schema(model: type[FileModel]) -> str:
    """The JSON Schema of a kind of file."""
    made = _cleaned(model.model_json_schema())
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, indent=2)


def _cleaned(value: Any) -> Any:
    """Without titles that repeat the key, and without null: a key is left out, not null."""
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _cleaned(item) for key, item in value.items() if not _noise(key, item)}
    if "anyOf" in kept:
        arms = [arm for arm in kept["anyOf"] if arm != {"type": "null"}]
        kept = {**kept, "anyOf": arms} if len(arms) > 1 else {**arms[0], **_but(kept, "anyOf")}
    if isinstance(kept.get("description"), str):
        kept["description"] = " ".join(kept["description"].split())
    return kept


def _noise(key: str, item: Any) -> bool:
    return (key == "title" and isinstance(item, str)) or (key == "default" and item is None)


def _but(value: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: item for name, item in value.items() if name != key}


def main(folder: Path) -> None:
    """Write both schemas."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in MODELS.items():
        (folder / name).write_text(schema(model) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
