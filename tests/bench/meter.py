"""How well a PDF's text is set: ``python -m tests.bench.meter FILE.pdf …``.

Reads any PDF, whoever made it, and tells about the justified lines of the main text: word spaces
against the natural space, hyphens, ladders; and about its pages: widows, orphans, stranded
headings, depths.  docs/TYPOGRAPHY.md tells how each is found.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, pairwise
from pathlib import Path
from statistics import fmean, median

from tests.bench.maintext import (
    Placed,
    find_columns,
    in_reading_order,
    is_folio,
    is_leader,
    is_main,
    main_size,
    place,
    usual_leading,
    without_furniture,
)
from tests.bench.seen import Document, Line, read

LOOSE, VERY_LOOSE, TIGHT = 1.5, 2.0, 0.8
"""Word spaces against the natural space from which a line is noticed."""

FEW_SPACES = 20
"""From so many spaces of last lines on, their median is the natural space."""

USUAL_SPACE = 0.25
"""Ems; taken where a text has too few last lines."""

HANG = 0.3
"""Ems by which a line may hang out of the measure; what stands out farther is overfull."""

HEADING = 1.05
"""Sizes against the main one from which a line is a heading."""

BELOW_HEADING = 3
"""Lines that are to stand under a heading."""

COMMON = 20
"""What one page of so many shows is no accident."""

LADDER = 3


@dataclass(frozen=True)
class Findings:
    """What the meter tells.  Shares are of full lines, that is of justified ones."""

    pages: int
    full_lines: int
    size: float
    """Of the main text, in points."""
    leading: float
    measure: float
    natural: float
    """The natural word space, in ems."""
    mean: float
    """Of the lines' word spaces, against the natural space."""
    loose: float
    very_loose: float
    tight: float
    hyphens: float
    ladders: int
    """Runs of three hyphens or more."""
    overfull: int
    widows: int
    orphans: int
    stranded: int
    """Headings with fewer than three lines under them."""
    short: float
    """Share of the pages, other than last pages, whose foot misses by more than a line."""


def measure(document: Document) -> Findings:
    """All that the meter tells about a document.

    Raises:
        ValueError: it has no justified text.
    """
    size = main_size(document.lines)
    text = [line for line in document.lines if is_main(line, size) and not is_leader(line)]
    leading = usual_leading(text)
    columns = find_columns(text, size)
    text = list(in_reading_order(without_furniture(text, leading), columns))
    placed = list(place(text, columns, leading))
    full = [one for one in placed if one.full and len(one.line.gaps) > 1]
    if not full:
        raise ValueError("no justified text")
    natural = natural_space(placed)
    looks = [median(one.line.gaps) / natural for one in full]
    share = 100 / len(full)
    widows, orphans = strays(placed)
    return Findings(
        pages=document.pages,
        full_lines=len(full),
        size=size,
        leading=leading,
        measure=round(full[0].column.right - full[0].column.left, 1),
        natural=round(natural, 3),
        mean=round(fmean(looks), 3),
        loose=share * sum(look > LOOSE for look in looks),
        very_loose=share * sum(look > VERY_LOOSE for look in looks),
        tight=share * sum(look < TIGHT for look in looks),
        hyphens=share * sum(one.line.hyphen for one in full),
        ladders=ladders(placed),
        overfull=sum(one.line.right > one.column.right + HANG * size for one in full),
        widows=widows,
        orphans=orphans,
        stranded=stranded(document.lines, size, leading),
        short=short_pages(document.lines, size, leading),
    )


# ---- lines ---------------------------------------------------------------------------------------


def natural_space(placed: Sequence[Placed]) -> float:
    """The median space of the last lines of paragraphs, which nothing stretches; in ems."""
    spaces = [
        gap
        for above, one in pairwise(placed)
        if above.full and not one.full and not one.indented and not one.aside
        for gap in one.line.gaps
    ]
    return median(spaces) if len(spaces) >= FEW_SPACES else USUAL_SPACE


def ladders(placed: Sequence[Placed]) -> int:
    """How often three lines or more in a row end in a hyphen."""
    runs = groupby(placed, key=lambda one: one.full and one.line.hyphen)
    return sum(hyphen and len(list(run)) >= LADDER for hyphen, run in runs)


# ---- pages ---------------------------------------------------------------------------------------


def strays(placed: Sequence[Placed]) -> tuple[int, int]:
    """Widows and orphans: a paragraph's last line alone at a page's top, its first at a foot."""
    widows = orphans = 0
    for n, one in enumerate(placed):
        above = placed[n - 1] if n else None
        below = placed[n + 1] if n + 1 < len(placed) else None
        goes_on = not begins(one, above)
        ends = below is None or begins(below, one)
        if goes_on and ends and above is not None and not _together(above, one):
            widows += 1
        if not goes_on and not ends and below is not None and not _together(one, below):
            orphans += 1
    return widows, orphans


