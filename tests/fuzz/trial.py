"""One trial: an edition is written, built through the public interface, and judged twice.

``python -m tests.fuzz.trial FOLDER SEED [LETTER]`` tells the outcome as JSON.  A process of its own
can be killed, and may die, without taking the run along.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.fuzz.judge import Verdict, judge
from tests.fuzz.letters import Edition, edition
from typeset import BuildOptions, LossError, TypesetError, build

MOST_TOLD = 12
"""Problems of one build that are kept."""


@dataclass
class Outcome:
    """What came of a trial."""

    seed: int
    size: str
    place: str
    letters: int
    verdict: Verdict = field(default_factory=Verdict)
    error: str = ""
    """The error's class: ``LossError`` where the certificate refused the volume."""
    problems: list[str] = field(default_factory=list)
    away: int = 0
    """Notes away from their call's page, as the report has it."""
    covered: bool = True
    """The report's coverage is whole."""
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Is anything not as it must be?"""
        return bool(self.error or self.verdict.faults or not self.covered)

    @property
    def signature(self) -> tuple[str, ...]:
        """What kind of failure it is; shrinking keeps it."""
        kinds = {fault.partition(":")[0] for fault in self.verdict.faults}
        return (self.error, *sorted(kinds), "" if self.covered else "coverage")

    @classmethod
    def load(cls, text: str) -> Outcome:
        """The outcome that another process told."""
        told: dict[str, Any] = json.loads(text)
        return cls(**{**told, "verdict": Verdict(**told["verdict"])})


def trial(made: Edition, folder: Path, letters: Sequence[str] = (), jobs: int = 1) -> Outcome:
    """Write an edition below a folder, build it and judge the volume.

    ``letters`` are the only ones to be printed, where any are given.  What the certificate refuses
    is built all the same, for the other judge to look at.
    """
    printed = [one for one in made.letters if not letters or one.ident in letters]
    outcome = Outcome(made.seed, made.paper.size, made.paper.place, len(printed))
    source, pdf = folder / f"edition-{made.seed}", folder / f"edition-{made.seed}.pdf"
    shutil.rmtree(source, ignore_errors=True)
    pdf.unlink(missing_ok=True)
    options = BuildOptions(
        settings=made.paper.told, letters=tuple(letters), jobs=jobs, cache=folder / "cache"
    )
    start = time.perf_counter()
    try:
        made.write(source)
        try:
            report = build(source, pdf, options)
        except LossError as error:
            outcome.error = "LossError"
            outcome.problems = [str(problem) for problem in error.problems[:MOST_TOLD]]
            report = build(source, pdf, replace(options, allow_faults=True))
        else:
            coverage = report.coverage
            outcome.covered = coverage["expected"] == coverage["printed"]
        outcome.away = report.notes.get("away", 0)
        outcome.verdict = judge(pdf, printed, made.paper.place == "foot")
    except TypesetError as error:
        outcome.error = type(error).__name__
        outcome.problems = [str(problem) for problem in error.problems[:MOST_TOLD]]
    except Exception as error:  # the very thing that is looked for
        outcome.error = f"crash: {type(error).__name__}"
        outcome.problems = [traceback.format_exc()]
    outcome.seconds = time.perf_counter() - start
    return outcome


def alone(seed: int, folder: Path, limit: float, letter: str = "") -> Outcome:
    """A trial in a process of its own, which has so many seconds."""
    import subprocess

    command = [
        sys.executable,
        "-m",
        __name__,
        str(folder),
        str(seed),
        *([letter] if letter else []),
    ]
    made = edition(seed)
    outcome = Outcome(seed, made.paper.size, made.paper.place, len(made.letters))
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        try:
            process = subprocess.run(command, stdout=said, stderr=said, timeout=limit, check=False)
        except subprocess.TimeoutExpired:
            return replace(outcome, error="crash: it hangs", problems=[f"over {limit:.0f} s"])
        said.seek(0)
        lines = said.read().splitlines()
    if process.returncode or not lines:
        return replace(outcome, error=f"crash: exit {process.returncode}", problems=lines[-20:])
    return Outcome.load(lines[-1])


def main() -> None:
    """Try one edition, or one letter of it."""
    folder, seed, *letters = sys.argv[1:]
    outcome = trial(edition(int(seed)), Path(folder), letters)
    print(json.dumps(asdict(outcome)))


if __name__ == "__main__":
    main()
