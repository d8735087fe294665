"""Whatever goes wrong ends with the right exit code and a message that helps."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from typeset.cli.failure import run
from typeset.errors import InputError, LossError, Problem, UsageError
from typeset.model import Place


def ends_with(error: BaseException, *arguments: str) -> int:
    """The exit code of a command that ends with this error."""

    @click.group()
    @click.option("--debug", is_flag=True)
    @click.pass_obj
    def group(session: object, debug: bool) -> None:
        session.debug = debug  # type: ignore[attr-defined]

    @group.command()
    def fail() -> None:
        raise error

    return run(group, [*arguments, "fail"])


def test_each_problem_is_a_line_with_its_place_and_hint(
    capsys: pytest.CaptureFixture[str],
) -> None:
    problems = [
        Problem("unknown-key", "unknown key “adressee”", "“addressee”?", Place("a.yaml", 3, 1)),
        Problem("no-letters", "the edition has no letters"),
    ]
    assert ends_with(InputError(problems)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "a.yaml:3:1: unknown key “adressee” (“addressee”?)",
        "the edition has no letters",
    ]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError(Problem("x", "x")), 1),
        (LossError(Problem("x", "x")), 1),
        (UsageError(Problem("x", "x")), 2),
        (click.UsageError("x"), 2),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError(), 70),
    ],
)
def test_exit_codes(error: BaseException, code: int) -> None:
    assert ends_with(error) == code


def test_an_interruption_prints_no_trace(capsys: pytest.CaptureFixture[str]) -> None:
    ends_with(KeyboardInterrupt())
    assert "interrupted" in (err := capsys.readouterr().err)
    assert "Traceback" not in err


def test_a_file_that_may_not_be_written_is_no_defect(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ends_with(PermissionError(13, "Permission denied", "/volume.pdf")) == 1
    assert capsys.readouterr().err == "/volume.pdf: permission denied\n"


def test_missing_libraries_are_told_with_the_command_that_brings_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ends_with(OSError("cannot load library 'libpango-1.0-0': not found")) == 1
    err = capsys.readouterr().err
    assert "libpango-1.0-0" in err
    assert "brew install pango" in err


def test_a_defect_keeps_its_trace_in_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ends_with(ZeroDivisionError("no lines"))
    err = capsys.readouterr().err
    (trace,) = tmp_path.glob("typeset-defect-*.txt")
    assert "a defect of typeset" in err
    assert str(trace) in err
    assert "Traceback" not in err
    assert "ZeroDivisionError: no lines" in trace.read_text()


def test_debug_shows_the_trace(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends_with(ZeroDivisionError("no lines"), "--debug") == 70
    assert "Traceback" in capsys.readouterr().err