def begins(one: Placed, above: Placed | None) -> bool:
    """Does a line begin a paragraph?"""
    return above is None or one.indented or one.aside or one.gap or not above.full


def _together(above: Placed, below: Placed) -> bool:
    """Do two lines stand in one column of one page?"""
    return above.line.page == below.line.page and above.column == below.column


def stranded(lines: Sequence[Line], size: float, leading: float) -> int:
    """Headings, told by their larger type, with fewer than three lines between them and the page's
    end, where the text goes on."""
    pages = _by_page(lines)
    starts = _openings(pages, size, leading)
    count = 0
    for number, page in pages.items():
        if number + 1 not in pages or number + 1 in starts:
            continue
        headings = [n for n, line in enumerate(page) if line.size > HEADING * size]
        if headings:
            under = [one for one in page[headings[-1] + 1 :] if is_main(one, size)]
            under = without_furniture(under, leading)
            count += len({round(one.y) for one in under}) < BELOW_HEADING
    return count


def short_pages(lines: Sequence[Line], size: float, leading: float) -> float:
    """Percentage of the pages whose last line, of text or of notes, misses the common depth by more
    than a line.  The last page before an opening, and the very last one, may be short."""
    pages = _by_page(lines)
    starts = _openings(pages, size, leading)
    feet = {
        number: _foot(page, leading)
        for number, page in pages.items()
        if number + 1 in pages and number + 1 not in starts
    }
    if not feet:
        return 0.0
    # Text and notes stand on lines of their own: the deepest common foot is the page's depth.
    common = Counter(round(foot) for foot in feet.values()).most_common(1)[0][0]
    missing = sum(abs(foot - common) > 1.1 * leading for foot in feet.values())
    return 100 * missing / len(feet)


def _by_page(lines: Sequence[Line]) -> dict[int, list[Line]]:
    pages = groupby(lines, key=lambda line: line.page)
    return {number: list(page) for number, page in pages}


def _foot(page: Sequence[Line], leading: float) -> float:
    """The baseline of the last line that is no folio."""
    ordered = sorted(page, key=lambda line: line.y)
    if len(ordered) > 1 and is_folio(ordered[-1], ordered[-2], leading):
        ordered.pop()
    return ordered[-1].y


def _openings(pages: dict[int, list[Line]], size: float, leading: float) -> set[int]:
    """Pages that begin with a heading, above which a number may stand, or lower than others do."""
    tops = {number: min(line.y for line in page) for number, page in pages.items()}
    common = Counter(round(top) for top in tops.values())
    usual = min(top for top, count in common.items() if count * COMMON >= len(pages))
    return {
        number
        for number, page in pages.items()
        if tops[number] > usual + 1.5 * leading
        or any(line.size > HEADING * size for line in sorted(page, key=lambda one: one.y)[:3])
    }


# ---- the table -----------------------------------------------------------------------------------

HEADS = {
    "pages": ("pages", "d"),
    "full_lines": ("lines", "d"),
    "mean": ("mean", ".3f"),
    "loose": (">1.5", ".2f"),
    "very_loose": (">2", ".2f"),
    "tight": ("<0.8", ".2f"),
    "hyphens": ("hyph.", ".2f"),
    "ladders": ("ladders", "d"),
    "overfull": ("overfull", "d"),
    "widows": ("widows", "d"),
    "orphans": ("orphans", "d"),
    "stranded": ("stranded", "d"),
    "short": ("short", ".1f"),
}
"""Columns of the table: head and format by name."""


LEGEND = """>1.5, >2, <0.8: % of lines by word space against the natural one; hyph.: % of lines;
ladders: of three or more; short: % of pages, last pages apart, whose foot misses by over a line"""


def table(rows: Iterable[tuple[str, Findings]]) -> Iterator[str]:
    """The table's lines."""
    widths = {name: max(7, len(head)) for name, (head, _) in HEADS.items()}
    yield f"{'':24}" + "".join(f"{HEADS[n][0]:>{w + 1}}" for n, w in widths.items())
    for what, found in rows:
        values = asdict(found)
        cells = (f"{values[n]:>{w + 1}{HEADS[n][1]}}" for n, w in widths.items())
        yield f"{what:24}" + "".join(cells)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Tell how well the text of PDFs is set.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    wanted = parser.parse_args(arguments)
    rows = [(file.name, measure(read(file))) for file in wanted.files]
    if wanted.json:
        print(json.dumps({name: asdict(found) for name, found in rows}, indent=2))
        return
    print(*table(rows), sep="\n")
    print(LEGEND)


if __name__ == "__main__":
    main()
