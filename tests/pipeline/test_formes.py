"""What is kept of letters between builds: page streams, and when they are made anew."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf

from tests.conftest import MakeEdition
from tests.pipeline.conftest import read_back
from tests.pipeline.test_builds import digest
from typeset import BuildOptions, build
from typeset.read import read_edition

TEXT = "Two sheets of eight pages were sent on Monday, and one of four on Thursday. "
LETTERS = {
    f"letter-{n}": {"date": f"2001-03-0{n}", "body": [TEXT * 40, "At noon.[^1]"]}
    for n in range(1, 5)
}


def streams(volume: Path) -> list[list[bytes]]:
    """The streams of each page as they stand in the file."""
    with pikepdf.open(volume) as pdf:
        return [
            [one.read_raw_bytes() for one in contents]
            for page in pdf.pages
            if isinstance(contents := page.obj.get("/Contents"), pikepdf.Array)
        ]


def test_an_edit_writes_the_pages_of_its_letter_and_no_others(
    make_edition: MakeEdition, tmp_path: Path
) -> None:
    folder = make_edition(letters=LETTERS)
    options = BuildOptions(cache=tmp_path / "cache")
    report = build(folder, tmp_path / "volume.pdf", options)
    before = streams(tmp_path / "volume.pdf")
    file = folder / "letter-2.yaml"
    file.write_text(file.read_text("utf-8").replace("on Monday", "on Sunday", 1), "utf-8")
    build(folder, tmp_path / "volume.pdf", options)
    after = streams(tmp_path / "volume.pdf")
    changed = [n for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert len(changed) == 1
    text = "".join(read_back(build(folder, tmp_path / "volume.pdf", options)).pages)
    assert text.count("on Sunday") == 1
    assert report.letters[1].pages > 1


def test_a_letter_that_moves_to_the_other_side_keeps_its_streams(
    make_edition: MakeEdition, tmp_path: Path
) -> None:
    """Only what puts the type into its place is another, and the folio."""
    folder = make_edition(letters=LETTERS)
    options = BuildOptions(cache=tmp_path / "cache", settings=(("starts", "page"),))
    first = build(folder, tmp_path / "a.pdf", options)
    file = folder / "letter-1.yaml"
    file.write_text(file.read_text("utf-8").replace("At noon", TEXT * 45), "utf-8")
    second = build(folder, tmp_path / "b.pdf", options)
    old, new = first.letters[-1], second.letters[-1]
    assert (old.first + new.first) % 2
    (shift, type_, _), (other_shift, same_type, _) = (
        streams(tmp_path / "a.pdf")[-1],
        streams(tmp_path / "b.pdf")[-1],
    )
    assert shift != other_shift
    assert type_ == same_type
    cold = build(folder, tmp_path / "cold.pdf", BuildOptions(settings=options.settings))
    assert digest(cold.file) == digest(second.file)


def test_what_is_gone_from_the_shelf_is_made_again(
    make_edition: MakeEdition, tmp_path: Path
) -> None:
    folder = make_edition(letters=LETTERS)
    options = BuildOptions(cache=tmp_path / "cache", anew=True)
    first = digest(build(folder, tmp_path / "a.pdf", options).file)
    for kept in ("galleys", "formes"):
        shutil.rmtree(tmp_path / "cache" / kept)
        assert digest(build(folder, tmp_path / "a.pdf", options).file) == first
    for entry in (tmp_path / "cache" / "formes").rglob("*"):
        if entry.is_file():
            entry.write_bytes(entry.read_bytes()[:-9])
    assert digest(build(folder, tmp_path / "a.pdf", options).file) == first


def test_a_template_that_names_the_edition_is_filled_in_anew(
    make_edition: MakeEdition, tmp_path: Path
) -> None:
    folder = make_edition(letters=LETTERS, layout="own")
    templates = folder / "layouts" / "own" / "templates"
    templates.mkdir(parents=True)
    (folder / "layouts" / "own" / "layout.yaml").write_text("title: Own\nextends: volume\n")
    (templates / "letter.html").write_text(
        '{% extends "volume/letter.html" %}'
        '{% block credit %}<p data-line="1">Of {{ edition.title }}.</p>{% endblock %}'
    )
    options = BuildOptions(cache=tmp_path / "cache")
    build(folder, tmp_path / "a.pdf", options)
    file = folder / "edition.yaml"
    told = file.read_text("utf-8")
    title = next(line for line in told.splitlines() if line.startswith("title:"))
    file.write_text(told.replace(title, "title: Papers of a Press"), "utf-8")
    text = "".join(read_back(build(folder, tmp_path / "a.pdf", options)).pages)
    assert text.count("Of Papers of a Press.") == len(LETTERS)


def test_a_letter_that_a_program_changed_is_printed_as_changed(
    make_edition: MakeEdition, tmp_path: Path
) -> None:
    """Its digest is still that of its file."""
    folder = make_edition(letters=LETTERS)
    options = BuildOptions(cache=tmp_path / "cache")
    build(folder, tmp_path / "a.pdf", options)
    edition = read_edition(folder)
    first, *others = edition.letters
    changed = replace(edition, letters=(replace(first, body=first.body[1:]), *others))
    loose = replace(options, allow_faults=True)
    report = build(changed, tmp_path / "b.pdf", loose)
    assert report.coverage["missing"]
    assert digest(report.file) != digest(tmp_path / "a.pdf")
