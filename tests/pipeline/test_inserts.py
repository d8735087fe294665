"""Finished PDFs as pages of a volume."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, Pdf, Stream

from tests.conftest import Command, MakeEdition
from typeset import BuildOptions, InputError, build, read_edition
from typeset.preflight import preflight

MATTER: dict[str, Any] = {
    "year": 2001,
    "front_matter": ["half-title", {"pdf": "imprint.pdf"}, "title-page"],
    "back_matter": [{"pdf": "in/plates.pdf"}],
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def draw(file: Path, *sizes: tuple[float, float], turn: int = 0, colour: bytes = b"0 g") -> None:
    """A PDF of pages with a black half at their left."""
    file.parent.mkdir(exist_ok=True)
    pdf = pikepdf.new()
    for wide, high in sizes:
        pdf.add_blank_page(page_size=(wide, high))
        shape = b"%b 0 0 %.4f %.4f re f" % (colour, wide / 2, high)
        pdf.pages[-1].Contents = pdf.make_indirect(Stream(pdf, shape))
        pdf.pages[-1].Rotate = turn
    pdf.save(file)


@pytest.fixture
def edition(make_edition: MakeEdition) -> Path:
    folder = make_edition(**MATTER)
    draw(folder / "imprint.pdf", (442.2, 663.3))
    draw(folder / "in/plates.pdf", (663.3, 442.2), (663.3, 442.2), turn=90)
    return folder


def dark(file: Path) -> list[tuple[bool, bool]]:
    """Whether the upper left and the upper right quarter of each page is black."""
    with pypdfium2.PdfDocument(file) as document:
        pictures = [page.render(scale=0.3).to_pil().convert("L") for page in document]
    spots = [[(one.width * x // 4, one.height // 4) for x in (1, 3)] for one in pictures]
    return [
        (one.getpixel(left) == 0, one.getpixel(right) == 0)
        for one, (left, right) in zip(pictures, spots, strict=True)
    ]


def test_they_are_pages_of_the_volume(edition: Path, cache: Path, tmp_path: Path) -> None:
    report = build(edition, tmp_path / "v.pdf", BuildOptions(cache=cache))
    # Half-title, imprint on its back, title page, blank back, the letter, two plates.
    assert report.pages == 7
    plain, left, above = (False, False), (True, False), (True, True)
    assert dark(tmp_path / "v.pdf") == [plain, left, plain, plain, plain, above, above]
    with pikepdf.open(tmp_path / "v.pdf") as pdf:
        assert [page.label for page in pdf.pages] == ["i", "ii", "iii", "iv", "1", "2", "3"]
        assert len({tuple(map(float, page.MediaBox)) for page in pdf.pages}) == 1
    assert report.coverage["expected"] == report.coverage["printed"]


def test_the_file_is_sound(
    edition: Path, cache: Path, tmp_path: Path, tool: Callable[[str], str]
) -> None:
    build(edition, tmp_path / "v.pdf", BuildOptions(cache=cache))
    done = subprocess.run([tool("qpdf"), "--check", tmp_path / "v.pdf"], capture_output=True)
    assert done.returncode == 0 and b"WARNING" not in done.stdout + done.stderr


@pytest.mark.parametrize("gate", ["a-2u", "ua-1", "x-1a"])
def test_volumes_with_them_keep_their_standards(
    edition: Path, cache: Path, tmp_path: Path, gate: str
) -> None:
    options = BuildOptions(cache=cache, variants=(f"pdf/{gate}",))
    build(edition, tmp_path / "v.pdf", options)
    assert preflight(tmp_path / "v.pdf", gate).findings == ()


def test_a_page_that_is_too_large_is_printed_smaller(
    edition: Path, cache: Path, tmp_path: Path
) -> None:
    draw(edition / "imprint.pdf", (884.4, 1326.6))
    build(edition, tmp_path / "v.pdf", BuildOptions(cache=cache))
    assert dark(tmp_path / "v.pdf")[1] == (True, False)


def shout(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].Contents = Stream(pdf, b"BT /F 9 Tf (The proofs are with the carrier.) Tj ET")


def test_what_a_standard_does_not_take_is_named(edition: Path, cache: Path, tmp_path: Path) -> None:
    with pikepdf.open(edition / "imprint.pdf", allow_overwriting_input=True) as pdf:
        shout(pdf)
        pdf.save()
    # In a plain volume it may stand, and is none of the letters' words.
    report = build(edition, tmp_path / "v.pdf", BuildOptions(cache=cache))
    assert report.coverage["duplicated"] == []
    options = BuildOptions(cache=cache, variants=("pdf/a-2u",))
    with pytest.raises(InputError, match=r"imprint\.pdf: the font Helvetica is not in the file"):
        build(edition, tmp_path / "v.pdf", options)
    draw(edition / "imprint.pdf", (442, 663), colour=b"1 0 0 rg")
    options = BuildOptions(cache=cache, variants=("pdf/x-4",))
    with pytest.raises(InputError, match=r"imprint\.pdf: a colour in DeviceRGB: not in pdf/x-4"):
        build(edition, tmp_path / "v.pdf", options)


def test_files_that_cannot_be_taken_are_named(typeset: Command, edition: Path, cache: Path) -> None:
    with pikepdf.open(edition / "imprint.pdf") as pdf:
        shut = pikepdf.Encryption(owner="x", user="y")
        pdf.save(edition / "shut.pdf", encryption=shut)
    (edition / "imprint.pdf").write_bytes((edition / "shut.pdf").read_bytes())
    done = typeset("build", edition, "--cache", cache)
    assert done.code == 1 and "imprint.pdf: is encrypted" in done.err
    (edition / "imprint.pdf").unlink()
    with pytest.raises(InputError, match=r"edition\.yaml:\d+:\d+: there is no file 'imprint\.pdf'"):
        read_edition(edition)


def test_fonts_and_rows_of_numbers_come_along(
    edition: Path, volumes: dict[str, Path], cache: Path, tmp_path: Path
) -> None:
    (edition / "in/plates.pdf").write_bytes(volumes["x-1a"].read_bytes())
    build(edition, tmp_path / "v.pdf", BuildOptions(cache=cache))
    with (
        pypdfium2.PdfDocument(volumes["x-1a"]) as own,
        pypdfium2.PdfDocument(tmp_path / "v.pdf") as whole,
    ):
        texts = [page.get_textpage().get_text_range() for page in own]
        assert [page.get_textpage().get_text_range() for page in whole][-len(texts) :] == texts
