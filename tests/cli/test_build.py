"""The commands that print: what they write, what they say, and how they refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Command, MakeEdition


def test_a_volume_is_written_and_summed_up(typeset: Command, make_edition: MakeEdition) -> None:
    outcome = typeset("build", make_edition(), "--cache", "cache", "--report", "report.json")
    assert outcome.code == 0, outcome.err
    file = Path("build/press.pdf")
    assert file.read_bytes().startswith(b"%PDF-")
    report = json.loads(Path("report.json").read_text())
    assert re.fullmatch(
        rf"{report['pages']} pages, 1 letter, \d+ faults?, [\d.]+ s: {file}\n", outcome.out
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--set", "measure"), 2, "key=value"),
        (("--set", "mesure=100mm"), 1, "“measure”"),
        (("--set", "measure=wide"), 1, "measure"),
        (("--layout", "volum"), 1, "“volume”"),
        (("--letter", "frist"), 1, "frist"),
        (("--jobs", "0"), 2, "--jobs"),
        (("--no-such-option",), 2, "--no-such-option"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_hint(
    typeset: Command, make_edition: MakeEdition, arguments: tuple[str, ...], code: int, said: str
) -> None:
    outcome = typeset("build", make_edition(), "--cache", "cache", *arguments)
    assert outcome.code == code
    assert said in outcome.err
    assert not Path("build").exists()


def test_a_fault_in_a_letter_stops_the_build_and_names_it(
    typeset: Command, make_edition: MakeEdition
) -> None:
    folder = make_edition(letters={"first": {"notes": None}})
    outcome = typeset("build", folder, "--cache", "cache")
    assert outcome.code == 1
    assert "first.yaml:" in outcome.err


def test_letters_of_their_own(typeset: Command, make_edition: MakeEdition) -> None:
    folder = make_edition(letters={"first": {}, "second": {}, "third": {}})
    outcome = typeset(
        *("build", folder, "--cache", "cache", "--letter", "first", "--letter", "third"),
        *("--separate", "apart"),
    )
    assert outcome.code == 0, outcome.err
    assert sorted(file.name for file in Path("apart").iterdir()) == ["first.pdf", "third.pdf"]


def test_a_handout_is_a_letter_on_a4(typeset: Command, make_edition: MakeEdition) -> None:
    from pypdf import PdfReader

    outcome = typeset("handout", make_edition(), "first", "-o", "h.pdf", "--cache", "cache")
    assert outcome.code == 0, outcome.err
    page = PdfReader("h.pdf").pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert "The proofs are with the carrier." in page.extract_text().replace("\n", " ")


def test_a_proof_bears_its_date(typeset: Command, make_edition: MakeEdition) -> None:
    from pypdf import PdfReader

    outcome = typeset(
        *("proof", make_edition(), "-o", "p.pdf", "--date", "2001-05-06", "--cache", "cache")
    )
    assert outcome.code == 0, outcome.err
    text = PdfReader("p.pdf").pages[-1].extract_text()
    assert "2001" in text
