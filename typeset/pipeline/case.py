"""The case: the formes of all units that a volume is made from, and their galleys where wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar, overload

from typeset.galley import Galley
from typeset.paginate import Place
from typeset.pipeline.forme import Forme
from typeset.pipeline.lock_up import Formes, LockUp, as_printed
from typeset.set import SettingRoom, Task
from typeset.store import Store, pack

Paragraphs = Mapping[tuple[str, ...], tuple[str, Galley]]
"""Paragraphs in which notes of a unit run on, set by themselves, with their names in the store; by
the notes."""


class Cast(NamedTuple):
    """A unit that was set."""

    name: str
    """That of its formes in their store."""
    key: str
    """That of its galley."""
    formes: Formes
    asks: bool
    """Its pages may ask for paragraphs in more or fewer lines."""
    task: Callable[[], Task]
    """Composes it again, should its galley be gone."""


class Case:
    """Formes by where their first pages stand, and galleys as they are printed."""

    def __init__(self, room: SettingRoom, lock_up: LockUp, store: Store) -> None:
        self._room = room
        self._lock_up = lock_up
        self._store = store
        self._others: dict[str, tuple[str, Forme]] = {}
        """By unit, formes that are not among the usual ones, with their names in the store."""

    def forme(self, cast: Cast, place: Place, paragraphs: Paragraphs) -> Forme:
        """The forme of a unit whose first page stands there."""
        if not paragraphs:
            if None in cast.formes and not place.facing:
                return cast.formes[None]
            if place in cast.formes:
                return cast.formes[place]
        name = _name(cast, place, paragraphs)
        known = self._others.get(cast.name)
        if known is None or known[0] != name:
            known = self._others[cast.name] = name, self._other(cast, place, paragraphs, name)
        return known[1]

    def _other(self, cast: Cast, place: Place, paragraphs: Paragraphs, name: str) -> Forme:
        found = self._store.load(name)
        if not isinstance(found, Forme):
            run_ins = {idents: galley for idents, (_, galley) in paragraphs.items()}
            galley = self._room.galley(cast.key, cast.task)
            found = self._lock_up.at(galley, place, run_ins, asks=cast.asks)
            self._store.keep(name, pack(found))
        return found

    def galleys(
        self, casts: Sequence[Cast], formes: Sequence[Forme], paragraphs: Mapping[int, Paragraphs]
    ) -> Sequence[Galley]:
        """The galleys of some units as they are printed, loaded one by one as they are wanted."""

        def load(n: int) -> Galley:
            own = {idents: one for idents, (_, one) in paragraphs.get(n, {}).items()}
            galley = self._room.galley(casts[n].key, casts[n].task)
            return as_printed(galley, formes[n], own, asks=casts[n].asks)

        return OneByOne(len(casts), load)


def _name(cast: Cast, place: Place, paragraphs: Paragraphs) -> str:
    parts = [cast.name, repr(tuple(place))]
    for idents, (key, _) in sorted(paragraphs.items()):
        parts += [repr(idents), key]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


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
