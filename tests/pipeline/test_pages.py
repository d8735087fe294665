"""Pages come out even, and their lines back each other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.bench.generate import write_edition
from tests.bench.maintext import find_columns, is_main, main_size, place, usual_leading
from tests.bench.seen import read
from tests.pipeline.conftest import Built
from typeset import BuildOptions, Report, build

LEADING = 13.5
NEAR = 0.1


def test_lines_stand_on_the_grid_behind_headings_quotes_tables_and_figures(
    specimen: Built,
) -> None:
    """Read from the PDF: all full lines of the text, which no table, title or caption has."""
    lines = read(specimen.file).lines
    size = main_size(lines)
    text = [line for line in lines if is_main(line, size)]
    columns = find_columns(text, size)
    full = [one.line for one in place(text, columns, usual_leading(text)) if one.full]
    phases = Counter(round(line.y % LEADING, 1) for line in full)
    usual = phases.most_common(1)[0][0]
    off = [line for line in full if NEAR < (line.y - usual) % LEADING < LEADING - NEAR]
    assert len(full) > 500
    assert not off, [(line.page + 1, line.text) for line in off]


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    write_edition(folder, 16, 1)
    return folder


def made(letters: Path, cache: Path, file: str, *given: str, jobs: int = 2) -> Report:
    """The letters on pages so short that they give trouble."""
    settings = [("front_matter", "no"), ("lines", "16"), ("sink", "0"), ("note_share", "0.4")]
    settings += [(key, value) for key, _, value in (one.partition("=") for one in given)]
    options = BuildOptions(settings=tuple(settings), cache=cache, jobs=jobs)
    return build(letters, letters / file, options)


def short(report: Report) -> float:
    """Lines that pages lack, by their faults."""
    return sum(fault.amount for fault in report.faults if fault.code == "short-page")


def test_spaces_paragraphs_and_spreads_make_pages_even(letters: Path, cache: Path) -> None:
    plain = made(letters, cache, "plain.pdf", "spread_slack=0", "page_give=0")
    given = made(letters, cache, "given.pdf", "spread_slack=0")
    eased = made(letters, cache, "eased.pdf")
    assert given.cache["misses"] > 0, "no page has asked for a paragraph in another setting"
    assert short(eased) <= short(given) < short(plain)
    assert eased.coverage["missing"] == []


def test_eased_pages_have_the_same_bytes_with_any_jobs_and_cache(
    letters: Path, cache: Path, tmp_path: Path
) -> None:
    made(letters, cache, "warm.pdf")
    made(letters, tmp_path, "cold.pdf", jobs=1)
    assert (letters / "warm.pdf").read_bytes() == (letters / "cold.pdf").read_bytes()
