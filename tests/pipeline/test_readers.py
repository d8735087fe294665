"""Three readers of PDF are asked for the specimen: page by page they tell the same words."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter

import pytest

from tests.pipeline.conftest import Built


def words(text: str) -> Counter[str]:
    """The words of a page, broken ones joined: no reader can tell whose a hyphen is there."""
    text = re.sub("[\u00ad-]\\s*\n", "", text)
    letters = (char if unicodedata.category(char)[0] in "LMN" else " " for char in text)
    marks = re.compile("[\u200e\u200f\u202a-\u202e]")
    return Counter(unicodedata.normalize("NFC", marks.sub("", "".join(letters))).split())


def test_pdfium_and_pypdf_agree_on_every_page(specimen: Built) -> None:
    told = [page.extract_text() for page in specimen.reader.pages]
    for number, (one, other) in enumerate(zip(specimen.pages, told, strict=True), 1):
        assert words(one) == words(other), f"page {number}"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="Poppler is not here")
def test_poppler_agrees_on_every_page(specimen: Built) -> None:
    command = ["pdftotext", "-raw", str(specimen.file), "-"]
    told = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")
    assert len(told) == len(specimen.pages) + 1
    for number, (one, other) in enumerate(zip(specimen.pages, told, strict=False), 1):
        assert words(one) == words(other), f"page {number}"
