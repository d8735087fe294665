"""Ctrl-C ends a build at once, cleanly, and the work done so far is kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.generate import write_edition
from typeset.store import Store

LETTERS = 40


def test_an_interrupted_build_is_taken_up_where_it_was(tmp_path: Path) -> None:
    edition, cache = tmp_path / "edition", tmp_path / "cache"
    volume, report = tmp_path / "volume.pdf", tmp_path / "report.json"
    write_edition(edition, LETTERS, seed=1)
    command: list[str | Path] = [sys.executable, "-m", "typeset", "build", edition]
    command += ["-o", volume, "--cache", cache, "--report", report]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + 60
    kept = Store(cache / "galleys")
    while not any(kept.entries()) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in err
    assert not volume.exists()

    subprocess.run(command, check=True, capture_output=True)
    assert volume.exists()
    hits = json.loads(report.read_text())["cache"]["hits"]
    assert hits >= 1
