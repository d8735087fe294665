"""Fonts in the finished file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from tests.assemble.galleys import ITALIC, Compositor, galley, page, volume
from tests.assemble.reading import texts
from tests.small_fonts import make_font
from typeset.assemble import Printed, Volume, assemble
from typeset.page import Piece, Slice


def fonts(path: Path) -> dict[str, Any]:
    """The fonts of the last page by key."""
    leaf: Any = PdfReader(path).pages[-1]
    return {key.strip("/"): font.get_object() for key, font in leaf["/Resources"]["/Font"].items()}


def book(*letters: tuple[Compositor, str]) -> Volume:
    galleys = [
        galley(str(n), setter.column(text), setter) for n, (setter, text) in enumerate(letters)
    ]
    pages = [page(n + 1, Slice(n, None, 0, 1, 60)) for n in range(len(letters))]
    return volume(*pages, galleys=galleys, setters=[setter for setter, _ in letters])


def test_every_face_is_embedded_once_as_a_subset(tmp_path: Path) -> None:
    printed = assemble(
        book((Compositor(), "first"), (Compositor(ITALIC), "second"), (Compositor(), "third")),
        tmp_path / "a.pdf",
    )
    found = fonts(tmp_path / "a.pdf")
    assert set(found) == {Compositor().face.key, Compositor(ITALIC).face.key}
    for font in found.values():
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant["/FontDescriptor"]
        tag, _, name = descriptor["/FontName"].partition("+")
        assert len(tag.strip("/")) == 6 and tag[1:].isupper() and name in printed.faces
        assert descendant["/Subtype"] == "/CIDFontType0"
        assert 500 < len(descriptor["/FontFile3"].get_data()) < 10_000
    assert isinstance(printed, Printed)
    assert printed.faces == ("LibertinusSerif-Regular", "LibertinusSerif-Italic")
    assert printed.size == (tmp_path / "a.pdf").stat().st_size


def test_widths_are_the_faces(tmp_path: Path) -> None:
    setter = Compositor()
    assemble(book((setter, "Office Wave")), tmp_path / "a.pdf")
    array = fonts(tmp_path / "a.pdf")[setter.face.key]["/DescendantFonts"][0]["/W"]
    widths = {
        first + n: float(width)
        for first, run in zip(array[::2], array[1::2], strict=True)
        for n, width in enumerate(run)
    }
    assert widths == {glyph: setter.face.widths[glyph] for glyph in {0, *setter.used}}


@pytest.mark.parametrize(
    "text", ["Office, afflicted – fjord: “yes” 1918", "Чичерин ἄνδρα", "naïve Zürich Łódź"]
)
def test_words_copy_out_as_typed(tmp_path: Path, text: str) -> None:
    assemble(book((Compositor(), text)), tmp_path / "a.pdf")
    assert texts(tmp_path / "a.pdf", 1) == [text]
    assert PdfReader(tmp_path / "a.pdf").pages[0].extract_text() == text


def test_truetype_faces(tmp_path: Path) -> None:
    path = make_font(tmp_path / "a.ttf", {97: "a", 98: "b", 0x1F600: "smile", 32: "space"})
    setter = Compositor(path)
    assemble(book((setter, "b 😀")), tmp_path / "a.pdf")
    font = fonts(tmp_path / "a.pdf")[setter.face.key]
    (descendant,) = font["/DescendantFonts"]
    assert (descendant["/Subtype"], descendant["/CIDToGIDMap"]) == ("/CIDFontType2", "/Identity")
    file = TTFont(io.BytesIO(descendant["/FontDescriptor"]["/FontFile2"].get_data()))
    drawn = [
        len(file["glyf"][name].getCoordinates(file["glyf"])[0]) for name in file.getGlyphOrder()
    ]
    assert drawn[:4] == [4, 0, 4, 4]
    assert PdfReader(tmp_path / "a.pdf").pages[0].extract_text() == "b 😀"


def test_furniture_brings_its_own_glyphs(tmp_path: Path) -> None:
    setter, head = Compositor(), Compositor(ITALIC)
    piece = Piece(head.item("Folio", 0), 100, 30)
    leaf = page(1, Slice(0, None, 0, 1, 60), pieces=(piece,))
    text = galley("a", setter.column("text"), setter)
    assemble(
        volume(leaf, galleys=[text], setters=[setter, head], furniture_faces=head.glyphs),
        tmp_path / "a.pdf",
    )
    assert texts(tmp_path / "a.pdf", 1) == ["text", "Folio"]


def test_an_unknown_face_is_a_defect(tmp_path: Path) -> None:
    setter = Compositor()
    text = galley("a", setter.column("text"), setter)
    with pytest.raises(ValueError, match=f"face {setter.face.key}"):
        assemble(
            volume(page(1, Slice(0, None, 0, 1, 60)), galleys=[text], setters=[]),
            tmp_path / "a.pdf",
        )


def test_the_subset_tag_tells_subsets_apart(tmp_path: Path) -> None:
    names = []
    for text in ("abc", "abc", "abd"):
        setter = Compositor()
        assemble(book((setter, text)), tmp_path / "a.pdf")
        names.append(fonts(tmp_path / "a.pdf")[setter.face.key]["/BaseFont"])
    assert names[0] == names[1] != names[2]
