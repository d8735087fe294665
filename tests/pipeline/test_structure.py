"""The tags of a volume: what a screen reader, or a program that takes the text on, is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.structure import Node, Tagged, read_structure
from typeset import BuildOptions, build

MakeEdition = Callable[..., Path]
SENTENCE = "Two sheets of eight pages were sent on Monday, and one of four on Thursday. "
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">
<rect width="9" height="9"/></svg>"""
TABLE = {
    "caption": "Stock",
    "head": ["Face", "Sheets"],
    "rows": [["Serif", ""], ["Sans", "2"]],
}

BODY: list[Any] = [
    {"address": ["The Editor", "4 Mill Street"]},
    {"salutation": "Dear Editor,"},
    "The *proofs* are with the carrier.[^1] [Prenez garde]{lang=fr}, and [see](https://a.example/b).",
    {"heading": "On type"},
    {"quote": {"text": "Brevity is all.", "attribution": "A. N. Other"}},
    {"verse": "A line,\n  another.\n\nA stanza."},
    {"list": {"ordered": True, "items": ["Ink.", "Paper."]}},
    {"table": TABLE},
    {"figure": {"file": "a.svg", "alt": "A page of proof", "caption": "The proof"}},
    SENTENCE * 60,
    {"closer": "Yours,"},
]  # fmt: skip
NOTES: dict[str, Any] = {"1": "Two sheets.[^2] " + SENTENCE * 30, "2": "A third was lost."}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def tagged(make_edition: MakeEdition, cache: Path, tmp_path: Path) -> Tagged:
    """An edition of two parts, read back."""
    letters = {
        "a": {"title": "To the Editor", "body": BODY, "notes": NOTES},
        "b": {"title": "An den Setzer", "language": "de", "date": "2001-03-05",
              "body": ["Die Bogen sind da."], "notes": None},
    }  # fmt: skip
    parts = [{"title": "The first", "letters": ["a"]}, {"title": "The second", "letters": ["b"]}]
    folder = make_edition(letters=letters, parts=parts)
    (folder / "a.svg").write_text(SVG, "utf-8")
    build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache))
    return read_structure(tmp_path / "v.pdf")


def letter(tagged: Tagged, number: int = 1) -> Node:
    """The section of a letter."""
    return tagged.root.all("Part")[number - 1].all("Sect")[0]


def child(node: Node, text: str) -> Node:
    """The element right in another that begins with these words."""
    return next(k for k in node.kids if isinstance(k, Node) and k.text.startswith(text))


def test_letters_are_sections_of_parts(tagged: Tagged) -> None:
    assert tagged.root.shape().startswith("Document(Sect(P) Sect(H1) Sect(H2 P")
    first, second = tagged.root.all("Part")
    assert [kid.shape() for kid in second.kids if isinstance(kid, Node)] == ["H1", "Sect(P H2 P P)"]
    assert [kid.kind for kid in first.kids if isinstance(kid, Node)] == ["H1", "Sect"]
    assert second.text.startswith("The second2An den Setzer")


def test_blocks_are_what_they_are(tagged: Tagged) -> None:
    sect = letter(tagged)
    kinds = [kid.kind for kid in sect.kids if isinstance(kid, Node)]
    assert kinds == [
        "P", "H2", "P", "P", "P", "P", "Note", "Note", "H3", "BlockQuote", "P", "P", "L", "Table",
        "Figure", "P", "P",
    ]  # fmt: skip
    assert child(sect, "The Editor4 Mill").shape() == "P(Span Span)"
    assert child(sect, "Brevity").shape() == "BlockQuote(P P)"
    assert child(sect, "A line").shape() == "P(Span Span)"
    assert child(sect, "1").kind == "P"


def test_lists_have_their_figures(tagged: Tagged) -> None:
    (found,) = letter(tagged).all("L")
    assert found.shape() == "L(LI(Lbl LBody(P)) LI(Lbl LBody(P)))"
    assert [label.text.strip() for label in found.all("Lbl")] == ["1.", "2."]
    assert [body.text for body in found.all("LBody")] == ["Ink.", "Paper."]
    assert found.entries["/A"] == {"/O": "/List", "/ListNumbering": "/Decimal"}


