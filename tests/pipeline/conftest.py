"""Volumes built once for several tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from typeset import BuildOptions, Report, build

ROOT = Path(__file__).parents[2]
SPECIMEN = ROOT / "letters" / "specimen"
LENIN = ROOT / "letters" / "lenin-44"


@dataclass(frozen=True)
class Built:
    """A finished volume, read back."""

    report: Report
    file: Path
    pages: Sequence[str]
    """The text of each page, as it would be copied."""
    reader: pypdf.PdfReader

    def page_with(self, text: str) -> int:
        """The index of the first page that has these words."""
        return next(n for n, page in enumerate(self.pages) if text in page)

    def gaps(self, page: int, words: str) -> list[float]:
        """The widths of the spaces in these words, which stand on one line of the page."""
        with pypdfium2.PdfDocument(self.file) as document:
            text = document[page].get_textpage()
            start = text.get_text_range().index(words)
            boxes = [text.get_charbox(start + n, loose=True) for n in range(len(words))]
        spaces = [n for n, sign in enumerate(words) if sign == " "]
        return [boxes[n + 1][0] - boxes[n - 1][2] for n in spaces]


def read_back(report: Report) -> Built:
    document = pypdfium2.PdfDocument(report.file)
    pages = [
        page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "\u00ad\n")
        for page in document
    ]
    document.close()
    return Built(report, report.file, pages, pypdf.PdfReader(report.file))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that all tests share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Built:
    folder = tmp_path_factory.mktemp("specimen")
    options = BuildOptions(cache=cache)
    return read_back(
        build(SPECIMEN, folder / "specimen.pdf", options, separate=folder / "separate")
    )


@pytest.fixture(scope="session")
def lenin(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Built:
    file = tmp_path_factory.mktemp("lenin") / "lenin-44.pdf"
    return read_back(build(LENIN, file, BuildOptions(cache=cache)))
