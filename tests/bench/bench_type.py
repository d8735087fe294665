"""One text in all programs that are installed, measured by the meter: ``make bench-type``.

Letters of :mod:`tests.bench.generate`, and the English and German text of TEI letters where a
folder of them is beside this one; on a book's measure, and on two narrow ones.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench import meter, tei
from tests.bench.engines import ENGINES, Engine, Job
from tests.bench.generate import write_edition
from tests.bench.run import ROOT, Run, machine
from tests.bench.seen import read

MEASURES = (118, 90, 70)
AMERICAN = "en-US"
"""The patterns for hyphenation that all programs have."""

TEI_LETTERS = ROOT.parent / "shared/data"


def editions(count: int, seed: int, folder: Path) -> Iterator[tuple[str, Path]]:
    """The texts to set, each with what it is."""
    if count:
        edition = folder / f"letters-{count}-{seed}"
        write_edition(edition, count, seed, AMERICAN)
        yield f"{count} letters", edition
    if not TEI_LETTERS.is_dir():
        print(f"no TEI letters: there is no folder {TEI_LETTERS.name} beside this one")
        return
    for language, name in ((AMERICAN, "English"), ("de", "German")):
        edition = folder / f"tei-{language}"
        if number := tei.write_edition(TEI_LETTERS, language, edition):
            yield f"{number} TEI letters, {name}", edition


def compare(job: Job, engines: Sequence[Engine]) -> Iterator[tuple[str, meter.Findings, Run]]:
    """The engines' rows for a job; one that fails says why and has none."""
    for engine in engines:
        try:
            output, run = engine.run(job)
        except SystemExit as failure:
            print(f"{engine.name} failed: {failure}"[:2000], file=sys.stderr)
            continue
        yield engine.name, meter.measure(read(output)), run


def show(title: str, rows: Sequence[tuple[str, meter.Findings, Run]]) -> None:
    """Print the table of one text on one measure."""
    print(f"\n{title}")
    head, *lines = meter.table((name, found) for name, found, _ in rows)
    print(f"{head} {'seconds':>8}")
    for line, (_, _, run) in zip(lines, rows, strict=True):
        print(f"{line} {run.seconds:8.1f}", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Compare how programs set one text.")
    parser.add_argument("--letters", type=int, default=200, help="0 for the TEI letters alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measures", type=int, nargs="+", default=MEASURES, metavar="MM")
    parser.add_argument("--engines", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs")
    wanted = parser.parse_args()
    engines = []
    for engine in ENGINES:
        named = not wanted.engines or any(name in engine.name.lower() for name in wanted.engines)
        if named and (found := engine.version()):
            print(f"{engine.name}: {found}")
            engines.append(engine)
        elif named:
            print(f"{engine.name} is not installed ({engine.needs})")
    print(machine())
    with tempfile.TemporaryDirectory(prefix="typeset-bench-") as scratch:
        folder = wanted.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for what, edition in editions(wanted.letters, wanted.seed, folder):
            for width in wanted.measures:
                rows = list(compare(Job(edition, width, folder), engines))
                show(f"{what}, {width} mm", rows)
    print(meter.LEGEND)


if __name__ == "__main__":
    main()
