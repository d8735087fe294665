"""Runs Pandoc, which reads word processors' files and Markdown."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from typeset.errors import InputError, Problem, UsageError
from typeset.model import Place

INSTALL = """install it:
  Debian, Ubuntu   apt-get install pandoc
  Fedora           dnf install pandoc
  macOS            brew install pandoc
  Windows          winget install JohnMacFarlane.Pandoc"""

MOST_BYTES = 32 * 1024 * 1024
LONGEST = 120
"""Seconds that a file may take."""

READERS = {"docx": "docx+styles", "markdown": "markdown"}
"""What Pandoc calls the formats; with the styles of Word's paragraphs."""


def find_pandoc() -> str:
    """The program; UsageError, with how to install it, where it is missing."""
    program = shutil.which("pandoc")
    if program is None:
        raise UsageError(
            Problem("no-pandoc", "this import needs Pandoc, which is missing", INSTALL)
        )
    return program


def read_document(program: str, path: Path, form: str) -> dict[str, Any]:
    """A file as Pandoc's JSON; InputError where it cannot be read.  Pandoc opens no other file."""
    if path.stat().st_size > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES >> 20} MiB"
        raise refusal(path, "too-large", message, "divide it, or make its pictures smaller")
    command = [program, "--sandbox", "-f", READERS[form], "-t", "json", "--", str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired as late:
        message = f"Pandoc has not read it in {LONGEST} seconds"
        raise refusal(path, "too-slow", message, "divide the file") from late
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:200] or "no reason given"
        raise refusal(path, "not-read", f"Pandoc cannot read it: {said}", f"is it {form}?")
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def refusal(path: Path, code: str, message: str, hint: str) -> InputError:
    """Why a file is not taken."""
    return InputError(Problem(code, message, hint, Place(str(path), 1, 1)))
