"""Faults planted where no room looks: the certificate finds each, with file and line.

Most are made as a careless layout would make them, by style sheet and template; the others by hand,
behind the account of pages, so that only the finished file can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeEdition
from typeset import BuildOptions, LossError, Report, build
from typeset.assemble import Volume, cast
from typeset.faces import Library
from typeset.galley import Galley, Item
from typeset.layout import Layout
from typeset.model import Edition
from typeset.page import Page, Slice
from typeset.pipeline.made import Made
from typeset.pipeline.run import _volume
from typeset.verify import Account

LETTER = """\
title: To the Editor, on fair copy
sender: The Press
date: 2001-03-04
source: {pages: 1-2}
body:
  - salutation: Dear Editor,
  - >-
    The proofs went off with the carrier on Monday morning,[^1] and should be with you before the
    week is out, unless he stops at the inn below the mill, where he is known to have an uncle. We
    have kept the second forme standing in the rack, in case you wish to change your mind again.
  - >-
    Of the woodcuts we say nothing yet.[^2] The block of the heron has a crack through the reeds.
  - closer: Yours faithfully,
  - signature: The Press
notes:
  1: Two sheets of eight pages, and a half-sheet for the prelims.
  2: Eleven blocks, by a hand that did not sign them.
"""


def line(text: str) -> int:
    """The line of the letter's file where these words stand."""
    return 1 + LETTER.count("\n", 0, LETTER.index(text))


FIRST_NOTE, SECOND_NOTE = line("Two sheets"), line("Eleven blocks")
SECOND_PARAGRAPH, CLOSER = line("Of the woodcuts"), line("Yours faithfully")
WORDS = 2 + 6 + 56 + 18 + 2 + 2 + 11 + 10

CSS = {
    "not visible": "aside.note p { visibility: hidden }",
    "white": "aside.note { color: white }",
    "nearly white": "aside.note { color: #eee }",
    "no colour": "aside.note { color: transparent }",
    "faint": "aside.note { color: rgba(0, 0, 0, .05) }",
    "a tenth of a point": "aside.note p { font-size: .1pt }",
    "left of the page": "aside.note p { position: relative; left: -400pt }",
    "off the page by transform": "aside.note p { transform: translateX(900pt) }",
    "indented off the page": "aside.note p.paragraph { text-indent: -600pt }",
    "without opacity": "aside.note p { opacity: 0 }",
}


ACCOUNT = Made.account


@pytest.fixture
def only_the_certificate_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    def lenient(made: Made, pages: Sequence[Page]) -> Account:
        return replace(ACCOUNT(made, pages), findings=())

    monkeypatch.setattr(Made, "account", lenient)


@pytest.fixture
def faulty(
    make_edition: MakeEdition, cache: Path, tmp_path: Path, only_the_certificate_judges: None
) -> Callable[..., Report]:
    """Build the letter with a layout of its own: ``faulty(css=…, letter=template)``."""

    def make(css: str = "", letter: str = "", allow: bool = False) -> Report:
        folder = make_edition(letters={"first": LETTER}, layout="faulty", front_matter=[])
        layout = folder / "layouts" / "faulty"
        (layout / "templates").mkdir(parents=True)
        (layout / "layout.yaml").write_text("title: Faulty\nextends: volume\n", "utf-8")
        (layout / "column.css").write_text(css, "utf-8")
        if letter:
            (layout / "templates" / "letter.html").write_text(letter, "utf-8")
        options = BuildOptions(cache=cache, allow_faults=allow)
        return build(folder, tmp_path / "volume.pdf", options)

    return make


def caught(make: Callable[[], Report], *lines: int) -> str:
    """What stops a build; all these lines of the letter are named in it."""
    with pytest.raises(LossError) as error:
        make()
    named = {problem.place.line for problem in error.value.problems if problem.place}
    files = {problem.place.file for problem in error.value.problems if problem.place}
    assert named >= set(lines)
    assert files == {"first.yaml"}
    return str(error.value)


def test_nothing_is_wrong_without_a_fault(faulty: Callable[..., Report]) -> None:
    report = faulty("aside.note p { color: #333 }")
    assert report.coverage["missing"] == []
    assert report.coverage["expected"] == report.coverage["printed"] == WORDS


@pytest.mark.parametrize("css", CSS.values(), ids=CSS)
def test_a_note_that_the_style_sheet_hides(
    faulty: Callable[..., Report], tmp_path: Path, css: str
) -> None:
    older = tmp_path / "volume.pdf"
    older.write_bytes(b"older")
    caught(lambda: faulty(css), FIRST_NOTE, SECOND_NOTE)
    assert older.read_bytes() == b"older"
    assert [file.name for file in tmp_path.glob("*.pdf*")] == ["volume.pdf"]


