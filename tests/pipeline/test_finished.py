"""Where nothing has changed the volume that was printed is given out again; else it never is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import MakeEdition
from typeset import BuildOptions, Report, build
from typeset.pipeline import finished, run

SEED = Path(__file__).parents[2] / "letters" / "lenin-44"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return shutil.copytree(SEED, tmp_path / "edition")


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    return BuildOptions(cache=tmp_path / "cache", jobs=1)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The volumes that went through all rooms."""
    volumes: list[Path] = []
    through = run.Run.run

    def counting(self, source, wanted):  # type: ignore[no-untyped-def]
        volumes.append(wanted.volume)
        return through(self, source, wanted)

    monkeypatch.setattr(run.Run, "run", counting)
    return volumes


def without_clock(report: Report) -> Report:
    return replace(report, seconds={}, cache={}, peak_mb=0.0)


def test_the_same_files_are_written_without_setting_anything(
    edition: Path, options: BuildOptions, printed: list[Path], tmp_path: Path
) -> None:
    volume, certificate = tmp_path / "volume.pdf", tmp_path / "certificate.json"
    first = build(edition, volume, options, certificate=certificate)
    kept = volume.read_bytes(), certificate.read_bytes()
    volume.unlink()
    certificate.unlink()
    second = build(edition, volume, options, certificate=certificate)
    assert len(printed) == 1
    assert (volume.read_bytes(), certificate.read_bytes()) == kept
    assert without_clock(second) == without_clock(first)
    assert second.hyphens == first.hyphens
    assert second.cache == {"hits": sum(first.cache.values()), "misses": 0}


def other_text(edition: Path) -> None:
    letter = next(edition.glob("1918*.yaml"))
    letter.write_text(letter.read_text("utf-8").replace("Comrade", "Citizen"), "utf-8")


def other_layout(edition: Path) -> None:
    own = edition / "layouts" / "volume"
    own.mkdir(parents=True)
    (own / "layout.yaml").write_text("extends: volume\nsettings: {measure: 100mm}\n", "utf-8")


def one_letter_more(edition: Path) -> None:
    letter = next(edition.glob("1918*.yaml"))
    shutil.copy(letter, letter.with_name("1918-06-03-joffe.yaml"))


@pytest.mark.parametrize("change", [other_text, other_layout, one_letter_more])
def test_what_has_changed_is_printed_anew(
    change: Callable[[Path], None],
    edition: Path,
    options: BuildOptions,
    printed: list[Path],
    tmp_path: Path,
) -> None:
    volume = tmp_path / "volume.pdf"
    build(edition, volume, options)
    before = volume.read_bytes()
    change(edition)
    build(edition, volume, options)
    assert len(printed) == 2
    assert volume.read_bytes() != before


def test_other_options_are_another_volume(
    edition: Path, options: BuildOptions, printed: list[Path], tmp_path: Path
) -> None:
    volume = tmp_path / "volume.pdf"
    build(edition, volume, options)
    build(edition, volume, replace(options, settings=(("measure", "100mm"),)))
    build(edition, volume, replace(options, jobs=2))
    assert len(printed) == 2


