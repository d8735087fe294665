"""What is written is read again as it was meant, whatever it is."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.drafts import INLINES, NOWHERE, bare, drafts
from typeset.intake.draft import Doubt, Draft, DraftEdition
from typeset.intake.leaf import WIDTH, entry
from typeset.intake.letter import Shared, body_lines, head_lines
from typeset.intake.marks import written
from typeset.intake.settle import settled
from typeset.intake.writer import write_edition
from typeset.model import (
    Credit,
    Inline,
    Licence,
    NoteCall,
    Prose,
    Source,
    Span,
    Text,
    TextBlock,
    WebLink,
)
from typeset.read import Inherited, read_edition, read_letter
from typeset.read.compose import compose
from typeset.read.inline import InlineReader
from typeset.read.manuscript import Manuscript
from typeset.read.marks import ListNode, TextNode
from typeset.read.problems import Problems

OWN = Licence("own", "CC0")


def read_again(text: str) -> tuple[Inline, ...]:
    problems = Problems()
    root = compose(Manuscript("a.yaml", "\n".join(entry("-", text, 2))), problems)
    assert isinstance(root, ListNode)
    (node,) = root.items
    assert isinstance(node, TextNode)
    inlines = InlineReader(problems).prose(node).inlines
    assert problems.sorted() == ()
    return inlines


@given(INLINES)
def test_marks_are_read_as_they_were_meant(inlines: tuple[Inline, ...]) -> None:
    meant = settled(inlines)
    assert settled(meant) == meant
    if meant:
        assert bare(read_again(written(meant))) == meant


def signs(inlines: tuple[Inline, ...]) -> list[str]:
    """Every letter and call, in order."""
    found: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            found += [sign for sign in inline.text if sign.isalnum()]
        elif isinstance(inline, NoteCall):
            found.append(f"[{inline.ident}]")
        elif hasattr(inline, "children"):
            found += signs(inline.children)
    return found


def has_link(inlines: tuple[Inline, ...]) -> bool:
    return any(
        isinstance(one, WebLink)
        or (isinstance(one, Span) and one.get("letter") is not None)
        or has_link(getattr(one, "children", ()))
        for one in inlines
    )


@given(INLINES)
def test_settling_loses_no_letter_and_no_call(inlines: tuple[Inline, ...]) -> None:
    before, after = signs(inlines), signs(settled(inlines))
    # A call in a link comes to stand behind it.
    assert (sorted(before) == sorted(after)) if has_link(inlines) else before == after


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Brackets [sic] and 2 * 3 and snake_case", "Brackets [sic] and 2 * 3 and snake_case"),
        ("[1](x) [^2] *a* _b_ <c> a\\b", r"\[1\](x) \[^2\] \*a\* \_b\_ \<c> a\\b"),
    ],
)
def test_only_what_would_be_a_mark_is_escaped(text: str, marked: str) -> None:
    assert written((Text(text),)) == marked


def letter_text(draft: Draft) -> str:
    shared = Shared("en", licences={OWN: "own"}, licence=OWN)
    return "\n".join([*head_lines(replace(draft, licence=OWN), shared), *body_lines(draft)])


@settings(max_examples=50)
@given(drafts())
def test_a_draft_is_read_as_it_was_meant(draft: Draft) -> None:
    reading = read_letter(
        letter_text(draft).encode(), "a", "a.yaml", Inherited({}, {"own": OWN}, "own", "en")
    )
    assert reading.problems == ()
    assert (letter := reading.letter) is not None
    for one in fields(Draft):
        if one.name in ("doubts", "licence", "date", "short_title"):
            continue
        assert bare(getattr(letter, one.name)) == bare(getattr(draft, one.name)), one.name
    assert (letter.date and letter.date.edtf) == draft.date


@given(st.lists(st.text("ab é“", min_size=1, max_size=12), min_size=20, max_size=60))
def test_lines_are_no_longer_than_their_words_ask(words: list[str]) -> None:
    lines = entry("  -", " ".join(" ".join(words).split()) or "x", 4)
    assert all(len(line) <= WIDTH for line in lines)


# ---- as it looks -----------------------------------------------------------------------------


def prose(text: str) -> Prose:
    return Prose((Text(text),), NOWHERE)


def paragraph(text: str) -> TextBlock:
    return TextBlock("paragraph", (prose(text),), NOWHERE)


DRAFT = Draft(
    ident="1918-06-02-joffe",
    title=prose("To A. A. Joffe"),
    body=(
        TextBlock("dateline", (prose("2/VI. 1918"),), NOWHERE),
        paragraph("A short one."),
        paragraph("Colons: they ask for more. " * 5),
        TextBlock("postscript", (prose("Do not send it."),), NOWHERE, label=prose("N.B.:")),
        TextBlock("signature", (prose("V. I."), prose("Lenin")), NOWHERE),
    ),
    date="1918-06-02",
    language="en",
    source=Source("Collected Works", pages="98b-99a", volume="44"),
    licence=Licence("archive", "Public Domain", credit="Please credit us."),
    credits=(Credit("translator", "Clemens Dutt"),),
    doubts=(Doubt("date", "read from the dateline"), Doubt("sender", "not named")),
)


def test_a_letter_is_what_a_careful_person_would_write(tmp_path: Path) -> None:
    write_edition(DraftEdition("Letters", "en", (DRAFT,)), tmp_path / "e")
    assert (
        (tmp_path / "e/edition.yaml").read_text()
        == """\
# yaml-language-server: $schema=.schema/edition.schema.json
title: Letters
language: en
source:
  title: Collected Works
  volume: 44
licences:
  archive:
    name: Public Domain
    credit: Please credit us.
licence: archive
"""
    )
    assert (
        (tmp_path / "e/letters/1918-06-02-joffe.yaml").read_text()
        == """\
# yaml-language-server: $schema=../.schema/letter.schema.json
title: To A. A. Joffe
# confirm: not named
# sender:
# confirm: read from the dateline
date: 1918-06-02
source: {pages: 98b-99a}
credits:
  - {role: translator, name: Clemens Dutt}
body:
  - dateline: 2/VI. 1918

  - A short one.

  - >-
    Colons: they ask for more. Colons: they ask for more. Colons: they ask for more.
    Colons: they ask for more. Colons: they ask for more.

  - postscript: {label: "N.B.:", text: Do not send it.}

  - signature: |
      V. I.
      Lenin
"""
    )
    assert len(read_edition(tmp_path / "e").letters) == 1


def test_what_letters_share_stands_in_the_edition(tmp_path: Path) -> None:
    other = replace(DRAFT, ident="b", source=Source("Collected Works", volume="45"))
    third = replace(DRAFT, ident="c", licence=Licence("archive", "CC BY"), credits=())
    write_edition(DraftEdition("Letters", "en", (DRAFT, other, third)), tmp_path)
    edition = read_edition(tmp_path)
    for draft in (DRAFT, other, third):
        letter = edition.letter(draft.ident)
        assert letter.source == draft.source
        assert letter.credits == draft.credits
        assert draft.licence is not None
        assert letter.licence.name == draft.licence.name
    said = (tmp_path / "edition.yaml").read_text()
    assert "Collected Works" in said
    assert not re.search(r"^credits|volume|^licence:", said, re.M)


def test_a_letter_without_a_source_does_not_take_that_of_others(tmp_path: Path) -> None:
    other = replace(DRAFT, ident="b", source=None, licence=None)
    write_edition(DraftEdition("Letters", "en", (DRAFT, other)), tmp_path)
    assert "Collected" not in (tmp_path / "edition.yaml").read_text()
