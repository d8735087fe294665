"""Pages of the archive become letters; what nobody can be sure of is marked."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from tests.conftest import Command
from tests.intake.drafts import bare
from typeset.intake.mia import import_mia
from typeset.intake.proses import proses
from typeset.model import Letter, NoteCall
from typeset.read import read_edition

ROOT = Path(__file__).parents[3]
SEED = ROOT / "tests" / "data" / "seed-letter.txt"
PAGES = Path(__file__).parent / "pages"

HEAD = """V. I. Press

To: A. B. EDITOR

Written: Written in March 2001
Source: Collected Letters, Press Publishers, 2010, Berne, Volume 4, page 18b.
Public Domain: The Press. You may copy it. Please credit us.README

"""


def imported(tmp_path: Path, *texts: str) -> list[Letter]:
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    import_mia([tmp_path], tmp_path / "edition")
    return list(read_edition(tmp_path / "edition").letters)


def kinds(letter: Letter) -> list[str]:
    return [getattr(block, "kind", type(block).__name__) for block in letter.body]


def loaded(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return data


# ---- the letter that all began with -------------------------------------------------------------


ONLY_A_PERSON = {
    "Zivilgefangene": "[Zivilgefangene]{lang=de}",
    "Prenez garde!": "[Prenez garde!]{lang=fr}",
}
"""What the page does not say: that these words are in another language."""


def test_the_seed_is_what_a_person_made_of_it(tmp_path: Path) -> None:
    intake = import_mia([SEED], tmp_path)
    assert (intake.account.words, intake.account.unaccounted, intake.refused) == (526, 0, ())
    (made,) = (tmp_path / "letters").iterdir()
    own = ROOT / "letters" / "lenin-44" / made.name
    text = made.read_text(encoding="utf-8")
    for plain_words, marked in ONLY_A_PERSON.items():
        assert text.count(plain_words) == 1
        text = text.replace(plain_words, marked)
    made.write_text(text, encoding="utf-8")
    ours, theirs = loaded(made), loaded(own)
    assert list(ours) == list(theirs)
    assert ours == theirs
    edition = loaded(tmp_path / "edition.yaml")
    person = loaded(own.parent / "edition.yaml")
    assert {key: person[key] for key in edition} == edition
    assert set(person) - set(edition) == {"layout", "order", "front_matter"}
    letter = read_edition(tmp_path).letters[0]
    other = read_edition(own.parent).letters[0]
    for one in fields(Letter):
        if one.name not in ("digest", "file"):
            assert bare(getattr(letter, one.name)) == bare(getattr(other, one.name)), one.name


def test_what_is_doubtful_is_marked(tmp_path: Path) -> None:
    import_mia([SEED], tmp_path)
    (made,) = (tmp_path / "letters").iterdir()
    lines = made.read_text(encoding="utf-8").splitlines()
    doubts = {lines[n + 1].split(":")[0]: line for n, line in enumerate(lines) if "confirm" in line}
    assert doubts == {
        "title": "# confirm: the page has “To: A. A. JOFFE”",
        "date": "# confirm: read from “2/VI. 1918”",
    }


# ---- pages as HTML ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    import_mia([PAGES], folder)
    return folder


def test_a_page_with_everything(pages: Path) -> None:
    assert (
        (pages / "letters/2001-03-04-mill.yaml").read_text()
        == """\
# yaml-language-server: $schema=../.schema/letter.schema.json
# confirm: the page has “To: THE EDITOR OF THE MILL”
title: To the Editor of the Mill
sender: A. B. Press
addressee: The Editor of the Mill
# confirm: read from “4/III. 2001”
date: 2001-03-04
sent_from: Mill Street
sent_to: Berne
source:
  title: Press Collected Letters
  publisher: Press Publishers
  place: Berne
  year: "[2010]"
  volume: 4
  pages: 18b-19a
licence: the-press-archive-2011
first_published: in 2009 in The Press Miscellany IV
copy_text: Printed from the original.
credits:
  - {role: translator, name: N. N.}
  - {role: transcription and markup, name: M. M.}
# confirm: links were left out, their text is there: ../2000/old.htm
body:
  - dateline: 4/III. 2001

  - salutation: Dear *Editor*,

  - >-
    The proofs[^1] are with *the carrier*. They are set in [Schwabacher]{lang=de}, as is
    [my next letter]{letter=2001-11-14-editor}, and as are older ones.

  - quote: Brevity is all.

  - table:
      rows:
        - [Face, Sheets]
        - [Garamond, 2]

  - "N.B. in a letter’s middle is a paragraph of it: the second[^2] sheet."

  - list:
      ordered: true
      items:
        - First
        - Second

  - closer: With the best greetings,

  - signature: A. Press

  - postscript: {label: P.S., text: Do not send it by post.}