def test_tables_have_heads_and_all_their_cells(tagged: Tagged) -> None:
    (table,) = letter(tagged).all("Table")
    assert table.shape() == "Table(Caption THead(TR(TH TH)) TBody(TR(TD TD) TR(TD TD)))"
    assert [cell.text for cell in table.all("TH") + table.all("TD")] == [
        "Face", "Sheets", "Serif", "", "Sans", "2",
    ]  # fmt: skip
    assert {cell.entries["/A"]["/Scope"] for cell in table.all("TH")} == {"/Column"}


def test_figures_say_what_they_show_and_where_they_stand(tagged: Tagged) -> None:
    (figure,) = letter(tagged).all("Figure")
    assert figure.entries["/Alt"] == "A page of proof"
    left, bottom, right, top = map(float, figure.entries["/A"]["/BBox"])
    assert 0 < left < right < 442 and 0 < bottom < top < 663
    assert (right - left) / (top - bottom) == pytest.approx(1.5)
    assert figure.shape() == "Figure(Caption)" and figure.text == "The proof"


def test_notes_follow_the_paragraph_that_calls_them(tagged: Tagged) -> None:
    sect = letter(tagged)
    paragraph, first, second = [kid for kid in sect.kids if isinstance(kid, Node)][5:8]
    assert paragraph.shape() == "P(Reference(Link) Span Link)"
    assert paragraph.text.startswith("The proofs are with the carrier.1 Prenez garde, and see")
    assert first.text.startswith("1 Two sheets.2 Two sheets of eight")
    assert second.text == "2 A third was lost."
    assert first.shape() == "Note(P(Lbl(Link) Reference(Link)))"
    assert len({note.entries["/ID"] for note in (first, second)}) == 2


def test_what_pages_part_is_one_element(tagged: Tagged) -> None:
    sect = letter(tagged)
    for text, node in (
        (SENTENCE * 60, child(sect, "Two sheets")),
        (NOTES["1"], sect.all("Note")[0]),
    ):
        pages = {page for part in node.walk() for page in part.pages}
        assert len(pages) > 1
        assert node.text.count("Thursday") == text.count("Thursday")


def test_the_repeated_words_of_pages_are_artifacts(tagged: Tagged) -> None:
    assert tagged.loose == []
    heads = ["".join(texts) for texts in tagged.apart]
    assert any("The press’s own files" in head for head in heads)
    assert all("Monday" not in head for head in heads)


def test_languages_are_told_where_they_change(tagged: Tagged) -> None:
    assert tagged.catalog["/Lang"] == "en"
    told = [
        (node.kind, node.entries["/Lang"]) for node in tagged.root.walk() if "/Lang" in node.entries
    ]
    assert told == [("Span", "fr"), ("Sect", "de")]
    (french,) = [node for node in letter(tagged).all("Span") if "/Lang" in node.entries]
    assert french.text == "Prenez garde"


def test_links_are_annotations_with_a_description(tagged: Tagged) -> None:
    links = tagged.root.all("Link")
    assert all(link.annotations for link in links)
    for link in links:
        for annotation in link.annotations:
            assert annotation["/Contents"]
            parent = tagged.parents[annotation["/StructParent"]].get_object()
            assert parent == link.entries
    assert child(letter(tagged), "The proofs").all("Link")[-1].annotations[0]["/A"]["/URI"]


def test_contents_lead_on_with_folios(tagged: Tagged) -> None:
    (contents,) = tagged.root.all("TOC")
    letters = contents.all("TOCI")[1::2]
    assert letters[0].text.endswith("To the Editor, 4 March 2001 3")
    assert letters[1].all("Link")[0].text.endswith("An den Setzer, 5 March 2001")
    assert contents.shape().count("Link") == 4


def test_the_parent_tree_leads_back(tagged: Tagged) -> None:
    owners = [node.entries for node in tagged.root.walk() if node.pages]
    listed = [one.get_object() for value in tagged.parents.values()
              if isinstance(value.get_object(), list) for one in value.get_object()]  # fmt: skip
    assert sum(len(node.pages) for node in tagged.root.walk()) == len(listed)
    assert all(one in owners for one in listed)


def test_a_letter_by_itself_is_whole(
    make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    """Links that lead out of it are words alone, and headings begin at the first level."""
    seen = {"body": ["See [the other]{letter=b} there."], "notes": None}
    folder = make_edition(letters={"a": seen, "b": {"notes": None, "body": ["Two."]}})
    build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache), separate=tmp_path / "apart")
    root = read_structure(tmp_path / "apart" / "a.pdf").root
    assert [node.kind for node in root.walk() if node.kind[0] == "H"] == ["H1"]
    assert not root.all("Link") and "the other" in root.text
