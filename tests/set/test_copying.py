"""What is copied out of a finished volume: three readers agree, and each gives the words typed."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from typeset import BuildOptions, build

EDITION = """\
title: Copies
language: en
layout: volume
licences: {pd: {name: Public Domain, holder: Nobody, statement: Free.}}
licence: pd
source: {title: Papers}
settings: {front_matter: no, running_heads: no}
"""

LETTER = """\
title: To a Reader
sender: A
addressee: B
date: 1918-06-02
source: {pages: 1}
body:
"""

ARABIC = {
    "noto": Path("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"),
    "amiri": Path("/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf"),
}
"""Where Debian's fonts-noto-core and fonts-hosny-amiri put their faces."""

AROUND = "Some words of English, before {} and behind, more than enough of them."

Read = Mapping[str, str]
Copy = Callable[..., Read]


def pdfium(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    # It drops a soft hyphen with the end of its line, and leaves a sign that is no character.
    return "\n".join(pages).replace("\ufffe", "")


def pypdf_reads(file: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def poppler(file: Path) -> str:
    command = [shutil.which("pdftotext") or "pdftotext", str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def copy(tmp_path: Path, cache: Path) -> Copy:
    """Print paragraphs as a letter, and read the volume with each reader that is here."""

    def copy(*paragraphs: str, rest: str = "", font: Path | None = None, **settings: str) -> Read:
        (tmp_path / "edition.yaml").write_text(EDITION, "utf-8")
        body = "".join(f'  - "{paragraph}"\n' for paragraph in paragraphs)
        (tmp_path / "letter.yaml").write_text(LETTER + body + rest, "utf-8")
        if font:
            if not font.is_file():
                pytest.skip(f"there is no {font.name} (Debian: fonts-noto-core, fonts-hosny-amiri)")
            (tmp_path / "fonts").mkdir()
            shutil.copy(font, tmp_path / "fonts")
        file = tmp_path / "out.pdf"
        options = BuildOptions(cache=cache, jobs=1, settings=tuple(settings.items()))
        build(tmp_path, file, options)
        readers = {"pdfium": pdfium, "pypdf": pypdf_reads}
        if shutil.which("pdftotext"):
            readers["pdftotext"] = poppler
        return {name: joined(read(file)) for name, read in readers.items()}

    return copy


def joined(text: str) -> str:
    """A reader's text in one line: broken words made whole, marks of direction taken out."""
    text = re.sub("\u00ad\\s*", "", text)
    text = re.sub("[\u200e\u200f\u202a-\u202e]", "", text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def words(text: str) -> list[str]:
    """Letters, points and figures by words; without marks, whose sides readers may mistake."""
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in text)
    return unicodedata.normalize("NFC", "".join(kept)).split()


def holds(read: Read, text: str) -> None:
    """Each reader gives these words, one behind the other."""
    wanted = " ".join(words(text))
    assert {name: wanted in " ".join(words(told)) for name, told in read.items()} == dict.fromkeys(
        read, True
    ), read


def test_what_is_typed_is_copied(copy: Copy) -> None:
    texts = [
        "Les caractères français, Škoda, Łódź, ñandú, œuvre, Ærø",
        unicodedata.normalize("NFD", "Les caractères français, Škoda, ñandú"),
        "за\u0301мок и замо\u0301к",
        "Δεινὸν γάρ που, ὦ Φαῖδρε, ζωγραφίᾳ, τυπογράφος",
        unicodedata.normalize("NFD", "Δεινὸν γάρ που, ὦ Φαῖδρε, ζωγραφίᾳ"),
        "Office ruffled fjords, fine fly, affinity",
        "x² and H₂O and ½ and 3rd",
        "§ 12 – “quoted”, ‘twice’… № 5",
    ]
    read = copy(*texts)
    for text in texts:
        assert [name for name, told in read.items() if joined(text) not in told] == [], text


def test_a_letter_with_a_mark_set_apart_is_part_of_its_word(copy: Copy) -> None:
    text = "x\u030cyz n\u0304am baq\u0308"
    holds(copy(f"Some {text}, some more"), f"some {text} some more".capitalize())


def test_a_list_is_read_with_its_numbers(copy: Copy) -> None:
    numbered = "  - list:\n      ordered: true\n      items: [first of them, and the second]\n"
    holds(copy("Two things:", rest=numbered), "Two things 1 first of them 2 and the second")


def test_small_capitals_are_the_letters_typed(copy: Copy) -> None:
    holds(copy("Thus [Lenin and Joffe, 1918]{.sc} spoke"), "Thus Lenin and Joffe, 1918 spoke")


def test_a_call_is_a_figure_and_a_typed_superior_is_itself(copy: Copy) -> None:
    read = copy("Called.[^1] Typed¹ as such.", rest="notes:\n  1: The note.\n")
    for told in read.values():
        assert "Called.1 Typed¹ as such." in told
        assert "1 The note." in told


def test_broken_words_are_joined(copy: Copy) -> None:
    text = " ".join(["incomprehensibilities of typographical representation"] * 12)
    holds(copy(text, measure="60mm"), text)


HEBREW = ["שלום", "שלום עולם", "עֲשׂוֹת", "בְּנִי הִזָּהֵר", "עֲשׂוֹת סְפָרִים הַרְבֵּה אֵין קֵץ"]


def test_hebrew_by_itself(copy: Copy) -> None:
    read = copy(*(f"[{text}]{{lang=he}}" for text in HEBREW))
    for text in HEBREW:
        holds(read, text)


def test_hebrew_among_other_words(copy: Copy) -> None:
    read = copy(*(AROUND.format(f"[{text}]{{lang=he}}") for text in HEBREW[:4]))
    for text in HEBREW[:4]:
        holds(read, AROUND.format(text))


def test_hebrew_that_nobody_marked_as_such(copy: Copy) -> None:
    holds(copy(AROUND.format("שלום עולם")), AROUND.format("שלום עולם"))


def test_hebrew_with_marks_and_figures_keeps_its_words(copy: Copy) -> None:
    text = "אמר: «שלום» (כן), בשנת 1918, הנה!"
    for told in copy(AROUND.format(f"[{text}]{{lang=he}}")).values():
        assert set(words(text)) <= set(words(told))


def test_much_pointed_hebrew_in_a_line_keeps_its_words(copy: Copy) -> None:
    text = "וְיֹתֵר מֵהֵמָּה בְּנִי הִזָּהֵר עֲשׂוֹת סְפָרִים הַרְבֵּה"
    read = copy(f"Few words [{text}]{{lang=he}} here.")
    holds(read, text)
    for told in read.values():
        assert {"Few", "words", "here"} <= set(words(told))


@pytest.mark.parametrize("face", ARABIC)
def test_arabic_by_itself(copy: Copy, face: str) -> None:
    texts = ["السلام عليكم ورحمة الله", "لا إله إلا الله", "كِتَابٌ"]
    read = copy(*(f"[{text}]{{lang=ar}}" for text in texts), font=ARABIC[face])
    for text in texts:
        holds(read, text)


@pytest.mark.parametrize("face", ARABIC)
def test_arabic_among_other_words(copy: Copy, face: str) -> None:
    text = "السلام عليكم"
    read = copy(AROUND.format(f"[{text}]{{lang=ar}}"), font=ARABIC[face])
    holds(read, AROUND.format(text))
