"""An edition of several volumes: each a book of its own, with a contents list of all of them."""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import MakeEdition
from typeset import BuildOptions, InputError, Report, SettingError, build
from typeset.model import Edition
from typeset.pipeline.report import Stand
from typeset.pipeline.volumes import bound
from typeset.read import read_edition

LETTERS: dict[str, dict[str, Any]] = {
    "a": {"title": "To Ada", "date": "1918-05-01"},
    "b": {
        "title": "To Ben",
        "date": "1918-06-02",
        "body": ["See [Eve]{letter=e}."] * 60,
        "notes": None,
    },
    "c": {"title": "To Cy", "date": "1919-01-01"},
    "d": {"title": "To Dot", "date": "1921-01-01", "body": ["Text."] * 90, "notes": None},
    "e": {"title": "To Eve", "date": "1921-03-01"},
    "f": {"title": "To Flo", "date": None},
}


def text_of(page: int, file: Path) -> str:
    return " ".join(PdfReader(file).pages[page].extract_text().split())


def remote(file: Path) -> set[tuple[str, str]]:
    """The files and names that links lead to in other volumes."""
    links = [link.get_object() for page in PdfReader(file).pages for link in page.annotations or ()]
    actions = [link["/A"] for link in links if "/A" in link]
    return {(one["/F"], one["/D"]) for one in actions if one["/S"] == "/GoToR"}


def contents_of(file: Path) -> str:
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]
    return next(text for text in texts if text.startswith("Contents"))


def entries_of(file: Path) -> dict[str, str]:
    """The folios in the contents, by the letters' titles, read line by line."""
    pages = (page.extract_text(extraction_mode="layout") for page in PdfReader(file).pages)
    lines = next(text for text in pages if "Contents" in text).splitlines()
    found = (re.search(r"(To \w+).*?(\d+)\s*$", line) for line in lines)
    return {one[1]: one[2] for one in found if one}


