"""Every variant of several editions, judged by veraPDF: ``make conformance``.

What is for press veraPDF does not know; our own preflight judges it.  With ``--if-possible`` it is
no failure that veraPDF cannot be had.

Prints a table and ends with 1 if any file breaks a clause.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.bench.generate import write_edition
from tests.conformance.everything import write_everything
from tests.conformance.verapdf import Missing, fetch, judge
from typeset import BuildOptions, TypesetError, build
from typeset.preflight import preflight
from typeset.variants import VARIANTS, Variant

WORK = Path("build/conformance")
LETTERS = 100
WIDTH = 120
"""Signs in a line of the table."""

Editions = dict[str, tuple[Path, tuple[tuple[str, str], ...]]]
"""By name: the folder, and settings to build it with."""


Broken = dict[tuple[str, str, str], list[str]]
"""Clauses by edition, variant, and what they are of."""


def flavours(variant: Variant) -> list[str]:
    """What a variant is judged by, as veraPDF calls it."""
    archive = [f"{variant.archive}{variant.level.lower()}"] if variant.archive else []
    access = [f"ua{variant.access}"] if variant.access else []
    tagged = ["wt1r", "wt1a"] if variant.access == 2 else []
    return [*archive, *access, *tagged]


def gates(variant: Variant) -> list[str]:
    """What a variant is judged by, as our preflight calls it."""
    return [variant.name.removeprefix("pdf/")] if variant.press else []


def suits(variant: Variant, edition: str) -> bool:
    """May an edition be printed so?  Something shines through in the one that has everything."""
    return variant.transparent or edition in ("specimen", "lenin-44", f"{LETTERS} letters")


def editions() -> Editions:
    """The editions to judge: those that are here, a long one, and one that has everything."""
    long, every = WORK / "generated", WORK / "everything"
    if not long.exists():
        write_edition(long, LETTERS, seed=1)
    write_everything(every)
    return {
        "specimen": (Path("letters/specimen"), ()),
        "lenin-44": (Path("letters/lenin-44"), ()),
        f"{LETTERS} letters": (long, ()),
        "everything": (every, ()),
        "endnotes": (every, (("notes_place", "letter"),)),
        "notes last": (every, (("notes_place", "volume"),)),
    }


def print_editions(found: Editions) -> dict[str, dict[str, Path]]:
    """Build every variant of each edition; gives the files by edition and variant."""
    judged = [variant for variant in VARIANTS.values() if flavours(variant) or gates(variant)]
    files = {}
    for name, (folder, settings) in found.items():
        names = tuple(variant.name for variant in judged if suits(variant, name))
        out = WORK / "pdf" / f"{name.replace(' ', '-')}.pdf"
        options = BuildOptions(cache=WORK / "cache", variants=names, settings=settings)
        made = build(folder, out, options).variants
        files[name] = {variant: Path(file) for variant, file in made.items()}
    return files


def main(arguments: Sequence[str]) -> int:
    """Judge everything; gives the exit code."""
    console = Console()
    console.width = max(console.width, WIDTH)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1000000000")  # files for press tell a date
    try:
        fetch()
    except Missing as error:
        console.print(f"nothing is judged: {error}", markup=False)
        return 0 if "--if-possible" in arguments else 1
    try:
        found = editions()
        console.print(f"building {len(found)} editions in {len(VARIANTS) - 1} variants")
        files = print_editions(found)
        wanted = [(v, judge_) for v in VARIANTS.values() for judge_ in (*flavours(v), *gates(v))]
        broken: Broken = {}
        for variant, flavour in track(wanted, "veraPDF", console=console, transient=True):
            mine = {name: own[variant.name] for name, own in files.items() if variant.name in own}
            if variant.press:
                judged = {file: _errors(file, flavour) for file in mine.values()}
            else:
                judged = judge(flavour, list(mine.values()))
            for name, file in mine.items():
                broken[name, variant.name, flavour] = judged[file]
    except (Missing, TypesetError) as error:
        console.print(str(error), markup=False)
        return 1
    show(console, list(files), wanted, broken)
    return 1 if any(broken.values()) else 0


def _errors(file: Path, gate: str) -> list[str]:
    """What preflight says against a file."""
    return [str(one) for one in preflight(file, gate).findings if one.level == "error"]


def show(
    console: Console,
    names: list[str],
    wanted: list[tuple[Variant, str]],
    broken: Broken,
) -> None:
    """Print how many clauses each file breaks, and which."""
    table = Table(
        "variant",
        "judged by",
        *names,
        title="clauses broken, by veraPDF 1.28.2; of pdf/x, by typeset preflight",
    )
    for variant, flavour in wanted:
        found = [broken.get((name, variant.name, flavour)) for name in names]
        counts = ["–" if one is None else str(len(one)) for one in found]
        table.add_row(variant.name, flavour, *counts)
    console.print(table)
    for (name, variant_name, flavour), clauses in broken.items():
        for clause in clauses:
            console.print(f"{name}, {variant_name}, {flavour}: {clause}", markup=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
