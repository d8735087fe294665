"""The certificate of good volumes: whole, the same each time, and no page read twice."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.bench.generate import lengthen, write_edition
from tests.conftest import Command, MakeEdition
from typeset import BuildOptions, Report, build
from typeset.verify import Certificate, Whereabouts, certify

LETTERS = Path(__file__).parents[2] / "letters"


@pytest.fixture(scope="module")
def specimen(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The specimen and its certificate."""
    folder = tmp_path_factory.mktemp("specimen")
    written = folder / "certificate.json"
    options = BuildOptions(cache=cache)
    build(LETTERS / "specimen", folder / "volume.pdf", options, certificate=written)
    return folder / "volume.pdf", json.loads(written.read_text("utf-8"))


def test_the_specimen_is_whole(specimen: tuple[Path, dict[str, Any]]) -> None:
    file, certificate = specimen
    assert certificate["whole"]
    assert certificate["findings"] == []
    assert certificate["file"] == "volume.pdf"
    assert certificate["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert certificate["words"]["expected"] == certificate["words"]["printed"] > 15_000
    assert len(certificate["letters"]) == 19
    assert (
        sum(letter["words"] + letter["note_words"] for letter in certificate["letters"])
        == (certificate["words"]["expected"])
    )


def test_the_same_volume_has_the_same_certificate(
    specimen: tuple[Path, dict[str, Any]], tmp_path: Path, cache: Path
) -> None:
    written = tmp_path / "again.json"
    options = BuildOptions(cache=cache, jobs=1)
    build(LETTERS / "specimen", tmp_path / "volume.pdf", options, certificate=written)
    assert json.loads(written.read_text("utf-8")) == specimen[1]


def test_the_command_writes_it(typeset: Command, cache: Path, tmp_path: Path) -> None:
    written = tmp_path / "deep" / "certificate.json"
    edition = LETTERS / "lenin-44"
    outcome = typeset("build", edition, "--certificate", written, "--cache", cache)
    assert outcome.code == 0
    certificate = json.loads(written.read_text("utf-8"))
    assert certificate["whole"]
    assert certificate["letters"][0]["notes"] == 2


def test_words_that_say_the_same_again_and_again(tmp_path: Path, cache: Path) -> None:
    """The editions of the bench are made of one letter's words in ever new order."""
    write_edition(tmp_path / "many", 40, seed=7)
    report = build(tmp_path / "many", tmp_path / "many.pdf", BuildOptions(cache=cache))
    assert report.coverage["expected"] == report.coverage["printed"]
    assert report.pages > 40


def whereabouts(report: Report) -> list[Whereabouts]:
    return [Whereabouts(one.id, f"{one.id}.yaml", one.first, one.pages) for one in report.letters]


def test_only_pages_that_changed_are_read_again(tmp_path: Path, cache: Path) -> None:
    folder, shelf = tmp_path / "ten", tmp_path / "shelf"
    write_edition(folder, 10, seed=5)

    def renewed(name: str) -> Certificate:
        report = build(folder, tmp_path / name, BuildOptions(cache=cache))
        where = whereabouts(report)
        return certify(tmp_path / name, folder, where, name="volume.pdf", shelf=shelf)

    first = renewed("first.pdf")
    assert first.whole
    assert first.pages / 2 < first.pages_read <= first.pages
    assert renewed("again.pdf").pages_read == 0
    letter = folder / "letter-00010.yaml"
    lengthen(letter)
    longer = renewed("longer.pdf")
    assert longer.whole
    assert longer.expected > first.expected
    assert longer.pages >= first.pages
    assert 0 < longer.pages_read < first.pages / 2
    where = whereabouts_of(longer, tmp_path)
    by_itself = certify(tmp_path / "longer.pdf", folder, where, name="volume.pdf", jobs=1)
    assert by_itself.pages_read > longer.pages_read
    assert by_itself.to_json() == longer.to_json()


def test_a_sign_that_a_face_gains_has_no_other_page_read(tmp_path: Path, cache: Path) -> None:
    folder, shelf = tmp_path / "ten", tmp_path / "shelf"
    write_edition(folder, 10, seed=5)

    def renewed(name: str) -> Certificate:
        report = build(folder, tmp_path / name, BuildOptions(cache=cache))
        where = whereabouts(report)
        return certify(tmp_path / name, folder, where, name="volume.pdf", shelf=shelf)

    first = renewed("first.pdf")
    last = folder / "letter-00010.yaml"
    last.write_text(last.read_text("utf-8").replace("body:\n", "body:\n- Žižkov ♥ Ω.\n"), "utf-8")
    again = renewed("again.pdf")
    assert again.whole
    assert 0 < again.pages_read < first.pages / 3


def whereabouts_of(certificate: Certificate, folder: Path) -> list[Whereabouts]:
    report = build(folder / "ten", folder / "longer.pdf", BuildOptions(cache=folder / "other"))
    assert hashlib.sha256(report.file.read_bytes()).hexdigest() == certificate.sha256
    return whereabouts(report)


def test_a_damaged_reading_is_made_anew(tmp_path: Path, cache: Path) -> None:
    report = build(LETTERS / "lenin-44", tmp_path / "volume.pdf", BuildOptions(cache=cache))
    where = [Whereabouts(report.letters[0].id, f"{report.letters[0].id}.yaml", 7, 2)]
    shelf = tmp_path / "shelf"
    good = certify(tmp_path / "volume.pdf", LETTERS / "lenin-44", where, shelf=shelf)
    for entry in shelf.glob("*/*"):
        entry.write_bytes(entry.read_bytes()[:-4])
    again = certify(tmp_path / "volume.pdf", LETTERS / "lenin-44", where, shelf=shelf)
    assert again.pages_read == good.pages_read > 0
    assert again.to_json() == good.to_json()


def test_a_letter_that_is_not_where_it_is_said_to_be(tmp_path: Path, cache: Path) -> None:
    report = build(LETTERS / "lenin-44", tmp_path / "volume.pdf", BuildOptions(cache=cache))
    stand = report.letters[0]
    where = [Whereabouts(stand.id, f"{stand.id}.yaml", stand.first, stand.pages - 1)]
    found = certify(tmp_path / "volume.pdf", LETTERS / "lenin-44", where)
    assert not found.whole
    assert {miss.code for miss in found.findings} == {"missing"}


def test_a_drawing_does_not_reach_beyond_its_box(
    make_edition: MakeEdition, tmp_path: Path, cache: Path
) -> None:
    figure = {"file": "line.svg", "alt": "A line", "width": 0.3}
    body = ["The words above the drawing go from one side to the other and on.", {"figure": figure}]
    folder = make_edition(letters={"a": {"body": body, "notes": None}}, front_matter=[])
    (folder / "line.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3">'
        '<path d="M0 1.5H9" stroke="black" stroke-width="12"/></svg>'
    )
    report = build(folder, tmp_path / "volume.pdf", BuildOptions(cache=cache))
    assert report.coverage["missing"] == []


# ---- texts of any kind ------------------------------------------------------------------------

KINDS = (
    "the a heron sixty-five don’t “twice” naïve Œuvre Δεινὸν ζωγραφίᾳ оттенок 1918 x² ½ … — § "
    "[sic] [see] fjord office *so* **bold** _thus_ [sc]{.sc} [98b]{.pb} [word]{lang=de} "
    "[lost]{.del} [new]{.add} [given]{.supplied} [faint]{.unclear} []{.gap} a\\*b c\\[d\\] "
    "[here](https://example.org/a-b) <https://example.org/path> שלום עֲשׂוֹת"
)
WORDS = st.sampled_from(KINDS.split())
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join).map(lambda text: f"Word {text}")


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # making an example smaller takes too many builds
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    paragraphs=st.lists(TEXTS, min_size=1, max_size=4),
    notes=st.lists(TEXTS, min_size=0, max_size=3),
    series=st.sampled_from(["editor", "author", "textual"]),
)
def test_no_false_alarm(
    make_edition: MakeEdition,
    tmp_path: Path,
    cache: Path,
    paragraphs: list[str],
    notes: list[str],
    series: str,
) -> None:
    shutil.rmtree(tmp_path / "press", ignore_errors=True)
    calls = "".join(f" word[^{n}]" for n in range(len(notes)))
    letter = {
        "body": [*paragraphs, f"Here{calls}."],
        "notes": {n: {"series": series, "text": text} for n, text in enumerate(notes)} or None,
    }
    folder = make_edition(letters={"a": letter}, front_matter=[], settings={"measure": "70mm"})
    report = build(folder, tmp_path / "volume.pdf", BuildOptions(cache=cache))
    assert report.coverage["expected"] == report.coverage["printed"]
