"""How far the work is, on a terminal and elsewhere."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MakeEdition
from typeset.cli.progress import show_progress
from typeset.pipeline import Progress


def test_elsewhere_a_plain_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: float(next(seconds)))
    with show_progress() as tell:
        for done in range(1, 6):
            tell(Progress("set", done, 5))
    assert capsys.readouterr().err == "setting letters: 2 of 5\nsetting letters: 4 of 5\n"


def test_on_a_terminal_a_bar_that_leaves_the_summary_alone(
    make_edition: MakeEdition, tmp_path: Path
) -> None:
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("this machine has no pseudo-terminals")
    command = ("build", make_edition(), "--cache", tmp_path / "cache", "-o", tmp_path / "v.pdf")
    process = subprocess.Popen(
        (sys.executable, "-m", "typeset", *command), stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    drawn = b""
    while chunk := _read(ours):
        drawn += chunk
    out, _ = process.communicate()
    os.close(ours)
    assert process.returncode == 0
    assert b"setting letters" in drawn
    assert out.count(b"\n") == 1


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other side is closed
        return b""
