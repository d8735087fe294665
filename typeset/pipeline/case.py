"""The case: the formes of all units that a volume is made from, and their galleys where wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, overload

from typeset.galley import Galley
from typeset.paginate import Place
from typeset.pipeline.forme import Forme
from typeset.pipeline.lock_up import Formes, LockUp, as_printed
from typeset.set import SettingRoom, Task
from typeset.store import Store, pack

Paragraphs = Mapping[tuple[str, ...], tuple[Task, Galley]]
"""Paragraphs in which notes of a unit run on, set by themselves; by the notes."""


class Case:
    """Formes by their units, and by where their first pages stand."""

    def __init__(self, room: SettingRoom, lock_up: LockUp, store: Store) -> None:
        self._room = room
        self._lock_up = lock_up
        self._store = store
        self._usual: dict[str, Formes] = {}
        """By unit, as it was set last."""
        self._others: dict[str, tuple[str, Forme]] = {}
        """What is not among them, with its name in the store."""

    def fill(self, tasks: Sequence[Task], done: Callable[[str], None]) -> None:
        """Set units; SettingError if some cannot be."""
        for task, formes in zip(tasks, self._room.follow(tasks, done), strict=True):
            self._usual[task.unit] = formes

    def forme(self, task: Task, place: Place, paragraphs: Paragraphs) -> Forme:
        """The forme of a unit whose first page stands there."""
        formes = self._usual[task.unit]
        if not paragraphs:
            if None in formes and not place.facing:
                return formes[None]
            if place in formes:
                return formes[place]
        name = self._name(task, place, paragraphs)
        known = self._others.get(task.unit)
        if known is None or known[0] != name:
            known = self._others[task.unit] = name, self._other(task, place, paragraphs, name)
        return known[1]

    def _other(self, task: Task, place: Place, paragraphs: Paragraphs, name: str) -> Forme:
        found = self._store.load(name)
        if not isinstance(found, Forme):
            run_ins = {idents: galley for idents, (_, galley) in paragraphs.items()}
            found = self._lock_up.at(self._room.galley(task), task, place, run_ins)
            self._store.keep(name, pack(found))
        return found

    def _name(self, task: Task, place: Place, paragraphs: Paragraphs) -> str:
        parts = [self._room.key_after(task), repr(tuple(place))]
        for idents, (one, _) in sorted(paragraphs.items()):
            parts += [repr(idents), self._room.key(one)]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def galleys(
        self, tasks: Sequence[Task], formes: Sequence[Forme], paragraphs: Mapping[int, Paragraphs]
    ) -> Sequence[Galley]:
        """The galleys of some units as they are printed, loaded one by one as they are wanted."""

        def load(n: int) -> Galley:
            own = {idents: one for idents, (_, one) in paragraphs.get(n, {}).items()}
            return as_printed(self._room.galley(tasks[n]), tasks[n], formes[n], own)

        return OneByOne(len(tasks), load)


T = TypeVar("T")


class OneByOne(Sequence[T]):
    """Things that are loaded as they are wanted; only the last one is held."""

    def __init__(self, count: int, load: Callable[[int], T]) -> None:
        self._count = count
        self._load = load
        self._held: tuple[int, T] | None = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        if self._held is None or self._held[0] != index:
            self._held = index, self._load(index)
        return self._held[1]
