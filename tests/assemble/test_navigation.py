"""Links, destinations, outline and page labels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.assemble.galleys import GEOMETRY, LEADING, Compositor, galley, page, volume
from tests.assemble.reading import links
from typeset.assemble import OutlineEntry, Volume, assemble
from typeset.errors import LossError
from typeset.galley import Anchor, Galley, Link
from typeset.page import Page, Slice

HEIGHT = GEOMETRY.height


def letter(setter: Compositor, ident: str, *targets: str) -> Galley:
    """Two lines: the letter's beginning, and one with links side by side."""
    ways = tuple(Link(to, 40.0 * n, 2, 40.0 * n + 30, 11) for n, to in enumerate(targets))
    first = setter.item(f"letter {ident}", 0, anchors=(Anchor(f"letter-{ident}", 0),))
    second = setter.item("see", 1, links=ways, anchors=(Anchor(f"letter-{ident}-call-1", 3),))
    return galley(ident, setter.column(first, second), setter)


def two_letters(*targets: str, **parts: Any) -> Volume:
    setter = Compositor()
    return volume(
        page(1, Slice(0, None, 0, 2, 60)),
        page(2, Slice(1, None, 0, 2, 70)),
        galleys=[letter(setter, "a", *targets), letter(setter, "b", "#letter-a")],
        setters=[setter],
        **parts,
    )


def test_links_lead_to_the_anchors_place(tmp_path: Path) -> None:
    assemble(two_letters("#letter-b", "#letter-b-call-1"), tmp_path / "a.pdf")
    numbers = [leaf.indirect_reference.idnum for leaf in PdfReader(tmp_path / "a.pdf").pages]  # type: ignore[union-attr]
    forth, inside = links(tmp_path / "a.pdf", 1)
    (back,) = links(tmp_path / "a.pdf", 2)
    top = HEIGHT - 60 - LEADING
    assert forth["/Rect"] == pytest.approx([50, top - 11, 80, top - 2])
    assert forth["/Border"] == [0, 0, 0]
    places = [
        (forth, 1, GEOMETRY.outer, HEIGHT - 70),
        (inside, 1, GEOMETRY.outer, HEIGHT - 70 - LEADING - 3),
        (back, 0, GEOMETRY.inner, HEIGHT - 60),
    ]
    for link, index, x, y in places:
        target, kind, *place = link["/Dest"]
        assert target.idnum == numbers[index]
        assert kind == "/XYZ" and place[:2] == pytest.approx([x, y])


def test_web_addresses_are_written_in_ascii(tmp_path: Path) -> None:
    address = "https://example.org/lettres/élève (1)?q=a%20b#§2"
    assemble(two_letters(address), tmp_path / "a.pdf")
    (link,) = links(tmp_path / "a.pdf", 1)
    expected = "https://example.org/lettres/%C3%A9l%C3%A8ve%20(1)?q=a%20b#%C2%A72"
    assert link["/A"] == {"/S": "/URI", "/URI": expected}


def test_a_link_to_nowhere_stops_the_volume(tmp_path: Path) -> None:
    with pytest.raises(LossError, match=r"a, line 2 leads to #letter-x.*take the link away"):
        assemble(two_letters("#letter-x", "#letter-b"), tmp_path / "a.pdf")
    assert not list(tmp_path.iterdir())


def test_an_outline_entry_to_nowhere_stops_the_volume(tmp_path: Path) -> None:
    with pytest.raises(LossError, match="'Lost letter' leads to #letter-x"):
        book = two_letters(outline=[OutlineEntry("Lost letter", 1, "letter-x")])
        assemble(book, tmp_path / "a.pdf")


