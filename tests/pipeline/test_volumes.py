"""An edition of several volumes: each a book of its own, with a contents list of all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import MakeEdition
from typeset import BuildOptions, InputError, Report, build
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


def contents_of(file: Path) -> str:
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]
    return next(text for text in texts if text.startswith("Contents"))


@pytest.fixture
def bind(make_edition: MakeEdition, tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(**volumes: object) -> Report:
        folder = make_edition(f"works-{len(list(tmp_path.iterdir()))}", LETTERS, volumes=volumes)
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
        ident, title = ("e", "To Eve") if n == 1 else ("c", "To Cy")
        assert f" {folios[ident]} " in listed[listed.index(title) :].split("To ")[1]
    assert folios["d"] == "1"


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
