"""layout.yaml files: read with the place of each key, a child's laid over its parent's."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from typeset.errors import InputError, Problem
from typeset.layout.folders import FILE, find
from typeset.model import Place

Path_ = tuple[str, ...]

TOP = ("title", "description", "extends", "settings", "page", "words", "zones", "furniture")
MERGED = frozenset({"settings", "page", "words", "zones", "furniture"})


@dataclass(frozen=True, slots=True)
class Source:
    """A layout's data with its parents', still unchecked, and where each key was given."""

    folders: tuple[Path, ...]
    """Of the layout and its parents, the oldest first."""
    data: dict[str, Any]
    places: dict[Path_, Place]

    def place(self, path: Sequence[object]) -> Place | None:
        """Where the key, or the nearest key around it, was given."""
        keys = tuple(map(str, path))
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys)


def gather(name: str, search: Sequence[Path]) -> Source:
    """The layout's data laid over its parents'.

    Raises:
        InputError: a layout is unknown or extends itself, or a file is not a mapping in YAML.
    """
    chain: list[tuple[Path, dict[str, Any], dict[Path_, Place]]] = []
    seen: list[str] = []
    wanted: str | None = name
    while wanted is not None:
        if wanted in seen:
            raise InputError(
                Problem(
                    "layout-cycle",
                    f"layout “{wanted}” extends itself: {' → '.join([*seen, wanted])}",
                    "take one of the “extends” away",
                    chain[-1][2].get(("extends",)),
                )
            )
        seen.append(wanted)
        try:
            folder = find(wanted, search)
        except InputError as error:
            place = chain[-1][2].get(("extends",)) if chain else None
            problems = [Problem(p.code, p.message, p.hint, place) for p in error.problems]
            raise InputError(problems) from None
        data, places = read(folder / FILE)
        chain.append((folder, data, places))
        wanted = data.get("extends")
    merged: dict[str, Any] = {}
    all_places: dict[Path_, Place] = {}
    for _, data, places in reversed(chain):
        merged = _lay_over(merged, data)
        all_places |= places
    merged.pop("extends", None)
    return Source(tuple(folder for folder, _, _ in reversed(chain)), merged, all_places)


def read(file: Path) -> tuple[dict[str, Any], dict[Path_, Place]]:
    """A layout.yaml's data and the place of each key.

    Raises:
        InputError: the file cannot be read, is not YAML, or not a mapping.
    """
    try:
        root = yaml.compose(file.read_text("utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            Problem("unreadable", f"{file} cannot be read: {error}", "layouts are UTF-8 text")
        ) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(str(file), mark.line + 1, mark.column + 1) if mark else None
        raise InputError(Problem("not-yaml", str(error.problem), "mend it here", place)) from None
    if not isinstance(root, yaml.MappingNode):
        raise InputError(
            Problem(
                "not-a-mapping",
                "a layout is a mapping",
                f"its keys are {', '.join(TOP)}",
                Place(str(file), 1, 1),
            )
        )
    places: dict[Path_, Place] = {}
    _mark(root, (), str(file), places)
    loader = yaml.SafeLoader("")
    data = loader.construct_document(root)
    return data, places


def _mark(node: yaml.Node, path: Path_, file: str, places: dict[Path_, Place]) -> None:
    """Notes where each key below a mapping stands; a key given twice is an error."""
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _mark(child, (*path, str(index)), file, places)
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        inner = (*path, str(key.value))
        place = Place(file, key.start_mark.line + 1, key.start_mark.column + 1)
        if inner in places:
            raise InputError(
                Problem("double-key", f"“{key.value}” is given twice", "keep one", place)
            )
        places[inner] = place
        _mark(value, inner, file, places)


def _lay_over(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """A layout's data with its parent's: named parts one by one, null takes one away."""
    merged = dict(parent)
    for key, value in child.items():
        if key not in MERGED or not isinstance(value, dict):
            merged[key] = value
            continue
        named: dict[Hashable, Any] = dict(parent.get(key, {}))
        for name, given in value.items():
            if given is None:
                named.pop(name, None)
            elif key == "settings" and not isinstance(given, dict) and name in named:
                named[name] = {**named[name], "default": given}
            elif key == "settings" and isinstance(given, dict):
                named[name] = {**named.get(name, {}), **given}
            else:
                named[name] = given
        merged[key] = named
    return merged