def test_an_excerpt_drops_what_leads_out_of_it_and_keeps_its_folios(tmp_path: Path) -> None:
    outline = [OutlineEntry("A", 1, "letter-a"), OutlineEntry("B", 2, "letter-b")]
    whole = two_letters("#letter-b", outline=outline)
    part = replace(whole, pages=whole.pages[1:], excerpt=True)
    assemble(part, tmp_path / "b.pdf")
    reader = PdfReader(tmp_path / "b.pdf")
    assert links(tmp_path / "b.pdf", 1) == []
    assert [entry.title for entry in reader.outline] == ["B"]  # type: ignore[union-attr]
    assert reader.page_labels == ["2"]
    assert list(reader.named_destinations) == ["letter-b"]


def test_letters_are_named_destinations(tmp_path: Path) -> None:
    assemble(two_letters("#letter-b"), tmp_path / "a.pdf")
    found = PdfReader(tmp_path / "a.pdf").named_destinations
    assert list(found) == ["letter-a", "letter-b"]
    assert found["letter-b"].top == pytest.approx(HEIGHT - 70)


def test_outline_has_levels(tmp_path: Path) -> None:
    entries = [
        ("Contents", 1, "a"), ("Part I: 1918–1920 (first)", 1, "a"), ("To Joffe", 2, "a"),
        ("To Чичерин", 2, "b"), ("Note", 4, "b"), ("Part II", 1, "b"), ("To her", 2, "b"),
    ]  # fmt: skip
    outline = [OutlineEntry(title, level, f"letter-{ident}") for title, level, ident in entries]
    assemble(two_letters(outline=outline), tmp_path / "a.pdf")
    reader = PdfReader(tmp_path / "a.pdf")
    assert titles(reader.outline) == [
        "Contents", "Part I: 1918–1920 (first)", ["To Joffe", "To Чичерин", ["Note"]],
        "Part II", ["To her"],
    ]  # fmt: skip
    last: Any = reader.outline[-2]
    assert reader.get_destination_page_number(last) == 1
    root: Any = reader.trailer["/Root"]
    assert root["/PageMode"] == "/UseOutlines"


def titles(entries: Any) -> list[Any]:
    return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]


@pytest.mark.parametrize(
    "folios",
    [
        "i ii iii iv v vi vii viii ix x xi",
        "xxxix xl xli lxxxix xc xci xcix c ci cd cdi",
        "1 2 3",
        "i ii 1 2 3",
        "iii iv 7 8 9 1 2",
        "1 2 2a 3 4",
        "A1 A2 B1",
        "007 8 010",
        "plate 1 2",
    ],
)
def test_labels_are_the_folios(tmp_path: Path, folios: str) -> None:
    pages: list[Page] = []
    for number, folio in enumerate(folios.split(), 1):
        section = "front" if folio.strip("ivxlcdm") == "" else "body"
        pages.append(page(number, folio=folio, section=section))
    assemble(volume(*pages, galleys=[], setters=[]), tmp_path / "a.pdf")
    assert PdfReader(tmp_path / "a.pdf").page_labels == folios.split()


def test_labels_of_a_run_are_one_entry(tmp_path: Path) -> None:
    pages = [page(n, folio=str(n)) for n in range(1, 200)]
    assemble(volume(*pages, galleys=[], setters=[]), tmp_path / "a.pdf")
    root: Any = PdfReader(tmp_path / "a.pdf").trailer["/Root"]
    assert root["/PageLabels"]["/Nums"] == [0, {"/S": "/D"}]


def test_many_pages_stay_in_order(tmp_path: Path) -> None:
    setter = Compositor()
    count = 150
    text = galley("a", setter.column(*(f"line {n}" for n in range(count))), setter)
    pages = [page(n + 1, Slice(0, None, n, n + 1, 60)) for n in range(count)]
    assemble(volume(*pages, galleys=[text], setters=[setter]), tmp_path / "a.pdf")
    reader = PdfReader(tmp_path / "a.pdf")
    assert [leaf.extract_text().strip() for leaf in reader.pages] == [
        f"line {n}" for n in range(count)
    ]
