"""CMIF, the table and the plain text: what they hold, and that correspSearch can take the first."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import Command, MakeEdition
from tests.exchange.schemas import faults
from typeset.export.cmif import Addresses, cmif
from typeset.export.elements import NAMESPACE
from typeset.intake.proses import proses
from typeset.model import Edition
from typeset.read import read_edition
from typeset.read.spans import plain

LETTERS = Path(__file__).parents[2] / "letters"
DAY = date(2026, 1, 2)
AT = {"t": NAMESPACE}


def listed(edition: Edition, **addresses: str) -> etree._Element:
    document = cmif(edition, Addresses("https://example.org/a.xml", **addresses), DAY)
    assert faults("cmif", document) == []
    return etree.fromstring(document)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1918-06-02", {"when": "1918-06-02"}),
        ("1918-06", {"when": "1918-06"}),
        ("1918-06-02~", {"when": "1918-06-02", "cert": "low"}),
        ("1918-06-02?", {"when": "1918-06-02", "cert": "low"}),
        ("1918-06-02/1918-06-04", {"from": "1918-06-02", "to": "1918-06-04"}),
        ("1918-06-02/..", {"from": "1918-06-02"}),
        ("1918-06-XX", {"notBefore": "1918-06-01", "notAfter": "1918-06-30"}),
        (None, None),
    ],
)
def test_dates(make_edition: MakeEdition, edtf: str | None, said: dict[str, str] | None) -> None:
    edition = read_edition(make_edition(letters={"a": {"date": edtf}}))
    (sent,) = listed(edition).findall(".//t:correspAction[@type='sent']", AT)
    found = sent.find("t:date", AT)
    told = None if found is None else {str(key): str(found.get(key)) for key in found.attrib}
    assert told == said


def test_persons_and_places(make_edition: MakeEdition) -> None:
    who = {"name": "A. B.", "ref": "https://viaf.org/viaf/1"}
    letter = {"sender": [who, "C. D."], "addressee": None, "sent_from": "Berne"}
    root = listed(read_edition(make_edition(letters={"a": letter})))
    sent, received = root.findall(".//t:correspAction", AT)
    persons = [(one.text, one.get("ref")) for one in sent.findall("t:persName", AT)]
    assert persons == [("A. B.", "https://viaf.org/viaf/1"), ("C. D.", None)]
    assert sent.findtext("t:placeName", namespaces=AT) == "Berne"
    # A person nobody knows is told so, as the format wants it.
    assert [one.text for one in received] == ["Unknown"]


def test_each_letter_names_the_edition_and_its_own_address() -> None:
    edition = read_edition(LETTERS / "specimen")
    root = listed(edition, letter="https://example.org/letters/{id}")
    (bibl,) = root.findall(".//t:sourceDesc/t:bibl", AT)
    ident = bibl.get("{http://www.w3.org/XML/1998/namespace}id") or ""
    assert re.fullmatch(r"[a-f][0-9a-f]{7}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", ident)
    described = root.findall(".//t:correspDesc", AT)
    assert [one.get("key") for one in described] == [one.ident for one in edition.letters]
    assert {one.get("source") for one in described} == {f"#{ident}"}
    assert described[0].get("ref") == "https://example.org/letters/2024-03-04-press"


def test_the_table(typeset: Command, tmp_path: Path) -> None:
    file = tmp_path / "letters.csv"
    assert typeset("export", "csv", LETTERS / "lenin-44", "-o", file).code == 0
    with file.open(encoding="utf-8", newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert row["id"] == "1918-06-02-joffe"
    assert (row["sender"], row["addressee"]) == ("V. I. Lenin", "A. A. Joffe")
    assert (row["date"], row["first_day"], row["pages"]) == ("1918-06-02", "1918-06-02", "98b-99a")
    assert row["credits"] == "translator: Clemens Dutt; transcription and markup: R. Cymbala"
    assert row["notes"] == "2"


def test_no_cell_of_the_table_is_a_formula(
    make_edition: MakeEdition, typeset: Command, tmp_path: Path
) -> None:
    texts = ["=1+1", "+44", "-0044", "@SUM(A1)", "'=1", "'tis", "1-2"]
    letters = {f"l{n}": {"sender": text} for n, text in enumerate(texts)}
    file = tmp_path / "letters.csv"
    assert typeset("export", "csv", make_edition(letters=letters), "-o", file).code == 0
    with file.open(encoding="utf-8", newline="") as opened:
        cells = [row["sender"] for row in csv.DictReader(opened)]
    assert cells == ["'=1+1", "'+44", "'-0044", "'@SUM(A1)", "''=1", "'tis", "1-2"]


@pytest.mark.parametrize("name", ["lenin-44", "specimen"])
def test_the_text_has_every_word(name: str, typeset: Command, tmp_path: Path) -> None:
    file = tmp_path / "letters.txt"
    assert typeset("export", "text", LETTERS / name, "-o", file).code == 0
    text = "".join(file.read_text(encoding="utf-8").split())
    for letter in read_edition(LETTERS / name).letters:
        blocks = [*letter.body, *(block for note in letter.notes for block in note.blocks)]
        for prose in proses(blocks):
            for word in plain(prose.inlines).split():
                assert word in text


def test_the_text_of_a_letter(make_edition: MakeEdition, typeset: Command, tmp_path: Path) -> None:
    letter = {
        "source": {"pages": "1-2", "volume": 3},
        "body": [
            {"address": ["The Editor", "Mill Street"]},
            "The *proofs*[^1] [98]{.pb}and [their page](https://example.org), []{.gap}.",
            {"list": ["Ink", "Paper"]},
            {"verse": "One line,\n  another.\n"},
            {"postscript": {"label": "P.S.", "text": "No more."}},
        ],
        "notes": {1: {"series": "textual", "lemma": "proofs", "text": "copies"}},
    }
    folder = make_edition(letters={"a": letter})
    file = tmp_path / "a.txt"
    typeset("export", "text", folder, "-o", file)
    assert (
        file.read_text()
        == """\
Letters of a press


To the Editor
=============

From: The Press
To: The Editor
Date: 2001-03-04
Source: The press’s own files, 2001, vol. 3, p. 1-2
Licence: CC0

The Editor
Mill Street

The proofs[1] and their page <https://example.org>, […].

- Ink

- Paper

One line,
  another.

P.S. No more.

[1] proofs] copies
"""
    )


def test_cmif_by_command(typeset: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    outcome = typeset(
        *("export", "cmif", LETTERS / "lenin-44", "-o", file, "--date", "2026-01-02"),
        *("--url", "https://example.org/a.xml"),
    )
    assert (outcome.code, outcome.err) == (0, "")
    assert faults("cmif", file.read_bytes()) == []
    assert "give --url" in typeset("export", "cmif", LETTERS / "lenin-44", "-o", file).err
