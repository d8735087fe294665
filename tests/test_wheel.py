"""The wheel is all that a machine needs: layouts and fonts are in it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment that holds the wheel and nothing of ours else.

    The libraries that typeset needs are lent from this environment.
    """
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("typeset-*.whl")
    environment = folder / "environment"
    call(sys.executable, "-m", "venv", "--without-pip", environment)
    programs = environment / "bin"
    pip = (sys.executable, "-m", "pip", "--python", programs / "python")
    call(*pip, "install", "-q", "--no-deps", "--no-index", wheel)
    library = call(
        programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"
    )
    (Path(library.strip()) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


def call(*command: str | Path, cwd: Path | None = None) -> str:
    """What a program prints; a program that fails fails the test."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_builds_an_edition_in_another_folder(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    typeset = installed / "typeset"
    call(typeset, "new", "letters", cwd=tmp_path)
    settings = ("--variant", "pdf", "--variant", "pdf/x-4", "--cache", tmp_path / "cache")
    call(typeset, "build", "letters", *settings, cwd=tmp_path)
    assert (tmp_path / "build/letters.pdf").read_bytes().startswith(b"%PDF")


def test_its_layouts_and_fonts_are_its_own(installed: Path, tmp_path: Path) -> None:
    typeset = installed / "typeset"
    assert str(ROOT) not in call(typeset, "layouts", cwd=tmp_path)
    assert "volume" in call(typeset, "layouts", cwd=tmp_path)
    assert "Libertinus Serif" in call(typeset, "fonts", cwd=tmp_path)


def test_the_licences_travel_along(installed: Path) -> None:
    (metadata,) = installed.parent.glob("lib/*/site-packages/typeset-*.dist-info")
    kept = {file.name for file in metadata.glob("licenses/**/*") if file.is_file()}
    assert kept == {"LICENSE", "OFL-1.1.txt", "ZLIB.txt"}
