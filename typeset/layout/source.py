"""layout.yaml files: read with the place of each key, a child's laid over its parent's."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typeset.errors import InputError, Problem
from typeset.layout.folders import FILE, find
from typeset.model import Place
from typeset.read.compose import compose
from typeset.read.manuscript import decode
from typeset.read.marks import ListNode, MapNode, Node
from typeset.read.problems import Problems

KeyPath = tuple[str, ...]

TOP = ("title", "description", "extends", "settings", "page", "words", "zones", "furniture")
_KEYS = f"its keys are {', '.join(TOP)}"
MERGED = frozenset({"settings", "page", "words", "zones", "furniture"})


@dataclass(frozen=True, slots=True)
class Source:
    """A layout's data with its parents', still unchecked, and where each key was given."""

    folders: tuple[Path, ...]
    """Of the layout and its parents, the oldest first."""
    data: dict[str, Any]
    places: dict[KeyPath, Place]

    def place(self, path: Sequence[object]) -> Place | None:
        """Where the key, or the nearest key around it, was given."""
        keys = tuple(map(str, path))
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys)


@dataclass(frozen=True, slots=True)
class _Layer:
    folder: Path
    data: dict[str, Any]
    places: dict[KeyPath, Place]


def gather(name: str, search: Sequence[Path]) -> Source:
    """The layout's data laid over its parents'.

    A layout that extends its own name extends the next one of that name along the folders.

    Raises:
        InputError: a layout is unknown or extends itself, or a file is not a mapping in YAML.
    """
    chain: list[_Layer] = []
    wanted: str | None = name
    while wanted is not None:
        place = chain[-1].places.get(("extends",)) if chain else None
        taken = [layer.folder for layer in chain]
        folder = find(wanted, search, taken, place)
        if folder is None:
            way = " → ".join([*(one.name for one in taken), wanted])
            hint = "take one “extends” away"
            raise InputError(
                Problem("layout-cycle", f"layout “{wanted}” extends itself: {way}", hint, place)
            )
        chain.append(_Layer(folder, *read(folder / FILE)))
        wanted = chain[-1].data.get("extends")
    merged: dict[str, Any] = {}
    all_places: dict[KeyPath, Place] = {}
    for layer in reversed(chain):
        merged = _lay_over(merged, layer.data)
        all_places = _places_over(all_places, layer.places)
    merged.pop("extends", None)
    return Source(tuple(layer.folder for layer in reversed(chain)), merged, all_places)


def read(file: Path) -> tuple[dict[str, Any], dict[KeyPath, Place]]:
    """A layout.yaml's data, every scalar a text as it is written, and the place of each key.

    Raises:
        InputError: the file cannot be read, is not YAML, or not a mapping.
    """
    problems = Problems()
    try:
        manuscript = decode(file.read_bytes(), str(file), problems)
    except OSError as error:
        hint = "see that the file may be read"
        raise InputError(Problem("unreadable", f"{file}: {error.strerror}", hint)) from None
    root = compose(manuscript, problems) if manuscript else None
    if root is not None and not isinstance(root, MapNode):
        problems.add("not-a-mapping", "a layout is a mapping", root.place(), _KEYS)
    if not isinstance(root, MapNode) or len(problems):
        found = problems.sorted() or (Problem("empty", f"{file} is empty", _KEYS),)
        raise InputError(found)
    places: dict[KeyPath, Place] = {}
    return _entries(root, (), places), places


def _entries(node: MapNode, path: KeyPath, places: dict[KeyPath, Place]) -> dict[str, Any]:
    data = {}
    for key, value in node.entries:
        inner = (*path, key.value)
        places[inner] = key.place()
        data[key.value] = _plain(value, inner, places)
    return data


def _plain(node: Node, path: KeyPath, places: dict[KeyPath, Place]) -> Any:
    if isinstance(node, MapNode):
        return _entries(node, path, places)
    if isinstance(node, ListNode):
        return [_plain(item, path, places) for item in node.items]
    return None if node.null else node.value


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


def _places_over(parent: dict[KeyPath, Place], child: dict[KeyPath, Place]) -> dict[KeyPath, Place]:
    """Places with a parent's; what the child gives whole has no parent's places inside it."""
    branches = {path[:n] for path in child for n in range(len(path))}
    leaves = child.keys() - branches
    kept = {
        path: place
        for path, place in parent.items()
        if not any(path[:n] in leaves for n in range(len(path)))
    }
    return kept | child
