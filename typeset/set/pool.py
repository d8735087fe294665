"""Worker processes that set batches side by side.

A worker that hangs or dies is replaced.  The batch it was at is set again, unit by unit, so that
only the unit that is to blame fails, by name, while the rest goes on.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Protocol

from typeset.errors import Problem
from typeset.set.task import Style
from typeset.set.worker import Answer, Batch, work

START_SECONDS = 60.0
"""Time for a worker to load the engine."""

AHEAD = 8
"""Workers that are started ahead, at most."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a batch may take: a fixed time, and more for long texts (setting is linear)."""

    seconds: float = 60.0
    seconds_per_megabyte: float = 120.0

    def allow(self, batch: Batch) -> float:
        """Seconds for this batch."""
        size = sum(len(task.html) for task in batch.tasks)
        return self.seconds + self.seconds_per_megabyte * size / 1e6


class Worker(Protocol):
    """A running worker."""

    @property
    def pid(self) -> int | None:
        """Its number in the system."""

    @property
    def exitcode(self) -> int | None:
        """How it ended."""

    def kill(self) -> None:
        """End it at once."""

    def join(self) -> None:
        """Wait until it has ended."""


def _child(pipe: Connection, cache: Path, eager: bool) -> Worker:
    """A worker as a child of this process."""
    # A fork starts at once, but copies locks that another thread may hold.
    forks = sys.platform == "linux" and threading.active_count() == 1
    context: Any = multiprocessing.get_context("fork" if forks else "spawn")
    process: Any = context.Process(target=work, args=(pipe, cache, eager), daemon=True)
    process.start()
    child: Worker = process
    return child


class Program:
    """A worker as a program of its own."""

    def __init__(self, pipe: Connection, cache: Path, eager: bool) -> None:
        take_up = (
            "import sys; from pathlib import Path; from multiprocessing.connection import "
            "Connection; from typeset.set.worker import work; "
            "work(Connection(int(sys.argv[1])), Path(sys.argv[2]), sys.argv[3] == 'True')"
        )
        command = [sys.executable, "-c", take_up, str(pipe.fileno()), str(cache), str(eager)]
        self._process = subprocess.Popen(command, pass_fds=[pipe.fileno()])

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self._process.pid

    @property
    def exitcode(self) -> int | None:
        """How it ended."""
        return self._process.returncode

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def join(self) -> None:
        """Wait until it has ended."""
        self._process.wait()


@dataclass(slots=True)
class _Hand:
    """A worker as the pool sees it."""

    process: Worker
    pipe: Connection
    batch: Batch | None = None
    deadline: float = 0.0
    ready: bool = False
    """It has loaded the engine and said so."""


class Pool:
    """Up to ``jobs`` workers of one style, started when there is work for them.

    ``cache`` is the folder for what makes loading the engine faster; ``start`` is how a worker is
    started, :class:`Program` where a process may have no children.
    """

    def __init__(
        self,
        jobs: int,
        cache: Path,
        limits: Limits | None = None,
        start: Callable[[Connection, Path, bool], Worker] | None = None,
    ) -> None:
        self._style: Style | None = None
        self._start = start or _child
        self.jobs = jobs
        self._cache = cache
        self._limits = limits or Limits()
        self._hands: list[_Hand] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start workers ahead of their work: the first loads the engine meanwhile.

        The others only wait.  Started later they would share, and count as theirs, what this
        process has read by then.
        """
        while len(self._hands) < min(self.jobs, AHEAD):
            self._hands.append(self._hire(eager=not self._hands))

    @property
    def style(self) -> Style:
        """The style that the workers set in; ValueError if they were not told."""
        if self._style is None:
            raise ValueError("the pool has no style yet")
        return self._style

    def dress(self, style: Style) -> None:
        """Tell all workers the style that they are to set in; once."""
        if self._style is not None:
            raise ValueError("a pool has one style")
        self._style = style
        for hand in self._hands:
            self._send(hand, style)

    def expect(self) -> None:
        """Tell of work for all: those that only wait load the engine while it is prepared."""
        for hand in self._hands:
            self._send(hand, self.style)

    def run(self, batches: Sequence[Batch]) -> Iterator[tuple[Batch, Answer]]:
        """Set batches; answers come as they are ready, for all tasks exactly once."""
        waiting = deque(batches)
        while len(self._hands) < min(self.jobs, len(waiting)):
            self._hands.append(self._hire())
        while waiting or any(hand.batch for hand in self._hands):
            for hand in self._hands:
                if hand.batch is None and waiting:
                    self._give(hand, waiting.popleft())
            for hand, answer in self._ready():
                batch, hand.batch = _given(hand), None
                if answer.problems and len(batch.tasks) > 1:
                    waiting.extend(batch._replace(tasks=(task,)) for task in batch.tasks)
                else:
                    yield batch, answer

    def _hire(self, *, eager: bool = True) -> _Hand:
        ours, theirs = multiprocessing.Pipe()
        process = self._start(theirs, self._cache, eager)
        theirs.close()
        hand = _Hand(process, ours)
        if self._style is not None:
            self._send(hand, self._style)
        return hand

    def _give(self, hand: _Hand, batch: Batch) -> None:
        hand.batch = batch
        allowed = self._limits.allow(batch) if hand.ready else START_SECONDS
        hand.deadline = time.monotonic() + allowed
        self._send(hand, batch)

    def _send(self, hand: _Hand, message: Style | Batch) -> None:
        # One that died is found by its closed pipe.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            hand.pipe.send(message)

    def _ready(self) -> Iterator[tuple[_Hand, Answer]]:
        """Hands that have answered, died or overrun their time."""
        busy = {hand.pipe: hand for hand in self._hands if hand.batch}
        soonest = min(hand.deadline for hand in busy.values())
        for pipe in wait(list(busy), max(0.0, soonest - time.monotonic())):
            hand = busy[pipe]  # type: ignore[index]
            try:
                answer = hand.pipe.recv()
                if answer is None:
                    hand.ready = True
                    hand.deadline = time.monotonic() + self._limits.allow(_given(hand))
                else:
                    yield hand, answer
            except (EOFError, ConnectionResetError):
                hand.process.join()
                yield hand, self._lost(hand, "died while it was set", hand.process.exitcode)
        for hand in busy.values():
            if hand.batch and time.monotonic() > hand.deadline:
                yield hand, self._lost(hand, "was not set in time", None)

    def _lost(self, hand: _Hand, what: str, code: int | None) -> Answer:
        """Replace a worker that is of no more use."""
        hand.process.kill()
        hand.process.join()
        hand.pipe.close()
        new = self._hire()
        hand.process, hand.pipe, hand.ready = new.process, new.pipe, False
        units = ", ".join(task.unit for task in _given(hand).tasks)
        why = f" (exit code {code})" if code is not None else ""
        problem = Problem("not-set", f"{units} {what}{why}", "look for very long words or tables")
        return Answer(problems=(problem,))

    def close(self) -> None:
        """Stop all workers."""
        for hand in self._hands:
            hand.process.kill()  # it writes nothing that could be left half done
            hand.pipe.close()
        for hand in self._hands:
            hand.process.join()
        self._hands.clear()


def _given(hand: _Hand) -> Batch:
    assert hand.batch is not None, "only busy workers answer"
    return hand.batch
