"""The file as a whole: sound, repeatable, there or not there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, overload
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.assemble.galleys import (
    GEOMETRY,
    ITALIC,
    METADATA,
    Compositor,
    galley,
    page,
    stereos_of,
    volume,
)
from typeset.assemble import Metadata, OutlineEntry, Volume, assemble
from typeset.errors import InputError
from typeset.galley import Anchor, Link, Resource
from typeset.page import Piece, Rule, Slice
from typeset.stereo import Stereo

ROOT = Path(__file__).parents[2]
PURL, RDF = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP, PDF = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/pdf/1.3/}"


def everything() -> Volume:
    """A volume with something of all kinds."""
    roman, italic = Compositor(), Compositor(ITALIC)
    pages, galleys = [], []
    for n in range(80):
        way = Link(f"#letter-{(n * 7) % 80}", 0, 0, 50, 12)
        first = roman.item(f"letter {n}", 0, anchors=(Anchor(f"letter-{n}", 0),), links=(way,))
        second = italic.item(
            "see https://example.org/", 1, links=(Link("https://example.org/", 0, 0, 9, 9),)
        )
        pale = Resource("ExtGState", "a.5", b"/ca .5")
        column = roman.column(first, second)
        galleys.append(galley(str(n), column, roman, italic, resources=(pale,)))
        piece = Piece(italic.item(f"head {n}", 0), 100.123, 30)
        rules = (Rule(50, 500, 110, 500),)
        pages.append(page(n + 1, Slice(n, None, 0, 2, 60), pieces=(piece,), rules=rules))
    outline = [OutlineEntry(f"Letter {n}", 1 + bool(n % 5), f"letter-{n}") for n in range(80)]
    return volume(
        *pages, galleys=galleys, setters=[roman, italic], outline=outline,
        furniture_faces=italic.glyphs,
    )  # fmt: skip


def write_everything(path: str) -> None:
    assemble(everything(), Path(path))


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing(tmp_path: Path) -> None:
    assemble(everything(), tmp_path / "a.pdf")
    command = ["qpdf", "--check", str(tmp_path / "a.pdf")]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "No syntax or stream encoding errors" in checked.stdout
    assert "WARNING" not in checked.stderr


def test_same_input_same_bytes_in_any_process(tmp_path: Path) -> None:
    assemble(everything(), tmp_path / "here.pdf")
    write_everything(str(tmp_path / "again.pdf"))
    program = (
        "import sys; from tests.assemble.test_file import write_everything as w; w(sys.argv[1])"
    )
    for seed in ("1", "2"):
        path = tmp_path / f"elsewhere-{seed}.pdf"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", program, str(path)]
        subprocess.run(command, check=True, env=environment, cwd=tmp_path)
    found = {path.read_bytes() for path in tmp_path.glob("*.pdf")}
    assert len(list(tmp_path.glob("*.pdf"))) == 4 and len(found) == 1


def test_another_text_gives_another_identifier(tmp_path: Path) -> None:
    idents = []
    for title in ("One", "Two"):
        book = volume(page(1), galleys=[], setters=[], metadata=replace(METADATA, title=title))
        assemble(book, tmp_path / "a.pdf")
        identifiers: Any = PdfReader(tmp_path / "a.pdf").trailer["/ID"]
        first, second = identifiers
        assert first == second and len(first.original_bytes) == 16
        idents.append(first)
    assert idents[0] != idents[1]


class Shelf(Sequence[Stereo]):
    """Stereos that are fetched one by one."""

    def __init__(self, stereos: Sequence[Stereo]) -> None:
        self._stereos = stereos
        self.fetched: list[int] = []

    def __len__(self) -> int:
        return len(self._stereos)

    @overload
    def __getitem__(self, index: int) -> Stereo: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Stereo]: ...
    def __getitem__(self, index: int | slice) -> Stereo | Sequence[Stereo]:
        assert isinstance(index, int)
        self.fetched.append(index)
        return self._stereos[index]


def test_stereos_are_fetched_once_as_their_pages_come(tmp_path: Path) -> None:
    setter = Compositor()
    galleys = [galley(str(n), setter.column("one", "two"), setter) for n in range(3)]
    pages = [page(n + 1, Slice(n // 2, None, n % 2, n % 2 + 1, 60)) for n in range(6)]
    shelf = Shelf(stereos_of(pages, galleys, GEOMETRY))
    book = replace(volume(*pages, galleys=[], setters=[setter]), stereos=shelf)
    assemble(book, tmp_path / "a.pdf")
    assert shelf.fetched == [0, 1, 2]


def test_a_failure_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"older")
    setter = Compositor()
    broken = volume(
        page(1, Slice(0, None, 0, 1, 60)),
        galleys=[galley("a", setter.column("text"), setter)],
        setters=[],
    )
    with pytest.raises(ValueError, match="face"):
        assemble(broken, tmp_path / "a.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"older"


def test_folders_are_made(tmp_path: Path) -> None:
    assemble(volume(page(1), galleys=[], setters=[]), tmp_path / "build" / "books" / "a.pdf")
    assert (tmp_path / "build" / "books" / "a.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_what_cannot_be_written_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.pdf").mkdir()
    for path in (tmp_path / "file" / "a.pdf", tmp_path / "folder.pdf"):
        with pytest.raises(InputError, match="cannot write"):
            assemble(volume(page(1), galleys=[], setters=[]), path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.pdf"]


def test_a_file_has_the_usual_rights(tmp_path: Path) -> None:
    assemble(volume(page(1), galleys=[], setters=[]), tmp_path / "a.pdf")
    (tmp_path / "plain").touch()
    assert (tmp_path / "a.pdf").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_volume_without_pages_is_a_defect(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="without pages"):
        assemble(volume(galleys=[], setters=[]), tmp_path / "a.pdf")


def test_metadata_stands_in_both_places_and_agrees(tmp_path: Path) -> None:
    assemble(volume(page(1), galleys=[], setters=[]), tmp_path / "a.pdf")
    reader = PdfReader(tmp_path / "a.pdf")
    root: Any = reader.trailer["/Root"]
    tree = ElementTree.fromstring(root["/Metadata"].get_data())
    made = METADATA.date
    info: Any = reader.metadata
    assert info["/Title"] == METADATA.title == xmp(tree, PURL + "title")
    assert info["/Author"] == METADATA.author == xmp(tree, PURL + "creator")
    assert info["/Subject"] == METADATA.subject == xmp(tree, PURL + "description")
    assert info["/Keywords"] == "letters, type" == xmp(tree, PDF + "Keywords")
    assert info["/Creator"] == METADATA.creator == xmp(tree, XMP + "CreatorTool")
    assert info["/Producer"] == METADATA.creator == xmp(tree, PDF + "Producer")
    assert info.creation_date == made == datetime.fromisoformat(xmp(tree, XMP + "CreateDate"))
    assert info.modification_date == made
    assert root["/Lang"] == "en" == xmp(tree, PURL + "language")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def xmp(tree: ElementTree.Element, tag: str) -> str:
    """The one value of a property."""
    (found,) = tree.iter(tag)
    return (found.findtext(f".//{RDF}li") or found.text or "").strip()


def test_empty_metadata_is_left_out(tmp_path: Path) -> None:
    metadata = Metadata("", "en", "typeset", METADATA.date)
    assemble(volume(page(1), galleys=[], setters=[], metadata=metadata), tmp_path / "a.pdf")
    reader = PdfReader(tmp_path / "a.pdf")
    assert not {"/Title", "/Author", "/Subject", "/Keywords"} & set(reader.metadata or ())
    root: Any = reader.trailer["/Root"]
    assert b"dc:title" not in root["/Metadata"].get_data()


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Metadata("Title", "en", "typeset", datetime(2024, 1, 1))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_title_can_be_read_back(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    path = tmp_path_factory.mktemp("titles") / "a.pdf"
    metadata = replace(METADATA, title=title)
    assemble(volume(page(1), galleys=[], setters=[], metadata=metadata), path)
    information = PdfReader(path).metadata
    assert information is not None and information.title == title
