"""Editors’ marks are no reason for an alarm: words struck out, gaps inside words, curt notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from typeset import BuildOptions, LossError, Report, build
from typeset.verify.shapes import Shape
from typeset.verify.sight import Mark, runs_of

Make = Callable[..., Report]


@pytest.fixture
def built(make_edition: Callable[..., Path], tmp_path: Path, cache: Path) -> Make:
    """Build one letter: ``built(body, notes, css)``."""

    def make(body: list[object], notes: dict[int, object] | None = None, css: str = "") -> Report:
        letters = {"a": {"body": body, "notes": notes}}
        folder = make_edition(letters=letters, layout="own", front_matter=[])
        layout = folder / "layouts" / "own"
        layout.mkdir(parents=True)
        (layout / "layout.yaml").write_text("title: Own\nextends: volume\n", "utf-8")
        (layout / "column.css").write_text(css, "utf-8")
        return build(folder, tmp_path / "a.pdf", BuildOptions(cache=cache, jobs=1))

    return make


def is_whole(report: Report) -> bool:
    found = report.coverage
    return found["missing"] == found["misordered"] == found["duplicated"] == []


STRUCK = "She [–]{.del}[?]{.add} asked, and I [—]{.del} did not [-]{.ul} [–]{.ul} answer."


def test_a_dash_that_is_struck_out_is_seen(built: Make) -> None:
    assert is_whole(built([STRUCK]))


def test_a_dash_under_a_white_line_is_not(built: Make) -> None:
    with pytest.raises(LossError, match="covered"):
        built([STRUCK], css="del { text-decoration-color: white }")


@pytest.mark.parametrize(("thick", "why"), [(0.4, ""), (2.0, "covered")])
def test_a_bar_hides_a_dash(thick: float, why: str) -> None:
    dash = Mark((10, 9.7, 16, 10.3), 0.0, 1.0, "–", 7.0, 10.5)
    line = Shape([[(9, 10), (17, 10)]], filled=False, width=thick)
    bar = Mark((9, 10 - thick, 17, 10 + thick), 0.0, 1.0, shape=line)
    assert [run.why for run in runs_of([dash, bar], (0, 0, 100, 100))] == [why]


def test_an_accent_drawn_apart_covers_nothing(built: Make) -> None:
    assert is_whole(built([{"heading": "IV. [In̄erer Zustand]{.ul}"}, "Ken̄tniß und Som̄er."]))


def test_gaps_and_changes_inside_words(built: Make) -> None:
    gap = "[]{.gap .del reason=illegible extent="
    assert is_whole(
        built(
            [
                "Nothing for the conscience: he and his, not hers, at home.",
                f'u[u]{{.add}}nser H{gap}"2-3 characters"}}[off]{{.add}}mann ist wohl, und er',
                "suivant no[s]{.del}[t]{.add}r[t]{.del}[e]{.add} conscience, et la n[o]{.add}tre.",
                f'den kind{gap}"few characters"}}[isch]{{.add}}en [e]{{.del}}[E]{{.add}}infall',
                f'des gens qui {gap}"3 characters"}} [en a]{{.add}} toujours, et de ge'
                f'{gap}"1 character"}}[n]{{.add}}s',
            ]
        )
    )


def test_the_dots_of_a_gap_are_no_full_stop(built: Make) -> None:
    body = [
        'He has his own way, [Sibi[]{.gap extent="1 character"}]{lang=la}.[^19] It will[^20] do.'
    ]
    assert is_whole(built(body, {19: "From the Latin.", 20: "Or so the print has it."}))


def test_notes_no_longer_than_a_mark(built: Make) -> None:
    body = [
        "[^1][^2][^3]Bertram House, the 13th[^4]",
        "Undoubtedly[^5] the 6th under six.[^6] And six[^7] more.",
    ]
    notes = {1: "To the painter.", 2: "4", 3: "1819", 4: "1819", 5: "|", 6: "Im Ausdruck."}
    assert is_whole(built(body, {**notes, 7: "6[u]{.unclear}"}))


def test_short_notes_that_are_hidden_are_missed(
    built: Make,
) -> None:
    with pytest.raises(LossError):
        built(["One[^1] and two[^2] of them."], {1: "18", 2: "4"}, "aside p { visibility: hidden }")
