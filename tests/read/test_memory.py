"""What was read before is not read again, and is the same; what has changed is read anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import MakeEdition
from typeset import InputError
from typeset.read import memory, read_edition, read_letter
from typeset.store import Store

SPECIMEN = Path(__file__).parents[2] / "letters" / "specimen"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return shutil.copytree(SPECIMEN, tmp_path / "edition")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The letters that were worked out."""
    letters: list[str] = []

    def counting(data, ident, *rest):  # type: ignore[no-untyped-def]
        letters.append(ident)
        return read_letter(data, ident, *rest)

    monkeypatch.setattr(memory, "read_letter", counting)
    return letters


def test_a_letter_is_worked_out_once(edition: Path, read: list[str], tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first = read_edition(edition, store)
    count = len(read)
    assert count == len(first.letters)
    assert read_edition(edition, store) == first == read_edition(edition)
    assert len(read) == count


def test_a_letter_that_has_changed_is_read_anew(
    edition: Path, read: list[str], tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    letter = read_edition(edition, store).letters[0]
    read.clear()
    file = edition / letter.file
    file.write_text(file.read_text("utf-8") + "\n# nothing but a comment\n", "utf-8")
    again = read_edition(edition, store)
    assert read == [letter.ident]
    assert again == read_edition(edition)


def test_what_all_inherit_changes_all(edition: Path, read: list[str], tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    count = len(read_edition(edition, store).letters)
    read.clear()
    file = edition / "edition.yaml"
    file.write_text(file.read_text("utf-8").replace("language: en-GB", "language: la"), "utf-8")
    again = read_edition(edition, store)
    assert len(read) == count
    assert again == read_edition(edition)
    assert {letter.language for letter in again.letters} >= {"la"}


def test_a_letter_with_a_problem_is_told_of_each_time(edition: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    file = edition / read_edition(edition, store).letters[0].file
    file.write_text(file.read_text("utf-8") + "\nadressee: Nobody\n", "utf-8")
    for _ in range(2):
        with pytest.raises(InputError, match="adressee"):
            read_edition(edition, store)


def test_a_damaged_store_is_as_good_as_none(edition: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first = read_edition(edition, store)
    for entry in store.entries():
        entry.write_bytes(entry.read_bytes()[:-9])
    assert read_edition(edition, store) == first


def test_many_letters_are_read_side_by_side(make_edition: MakeEdition, tmp_path: Path) -> None:
    edition = make_edition(letters={f"copy-{n:03}": {} for n in range(memory.MANY)})
    alone = read_edition(edition, Store(tmp_path / "one"))
    store = Store(tmp_path / "two")
    assert read_edition(edition, store, jobs=2) == alone == read_edition(edition, store)
    for n in (7, 70):
        (edition / f"copy-{n:03}.yaml").write_text("titel: To the Editor\n", "utf-8")
    with pytest.raises(InputError) as told:
        read_edition(edition, Store(tmp_path / "three"), jobs=2)
    with pytest.raises(InputError) as expected:
        read_edition(edition)
    assert told.value.problems == expected.value.problems
