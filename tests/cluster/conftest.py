"""A Dask scheduler and workers, each a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

LONG = 120.0
"""Seconds after which something will not come any more."""


@dataclass
class Cluster:
    """What runs, and where the scheduler is."""

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, workers: int) -> None:
        """Start the scheduler and so many workers of one thread."""
        file = self.folder / "scheduler.json"
        self.scheduler = self._dask("scheduler", "--port", "0", "--scheduler-file", str(file))
        self.address = self._address(file)
        for _ in range(workers):
            self.add_worker()

    def add_worker(self) -> None:
        """Start a worker."""
        worker = ("worker", self.address, "--nthreads", "1", "--no-nanny")
        self.workers.append(self._dask(*worker, "--local-directory", str(self.folder)))

    def stop(self) -> None:
        """End everything that still runs."""
        for process in (*self.workers, self.scheduler):
            if process and process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _dask(self, *command: str) -> subprocess.Popen[bytes]:
        with (self.folder / "dask.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *command, "--no-dashboard"],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                start_new_session=True,
            )

    def _address(self, file: Path) -> str:
        from json import JSONDecodeError, loads

        deadline = time.monotonic() + LONG
        while time.monotonic() < deadline:
            try:
                return str(loads(file.read_text())["address"])
            except (FileNotFoundError, JSONDecodeError):
                time.sleep(0.05)
        raise TimeoutError((self.folder / "dask.log").read_text())


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="Dask is not installed: pip install .[cluster]")
    folder = tmp_path / "cluster"
    folder.mkdir()
    made = Cluster(folder)
    try:
        yield made
    finally:
        made.stop()
