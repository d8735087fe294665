"""How long typeset takes, beside the same letters as one WeasyPrint document: ``make bench``.

Everything is measured as whole processes in one run, the two ways of printing in turn, so that
both meet the same machine.  Nothing is asserted: the table is for people.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.bench.generate import lengthen, write_edition

ROOT = Path(__file__).parents[2]
TYPESET = (sys.executable, "-m", "typeset")


@dataclass(frozen=True)
class Run:
    """What a process and its children took.

    ``seconds`` are the wall's clock's, ``work`` the processors', which other programs disturb less;
    ``megabytes`` the peak of the largest process.
    """

    seconds: float
    work: float
    megabytes: float


def measure(*command: str) -> Run:
    """Run a command to its end; one that fails ends everything."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)} failed:\n{said.read().decode()}")
    seconds = time.perf_counter() - start
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(runs: Sequence[Run]) -> Run:
    """The median of the times, and the greatest peak."""
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.work for run in runs),
        max(run.megabytes for run in runs),
    )


class Press:
    """Builds one edition in a folder of its own."""

    def __init__(self, edition: Path, folder: Path) -> None:
        self.edition = edition
        self.output = folder / f"{edition.name}.pdf"
        self.cache = folder / f"{edition.name}-cache"
        self.report = folder / f"{edition.name}.json"

    def build(self) -> Run:
        """``typeset build`` on two cores, as things stand."""
        return measure(
            *(*TYPESET, "build", str(self.edition), "-o", str(self.output)),
            *("--cache", str(self.cache), "--report", str(self.report), "--jobs", "2"),
        )

    def build_cold(self) -> Run:
        """With nothing kept."""
        shutil.rmtree(self.cache, ignore_errors=True)
        self.output.unlink(missing_ok=True)
        return self.build()

    def build_warm(self) -> Run:
        """With all letters in the cache and no volume yet."""
        self.output.unlink(missing_ok=True)
        return self.build()

    def pages(self) -> int:
        """Pages of the last build."""
        return int(json.loads(self.report.read_text())["pages"])


def machine() -> str:
    """What was measured on, and with what."""
    model = platform.processor() or platform.machine()
    if (cpuinfo := Path("/proc/cpuinfo")).exists():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {os.cpu_count()} processors, {memory:.0f} GB; {platform.platform()}; "
        f"Python {platform.python_version()}, WeasyPrint {version('weasyprint')}"
    )


def compare(count: int, rounds: int, folder: Path) -> list[tuple[str, Run, float | None]]:
    """Rows of the table: what, how long, and its share of what it is to be compared with."""
    edition = folder / f"letters-{count}"
    write_edition(edition, count, seed=1)
    press = Press(edition, folder)
    baseline = (sys.executable, "-m", "tests.bench.one_document", str(edition))
    cold, one = [], []
    for number in range(rounds):
        print(f"round {number + 1} of {rounds} …", file=sys.stderr)
        cold.append(press.build_cold())
        one.append(measure(*baseline, str(folder / "one-document.pdf")))
    cold_run, one_run = median(cold), median(one)
    pages = press.pages()
    unchanged = press.build()
    lengthen(edition / f"letter-{count // 2:05}.yaml")
    renewed = press.build()
    longer = press.pages() - pages
    small = Press(ROOT / "letters/lenin-44", folder)
    small.build_cold()
    return [
        (f"{count} letters as one WeasyPrint document", one_run, None),
        (f"{count} letters, cold ({pages} pages)", cold_run, cold_run.seconds / one_run.seconds),
        (f"one letter {longer} pages longer", renewed, renewed.seconds / cold_run.seconds),
        ("nothing changed", unchanged, unchanged.seconds / cold_run.seconds),
        ("lenin-44, warm cache", median([small.build_warm() for _ in range(3)]), None),
        ("lenin-44, nothing changed", median([small.build() for _ in range(3)]), None),
        ("typeset --help", median([measure(*TYPESET, "--help") for _ in range(5)]), None),
    ]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure typeset beside one WeasyPrint document.")
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="typeset-bench-") as folder:
        rows = compare(wanted.letters, wanted.rounds, Path(folder))
    print(machine())
    print(f"{'':44} {'seconds':>8} {'ratio':>7} {'work':>8} {'MB':>6}")
    for what, run, ratio in rows:
        share = f"{ratio:7.3f}" if ratio is not None else " " * 7
        print(f"{what:44} {run.seconds:8.2f} {share} {run.work:8.2f} {run.megabytes:6.0f}")
    print("ratio of seconds: cold to the one document, the others to cold")
    print("work: seconds of all processors together; MB: the largest process's peak")


if __name__ == "__main__":
    main()
