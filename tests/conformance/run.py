"""Every variant of several editions, judged by veraPDF: ``make conformance``.

Prints a table and ends with 1 if any file breaks a clause.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.bench.generate import write_edition
from tests.conformance.everything import write_everything
from tests.conformance.verapdf import Missing, fetch, judge
from typeset import BuildOptions, TypesetError, build
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
    names = tuple(variant.name for variant in VARIANTS.values() if flavours(variant))
    files = {}
    for name, (folder, settings) in found.items():
        out = WORK / "pdf" / f"{name.replace(' ', '-')}.pdf"
        options = BuildOptions(cache=WORK / "cache", variants=names, settings=settings)
        made = build(folder, out, options).variants
        files[name] = {variant: Path(file) for variant, file in made.items()}
    return files


def main() -> int:
    """Judge everything; gives the exit code."""
    console = Console()
    console.width = max(console.width, WIDTH)
    try:
        fetch()
        found = editions()
        console.print(f"building {len(found)} editions in {len(VARIANTS) - 1} variants")
        files = print_editions(found)
        wanted = [(v, flavour) for v in VARIANTS.values() for flavour in flavours(v)]
        broken: Broken = {}
        for variant, flavour in track(wanted, "veraPDF", console=console, transient=True):
            judged = judge(flavour, [own[variant.name] for own in files.values()])
            for name, own in files.items():
                broken[name, variant.name, flavour] = judged[own[variant.name]]
    except (Missing, TypesetError) as error:
        console.print(str(error), markup=False)
        return 1
    show(console, list(files), wanted, broken)
    return 1 if any(broken.values()) else 0


def show(
    console: Console,
    names: list[str],
    wanted: list[tuple[Variant, str]],
    broken: Broken,
) -> None:
    """Print how many clauses each file breaks, and which."""
    table = Table("variant", "judged by", *names, title="clauses broken, by veraPDF 1.28.2")
    for variant, flavour in wanted:
        counts = [len(broken[name, variant.name, flavour]) for name in names]
        table.add_row(variant.name, flavour, *(str(count) for count in counts))
    console.print(table)
    for (name, variant_name, flavour), clauses in broken.items():
        for clause in clauses:
            console.print(f"{name}, {variant_name}, {flavour}: {clause}", markup=False)


if __name__ == "__main__":
    sys.exit(main())
