"""The list of words broken at line ends, held against the finished pages."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import Command
from typeset import BuildOptions, Report, build
from typeset.pipeline.hyphen_list import write_hyphens
from typeset.pipeline.report import Hyphen

EDITION = """\
title: Hyphens
language: en
layout: volume
licences: {pd: {name: Public Domain, holder: Nobody, statement: Free.}}
licence: pd
source: {title: Papers}
settings: {front_matter: no, running_heads: no, trim_width: 100mm, measure: 60mm, lines: 12,
  spread_slack: 0, page_give: 0}
"""
LONG = " ".join(["incomprehensibilities of typographical representation,"] * 12)
OWN = " ".join(["mother-of-pearl-inlaid-writing-desk-and-bookcase"] * 12)
LETTER = f"""\
title: To a Reader
sender: A
addressee: B
date: 1918-06-02
source: {{pages: 1}}
body:
  - "{LONG}"
  - "{OWN} end.[^1]"
notes:
  1: "{LONG}"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hyphens")
    (folder / "edition.yaml").write_text(EDITION, "utf-8")
    (folder / "letter.yaml").write_text(LETTER, "utf-8")
    return folder


@pytest.fixture(scope="module")
def report(folder: Path, cache: Path) -> Report:
    return build(folder, folder / "out.pdf", BuildOptions(cache=cache, jobs=1))


def test_every_broken_word_is_whole(report: Report) -> None:
    known = set(f"{LONG} {OWN}".replace(",", "").split())
    assert len(report.hyphens) > 10
    for one in report.hyphens:
        assert one.word.replace("|", "") in known
    assert any(one.own for one in report.hyphens)
    for one in report.hyphens:
        assert one.own == ("-|" in one.word)


def test_each_stands_where_the_list_says(report: Report) -> None:
    document = pypdfium2.PdfDocument(report.file)
    for one in report.hyphens:
        text = document[one.page - 1].get_textpage().get_text_range()
        lines = text.replace("\r", "").replace("\ufffe", "\u00ad\n").split("\n")
        start = one.word.partition("|")[0].rstrip("-")
        printed = lines[one.row - 1].rstrip("\u00ad-")
        whole_line = printed and start.endswith(printed)  # of a word that is broken twice
        assert whole_line or printed.endswith(start), (one, lines)
    document.close()


def test_text_and_notes_are_told_with_their_source(report: Report) -> None:
    lines = {note: {one.line for one in report.hyphens if one.note == note} for note in ("", "1")}
    assert lines == {"": {7, 8}, "1": {10}}
    assert {one.file for one in report.hyphens} == {"letter.yaml"}


def test_a_word_broken_over_two_pages_is_among_them(report: Report) -> None:
    document = pypdfium2.PdfDocument(report.file)
    texts = [page.get_textpage().get_text_range().replace("\ufffe", "\n") for page in document]
    document.close()
    assert any(
        f"\n{rest}" in texts[one.page] and f"\n{rest}" not in texts[one.page - 1]
        for one in report.hyphens
        if one.page < report.pages and (rest := one.word.partition("|")[2])
    )


def test_the_command_writes_text_or_json(typeset: Command, folder: Path, cache: Path) -> None:
    told = []
    for name in ("list.txt", "list.json"):
        output = ("-o", folder / "o.pdf", "--hyphen-list", folder / name)
        outcome = typeset("build", folder, "--cache", cache, *output)
        assert outcome.code == 0, outcome.err
        told.append((folder / name).read_text("utf-8"))
    text, entries = told[0], json.loads(told[1])
    assert len(entries) == text.count("|") - 1  # one is in the words at its head
    for entry in entries:
        assert entry["word"] in text
        assert f"p. {entry['folio']}, line {entry['row']}" in text
    assert text.count(" = ") == sum(entry["own"] for entry in entries) > 0


def test_a_list_of_none_says_so(tmp_path: Path) -> None:
    write_hyphens([], tmp_path / "list.txt", "Title")
    assert "0 words" in (tmp_path / "list.txt").read_text("utf-8")


def test_a_list_is_read_from_top_to_bottom(tmp_path: Path) -> None:
    entry = Hyphen("inter|val", False, 3, "1", 7, "a", "2", "a.yaml", 9)
    write_hyphens([entry], tmp_path / "new" / "list.txt", "Title")
    last = (tmp_path / "new" / "list.txt").read_text("utf-8").splitlines()[-1]
    assert " ".join(last.split()) == "p. 1, line 7 inter|val note 2, a.yaml:9"
