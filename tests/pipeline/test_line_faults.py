"""What the report tells of lines: broken words at page ends, and lines left to the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset import BuildOptions, Report, build
from typeset.galley import Column, Galley, Item, Note
from typeset.page import Page, Slice
from typeset.pipeline.lines import page_end_hyphens

EDITION = """\
title: Lines
language: en
layout: volume
licences: {pd: {name: Public Domain, holder: Nobody, statement: Free.}}
licence: pd
source: {title: Papers}
settings: {front_matter: no, running_heads: no, trim_width: 100mm, measure: 60mm, lines: 12}
"""
LONG = " ".join(["incomprehensibilities of typographical representation,"] * 60)
LETTER = f"""\
title: To a Reader
sender: A
addressee: B
date: 1918-06-02
source: {{pages: 1}}
body:
  - "{LONG}"
  - "{"x" * 250} and on."
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Report:
    folder = tmp_path_factory.mktemp("lines")
    (folder / "edition.yaml").write_text(EDITION, "utf-8")
    (folder / "letter.yaml").write_text(LETTER, "utf-8")
    return build(folder, folder / "out.pdf", BuildOptions(cache=cache, jobs=1, allow_faults=True))


def galley(signs: str) -> Galley:
    """A unit of a line for each sign; ``-`` is one with a broken word."""
    items = tuple(
        Item(top=12.0 * n, height=12.0, ops=b"", text="disap", hyphen=sign == "-")
        for n, sign in enumerate(signs)
    )
    return Galley("letter", Column(items), notes=(Note("1", "editor", Column(items)),))


@pytest.mark.parametrize(
    ("stop", "foot", "told"),
    [(2, None, ["the page"]), (3, None, []), (6, None, []), (3, 2, ["a note"]), (6, 5, ["a note"])],
)
def test_words_broken_over_pages_are_faults(stop: int, foot: int | None, told: list[str]) -> None:
    notes = () if foot is None else (Slice(0, "1", 0, foot, 300.0),)
    page = Page(1, "recto", "1", "body", (Slice(0, None, 0, stop, 70.0),), notes)
    found = [fault for _, fault in page_end_hyphens(page, [galley("--..--")])]
    assert [fault.message.partition(" ends")[0] for fault in found] == told


def test_the_worst_lines_are_told_with_their_place(report: Report) -> None:
    lines = [flaw for flaw in report.faults if flaw.code in ("loose-line", "tight-line", "ladder")]
    assert lines
    for flaw in lines:
        assert flaw.page and flaw.row and flaw.file == "letter.yaml" and flaw.line == 7
        if flaw.code != "ladder":
            assert not 0.7 <= flaw.amount <= 1.5


def test_paragraphs_left_to_the_engine_are_counted_by_reason(report: Report) -> None:
    assert report.odd == {"long word": 1}
    assert '"long word": 1' in report.to_json()