def test_other_libraries_of_the_system_are_another_volume(
    edition: Path,
    options: BuildOptions,
    printed: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    volume = tmp_path / "volume.pdf"
    build(edition, volume, options)
    monkeypatch.setattr(finished, "libraries", lambda: "another Pango")
    build(edition, volume, options)
    assert len(printed) == 2


def test_a_volume_is_printed_anew_where_that_is_asked_for(
    edition: Path, options: BuildOptions, printed: list[Path], tmp_path: Path
) -> None:
    volume = tmp_path / "volume.pdf"
    build(edition, volume, options)
    before = volume.read_bytes()
    build(edition, volume, replace(options, anew=True))
    assert len(printed) == 2
    assert volume.read_bytes() == before


def test_a_damaged_volume_is_not_given_out(
    edition: Path, options: BuildOptions, printed: list[Path], tmp_path: Path
) -> None:
    volume = tmp_path / "volume.pdf"
    build(edition, volume, options)
    whole = volume.read_bytes()
    (kept,) = (tmp_path / "cache" / "finished").glob("*/0.pdf")
    kept.write_bytes(whole[:-1] + b"?")
    build(edition, volume, options)
    assert len(printed) == 2
    assert volume.read_bytes() == whole


def test_an_edit_in_the_middle_of_a_build_is_not_taken_for_what_was_printed(
    edition: Path, options: BuildOptions, printed: list[Path], tmp_path: Path
) -> None:
    volume = tmp_path / "volume.pdf"
    letter = next(edition.glob("1918*.yaml"))
    before = letter.read_bytes()
    lenient = replace(options, allow_faults=True)  # the certificate has seen the edit, too
    build(edition, volume, lenient, progress=lambda _: other_text(edition))
    letter.write_bytes(before)
    build(edition, volume, lenient)
    assert len(printed) == 2


@pytest.fixture
def divided(make_edition: MakeEdition) -> Path:
    """An edition of two volumes, each in two variants, that is told to be built in its folder."""
    letters = {"a": {"date": "1918-01-01"}, "b": {"date": "1919-01-01"}}
    return make_edition("divided", letters, volumes={"by": "year"}, variant=["pdf", "pdf/ua-1"])


def test_all_files_of_all_volumes_are_written_without_setting_anything(
    divided: Path, options: BuildOptions, printed: list[Path]
) -> None:
    volume, certificate = divided / "works.pdf", divided / "certificate.json"
    first = build(divided, volume, options, certificate=certificate)
    names = ["works-1.pdf", "works-1.ua-1.pdf", "works-2.pdf", "works-2.ua-1.pdf"]
    files = [divided / name for name in names]
    kept = [file.read_bytes() for file in (*files, certificate)]
    assert len(set(kept)) == 5
    for file in (*files[1:], certificate):
        file.unlink()
    second = build(divided, volume, options, certificate=certificate)
    assert len(printed) == 1
    assert [file.read_bytes() for file in (*files, certificate)] == kept
    assert without_clock(second) == without_clock(first)
    assert second.files == files
    assert {stand.volume for stand in second.letters} == {1, 2}


def test_of_volumes_one_of_which_is_damaged_none_is_given_out(
    divided: Path, options: BuildOptions, printed: list[Path], tmp_path: Path
) -> None:
    build(divided, tmp_path / "works.pdf", options)
    whole = (tmp_path / "works-2.ua-1.pdf").read_bytes()
    damaged = ("3.pdf", "report.json", "certificate.json", "sha256.json")
    for times, name in enumerate(damaged, 2):
        (kept,) = (tmp_path / "cache" / "finished").glob(f"*/{name}")
        kept.write_bytes(kept.read_bytes().replace(b"1", b"2", 1))
        (tmp_path / "works-2.ua-1.pdf").write_bytes(b"other")
        build(divided, tmp_path / "works.pdf", options)
        assert len(printed) == times
        assert (tmp_path / "works-2.ua-1.pdf").read_bytes() == whole


def test_a_volume_may_stand_in_its_edition_s_folder(
    edition: Path, options: BuildOptions, printed: list[Path]
) -> None:
    volume, report = edition / "volume.pdf", edition / "report.json"
    build(edition, volume, options, report=report)
    build(edition, volume, options, report=report)
    assert len(printed) == 1


def test_only_so_many_volumes_are_kept(
    edition: Path,
    options: BuildOptions,
    printed: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finished, "KEPT", 2)
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        build(edition, tmp_path / name, options)
    assert len(list((tmp_path / "cache" / "finished").iterdir())) == 2
    build(edition, tmp_path / "c.pdf", options)
    assert len(printed) == 3
