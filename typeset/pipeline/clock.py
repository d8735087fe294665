"""How long each step of a build takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Seconds by step; a step may come several times.  One within another counts for itself."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._within = 0.0
        self._seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done within, whether it succeeds or not."""
        began, outer, self._within = time.perf_counter(), self._within, 0.0
        try:
            yield
        finally:
            taken = time.perf_counter() - began
            self._seconds[name] = self._seconds.get(name, 0.0) + taken - self._within
            self._within = outer + taken

    def seconds(self) -> dict[str, float]:
        """Seconds by step, and all of them as ``total``."""
        taken = {**self._seconds, "total": time.perf_counter() - self._began}
        return {name: round(seconds, 3) for name, seconds in taken.items()}
