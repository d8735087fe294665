"""Builds as such: the same bytes, only what is needed, nothing half-written."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pipeline.conftest import LENIN, SPECIMEN, Built, read_back
from typeset import BuildOptions, InputError, LossError, SettingError, build
from typeset.paginate import MadeUp, Place
from typeset.pipeline.case import Case, Cast, Paragraphs
from typeset.pipeline.forme import Forme
from typeset.pipeline.lock_up import locked

MakeEdition = Callable[..., Path]
TEXT = "Two sheets of eight pages were sent on Monday, and one of four on Thursday. "


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_same_bytes_with_any_jobs_folder_and_cache(specimen: Built, tmp_path: Path) -> None:
    copy = shutil.copytree(SPECIMEN, tmp_path / "elsewhere" / "specimen")
    found = {"given": digest(specimen.file)}
    for name, jobs in (("one", 1), ("two", 2), ("again", 2)):
        options = BuildOptions(jobs=jobs, cache=tmp_path / ("one" if name == "one" else "two"))
        report = build(copy, tmp_path / f"{name}.pdf", options)
        found[name] = digest(report.file)
    print("SHA-256 of the specimen:", found)
    assert len(set(found.values())) == 1


def test_nothing_changed_sets_nothing(lenin: Built, cache: Path, tmp_path: Path) -> None:
    report = build(LENIN, tmp_path / "again.pdf", BuildOptions(cache=cache))
    assert report.cache["misses"] == 0
    assert digest(report.file) == digest(lenin.file)


def test_one_changed_letter_sets_one(make_edition: MakeEdition, tmp_path: Path) -> None:
    letters = {f"letter-{n}": {"date": f"2001-03-0{n}"} for n in range(1, 6)}
    folder = make_edition(letters=letters)
    options = BuildOptions(cache=tmp_path / "cache")
    before = build(folder, tmp_path / "volume.pdf", options)
    file = folder / "letter-3.yaml"
    file.write_text(file.read_text("utf-8").replace("with the carrier", TEXT * 90), "utf-8")
    after = build(folder, tmp_path / "volume.pdf", options)
    assert after.cache["misses"] == 1
    assert after.letters[2].pages > before.letters[2].pages
    cold = build(folder, tmp_path / "cold.pdf", BuildOptions(cache=tmp_path / "other"))
    assert digest(cold.file) == digest(after.file)


def test_letters_may_be_chosen(cache: Path, tmp_path: Path) -> None:
    idents = ("2024-03-18-editor", "2024-03-04-press")
    report = build(SPECIMEN, tmp_path / "some.pdf", BuildOptions(letters=idents, cache=cache))
    assert [place.id for place in report.letters] == ["2024-03-04-press", "2024-03-18-editor"]


def test_a_letter_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no letter “nobody”"):
        build(LENIN, tmp_path / "x.pdf", BuildOptions(letters=("nobody",)))
    assert not (tmp_path / "x.pdf").exists()


def test_a_note_of_30_000_words_is_printed_whole(
    make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    words = " ".join(f"word{n}" for n in range(30_000))
    folder = make_edition(letters={"long": {"notes": {1: words}}})
    report = build(folder, tmp_path / "long.pdf", BuildOptions(cache=cache))
    text = "".join(read_back(report).pages).replace("\u00ad\n", "")
    positions = [text.find(f"word{n}") for n in (0, 1, 9_999, 29_998, 29_999)]
    assert positions == sorted(positions)
    assert min(positions) >= 0
    assert report.notes == {"called": 1, "placed": 1, "split": 1, "away": 0}
    assert report.letters[0].pages > 30


def test_what_is_lost_in_making_up_stops_the_build(
    monkeypatch: pytest.MonkeyPatch, cache: Path, tmp_path: Path
) -> None:
    forme_of = Case.forme

    def careless(case: Case, cast: Cast, place: Place, paragraphs: Paragraphs) -> Forme:
        forme = forme_of(case, cast, place, paragraphs)
        if not any(page.foot for page in forme.pages):
            return forme
        pages = tuple(replace(page, foot=()) for page in forme.pages)
        galley = case._room.galley(cast.key, cast.task)
        return locked(galley, MadeUp(pages, forme.faced), case._lock_up.geometry)

    monkeypatch.setattr(Case, "forme", careless)
    target = tmp_path / "volume.pdf"
    target.write_bytes(b"older")
    with pytest.raises(LossError, match=r"1918-06-02-joffe\.yaml:\d+"):
        build(LENIN, target, BuildOptions(cache=cache))
    assert target.read_bytes() == b"older"
    report = build(LENIN, target, BuildOptions(cache=cache, allow_faults=True))
    assert report.coverage["missing"]
    assert report.coverage["printed"] < report.coverage["expected"]  # type: ignore[operator]


def test_a_character_without_a_glyph_stops_the_build(
    make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    folder = make_edition(letters={"han": {"body": ["The sign 漢.[^1]"]}})
    with pytest.raises(SettingError, match=r"han\.yaml:\d+:\d+: .*U\+6F22"):
        build(folder, tmp_path / "x.pdf", BuildOptions(cache=cache))


def test_letters_that_refer_to_each_other_settle(
    make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    reference = "See [the other]{{letter={}}}.[^1] " + TEXT * 200
    folder = make_edition(
        letters={
            "a": {"date": "2001-01-01", "body": [reference.format("b")]},
            "b": {"date": "2001-01-02", "body": [reference.format("a")]},
        }
    )
    report = build(folder, tmp_path / "x.pdf", BuildOptions(cache=cache))
    text = " ".join("\n".join(read_back(report).pages).split())
    a, b = report.letters
    assert f"the other (p. {b.folio})" in text
    assert f"the other (p. {a.folio})" in text