@pytest.fixture
def bind(make_edition: MakeEdition, tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(variant: str | list[str] = "pdf", year: int = 2001, **volumes: object) -> Report:
        name = f"works-{len(list(tmp_path.iterdir()))}"
        keys = {"variant": variant, "year": year}
        folder = make_edition(name, LETTERS, volumes=volumes, **keys)
        return build(
            folder,
            tmp_path / "works.pdf",
            BuildOptions(cache=tmp_path / "cache", jobs=1),
            report=tmp_path / "report.json",
            certificate=tmp_path / "certificate.json",
        )

    return make


def by_volume(report: Report) -> list[str]:
    """The letters of each volume."""
    count = len(report.volumes)
    return ["".join(s.id for s in report.letters if s.volume == n + 1) for n in range(count)]


def test_a_volume_for_each_year(bind, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    report = bind(by="year")
    assert by_volume(report) == ["ab", "c", "def"]
    files = [tmp_path / f"works-{n}.pdf" for n in (1, 2, 3)]
    assert [volume["pdf"] for volume in report.volumes] == list(map(str, files))
    assert not (tmp_path / "works.pdf").exists()
    assert report.pages == sum(len(PdfReader(file).pages) for file in files)
    for n, (file, years) in enumerate(zip(files, ("1918", "1919", "1921"), strict=True), 1):
        assert f"Volume {n} {years}" in text_of(2, file)


def test_each_volume_lists_the_letters_of_all(bind, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    report = bind(by="year", years=2)
    assert by_volume(report) == ["abc", "def"]
    folios = {stand.id: stand.folio for stand in report.letters}
    for n in (1, 2):
        listed = contents_of(tmp_path / f"works-{n}.pdf")
        where = [listed.index(title) for title in ("Ada", "Ben", "Cy", "Volume 2", "Dot", "Flo")]
        assert where == sorted(where)
        entries = entries_of(tmp_path / f"works-{n}.pdf")
        assert entries == {letter["title"]: folios[one] for one, letter in LETTERS.items()}
    assert folios["d"] == "1"


def test_a_reference_to_another_volume_names_it_and_the_page(bind, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    report = bind(by="year", variant=["pdf", "pdf/a-2u", "pdf/x-4"], year=2001)
    folio = next(stand.folio for stand in report.letters if stand.id == "e")
    assert int(folio) > 1
    reader = PdfReader(tmp_path / "works-1.pdf")
    printed = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert printed.count(f"See Eve (vol. 3, p. {folio}).") == 60
    spots = PdfReader(tmp_path / "works-3.pdf").named_destinations
    for suffix, links in (("", True), (".a-2u", True), (".x-4", False)):
        found = remote(tmp_path / f"works-1{suffix}.pdf")
        assert found == ({(f"works-3{suffix}.pdf", f"letter-{one}") for one in "def"}
                         | {(f"works-2{suffix}.pdf", "letter-c")} if links else set())  # fmt: skip
    assert {name for file, name in found if "-3" in file} <= spots.keys()


def test_references_are_settled_together(make_edition: MakeEdition) -> None:
    edition = read_edition(make_edition("works", LETTERS, volumes={"by": "year"}))
    set_with: list[tuple[int, str]] = []

    def places(volume: Edition) -> list[Stand]:
        assert volume.bound
        known = [one.folios[1] for one in volume.shelf if one.number == 3 and one.folios]
        set_with.append((volume.bound.number, "".join(known)))
        return [Stand(one.ident, n, str(n + 9), 1) for n, one in enumerate(volume.letters, 1)]

    volumes = bound(edition, places)
    assert set_with == [(1, ""), (2, ""), (3, ""), (1, "11")], "once more those that refer"
    assert [one.folios for one in volumes[0].shelf] == [("10", "11"), ("10",), ("10", "11", "12")]


def test_references_that_never_settle_are_named(make_edition: MakeEdition) -> None:
    eve = {"title": "To Eve", "date": "1921-03-01", "body": ["[Ben]{letter=b}"], "notes": None}
    letters = LETTERS | {"e": eve}
    edition = read_edition(make_edition("works", letters, volumes={"by": "year"}))
    times = count(1)

    def places(volume: Edition) -> list[Stand]:
        n = next(times)
        return [Stand(letter.ident, n, str(n), 1) for letter in volume.letters]

    with pytest.raises(SettingError, match="references to other volumes in b do not settle"):
        bound(edition, places)


def test_a_volume_that_references_make_too_long_gives_letters_on(make_edition: MakeEdition) -> None:
    edition = read_edition(make_edition("works", LETTERS, volumes={"by": "pages", "pages": 3}))

    def places(volume: Edition) -> list[Stand]:
        """In volumes the second letter takes two pages."""
        stands, first = [], 1
        for letter in volume.letters:
            pages = 2 if letter.ident == "b" and volume.bound else 1
            stands.append(Stand(letter.ident, first, str(first), pages))
            first += pages
        return stands

    volumes = bound(edition, places)
    assert [[letter.ident for letter in one.letters] for one in volumes] == [
        ["a", "b"], ["c", "d", "e"], ["f"]
    ]  # fmt: skip
    assert [one.folios for one in volumes[0].shelf] == [("1", "2"), ("1", "2", "3"), ("1",)]


def test_so_many_pages_and_no_more(bind, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pages = bind(by="pages", pages=5)
    for n, letters in enumerate(by_volume(pages), 1):
        stands = [stand for stand in pages.letters if stand.volume == n]
        last = int(stands[-1].folio) + stands[-1].pages - 1
        assert last <= 5 or len(letters) == 1
    assert "".join(by_volume(pages)) == "abcdef"
    assert len(by_volume(pages)) > 1


def test_volumes_as_they_are_listed(bind, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    volumes = [{"title": "War", "letters": ["a", "b"]}, {"title": "Peace", "letters": ["x*"]}]
    with pytest.raises(InputError, match="names no letter"):
        bind(by="listed", volumes=volumes)
    volumes[1]["letters"] = ["c", "d", "e", "f"]
    report = bind(by="listed", volumes=volumes)
    assert by_volume(report) == ["ab", "cdef"]
    assert "Volume 2: Peace" in contents_of(tmp_path / "works-1.pdf")
    told = json.loads((tmp_path / "report.json").read_text())
    assert told["coverage"]["missing"] == []
    certificates = json.loads((tmp_path / "certificate.json").read_text())
    assert len(certificates) == 2
    assert {flaw["volume"] for flaw in told["faults"]} <= {1, 2}


@pytest.mark.parametrize(
    ("volumes", "said"),
    [
        ({"by": "pages"}, "'pages' is missing"),
        ({"by": "listed"}, "'volumes' is missing"),
        ({"by": "year", "pages": 300}, "'pages' is given"),
        ({"by": "pages", "pages": 300, "years": 2}, "'years' is given"),
        ({"by": "size"}, "size"),
        ({"by": "listed", "volumes": [{"title": "One", "letters": ["a"]}]}, "in no volume"),
    ],
)
def test_what_is_not_told_in_full_is_refused(
    make_edition: MakeEdition, volumes: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        read_edition(make_edition(letters={"a": {}, "b": {}}, volumes=volumes))
