"""The long run: ``python -m tests.fuzz.run --seeds 0:1000 --jobs 2 [--keep DIR]``.

A seed is a letter; ten letters that follow one another are an edition.  What fails is made smaller
and kept in a folder, with the way to build it again.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tests.fuzz.letters import TOGETHER, edition
from tests.fuzz.shrink import Shrinker
from tests.fuzz.trial import Outcome, alone

LIMIT = 300.0
"""Seconds that an edition may take on a busy machine."""

COLUMNS = ("letters", "pages", "words", "notes", "lost", "doubled", "disordered", "off", "away",
           "behind", "skipping", "refused", "crashes")  # fmt: skip


class Totals:
    """What all trials came to, by page size and by the notes' place."""

    def __init__(self) -> None:
        self._rows: dict[str, Counter[str]] = {}
        self._series: set[str] = set()
        self.all: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Count a trial."""
        verdict = outcome.verdict
        numbers = Counter(
            letters=outcome.letters, pages=verdict.pages, words=verdict.words, notes=verdict.notes,
            refused=int(bool(outcome.error) and "crash" not in outcome.error),
            crashes=int("crash" in outcome.error),
        )  # fmt: skip
        for kind in ("lost", "doubled", "disordered", "off", "away", "behind", "skipping"):
            numbers[kind] = len(getattr(verdict, kind))
        for name in (outcome.size, f"notes: {outcome.place}"):
            self._rows.setdefault(name, Counter()).update(numbers)
        self.all.update(numbers)
        self._series.update(edition(outcome.seed, 0).paper.series)

    def table(self) -> str:
        """All rows as a table."""
        rows = [*sorted(self._rows.items()), ("all", self.all)]
        lines = [f"{'':14}" + "".join(f"{column:>11}" for column in COLUMNS)]
        lines += [
            f"{name:14}" + "".join(f"{row[column]:>11}" for column in COLUMNS) for name, row in rows
        ]
        return "\n".join([*lines, f"settings of series met: {len(self._series)} of 72"])


def outcomes(seeds: Iterable[int], jobs: int, folder: Path) -> Iterator[Outcome]:
    """The trials of some editions as they end, several at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        for done in as_completed([pool.submit(alone, seed, folder, LIMIT) for seed in seeds]):
            yield done.result()


def keep(failure: Outcome, folder: Path, keeping: Path) -> str:
    """Make a failure smaller, keep its files, and say what it is."""
    place = keeping / f"{failure.seed}"
    place.mkdir(parents=True, exist_ok=True)
    made, smallest = edition(failure.seed), failure
    if "hangs" not in failure.error and "exit" not in failure.error:
        made, smallest = Shrinker(made, failure, place).shrink()
    settings = " ".join(f"--set '{name}={value}'" for name, value in made.paper.told)
    letters = [letter.ident for letter in made.letters]
    told = [*smallest.problems, *smallest.verdict.faults] or failure.problems
    lines = [
        f"edition {failure.seed} fails: {' '.join(filter(None, failure.signature))}",
        f"python -m tests.fuzz.trial {folder} {failure.seed}",
        f"typeset build {place}/edition-{failure.seed} {settings}",
        f"letters: {' '.join(letters)}",
        *told[:20],
    ]
    (place / "failure.txt").write_text("\n".join(lines), "utf-8")
    return "\n  ".join(lines[:8])


def main() -> None:
    """The command line; the exit code tells whether all went well."""
    parser = argparse.ArgumentParser(description="Build and judge letters made at random.")
    parser.add_argument("--seeds", default="0:100", help="how many letters, or a range: 200:300")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for what fails")
    given = parser.parse_args()
    first, _, last = given.seeds.rpartition(":")
    seeds = range(int(first or 0) // TOGETHER, -(-int(last) // TOGETHER))
    totals, failed, shown = Totals(), 0, 0
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for outcome in outcomes(seeds, given.jobs, Path(folder)):
            totals.add(outcome)
            if outcome.failed:
                failed += 1
                print(keep(outcome, Path(folder), given.keep or Path("build/fuzz")), flush=True)
            if totals.all["letters"] // 100 > shown:
                shown = totals.all["letters"] // 100
                row = ", ".join(f"{totals.all[column]} {column}" for column in COLUMNS)
                print(row, flush=True)
    print(totals.table())
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
