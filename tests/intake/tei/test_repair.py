"""Common damage is mended when asked for, and every change is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.tei.files import body, converted
from typeset.errors import InputError
from typeset.intake.tei.account import words_of_draft
from typeset.intake.tei.options import Options

MEND = Options(repair=True)

DAMAGED: dict[str, tuple[str | bytes, str, str]] = {
    "an ampersand": (body("<p>a &\n b &amp; c</p>"), "a & b & c", "wrote &amp; for a bare &"),
    "a bracket": (body("<p>1 < 2</p>"), "1 < 2", "wrote &lt; for a bare <"),
    "HTML's entity": (body("<p>sch&ouml;n</p>"), "schön", "wrote the character of an entity"),
    "an xml:id": (body('<p><hi xml:id="#W i">x</hi></p>'), "x", "made a name of an xml:id"),
    "hyphens in a comment": (
        body("<p>x<!-- a -- b --></p>"),
        "x",
        "parted two hyphens in a comment",
    ),
    "a prefix": (body('<p><ref xlink:href="a">x</ref></p>'), "x", "declared the prefix xlink"),
    "Windows-1252": (
        body("<p>schön “so” äh</p>").replace("ä", "\x00").encode().replace(b"\x00", b"\xe4"),
        "schön “so” äh",
        "took bytes for Windows-1252",
    ),
    "NUL": (body("<p>a\x00b</p>"), "ab", "took out a control character"),
    "a wrong declaration": (
        ('<?xml version="1.0" encoding="ISO-8859-1"?>\n' + body("<p>schön</p>")).encode(),
        "schön",
        "read as UTF-8 what declares ISO-8859-1",
    ),
    "space before the declaration": (
        '\n<?xml version="1.0"?>' + body("<p>x</p>"),
        "x",
        "took out what stood before the declaration",
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_mended_when_asked_for(tmp_path: Path, name: str) -> None:
    document, text, said = DAMAGED[name]
    with pytest.raises(InputError):
        converted(tmp_path, document)
    done = converted(tmp_path, document, MEND)
    assert " ".join(words_of_draft(done.drafts[0])) == text
    (told,) = [one for one in done.findings if one.code == "repaired"]
    assert told.message == f"repaired: {said}"


def test_a_cut_file_is_not_mended(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not well-formed"):
        converted(tmp_path, body("<p>x</p>")[:-30], MEND)


def test_a_sound_file_is_left_alone(tmp_path: Path) -> None:
    sound = body("<p>R&amp;D &#38; <![CDATA[a & b]]> x<!-- a & b -->y</p>")
    assert converted(tmp_path, sound, MEND).findings == ()
