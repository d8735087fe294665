"""The setting room: galleys from the store where they are, from workers where they are not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from typeset.errors import Problem, SettingError
from typeset.galley import Galley, Slug
from typeset.model import Place
from typeset.set.cluster import ClusterPool
from typeset.set.pool import Limits, Pool
from typeset.set.task import Style, Task
from typeset.set.worker import Batch
from typeset.store import Store, pack, unpack

BATCH_CHARACTERS = 48_000
"""HTML to be set as one document.  A document's fixed cost is some 10 ms; beyond three dozen
letters spreading it gains nothing, and the workers' shares become uneven."""

MANY = 40
"""Units that are worth loading the engine in every worker."""

PIECES = 400
"""Lines of furniture to be set as one document."""

FEW_PIECES = 40
"""So few are not worth starting another worker."""

SHELF = 20_000
"""Lines of furniture that a shelf may hold before those of old builds are cleared from it."""


@dataclass
class Count:
    """How many galleys came from the store, and how many had to be set."""

    hits: int = 0
    misses: int = 0


@contextmanager
def setting_room(
    style: Style, store: Store, jobs: int, limits: Limits | None = None
) -> Iterator[SettingRoom]:
    """A setting room with workers of its own, which end with the context."""
    with Pool(jobs, style.cache, limits) as pool:
        pool.dress(style)
        yield SettingRoom(pool, store, Store(store.folder.with_name("outcomes")))


class Followed(NamedTuple):
    """What was done with a galley after it was set."""

    key: str
    """The galley's, in its store."""
    outcome: Any


