"""Volumes of a thousand letters and more, beside the other programs: ``make bench-scale``.

Whole processes on two cores, one after the other in one run.  ``--letters 10000 --alone`` tells how
time and memory grow.  Nothing is asserted: the table is for people.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.engines import ENGINES, Engine, Job
from tests.bench.generate import lengthen, write_edition
from tests.bench.run import Press, Run, machine, measure

MEASURE = 118
"""Millimetres."""


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    what: str
    run: Run
    size: int = 0
    """Bytes of the file, 0 where that is not told."""


def typeset_rows(edition: Path, folder: Path) -> Iterator[Row]:
    """Cold, renewed after edits, and with nothing changed."""
    press = Press(edition, folder)
    cold = press.build_cold()
    report = json.loads(press.report.read_text())
    pages = report["pages"]
    yield Row(f"typeset, cold: {pages} pages", cold, press.output.stat().st_size)
    seconds = report["seconds"]
    without = Run(cold.seconds - seconds["certify"], 0.0, 0.0)
    yield Row("  of it all but the certificate", without)
    letters = sorted(edition.glob("letter-*.yaml"))
    reword(letters[len(letters) // 2])
    yield Row("typeset, a word of one letter changed", press.build())
    lengthen(letters[len(letters) // 2])
    longer = press.build()
    yield Row(f"typeset, one letter {press.pages() - pages} pages longer", longer)
    yield Row("typeset, nothing changed", press.build())


def reword(letter: Path) -> None:
    """Change a word of a letter, so that its pages stay as they are."""
    text = letter.read_text("utf-8")
    head, body, rest = text.partition("\nbody:")
    letter.write_text(head + body + rest.replace(" the ", " her ", 1), "utf-8")


def others(edition: Path, folder: Path) -> Iterator[Row]:
    """The programs that are installed; the one document of WeasyPrint has our own column."""
    one = folder / "one-document.pdf"
    command = (sys.executable, "-m", "tests.bench.one_document", str(edition), str(one))
    yield Row("WeasyPrint, one document", measure(*command), one.stat().st_size)
    for engine in ENGINES:
        if engine.name in ("Typst", "LuaLaTeX") and engine.version():
            yield _row(engine, Job(edition, MEASURE, folder))


def _row(engine: Engine, job: Job) -> Row:
    output, run = engine.run(job)
    return Row(f"{engine.name} {engine.version()}", run, output.stat().st_size)


def show(row: Row) -> None:
    """Print a line of the table."""
    size = f"{row.size / 1e6:8.1f}" if row.size else " " * 8
    work = f"{row.run.work:8.2f} {row.run.megabytes:6.0f}" if row.run.work else " " * 15
    print(f"{row.what:44} {row.run.seconds:8.2f} {work} {size}", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure volumes of many letters.")
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--alone", action="store_true", help="typeset alone")
    wanted = parser.parse_args()
    print(machine())
    print(f"{'':44} {'seconds':>8} {'work':>8} {'MB':>6} {'file/MB':>8}", flush=True)
    with tempfile.TemporaryDirectory(prefix="typeset-bench-") as name:
        folder = Path(name)
        edition = folder / f"letters-{wanted.letters}"
        write_edition(edition, wanted.letters, seed=1)
        if not wanted.alone:
            for row in others(edition, folder):
                show(row)
        for row in typeset_rows(edition, folder):
            show(row)
    print("work: seconds of all processors together; MB: the largest process's peak")


if __name__ == "__main__":
    main()
