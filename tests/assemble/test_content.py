"""What stands where on a printed page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.assemble.galleys import GEOMETRY, LEADING, Compositor, galley, note, page, volume
from tests.assemble.reading import Seen, grey, lines, texts
from typeset.assemble import assemble
from typeset.assemble.sheet import Ink, Press
from typeset.galley import Column, Decoration, Item
from typeset.page import Piece, Rule, Slice

BASELINE = 10.5
"""Of a hand-set line, from its top: fourteen pixels."""
GROUND = b".8 g 0 0 200 %d re f"
"""A grey ground, 200 pixels wide and some high."""


def test_lines_stand_at_their_distances_within_mirrored_margins(tmp_path: Path) -> None:
    setter = Compositor()
    text = galley("a", setter.column("first", "second", "third", "office"), setter)
    book = volume(
        page(1, Slice(0, None, 0, 2, 60)),
        page(2, Slice(0, None, 2, 4, 80.5)),
        galleys=[text],
        setters=[setter],
    )
    assemble(book, tmp_path / "a.pdf")
    assert lines(tmp_path / "a.pdf", 1) == [
        Seen("first", GEOMETRY.inner, 60 + BASELINE),
        Seen("second", GEOMETRY.inner, 60 + LEADING + BASELINE),
    ]
    assert lines(tmp_path / "a.pdf", 2) == [
        Seen("third", GEOMETRY.outer, 80.5 + BASELINE),
        Seen("office", GEOMETRY.outer, 80.5 + LEADING + BASELINE),
    ]


def test_text_then_notes_then_furniture(tmp_path: Path) -> None:
    setter = Compositor()
    body = setter.column("a call", "and more")
    remark = note("7", setter.column("the note begins", "the note ends"))
    text = galley("a", body, setter, notes=(remark,))
    head = Piece(setter.item("running head", 0), 120, 30)
    leaf = page(1, Slice(0, None, 0, 2, 60), foot=(Slice(0, "7", 1, 2, 500),), pieces=(head,))
    book = volume(leaf, galleys=[text], setters=[setter], furniture_faces=setter.glyphs)
    assemble(book, tmp_path / "a.pdf")
    assert texts(tmp_path / "a.pdf", 1) == ["a call", "and more", "the note ends", "running head"]
    assert lines(tmp_path / "a.pdf", 1)[2:] == [
        Seen("the note ends", GEOMETRY.inner, 500 + BASELINE),
        Seen("running head", 120, 30 + BASELINE),
    ]


def test_table_head_is_repeated_above_the_rows(tmp_path: Path) -> None:
    setter = Compositor()
    rows = [setter.item(f"row {n}", n, head=0 if n else None) for n in range(5)]
    text = galley("a", Column(tuple(rows), heads=((0, 1),)), setter)
    book = volume(
        page(1, Slice(0, None, 0, 3, 60)),
        page(2, Slice(0, None, 3, 5, 60, head=0)),
        galleys=[text],
        setters=[setter],
    )
    assemble(book, tmp_path / "a.pdf")
    seen = lines(tmp_path / "a.pdf", 2)
    assert [line.text for line in seen] == ["row 0", "row 3", "row 4"]
    assert [line.y for line in seen] == [60 + n * LEADING + BASELINE for n in range(3)]


def test_blank_pages_print_nothing(tmp_path: Path) -> None:
    setter = Compositor()
    book = volume(
        page(1), page(2, Slice(0, None, 0, 1, 60)),
        galleys=[galley("a", setter.column("text"), setter)], setters=[setter],
    )  # fmt: skip
    assemble(book, tmp_path / "a.pdf")
    first, second = PdfReader(tmp_path / "a.pdf").pages
    assert "/Contents" not in first and "/Contents" in second


def test_pages_have_the_trim_for_all_boxes(tmp_path: Path) -> None:
    book = volume(page(1), page(2), galleys=[], setters=[])
    assemble(book, tmp_path / "a.pdf")
    for leaf in PdfReader(tmp_path / "a.pdf").pages:
        size = [0, 0, GEOMETRY.width, GEOMETRY.height]
        assert list(leaf.mediabox) == list(leaf.trimbox) == size


def test_rules_are_drawn_in_their_grey(tmp_path: Path) -> None:
    rules = (Rule(50, 300, 150, 300, thickness=4), Rule(200, 100, 200, 140, 4, colour=0.5))
    assemble(volume(page(1, rules=rules), galleys=[], setters=[]), tmp_path / "a.pdf")
    spots = [(100, 300), (160, 300), (100, 305), (200, 120), (200, 150)]
    assert [grey(tmp_path / "a.pdf", 1, *spot) for spot in spots] == [0, 255, 255, 128, 255]


def ground(first: float, last: float) -> Decoration:
    """A ground from a line's top to another's bottom, counted in lines."""
    top, bottom = first * LEADING, last * LEADING
    return Decoration(top, bottom, GROUND % round((bottom - top) / 0.75))


@pytest.mark.parametrize(
    ("span", "first_page", "second_page"),
    [
        ((1, 2), [0, 1, 0, 0], [0, 0, 0, 0]),
        ((1, 5), [0, 1, 1, 0], [1, 1, 0, 0]),
        ((0, 6), [1, 1, 1, 0], [1, 1, 1, 0]),
        ((3, 4), [0, 0, 0, 0], [1, 0, 0, 0]),
        ((-0.5, 3), [1, 1, 1, 0], [0, 0, 0, 0]),
        ((4, 7), [0, 0, 0, 0], [0, 1, 1, 1]),
        ((6, 7), [0, 0, 0, 0], [0, 0, 0, 1]),
    ],
    ids=["within", "cut", "whole", "next", "above", "below", "after"],
)
def test_grounds_lie_behind_the_lines_they_belong_to(
    tmp_path: Path, span: tuple[float, float], first_page: list[int], second_page: list[int]
) -> None:
    column = Column(
        tuple(Item(n * LEADING, LEADING, b"") for n in range(6)), decorations=(ground(*span),)
    )
    book = volume(
        page(1, Slice(0, None, 0, 3, 100)),
        page(3, Slice(0, None, 3, 6, 100)),
        galleys=[galley("a", column)],
        setters=[],
    )
    assemble(book, tmp_path / "a.pdf")
    for number, expected in ((1, first_page), (2, second_page)):
        middles = [100 + (n + 0.5) * LEADING for n in range(4)]
        seen = [grey(tmp_path / "a.pdf", number, 60, y) for y in middles]
        assert seen == [204 if line else 255 for line in expected]
        assert grey(tmp_path / "a.pdf", number, 210, middles[0]) == 255


def test_a_rule_between_two_pages_stands_on_the_first(tmp_path: Path) -> None:
    items = (Item(0, LEADING, b""), Item(3 * LEADING, LEADING, b""))
    column = Column(items, decorations=(ground(1.5, 2), ground(-1, -0.5)))
    pages = page(1, Slice(0, None, 0, 1, 100)), page(3, Slice(0, None, 1, 2, 100))
    assemble(volume(*pages, galleys=[galley("a", column)], setters=[]), tmp_path / "a.pdf")
    places = [100 + n * LEADING for n in (-2.75, -1.25, -0.75, 0.5, 1.75)]
    for number, expected in ((1, [255, 255, 204, 255, 204]), (2, [255] * 5)):
        assert [grey(tmp_path / "a.pdf", number, 60, y) for y in places] == expected


def test_a_repeated_head_keeps_its_ground(tmp_path: Path) -> None:
    items = tuple(Item(n * LEADING, LEADING, b"") for n in range(6))
    column = Column(items, decorations=(ground(0, 1),), heads=((0, 1),))
    leaf = page(1, Slice(0, None, 4, 6, 100, head=0))
    assemble(volume(leaf, galleys=[galley("a", column)], setters=[]), tmp_path / "a.pdf")
    seen = [grey(tmp_path / "a.pdf", 1, 60, 100 + (n + 0.5) * LEADING) for n in range(3)]
    assert seen == [204, 255, 255]


def test_items_do_not_disturb_each_other(tmp_path: Path) -> None:
    """An item may leave any colour or matrix behind."""
    square = b"0 0 20 13.3 re f"
    items = (Item(0, 10, b"1 g 2 0 0 2 7 7 cm"), Item(10, 10, square))
    leaf = page(1, Slice(0, None, 0, 2, 100))
    book = volume(leaf, galleys=[galley("a", Column(items))], setters=[])
    assemble(book, tmp_path / "a.pdf")
    assert grey(tmp_path / "a.pdf", 1, 52, 112) == 0
    assert grey(tmp_path / "a.pdf", 1, 68, 112) == 255


@pytest.mark.parametrize("text", [[], ["a line"]], ids=["by itself", "on a page with text"])
def test_furniture_in_the_second_ink_is_printed_in_it(tmp_path: Path, text: list[str]) -> None:
    setter = Compositor()
    red = Piece(Item(0, 75, b"/DeviceCMYK cs 0 1 1 0 scn 0 0 100 100 re f"), 100, 100)
    parts = [Slice(0, None, 0, 1, 60)] if text else []
    book = volume(
        page(1, *parts, pieces=(red,)),
        galleys=[galley("a", setter.column(*text), setter)] if text else [],
        setters=[setter],
        press=Press(ink=Ink("Warm Red", (0, 1, 1, 0))),
    )
    assemble(book, tmp_path / "a.pdf")
    (leaf,) = PdfReader(tmp_path / "a.pdf").pages
    contents = leaf.get_contents()
    assert contents is not None and b"/second.ink cs 1 scn" in contents.get_data()
    assert leaf["/Resources"]["/ColorSpace"]["/second.ink"][1] == "/Warm Red"  # type: ignore[index]