notes:
  1: Two sheets. See the [list of sheets](https://example.org/sheets).
  2: >-
    It was lost.

    It was found in 2002.
"""
    )


def test_a_page_of_another_hand(pages: Path) -> None:
    letter = loaded(pages / "letters/2001-11-14-editor.yaml")
    assert letter["title"] == "Press To Editor"
    assert (letter["sender"], letter["addressee"], letter["sent_to"]) == (
        "Press",
        "Editor",
        "Berne",
    )
    assert letter["source"] == {"title": "MILL", "volume": 4, "pages": 22}
    assert letter["first_published"] == "in Der Briefwechsel, Bd. 3, Stuttgart, 2013"
    assert "licence" not in letter
    assert [list(block) if isinstance(block, dict) else "" for block in letter["body"]] == [
        ["dateline"],
        ["salutation"],
        "",
        ["closer"],
        ["signature"],
    ]


def test_every_word_of_the_page_is_in_the_files_or_left_out_by_name(tmp_path: Path) -> None:
    """Counted by the parser's own text and in the files' own, apart from the importer."""
    page = html.parse(str(PAGES / "press.htm")).getroot()
    for silent in page.xpath("//script|//style|//title"):
        silent.drop_tree()
    want = Counter(re.findall(r"\w+", " ".join(page.itertext()).casefold()))
    intake = import_mia([PAGES / "press.htm"], tmp_path)
    files = (tmp_path / "edition.yaml", *(tmp_path / "letters").iterdir())
    have = Counter(re.findall(r"\w+", " ".join(f.read_text() for f in files).casefold()))
    labels = "written written on published published first source translated transcription markup"
    missing = want - have - Counter([*labels.split(), "sent", "from", "to", "pages", "volume"])
    # Links of the page, and signs of notes before their texts.
    left_out = "other formats text readme notes backward forward works index collected letters"
    assert missing - Counter(
        [*left_out.split(), "volume", "4", "1", "2", "march", "p", "s", "b"]
    ) == (Counter())
    assert intake.account.unaccounted == 0
    assert dict(intake.account.fates) == {
        "metadata": 75,
        "body": 66,
        "notes": 17,
        "left out: navigation": 9,
        "left out: other formats": 3,
        "left out: heading of the notes": 1,
    }


# ---- saved texts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Dear Editor,\n\nHere.\n\nYours,\n\nPress", "salutation paragraph closer signature"),
        ("4/III.\n\nComrade Editor,\n\nHere it is.", "dateline salutation paragraph"),
        ("Here it is, as you wished.\n\nV. Press\n\n5 March", "paragraph signature dateline"),
        ("Here.\n\nP.S. And here.\n\nP.P.S. Too.", "paragraph postscript postscript"),
        ("Here.\n\nN.B. And here.", "paragraph paragraph"),
        ("Best regards to all.\n\nI went to Berne in 1918.", "paragraph paragraph"),
        ("I wrote in 1917 and again, but nobody has answered me.", "paragraph"),
    ],
)
def test_the_parts_of_a_letter(tmp_path: Path, body: str, wanted: str) -> None:
    (letter,) = imported(tmp_path, HEAD + body)
    assert kinds(letter) == wanted.split()


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("Written December 20, 1904", "1904-12-20"),
        ("Written in August 1916", "1916-08"),
        ("Written between February 3 and 5, 1903", "1903-02-03/1903-02-05"),
        ("Written not later than June 3, 1918", "../1918-06-03"),
        ("Written about June 3, 1918", "1918-06-03~"),
        ("Written in 1918", "1918"),
    ],
)
def test_dates(tmp_path: Path, said: str, edtf: str) -> None:
    text = HEAD.replace("Written in March 2001", said)
    (letter,) = imported(tmp_path, text + "Here it is.")
    assert letter.date is not None
    assert letter.date.edtf == edtf


def test_the_year_of_a_dateline_is_that_of_the_information(tmp_path: Path) -> None:
    (letter,) = imported(tmp_path, HEAD + "20/III.\n\nHere it is.")
    assert letter.date is not None
    assert letter.date.edtf == "2001-03-20"


def test_lines_without_blank_ones_between(tmp_path: Path) -> None:
    lines = [line for line in (HEAD.replace("README", "\nREADME")).splitlines() if line]
    letter_lines = ["Dear Editor,", "The proofs.[1]", "Regards,", "[1] Two sheets.", "[2] And ink."]
    (letter,) = imported(tmp_path, "\n".join([*lines, *letter_lines]))
    assert kinds(letter) == ["salutation", "paragraph", "closer"]
    assert letter.source.pages == "18b"
    assert letter.licence.credit == "Please credit us."


def test_a_note_that_is_not_called_is_called_at_the_end(tmp_path: Path) -> None:
    (letter,) = imported(tmp_path, HEAD + "One.[1] Again.[1]\n\nTwo.\n\n[1] A.\n\n[2] B.")
    assert [note.ident for note in letter.notes] == ["1", "2"]
    last = list(proses(letter.body))[-1]
    assert isinstance(last.inlines[-1], NoteCall)
    text = next((tmp_path / "edition/letters").iterdir()).read_text()
    assert "# confirm: not called in the text: 2; where do they belong?" in text
    assert "# confirm: called twice: 1; the second call is text" in text


def test_a_link_to_another_page_of_the_import_is_a_reference(pages: Path) -> None:
    text = (pages / "letters/2001-03-04-mill.yaml").read_text()
    assert "[my next letter]{letter=2001-11-14-editor}" in text


def test_links_take_the_address_that_the_folders_tell(tmp_path: Path) -> None:
    folder = tmp_path / "archive" / "press" / "2001"
    folder.mkdir(parents=True)
    (folder / "press.htm").write_bytes((PAGES / "press.htm").read_bytes())
    import_mia([folder], tmp_path / "edition")
    text = next((tmp_path / "edition/letters").iterdir()).read_text()
    assert "(https://www.marxists.org/archive/press/2000/old.htm)" in text
    assert "links were left out" not in text


# ---- what is refused ----------------------------------------------------------------------------

DEEP = "<html><body>" + "<div>" * 50_000 + "Source: x"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-letter"),
        (b"Just a text.", "not-a-letter"),
        (HEAD.encode(), "not-a-letter"),
        (b"Source: \0", "not-text"),
        (DEEP.encode(), "too-deep"),
        (b"x" * (8 * 1024 * 1024 + 1), "too-large"),
    ],
    ids=["empty", "no-labels", "no-body", "nul", "deep", "large"],
)
def test_refused_files_are_named(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "a.htm"
    file.write_bytes(data)
    imported_nothing = import_mia([file], tmp_path / "edition")
    assert imported_nothing.written is None
    (problem,) = imported_nothing.refused
    assert problem.code == code
    assert str(problem.place) == f"{file}:1:1"
    assert not (tmp_path / "edition").exists()


def test_no_file_outside_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("nobody may read this")
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    page = (PAGES / "second.htm").read_text().replace("all our own", "all &x; our own")
    (tmp_path / "a.htm").write_text(doctype + page)
    import_mia([tmp_path / "a.htm"], tmp_path / "edition")
    text = next((tmp_path / "edition/letters").iterdir()).read_text()
    assert "nobody may read" not in text


# ---- the command --------------------------------------------------------------------------------


def test_the_command_imports_what_it_can_and_says_the_rest(
    typeset: Command, tmp_path: Path
) -> None:
    (tmp_path / "bad.txt").write_text("Just a text.")
    report = tmp_path / "report.json"
    outcome = typeset(
        "import", "mia", SEED, tmp_path / "bad.txt", "-o", tmp_path / "e", "--report", report
    )
    assert outcome.code == 1
    assert f"{tmp_path / 'bad.txt'}:1:1: no letter of the archive's" in outcome.err
    assert "1 letter of 1 file, 1 refused" in outcome.out
    assert "accounted for: 100.000 %" in outcome.out
    told = json.loads(report.read_text())
    assert told["files"][0]["letters"] == ["1918-06-02-joffe"]
    assert told["files"][1]["refused"]["code"] == "not-a-letter"
    assert typeset("check", tmp_path / "e").code == 0


def test_imported_twice_nothing_changes(typeset: Command, tmp_path: Path) -> None:
    first = typeset("import", "mia", SEED, "-o", tmp_path / "e")
    file = tmp_path / "e/letters/1918-06-02-joffe.yaml"
    before = file.read_bytes()
    assert (first.code, typeset("import", "mia", SEED, "-o", tmp_path / "e").code) == (0, 0)
    assert file.read_bytes() == before
    file.write_text("title: Mine\n")
    kept = typeset("import", "mia", SEED, "-o", tmp_path / "e")
    assert "edited, so kept" in kept.err
    assert file.read_text() == "title: Mine\n"


def test_marks_of_language_come_along(pages: Path) -> None:
    letters = loaded(pages / "letters/2001-03-04-mill.yaml")
    assert "[Schwabacher]{lang=de}" in letters["body"][2]
