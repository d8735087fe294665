"""What a publisher would miss in the finished volume, read back from the PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from typing import Any

import pypdf
import pytest
import yaml

from tests.pipeline.conftest import LENIN, SPECIMEN, Built
from typeset.read import read_edition


def plain(text: str) -> list[str]:
    """The words of a page; what is broken at line ends, also behind a dash, is joined."""
    return re.sub("\u00ad\\s*|(?<=—)\n", "", text).split()


def test_every_word_of_the_letter_is_there_in_order(lenin: Built) -> None:
    letter = yaml.safe_load((LENIN / "1918-06-02-joffe.yaml").read_text("utf-8"))
    # A reader of PDF cannot tell a word's own hyphen from another at a line's end.
    printed = " ".join(plain("\n".join(lenin.pages))).replace("-", "")
    words = iter(re.sub(r"(?<=[.”])[12]\b", "", printed).split())
    for block in letter["body"]:
        text = block if isinstance(block, str) else next(iter(block.values()))
        text = f"{text['label']} {text['text']}" if isinstance(text, dict) else text
        text = re.sub(r"\[\^\d+\]", "", text)
        text = re.sub(r"\[([^]]+)\]\{[^}]*\}", r"\1", text).replace("-", "")
        for word in text.split():
            assert word in words, f"{word!r} of {text!r}"  # words moves on to where it stands
    for note in letter["notes"].values():
        assert " ".join(note.replace("-", "").split()) in printed


def test_notes_stand_on_the_page_of_their_call(lenin: Built) -> None:
    assert lenin.page_with("I believe.1") == lenin.page_with("members of the Soviet")
    assert lenin.page_with("not by") == lenin.page_with("Evidently this refers")
    assert lenin.report.notes == {"called": 2, "placed": 2, "split": 0, "away": 0}


def test_the_licence_and_its_credit_stand_in_the_front_matter(lenin: Built) -> None:
    page = " ".join(plain(lenin.pages[lenin.page_with("Public Domain")]))
    assert "Please credit “Marxists Internet Archive” as your source." in page
    assert "Lenin Internet Archive" in page
    assert "Clemens Dutt" in page
    assert "R. Cymbala" in page


def test_the_running_head_names_the_source_and_its_pages(lenin: Built) -> None:
    verso = lenin.pages[lenin.page_with("Krasin")]
    assert "Lenin Collected Works, vol. 44" in verso
    opening = lenin.pages[lenin.page_with("Comrade Joffe")]
    assert "pp. 98b–99a" in opening


def test_each_licence_stands_once_with_its_letters(specimen: Built) -> None:
    licences = read_edition(SPECIMEN).letters
    text = " ".join(plain("\n".join(specimen.pages[:8])))
    for licence in {letter.licence for letter in licences}:
        assert licence.credit is None or text.count(licence.credit) == 1


def test_labels_are_roman_in_front_and_arabic_from_the_first_letter(specimen: Built) -> None:
    labels = specimen.reader.page_labels
    first = next(n for n, label in enumerate(labels) if label == "1")
    assert labels[: first + 3] == [*(roman(n + 1) for n in range(first)), "1", "2", "3"]
    assert first % 2 == 0  # a recto
    assert labels[-1] == str(len(labels) - first)


def roman(number: int) -> str:
    return ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][number]


def test_contents_give_the_page_of_every_letter(specimen: Built) -> None:
    contents = specimen.pages[specimen.page_with("Contents")]
    folios = [int(number) for number in re.findall(r"(\d+)$", contents, re.MULTILINE)]
    assert [int(place.folio) for place in specimen.report.letters] == [
        folio for folio in folios if folio in {int(p.folio) for p in specimen.report.letters}
    ]


def test_the_outline_names_every_letter(specimen: Built) -> None:
    def titles(outline: Iterable[Any]) -> list[str]:
        found = []
        for entry in outline:
            found += titles(entry) if isinstance(entry, list) else [str(entry["/Title"])]
        return found

    named = titles(specimen.reader.outline)
    assert len(named) >= len(specimen.report.letters)
    assert any(title.startswith("1. ") for title in named)


def test_links_lead_to_pages_and_notes(specimen: Built) -> None:
    inside = outside = 0
    for page in specimen.reader.pages:
        for annotation in page.get("/Annots") or ():
            link = annotation.get_object()
            if "/Dest" in link:
                inside += 1
                assert isinstance(link["/Dest"][0].get_object(), pypdf.generic.DictionaryObject)
            else:
                outside += 1
                assert link["/A"]["/URI"].startswith("http")
    calls = specimen.report.notes["called"]
    assert inside >= 2 * calls + len(specimen.report.letters)


def test_a_reference_to_another_letter_prints_its_page(specimen: Built) -> None:
    first = specimen.report.letters[0]
    text = " ".join(plain("\n".join(specimen.pages)))
    assert f"(p. {first.folio})" in text


def test_fonts_are_embedded_and_subset(specimen: Built) -> None:
    pages: Iterable[Any] = specimen.reader.pages
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()["/DescendantFonts"][0].get_object()
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert len(fonts) >= 3
    for name, font in fonts.items():
        assert re.match(r"/[A-Z]{6}\+Libertinus", name)
        assert {"/FontFile3", "/FontFile2"} & font["/FontDescriptor"].keys()


def test_all_notes_are_placed_and_the_long_one_is_split(specimen: Built) -> None:
    notes = specimen.report.notes
    assert notes["called"] == notes["placed"] > 20
    assert notes["split"] >= 1


@pytest.mark.parametrize(
    "words",
    [
        "ἀναγινώσκει",
        "Гражданский шрифт",
        "Les caractères" if False else "Égalité",
    ],
)
def test_other_scripts_copy_out(specimen: Built, words: str) -> None:
    assert words in " ".join(plain("\n".join(specimen.pages)))


def test_blank_pages_are_blank(specimen: Built) -> None:
    blank = [n for n, page in enumerate(specimen.pages) if not page.strip()]
    assert blank
    for n in blank:
        assert "/Contents" not in specimen.reader.pages[n]


def test_separate_letters_have_the_pages_of_the_volume(specimen: Built) -> None:
    assert [file.stem for file in specimen.report.separate] == [
        place.id for place in specimen.report.letters
    ]
    place = specimen.report.letters[3]
    reader = pypdf.PdfReader(specimen.report.separate[3])
    assert len(reader.pages) == place.pages
    assert reader.page_labels[0] == place.folio
    volume = specimen.reader.pages[place.first - 1]
    assert reader.pages[0].extract_text() == volume.extract_text()


def test_metadata_say_what_it_is(specimen: Built) -> None:
    information = specimen.reader.metadata
    assert information is not None
    assert information.title == read_edition(SPECIMEN).title
    metadata = specimen.reader.xmp_metadata
    assert metadata is not None
    assert metadata.dc_title == {"x-default": information.title}


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing(specimen: Built, lenin: Built) -> None:
    for built in (specimen, lenin):
        run = subprocess.run(["qpdf", "--check", built.file], capture_output=True, check=False)
        assert run.returncode == 0, run.stderr.decode()
