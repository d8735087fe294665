"""A cluster prints the same bytes as this machine; what it loses costs time and no letter."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.bench.generate import write_edition
from tests.cluster.conftest import Cluster
from typeset import BuildOptions, Progress, SettingError, build

LETTERS = 60


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    write_edition(tmp_path / "edition", LETTERS, seed=3)
    return tmp_path / "edition"


def options(folder: Path, cluster: Cluster | None = None) -> BuildOptions:
    return BuildOptions(cache=folder, jobs=2, scheduler=cluster.address if cluster else None)


def test_a_cluster_prints_the_same_bytes_though_a_worker_is_killed(
    edition: Path, cluster: Cluster, tmp_path: Path
) -> None:
    home, away = tmp_path / "home.pdf", tmp_path / "away.pdf"
    build(edition, home, options(tmp_path / "cache-home"))
    cluster.start(workers=2)
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if not killed and progress.done >= 5:
            killed.append(cluster.workers[0].pid)
            os.killpg(killed[0], signal.SIGKILL)

    report = build(edition, away, options(tmp_path / "cache-away", cluster), progress=kill_one)
    assert killed
    assert report.cache["misses"] >= LETTERS
    assert away.read_bytes() == home.read_bytes()


def test_what_was_set_is_kept_when_the_scheduler_goes(
    edition: Path, cluster: Cluster, tmp_path: Path
) -> None:
    cluster.start(workers=1)
    volume = tmp_path / "volume.pdf"
    gone: list[int] = []

    def kill_scheduler(progress: Progress) -> None:
        if not gone and progress.done >= 5:
            assert cluster.scheduler
            gone.append(cluster.scheduler.pid)
            os.killpg(gone[0], signal.SIGKILL)

    with pytest.raises(SettingError, match=r"scheduler .* is gone; what was set is kept"):
        build(edition, volume, options(tmp_path / "cache", cluster), progress=kill_scheduler)
    assert not volume.exists()
    report = build(edition, volume, options(tmp_path / "cache"))
    assert report.cache["hits"] >= 5


def test_a_scheduler_that_is_not_there_is_an_error(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: pip install .[cluster]")
    monkeypatch.setattr("typeset.set.cluster.PATIENCE", 0.5)
    lonely = BuildOptions(cache=tmp_path / "cache", scheduler="tcp://127.0.0.1:9")
    with pytest.raises(SettingError, match="does not answer"):
        build(edition, tmp_path / "volume.pdf", lonely)


def test_an_address_that_is_none_is_an_error(edition: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: pip install .[cluster]")
    wrong = BuildOptions(cache=tmp_path / "cache", scheduler="no such thing")
    with pytest.raises(SettingError, match="no such thing"):
        build(edition, tmp_path / "volume.pdf", wrong)
