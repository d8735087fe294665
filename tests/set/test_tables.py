"""Tables that are wider than the page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from tests.conftest import MakeEdition
from typeset import BuildOptions, build

ROW = [
    "Überschwänglichkeiten",
    "<https://example.org/a-rather-long-address?of=a&page=1>",
    "three plain words",
    "Donaudampfschifffahrtsgesellschaft",
]


def test_a_table_that_is_too_wide_breaks_its_words(
    make_edition: MakeEdition, tmp_path: Path
) -> None:
    rows = [ROW, ["a", "", "", "b"]]
    letters = {"a": {"body": [{"table": {"rows": rows}}], "notes": None, "language": "de"}}
    folder = make_edition(letters=letters, front_matter=[], settings={"measure": "60mm"})
    report = build(folder, tmp_path / "volume.pdf", BuildOptions(cache=tmp_path / "cache"))
    assert report.coverage["printed"] == report.coverage["expected"]
    with pypdfium2.PdfDocument(report.file) as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        right = max(box[2] for box in boxes)
        assert right <= min(box[0] for box in boxes) + 60 * 72 / 25.4 + 2
        assert right < page.get_width()


def test_a_table_that_fits_keeps_its_words_whole(make_edition: MakeEdition, tmp_path: Path) -> None:
    rows = [["Überschwänglichkeiten", "klein"], ["a", "b"]]
    letters = {"a": {"body": [{"table": {"rows": rows}}], "notes": None, "language": "de"}}
    folder = make_edition(letters=letters, front_matter=[], settings={"measure": "60mm"})
    report = build(folder, tmp_path / "volume.pdf", BuildOptions(cache=tmp_path / "cache"))
    with pypdfium2.PdfDocument(report.file) as document:
        assert "Überschwänglichkeiten" in document[0].get_textpage().get_text_range()
