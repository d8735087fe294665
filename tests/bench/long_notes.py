"""What long notes cost: ``python -m tests.bench.long_notes``.

One edition is built cold with a note of 700 words in every tenth letter and without, in turn, so
that both meet the same machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from tests.bench.generate import SEED_LETTER, words_of, write_edition, write_yaml
from tests.bench.run import Press, machine, median

NAME = "long"
"""The note's; no other note is named so."""
EVERY = 10
"""Letters from one such note to the next."""


def annotate(folder: Path, words: int) -> None:
    """Call a note of so many words in every tenth letter of an edition."""
    text = words_of(SEED_LETTER)
    while len(text) < words:
        text *= 2
    for file in sorted(folder.glob("letter-*.yaml"))[::EVERY]:
        data: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
        longest = max(range(len(data["body"])), key=lambda n: len(str(data["body"][n])))
        data["body"][longest] += f"[^{NAME}]"
        data["notes"] = {**(data.get("notes") or {}), NAME: " ".join(text[:words])}
        write_yaml(file, data)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure what long notes cost.")
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--words", type=int, default=700)
    parser.add_argument("--rounds", type=int, default=2)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="typeset-bench-") as folder:
        presses = [Press(Path(folder) / name, Path(folder)) for name in ("without", "with")]
        for press in presses:
            write_edition(press.edition, wanted.letters, seed=1)
        annotate(presses[1].edition, wanted.words)
        runs = []
        for number in range(wanted.rounds):
            print(f"round {number + 1} of {wanted.rounds} …", file=sys.stderr)
            runs.append([press.build_cold() for press in presses])
        without, with_notes = (median(each) for each in zip(*runs, strict=True))
        pages = [press.pages() for press in presses]
    print(machine())
    print(f"{wanted.letters} letters: {without.seconds:.2f} s, {pages[0]} pages")
    print(
        f"with {wanted.words} words in a note of every tenth: {with_notes.seconds:.2f} s, "
        f"{pages[1]} pages; {with_notes.seconds / without.seconds:.2f} of the time, "
        f"{with_notes.work / without.work:.2f} of the work"
    )


if __name__ == "__main__":
    main()