@pytest.mark.parametrize("css", ["aside.note { display: none }", "aside.note p { font-size: 0 }"])
def test_a_note_that_is_not_even_set(
    faulty: Callable[..., Report], monkeypatch: pytest.MonkeyPatch, css: str
) -> None:
    """The account of galleys names it by the line of its call."""
    monkeypatch.setattr(Made, "account", ACCOUNT)
    caught(lambda: faulty(css), line("The proofs"), SECOND_PARAGRAPH)


def test_lines_drawn_over_one_another(faulty: Callable[..., Report]) -> None:
    css = "p.paragraph + p.paragraph { margin-top: -13.5pt }"
    assert "covered" in caught(lambda: faulty(css), SECOND_PARAGRAPH)


def test_a_paragraph_lifted_out_of_its_place(faulty: Callable[..., Report]) -> None:
    css = "p.paragraph + p.paragraph { position: relative; top: -300pt }"
    caught(lambda: faulty(css), SECOND_PARAGRAPH)


WHOLE = """<article class="letter" id="{{ anchor }}" data-unit="{{ letter.ident }}">
<h2 class="letter-title" data-line="1">{{ title }}</h2>
BODY
</article>
NOTES
"""
NOTES = "{% for note in notes %}{{ note }}{% endfor %}"


def template(body: str = "{{ body }}", notes: str = NOTES) -> str:
    return WHOLE.replace("BODY", body).replace("NOTES", notes)


def test_the_bare_template_is_good(faulty: Callable[..., Report]) -> None:
    assert faulty(letter=template()).coverage["missing"] == []


def test_a_word_that_a_template_drops(faulty: Callable[..., Report]) -> None:
    text = caught(
        lambda: faulty(letter=template('{{ body|replace("heron", "") }}')), SECOND_PARAGRAPH
    )
    assert "1 word of the letter missing from the pages: “heron”" in text


def test_a_word_that_a_template_changes(faulty: Callable[..., Report]) -> None:
    text = caught(
        lambda: faulty(letter=template('{{ body|replace("heron", "stork") }}')), SECOND_PARAGRAPH
    )
    assert "“heron”" in text


def test_a_title_that_a_template_drops(faulty: Callable[..., Report]) -> None:
    bare = template().replace("{{ title }}", "A letter")
    assert "To the Editor, on fair copy" in caught(lambda: faulty(letter=bare), 1)


def test_a_paragraph_printed_twice(faulty: Callable[..., Report]) -> None:
    again = '<p class="paragraph" data-line="12">Of the woodcuts we say nothing yet.</p>'
    text = caught(lambda: faulty(letter=template("{{ body }}" + again)), SECOND_PARAGRAPH)
    assert "printed again" in text


def test_a_signature_printed_twice(faulty: Callable[..., Report]) -> None:
    again = '<p class="closer" data-line="13">Yours faithfully,</p>'
    assert "printed again" in caught(lambda: faulty(letter=template("{{ body }}" + again)), CLOSER)


def test_notes_with_each_other_s_words(faulty: Callable[..., Report]) -> None:
    one, two = (
        "Two sheets of eight pages, and a half-sheet for the prelims.",
        LETTER.split("2: ")[-1],
    )
    swap = f'replace("{one}", "@")|replace("{two.strip()}", "{one}")|replace("@", "{two.strip()}")'
    notes = "{% for note in notes %}{{ note|" + swap + " }}{% endfor %}"
    assert "printed before note" in caught(
        lambda: faulty(letter=template(notes=notes)), SECOND_NOTE
    )


def test_notes_with_each_other_s_marks(faulty: Callable[..., Report]) -> None:
    marks = [f'">{mark}</a>"|safe' for mark in ("1", "@", "2", "1", "@", "2")]
    swap = "|".join(
        f"replace({old}, {new})" for old, new in zip(marks[::2], marks[1::2], strict=True)
    )
    notes = "{% for note in notes %}{{ note|" + swap + " }}{% endfor %}"
    text = caught(lambda: faulty(letter=template(notes=notes)), FIRST_NOTE, SECOND_NOTE)
    assert "printed under the mark 2" in text


# ---- by hand, behind the account of pages -----------------------------------------------------


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Page], Page]], None]:
    """Change the letter's page after it was made up and accounted for."""

    def change(how: Callable[[Page], Page]) -> None:
        def careless(galley: Galley, pages: Sequence[Page]) -> tuple[Galley, list[Page]]:
            return galley, [how(page) if page.foot else page for page in pages]

        print_otherwise(monkeypatch, careless)

    return change


