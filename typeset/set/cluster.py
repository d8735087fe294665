"""Workers of a Dask cluster: batches are set on other machines, which need typeset and no more.

Style and fonts travel as a parcel, once for each worker; letters travel with their batches.  A
worker sets in a program of its own, as the pool at home does, so that a letter that hangs or dies
takes no worker with it.  What a lost worker was at is set by another one.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from typeset.errors import Problem, SettingError, UsageError
from typeset.faces import font_files
from typeset.set.pool import Pool, Program
from typeset.set.task import Style
from typeset.set.versions import engine_digest
from typeset.set.worker import Answer, Batch

PATIENCE = 30.0
"""Seconds that a scheduler has to answer, and that workers have to come."""

TRIES = 3
"""How often a batch is tried whose worker was lost."""


@dataclass(frozen=True)
class Parcel:
    """What a worker needs besides its batches; ``fonts`` are files by their folder's number."""

    style: Style
    fonts: tuple[tuple[int, str, bytes], ...]
    engine: str
    """The engine that must be there: same input, same bytes."""

    def unpacked(self, folder: Path) -> Style:
        """The style with its fonts in a folder of this machine."""
        numbers = sorted({number for number, _, _ in self.fonts})
        for number, name, data in self.fonts:
            place = folder / str(number) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.is_file() or place.stat().st_size != len(data):
                with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
                    file.write(data)
                Path(file.name).replace(place)
        fonts = tuple(folder / str(number) for number in numbers)
        return replace(self.style, fonts=fonts, cache=folder / "cache")


def parcel_of(style: Style) -> Parcel:
    """A style with its fonts, to be sent."""
    fonts = tuple(
        (number, f"{n:03}-{path.name}", path.read_bytes())
        for number, folder in enumerate(style.fonts)
        for n, path in enumerate(font_files(folder))
    )
    return Parcel(replace(style, fonts=(), cache=Path()), fonts, engine_digest())


class ClusterPool:
    """Sets batches on the workers of a cluster; for the rest as :class:`typeset.set.pool.Pool`."""

    def __init__(self, address: str) -> None:
        self._dask = _dask()
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # we tell by errors
        try:
            self._client: Any = self._dask.Client(address, timeout=PATIENCE, set_as_default=False)
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError) as error:
            raise _gone(address, f"does not answer, or has no workers: {error}") from error
        self._address = address
        self._style: Style | None = None
        self._parcel: Any = None
        self.jobs = sum(self._client.nthreads().values())

    def __enter__(self) -> ClusterPool:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def warm(self) -> None:
        """Nothing: workers load the engine when they get their first batch."""

    def expect(self) -> None:
        """Nothing likewise."""

    @property
    def style(self) -> Style:
        """The style that the workers set in; ValueError if they were not told."""
        if self._style is None:
            raise ValueError("the pool has no style yet")
        return self._style

    def dress(self, style: Style) -> None:
        """Tell all workers the style that they are to set in; once."""
        self._style = style
        # As a task, so that it is made again where all workers that have it are lost.
        self._parcel = self._client.submit(_same, parcel_of(style), pure=False)

    def run(self, batches: Sequence[Batch]) -> Iterator[tuple[Batch, Answer]]:
        """Set batches; answers come as they are ready, for all tasks exactly once.

        Raises:
            SettingError: the scheduler is gone, or workers have another engine.
        """
        futures = {
            self._client.submit(set_batch, self._parcel, batch, pure=False, retries=TRIES): batch
            for batch in batches
        }
        try:
            for future in self._dask.as_completed(futures, loop=self._client.loop):
                try:
                    yield from future.result()
                except self._dask.KilledWorker:
                    yield from self._lost(futures[future])
        except (CancelledError, OSError) as error:
            raise _gone(self._address, "is gone; what was set is kept") from error

    def _lost(self, batch: Batch) -> Iterator[tuple[Batch, Answer]]:
        """Again by itself what no worker came back from, so that only the one to blame fails."""
        if len(batch.tasks) > 1:
            yield from self.run([batch._replace(tasks=(task,)) for task in batch.tasks])
            return
        unit = batch.tasks[0].unit
        problem = Problem("not-set", f"{unit}: workers died while it was set", "set it alone here")
        yield batch, Answer(problems=(problem,))


def _dask() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        hint = "pip install 'typeset[cluster]'"
        raise UsageError(Problem("no-dask", "a cluster needs Dask", hint)) from error


def _gone(address: str, what: str) -> SettingError:
    hint = "start it again, or build without --scheduler"
    return SettingError(Problem("no-scheduler", f"the scheduler {address} {what}", hint))


def _same(parcel: Parcel) -> Parcel:
    return parcel


def set_batch(parcel: Parcel, batch: Batch) -> list[tuple[Batch, Answer]]:
    """Set a batch on the machine that this runs on."""
    if engine_digest() != parcel.engine:
        message = "a worker has another typeset, WeasyPrint or Pango than this machine"
        hint = "install the same versions on both: the same input is to give the same bytes"
        return [(batch, Answer(problems=(Problem("other-engine", message, hint),)))]
    digest = hashlib.sha256(parcel.style.digest.encode()).hexdigest()[:24]
    folder = Path(tempfile.gettempdir()) / f"typeset-{digest}"
    idle = _idle(digest)
    try:
        pool = idle.get_nowait()
    except Empty:
        pool = Pool(1, folder / "cache", start=Program)
        pool.dress(parcel.unpacked(folder))
    try:
        return list(pool.run([batch]))
    finally:
        idle.put(pool)


@cache
def _idle(digest: str) -> SimpleQueue[Pool]:
    """The pools of this process for a style, one for each of its threads, that wait for work."""
    return SimpleQueue()
