"""Files of volumes that are no more: those that typeset wrote go, no others do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MakeEdition
from typeset import BuildOptions, Report, build

YEARS = {"a": {"date": "1918-01-01"}, "b": {"date": "1919-01-01"}, "c": {"date": "1920-01-01"}}


class House:
    """An edition of three years, and where it is printed to."""

    def __init__(self, edition: Path, folder: Path) -> None:
        self.edition = edition
        self.folder = folder / "out"
        self.cache = folder / "cache"

    def divide(self, how: str) -> None:
        """Divide the edition otherwise; not at all if empty."""
        file = self.edition / "edition.yaml"
        lines = file.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("volumes:")]
        file.write_text("\n".join([*kept, f"volumes: {how}" if how else "", ""]), "utf-8")

    def build(self, **options: object) -> Report:
        chosen = BuildOptions(cache=self.cache, jobs=1, **options)  # type: ignore[arg-type]
        return build(self.edition, self.folder / "works.pdf", chosen)

    @property
    def files(self) -> list[str]:
        return sorted(file.name for file in self.folder.iterdir())


@pytest.fixture
def house(make_edition: MakeEdition, tmp_path: Path) -> House:
    """Printed in three volumes."""
    house = House(make_edition("works", YEARS, front_matter=[]), tmp_path)
    house.divide("{by: year}")
    house.build()
    return house


def test_a_volume_that_is_no_more_is_removed(house: House) -> None:
    assert house.files == ["works-1.pdf", "works-2.pdf", "works-3.pdf"]
    house.divide("{by: year, years: 2}")
    told = house.build().notices
    assert house.files == ["works-1.pdf", "works-2.pdf"]
    past = house.folder / "works-3.pdf"
    assert told == [f"{past} was of an earlier printing and is removed"]
    house.divide("{by: year}")
    house.build()
    house.divide("{by: year, years: 2}")
    assert house.build().cache["misses"] == 0, "it is given out again"
    assert house.files == ["works-1.pdf", "works-2.pdf"]
    assert house.build().notices == []


def test_an_edition_that_is_divided_no_more_leaves_one_file(house: House) -> None:
    house.divide("")
    house.build()
    assert house.files == ["works.pdf"]
    house.divide("{by: year, years: 3}")
    house.build()
    assert house.files == ["works-1.pdf"]


def test_a_file_that_typeset_did_not_write_so_stays_and_is_named(house: House) -> None:
    third = house.folder / "works-3.pdf"
    third.write_bytes(third.read_bytes() + b"\n% mine\n")
    house.divide("{by: year, years: 2}")
    told = house.build().notices
    assert told == [f"{third} is no volume of this printing: remove it if it is of an earlier one"]
    house.cache = house.cache.with_name("another")
    assert house.build().notices == told
    assert third.exists()


def test_a_choice_of_letters_leaves_the_volumes_alone(house: House) -> None:
    house.build(letters=("a",))
    assert house.files == ["works-1.pdf", "works-2.pdf", "works-3.pdf", "works.pdf"]
    house.build()
    assert "works.pdf" in house.files


def test_another_edition_that_is_printed_there_removes_nothing(
    house: House, make_edition: MakeEdition
) -> None:
    house.edition = make_edition("others", {"a": {}}, volumes={"by": "year"})
    assert len(house.build().notices) == 2
    assert house.files == ["works-1.pdf", "works-2.pdf", "works-3.pdf"]
