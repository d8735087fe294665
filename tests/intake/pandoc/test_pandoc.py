"""Word processors’ files and Markdown: by Pandoc where it is installed, and by recorded JSON."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command
from typeset.errors import InputError
from typeset.intake.draft import Draft, DraftEdition
from typeset.intake.pandoc.letters import Found, letters_of
from typeset.intake.sources import Names
from typeset.intake.writer import write_edition

HERE = Path(__file__).parent
needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="Pandoc is not installed")

LETTER = """\
# yaml-language-server: $schema=../.schema/letter.schema.json
title: To the Editor
sender:
  - The Press
  - N. N.
addressee: The Editor
date: 2001-03-04
# confirm: where is this text taken from?
# source:
# confirm: under what terms may it be printed?
# licence:
body:
  - dateline: Mill Street, 4 March

  - salutation: Dear *Editor*,

  - >-
    The **proofs**[^1] are [here](https://example.org/a), with H[2]{.sub}O and “quotes”,
    [small]{.sc} and [out]{.del}.\\
    A second line.[^2]

  - heading: {text: On type, level: 2}

  - list:
      ordered: true
      items:
        - One
        - - Two
          - list:
              - within

  - quote: Brevity is all.

  - table:
      head: [Face, Sheets]
      align: [left, right]
      rows:
        - [Garamond, 2]

  - verse: |
      The proofs are here,
        and they are dear.

  - ornament:

  - signature: |
      The Press
      Mill Street

notes:
  1: >-
    Two sheets.

    And a third.
  2: It was lost.
"""


def found_in(document: dict[str, Any], file: str = "letter.md") -> Found:
    return letters_of(document, Path(file), Names().free)


def written(draft: Draft, folder: Path) -> str:
    write_edition(DraftEdition("Letters", "en", (draft,)), folder)
    return (folder / "letters" / f"{draft.ident}.yaml").read_text(encoding="utf-8")


def text(words: str) -> dict[str, Any]:
    return {"t": "Para", "c": [{"t": "Str", "c": words}]}


def heading(words: str, level: int = 1) -> dict[str, Any]:
    return {"t": "Header", "c": [level, ["", [], []], [{"t": "Str", "c": words}]]}


def test_a_document_becomes_a_letter(tmp_path: Path) -> None:
    document = json.loads((HERE / "letter.json").read_text(encoding="utf-8"))
    found = found_in(document)
    (draft,) = found.drafts
    assert written(draft, tmp_path) == LETTER
    assert found.account.unaccounted == 0
    assert found.account.fates["notes"] == 8


def test_a_letter_for_each_of_several_headings() -> None:
    blocks = [heading("One"), text("First."), heading("Deeper", 2), heading("Two"), text("Second.")]
    drafts = found_in({"blocks": blocks}).drafts
    assert [draft.ident for draft in drafts] == ["one", "two"]
    assert [len(draft.body) for draft in drafts] == [2, 1]


def test_one_heading_at_the_beginning_is_the_title(tmp_path: Path) -> None:
    (draft,) = found_in({"blocks": [heading("To the Editor"), text("First.")]}).drafts
    assert written(draft, tmp_path).count("To the Editor") == 1
    assert len(draft.body) == 1


def test_text_before_the_first_heading_is_not_lost() -> None:
    blocks = [text("Before."), heading("One"), text("First."), heading("Two"), text("Second.")]
    found = found_in({"blocks": blocks})
    assert [draft.ident for draft in found.drafts] == ["letter", "one", "two"]
    assert any("before the first heading" in doubt.text for doubt in found.drafts[0].doubts)
    assert (found.account.words, found.account.unaccounted) == (5, 0)


def test_styles_of_a_word_processor() -> None:
    def styled(style: str) -> dict[str, Any]:
        return {"t": "Div", "c": [["", [], [["custom-style", style]]], [text("A.")]]}

    names = ["Date", "Salutation", "Body Text", "Closing", "Signature", "Envelope Address"]
    (draft,) = found_in({"blocks": [styled(name) for name in names]}).drafts
    assert [getattr(block, "kind", "") for block in draft.body] == [
        *("dateline", "salutation", "paragraph", "closer", "signature", "address")
    ]


def test_code_of_other_formats_is_left_out_by_name() -> None:
    raw = {"t": "RawBlock", "c": ["html", "<b>bold</b>"]}
    account = found_in({"blocks": [text("One."), raw]}).account
    assert account.fates == {"metadata": 0, "body": 1, "left out: code of another format": 3}


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        found_in({"blocks": []})
    assert caught.value.problems[0].code == "no-letter"


@needs_pandoc
def test_markdown(typeset: Command, tmp_path: Path) -> None:
    outcome = typeset("import", "markdown", HERE / "letter.md", "-o", tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert "accounted for: 100.000 %" in outcome.out
    assert (tmp_path / "letters/letter.yaml").read_text(encoding="utf-8") == LETTER


@needs_pandoc
def test_docx_keeps_words_notes_and_styles(typeset: Command, tmp_path: Path) -> None:
    file = tmp_path / "letter.docx"
    subprocess.run(["pandoc", HERE / "letter.md", "-o", file], check=True)
    outcome = typeset("import", "docx", file, "-o", tmp_path / "edition")
    assert (outcome.code, outcome.err) == (0, "")
    written_file = (tmp_path / "edition/letters/letter.yaml").read_text(encoding="utf-8")
    assert "The **proofs**[^1] are [here](https://example.org/a)" in written_file
    assert "2: It was lost." in written_file
    assert "heading: {text: On type, level: 2}" in written_file


@needs_pandoc
def test_a_file_that_is_none_is_refused(typeset: Command, tmp_path: Path) -> None:
    file = tmp_path / "letter.docx"
    file.write_text("no archive")
    outcome = typeset("import", "docx", file, "-o", tmp_path / "edition")
    assert outcome.code == 1
    assert f"{file}:1:1: Pandoc cannot read it: " in outcome.err
    assert not (tmp_path / "edition").exists()


def test_without_pandoc_it_is_said_how_to_get_it(
    typeset: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    outcome = typeset("import", "markdown", HERE / "letter.md", "-o", tmp_path / "edition")
    assert outcome.code == 2
    assert "apt-get install pandoc" in outcome.err
