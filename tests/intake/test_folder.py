"""An import writes all or nothing, the same bytes twice, and over no file that was edited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.intake.test_writing import DRAFT, paragraph
from typeset.errors import InputError
from typeset.intake.draft import DraftEdition
from typeset.intake.writer import EditionWriter, Written, write_edition
from typeset.model import Source

OTHER = replace(DRAFT, ident="b")
EDITION = DraftEdition("Letters", "en", (DRAFT, OTHER))
LETTER = "letters/b.yaml"


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def write(folder: Path, edition: DraftEdition = EDITION, force: bool = False) -> Written:
    return write_edition(edition, folder, force=force)


def test_twice_the_same_bytes(tmp_path: Path) -> None:
    first = write(tmp_path / "a")
    before = contents(tmp_path / "a")
    again = write(tmp_path / "a")
    write(tmp_path / "b")
    assert "letters/b.yaml" in first.new
    assert (again.new, again.changed, again.kept) == ((), (), ())
    assert contents(tmp_path / "a") == before == contents(tmp_path / "b")
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


def test_an_edited_file_is_kept_while_the_import_says_the_same(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / LETTER).write_text("title: Mine\n")
    assert write(tmp_path).kept == (LETTER,)
    assert (tmp_path / LETTER).read_text() == "title: Mine\n"
    # That stays so, however often it is imported.
    assert write(tmp_path).kept == (LETTER,)


def test_an_edited_file_that_would_change_stops_the_import(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / LETTER).write_text("title: Mine\n")
    before = contents(tmp_path)
    newer = replace(EDITION, letters=(DRAFT, replace(OTHER, body=(paragraph("New."),))))
    with pytest.raises(InputError) as caught:
        write(tmp_path, newer)
    assert [str(problem.place) for problem in caught.value.problems] == [f"{tmp_path / LETTER}:1:1"]
    assert contents(tmp_path) == before
    assert write(tmp_path, newer, force=True).changed == (LETTER,)
    assert b"New." in (tmp_path / LETTER).read_bytes()


def test_an_unedited_file_is_brought_up_to_date(tmp_path: Path) -> None:
    write(tmp_path)
    newer = replace(EDITION, letters=(DRAFT, replace(OTHER, body=(paragraph("New."),))))
    assert write(tmp_path, newer).changed == (LETTER,)


def test_a_file_that_no_import_has_written_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").write_text("title: Mine\n")
    with pytest.raises(InputError):
        write(tmp_path)
    assert contents(tmp_path) == {"edition.yaml": b"title: Mine\n"}


def test_letters_of_another_import_do_not_come_to_inherit_something_else(tmp_path: Path) -> None:
    write(tmp_path, replace(EDITION, letters=(DRAFT,)))
    moved = replace(OTHER, source=Source("Another book"))
    with pytest.raises(InputError) as caught:
        write(tmp_path, replace(EDITION, letters=(moved,)))
    assert [problem.code for problem in caught.value.problems] == ["other-import"]
    # Where what they inherit stays as it is, they may stand side by side.
    assert write(tmp_path, replace(EDITION, letters=(OTHER,))).new == (LETTER,)


def test_an_import_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), EditionWriter(tmp_path / "e") as writer:
        writer.add(DRAFT)
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_pictures_come_along(tmp_path: Path) -> None:
    (tmp_path / "p.svg").write_text("<svg/>")
    pictures = ((tmp_path / "p.svg", "figures/p.svg"),)
    write(tmp_path / "e", replace(EDITION, figures=pictures))
    assert (tmp_path / "e/figures/p.svg").read_text() == "<svg/>"
