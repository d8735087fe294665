"""How far marks hang into the margins, told by the faces' own outlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.faces import Face, load_face
from typeset.faces.dents import DEEPEST, dents
from typeset.house import house
from typeset.set.margins import hangs


@pytest.fixture(scope="module")
def face(tmp_path_factory: pytest.TempPathFactory) -> Face:
    path: Path = house("fonts") / "libertinus/LibertinusSerif-Regular.otf"
    return load_face(path, cache=tmp_path_factory.mktemp("cards"))


@pytest.mark.parametrize("light, heavy", ["‐;", ".;", ",;", ";!", "’!", "“)", "–»"])
def test_the_lighter_a_mark_the_farther_it_hangs(face: Face, light: str, heavy: str) -> None:
    assert dents(face, light).right > dents(face, heavy).right


@pytest.mark.parametrize("mark", "‐-.,:;!?’”“„‘)»—–…*")
def test_a_mark_hangs_by_less_than_a_word_space_and_than_itself(face: Face, mark: str) -> None:
    width = face.widths[next(gid for gid, text in face.texts.items() if text == mark)] / 1000
    for side in dents(face, mark):
        assert 0 <= side < min(width, DEEPEST)


def test_hyphens_and_stops_hang_by_a_third_of_themselves_at_least(face: Face) -> None:
    for mark in "‐.,":
        width = face.widths[next(gid for gid, text in face.texts.items() if text == mark)] / 1000
        assert width / 3 < dents(face, mark).right < 0.6 * width


def test_what_is_lopsided_hangs_at_its_lighter_side(face: Face) -> None:
    assert dents(face, "(").left < dents(face, "(").right
    assert dents(face, ")").right < dents(face, ")").left


def test_letters_and_figures_do_not_hang() -> None:
    assert not any(map(hangs, "aWfrT17é"))
    assert all(map(hangs, "-‐.,’“»—"))


def test_a_sign_that_the_face_lacks_does_not_hang(face: Face) -> None:
    assert dents(face, "、") == (0, 0)