def print_otherwise(
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Galley, Sequence[Page]], tuple[Galley, Sequence[Page]]],
) -> None:
    """Cast other galleys and pages than those that were made up."""

    def careless(
        edition: Edition, layout: Layout, library: Library, made: Made, *rest: Any
    ) -> Volume:
        changed = [
            change(galley, forme.pages)
            for galley, forme in zip(made.galleys, made.formes, strict=True)
        ]
        stereos = [cast(galley, pages, layout.geometry()) for galley, pages in changed]
        return replace(_volume(edition, layout, library, made, *rest), stereos=stereos)

    monkeypatch.setattr("typeset.pipeline.run._volume", careless)


def body_of(page: Page, *parts: Slice) -> Page:
    return replace(page, body=parts)


def test_an_item_taken_from_the_page(
    faulty: Callable[..., Report], by_hand: Callable[..., None]
) -> None:
    by_hand(lambda page: body_of(page, replace(page.body[0], stop=page.body[0].stop - 1)))
    assert "“The Press”" in caught(faulty, line("signature"))


def test_an_item_moved_over_the_trimmed_edge(
    faulty: Callable[..., Report], by_hand: Callable[..., None]
) -> None:
    by_hand(lambda page: replace(page, foot=tuple(replace(s, y=s.y + 90) for s in page.foot)))
    assert "outside the trim" in caught(faulty, SECOND_NOTE)


def test_two_notes_at_each_other_s_place(
    faulty: Callable[..., Report], by_hand: Callable[..., None]
) -> None:
    def swap(page: Page) -> Page:
        one, two = page.foot
        return replace(page, foot=(replace(one, y=two.y), replace(two, y=one.y)))

    by_hand(swap)
    assert "printed before note 1" in caught(faulty, SECOND_NOTE)


def test_a_note_upon_another(faulty: Callable[..., Report], by_hand: Callable[..., None]) -> None:
    by_hand(lambda page: replace(page, foot=tuple(replace(s, y=page.foot[0].y) for s in page.foot)))
    assert "covered" in caught(faulty, FIRST_NOTE, SECOND_NOTE)


def test_a_note_printed_twice(faulty: Callable[..., Report], by_hand: Callable[..., None]) -> None:
    def twice(page: Page) -> Page:
        return replace(page, foot=(*page.foot, replace(page.foot[0], y=page.foot[0].y - 30)))

    by_hand(twice)
    assert "printed again" in caught(faulty, FIRST_NOTE)


def change_items(
    monkeypatch: pytest.MonkeyPatch, wanted: int, change: Callable[[bytes], bytes]
) -> None:
    """Change the operators of all items of a line of the file before they go to paper."""

    def items(given: Sequence[Item]) -> tuple[Item, ...]:
        return tuple(replace(i, ops=change(i.ops)) if i.line == wanted else i for i in given)

    def changed(galley: Galley) -> Galley:
        body = replace(galley.body, items=items(galley.body.items))
        return replace(galley, body=body)

    print_otherwise(monkeypatch, lambda galley, pages: (changed(galley), pages))


OPERATORS: dict[str, Callable[[bytes], bytes]] = {
    "another text for copying": lambda ops: (
        b"/Span<</ActualText(Yours truly,)>>BDC " + ops + b" EMC"
    ),
    "painted invisibly": lambda ops: b"3 Tr " + ops.replace(b" Tr", b" pass"),
    "clipped away": lambda ops: b"0 0 1 1 re W n " + ops,
    "turned small": lambda ops: b".1 0 0 .1 0 0 cm " + ops,
    "painted over": lambda ops: ops + b" q 1 g -9 -9 600 40 re f Q",
    "on a ground of its colour": lambda ops: b"q 0 g -9 -9 600 40 re f Q " + ops,
    "not there": lambda ops: b"",
}


@pytest.mark.parametrize("change", OPERATORS.values(), ids=OPERATORS)
def test_operators_changed(
    faulty: Callable[..., Report],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[bytes], bytes],
) -> None:
    change_items(monkeypatch, CLOSER, change)
    assert "faithfully" in caught(faulty, CLOSER)


def test_faults_may_be_allowed_and_are_told(faulty: Callable[..., Report]) -> None:
    report = faulty("aside.note { color: white }", allow=True)
    missing = report.coverage["missing"]
    assert isinstance(missing, list)
    assert [(one["note"], one["line"], one["words"]) for one in missing] == [
        ("1", FIRST_NOTE, 11),
        ("2", SECOND_NOTE, 10),
    ]
    assert report.coverage["printed"] == WORDS - 21
    assert report.file.exists()
