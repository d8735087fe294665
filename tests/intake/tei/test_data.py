"""Real letters, where they are at hand: counted by the XML library's own text alone."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.conftest import Command
from typeset.intake.tei.account import words_of_draft
from typeset.intake.tei.convert import convert
from typeset.intake.tei.options import Options
from typeset.read import read_edition

DATA = Path(os.environ.get("TYPESET_DATA", Path(__file__).parents[4] / "shared" / "data"))
FOLDERS = ("dahn", "mitford")
BAD = "1819-03-02-MWebb.xml"

needs_data = pytest.mark.skipif(
    not all((DATA / folder).is_dir() for folder in FOLDERS),
    reason=f"no TEI letters in {DATA}; TYPESET_DATA names the folder that has them",
)


def letters() -> list[Path]:
    return sorted(file for folder in FOLDERS for file in (DATA / folder).rglob("*.xml"))


def signs(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


LEFT_OUT = (
    ".//tei:person | .//tei:listPerson | .//tei:listPlace | .//tei:listOrg | .//tei:listWit"
    " | .//tei:back//tei:listBibl | .//tei:figDesc | .//tei:note[@type='foliation']"
    " | .//tei:fw[not(@type='letterhead')] | .//tei:choice/*[preceding-sibling::*]"
)
"""What is no part of the printed text, by path: nothing of the importer is used here."""


def printed(file: Path) -> Counter[str]:
    """The signs of a letter's text but for what is left out, and hyphens at ends of lines."""
    parser = etree.XMLParser(recover=True)
    tree: Any = etree.parse(file, parser)
    names = {"tei": "http://www.tei-c.org/ns/1.0"}
    (text,) = tree.xpath("/*/tei:text", namespaces=names)
    left_out = tree.xpath(LEFT_OUT, namespaces=names)
    placed = tree.xpath(".//tei:text//tei:note[@place]", namespaces=names)
    leaves = [note for note in placed if "".join(note.itertext()).strip(" \n\t-[]().").isdecimal()]
    for element in [*left_out, *leaves]:
        for inner in element.iter():
            inner.text = None
            if inner is not element:
                inner.tail = None
    return signs("".join(text.itertext(etree.Element)))


@needs_data
def test_no_sign_of_the_letters_is_lost(tmp_path: Path) -> None:
    for file in letters():
        done = convert(file, Options(repair=True, hyphens="keep"), {}, lambda wish: wish)
        assert (done.account.unaccounted, done.account.extra) == (0, 0), done.findings
        found = sum((signs("".join(words_of_draft(draft))) for draft in done.drafts), Counter())
        missing = printed(file) - found
        assert not missing, (file.name, missing)


@needs_data
def test_the_letters_make_an_edition(tmp_path: Path, typeset: Command) -> None:
    folder = tmp_path / "letters"
    outcome = typeset("import", "tei", DATA / "mitford", "-o", folder)
    assert outcome.code == 1
    (refused,) = outcome.err.splitlines()
    assert f"{BAD}:136:1: the xml:id '#William' is no name" in refused
    assert "accounted for: 100.000 %" in outcome.out
    files = sorted((DATA / "mitford").rglob("*.xml"))
    assert len(read_edition(folder).letters) == len(files) - 1
