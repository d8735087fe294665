"""Pictures, transparency and whatever else operators name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.assemble.galleys import Compositor, galley, page, volume
from tests.assemble.reading import grey, texts
from typeset.assemble import Volume, assemble
from typeset.galley import FONTS, Column, Item, Resource
from typeset.page import Piece, Slice

IMAGE = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 100 100]"


def picture(ops: bytes) -> Column:
    return Column((Item(0, 75, ops),))


def book(*columns: tuple[Column, tuple[Resource, ...]], setter: Compositor | None = None) -> Volume:
    setters = [setter] if setter else []
    galleys = [
        galley(str(n), column, *setters, resources=resources)
        for n, (column, resources) in enumerate(columns)
    ]
    pages = [page(n + 1, Slice(n, None, 0, 1, 100)) for n in range(len(columns))]
    return volume(*pages, galleys=galleys, setters=setters)


def resources(path: Path, number: int) -> Any:
    leaf: Any = PdfReader(path).pages[number - 1]
    return leaf["/Resources"]


def test_a_picture_of_two_letters_is_stored_once(tmp_path: Path) -> None:
    image = Resource("XObject", "im-5f", IMAGE, b"\x40")
    shown = picture(b"100 0 0 100 0 0 cm /im-5f Do")
    assemble(book((shown, (image,)), (shown, (image,))), tmp_path / "a.pdf")
    first, second = (resources(tmp_path / "a.pdf", n)["/XObject"] for n in (1, 2))
    assert first.raw_get("/im-5f").idnum == second.raw_get("/im-5f").idnum
    assert grey(tmp_path / "a.pdf", 1, 60, 140) == grey(tmp_path / "a.pdf", 2, 80, 140) == 0x40


def test_pages_list_only_what_they_use(tmp_path: Path) -> None:
    image = Resource("XObject", "im-5f", IMAGE, b"\x40")
    items = (Item(0, 75, b"100 0 0 100 0 0 cm /im-5f Do"), Item(75, 75, b"0 0 1 1 re f"))
    text = galley("a", Column(items), resources=(image,))
    pages = (page(1, Slice(0, None, 0, 1, 100)), page(2, Slice(0, None, 1, 2, 100)))
    assemble(volume(*pages, galleys=[text], setters=[]), tmp_path / "a.pdf")
    assert "/XObject" in resources(tmp_path / "a.pdf", 1)
    assert "/XObject" not in resources(tmp_path / "a.pdf", 2)


def test_resources_use_others_and_the_fonts(tmp_path: Path) -> None:
    setter = Compositor()
    mask = Resource(
        "XObject", "mask", FORM + b"/Group<</S/Transparency/CS/DeviceGray>>", b"1 g 0 0 50 100 re f"
    )
    state = Resource("ExtGState", "gs-1", b"/SMask<</S/Luminosity/G @mask@>>", uses=("mask",))
    inner = Resource("XObject", "x-2", FORM, b".5 g 0 0 100 100 re f")
    body = FORM + b"/Resources<</XObject<</x-2 @x-2@>>/Font " + FONTS + b">>"
    outer = Resource("XObject", "x-3", body, b"/x-2 Do " + setter.ops("in a form"), uses=("x-2",))
    shown = picture(b"q /gs-1 gs Q /x-3 Do")
    assemble(book((shown, (mask, state, inner, outer)), setter=setter), tmp_path / "a.pdf")
    assert grey(tmp_path / "a.pdf", 1, 55, 150) == 128
    masked = resources(tmp_path / "a.pdf", 1)["/ExtGState"]["/gs-1"]["/SMask"]["/G"]
    assert masked.get_data() == mask.data
    assert texts(tmp_path / "a.pdf", 1) == ["in a form"]


def test_furniture_has_resources_too(tmp_path: Path) -> None:
    pale = Resource("ExtGState", "a.5", b"/ca .5")
    piece = Piece(Item(0, 75, b"/a.5 gs 0 0 100 100 re f"), 100, 100)
    leaf = page(1, pieces=(piece,))
    book = volume(leaf, galleys=[], setters=[], furniture_resources=(pale,))
    assemble(book, tmp_path / "a.pdf")
    assert grey(tmp_path / "a.pdf", 1, 150, 150) in (127, 128)


def test_filtered_data_is_taken_as_it_is(tmp_path: Path) -> None:
    image = Resource("XObject", "im", IMAGE + b"/Filter/ASCIIHexDecode", b"40>")
    assemble(book((picture(b"100 0 0 100 0 0 cm /im Do"), (image,))), tmp_path / "a.pdf")
    assert grey(tmp_path / "a.pdf", 1, 60, 140) == 0x40


def test_two_resources_of_one_name_are_a_defect(tmp_path: Path) -> None:
    shown = picture(b"/im Do")
    one, other = (Resource("XObject", "im", IMAGE, data) for data in (b"\0", b"\1"))
    with pytest.raises(ValueError, match="two different resources are called im"):
        assemble(book((shown, (one,)), (shown, (other,))), tmp_path / "a.pdf")


def test_a_missing_part_of_a_resource_is_a_defect(tmp_path: Path) -> None:
    state = Resource("ExtGState", "gs", b"/SMask<</S/Luminosity/G @mask@>>", uses=("mask",))
    with pytest.raises(ValueError, match="gs uses mask"):
        assemble(book((picture(b"/gs gs"), (state,))), tmp_path / "a.pdf")