class SettingRoom:
    """Sets units and furniture in the style of a pool of workers."""

    def __init__(self, pool: Pool | ClusterPool, store: Store, outcomes: Store) -> None:
        """``store`` is for galleys, ``outcomes`` for what the style has done with them."""
        self._style = pool.style
        self._store = store
        self._outcomes = outcomes
        self._pool = pool
        self.count = Count()

    def set(
        self, tasks: Sequence[Task], done: Callable[[str], None] = lambda unit: None
    ) -> list[Galley]:
        """The galleys of some units, in their order; ``done`` hears of each unit that is ready.

        Raises:
            SettingError: units that could not be set, all of them; the others are in the store.
        """
        galleys: dict[str, Galley] = {}
        missing: dict[str, Task] = {}
        for task in tasks:
            found = self._store.load(key := self._style.key(task))
            if isinstance(found, Galley):
                galleys[key] = found
                done(task.unit)
            else:
                missing[key] = task
        self.count.hits += len(galleys)
        self.count.misses += len(missing)
        keys = {task.unit: key for key, task in missing.items()}
        for task, entry, _ in self._run(_batches(missing.values(), self._pool.jobs)):
            self._store.keep(keys[task.unit], entry)
            galleys[keys[task.unit]] = unpack(entry)
            done(task.unit)
        return [galleys[self._style.key(task)] for task in tasks]

    @property
    def digest(self) -> str:
        """SHA-256 over the style and over what it does after setting."""
        after = self._style.after.digest if self._style.after else ""
        return hashlib.sha256(f"{self._style.digest} {after}".encode()).hexdigest()

    def key(self, task: Task) -> str:
        """The name of a unit's galley in the store."""
        return self._style.key(task)

    def galley(self, key: str, task: Callable[[], Task]) -> Galley:
        """The galley of a unit that was set before; set again if it is gone from the store."""
        found = self._store.load(key)
        return found if isinstance(found, Galley) else self.set([task()])[0]

    def recall(self, names: Iterable[str]) -> dict[str, Followed]:
        """What was done with galleys before, by the names under which it was kept."""
        kept = {name: self._outcomes.load(name) for name in names}
        found = {name: Followed(*outcome) for name, outcome in kept.items() if outcome}
        self.count.hits += len(found)
        return found

    def expect(self, units: int) -> None:
        """Tell how many units are to be set, as soon as that is known."""
        if units >= MANY:
            self._pool.expect()

    def follow(
        self, tasks: Mapping[str, Task], done: Callable[[str], None] = lambda unit: None
    ) -> dict[str, Followed]:
        """Set units, and do with each galley what the style has; all of it is kept.

        ``tasks`` are by the names under which :meth:`recall` is to find what was done.

        Raises:
            SettingError: as :meth:`set`.
        """
        found: dict[str, Followed] = {}
        missing: dict[str, Task] = {}
        for name, task in tasks.items():
            galley = self._store.load(self.key(task))
            if isinstance(galley, Galley):
                found[name] = self._keep(name, pack(self._style.followed(galley, task)))
                done(task.unit)
            else:
                missing[name] = task
        self.count.hits += len(found)
        self.count.misses += len(missing)
        names = {task.unit: name for name, task in missing.items()}
        batches = _batches(missing.values(), self._pool.jobs)
        for task, entry, outcome in self._run([one._replace(follow=True) for one in batches]):
            self._store.keep(self.key(task), entry)
            found[names[task.unit]] = self._keep(names[task.unit], outcome)
            done(task.unit)
        return found

    def _keep(self, name: str, outcome: bytes) -> Followed:
        self._outcomes.keep(name, outcome)
        return Followed(*unpack(outcome))

    def set_pieces(self, fragments: Iterable[str]) -> Mapping[str, Slug]:
        """Furniture: each fragment of HTML set as one line.

        Raises:
            SettingError: a fragment takes more than one line, or could not be set.
        """
        wanted = list(dict.fromkeys(map(str, fragments)))  # plain, whatever made them
        name = hashlib.sha256(b"furniture\0" + self._style.digest.encode()).hexdigest()
        shelf: dict[str, Slug] = self._store.load(name) or {}
        missing = [fragment for fragment in wanted if fragment not in shelf]
        if missing:
            tasks = [Task(fragment, fragment) for fragment in missing]
            size = max(FEW_PIECES, min(PIECES, -(-len(tasks) // self._pool.jobs)))
            batches = [
                Batch(tuple(tasks[n : n + size]), pieces=True) for n in range(0, len(tasks), size)
            ]
            for task, entry, _ in self._run(batches):
                shelf[task.unit] = unpack(entry)
            if len(shelf) > SHELF:
                shelf = {fragment: shelf[fragment] for fragment in wanted}
            self._store.keep(name, pack(shelf))
        return {fragment: shelf[fragment] for fragment in wanted}

    def _run(self, batches: Sequence[Batch]) -> Iterator[tuple[Task, bytes, bytes]]:
        """Tasks with their entries, and those of what was done after; what could not be set is
        raised when all else is."""
        problems: list[Problem] = []
        if not batches:
            return
        for batch, answer in self._pool.run(batches):
            if answer.defect:
                raise RuntimeError(answer.defect)
            problems.extend(_named(problem, batch) for problem in answer.problems)
            after = answer.after or (b"",) * len(answer.entries)
            yield from zip(batch.tasks, answer.entries, after, strict=False)
        if problems:
            raise SettingError(list(dict.fromkeys(problems)))


def _named(problem: Problem, batch: Batch) -> Problem:
    """The problem with the unit that has it, and its file."""
    (task,) = batch.tasks
    message = problem.message if task.unit in problem.message else f"{task.unit}: {problem.message}"
    place = Place(task.place, 1, 1) if task.place and not problem.place else problem.place
    return replace(problem, message=message, place=place)


def _batches(tasks: Iterable[Task], jobs: int) -> list[Batch]:
    """Tasks in batches of even size, the longest first, so that no worker is left with one."""
    ordered = sorted(tasks, key=lambda task: len(task.html), reverse=True)
    total = sum(len(task.html) for task in ordered)
    size = min(BATCH_CHARACTERS, total // (2 * jobs) + 1)
    batches: list[list[Any]] = []
    room = 0
    for task in ordered:
        if room < len(task.html):
            batches.append([])
            room = size
        batches[-1].append(task)
        room -= len(task.html)
    return [Batch(tuple(batch)) for batch in batches]
