"""Files as they come: encodings, line ends, links, pipes, and files that are too large."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import MakeEdition
from tests.read.outline import outline
from typeset.errors import InputError
from typeset.read import read_edition

LETTER = """\
title: To the Editor
body:
  - |
    The proofs, à la carte,
    are here.[^1]
notes: {1: Two sheets.}
"""


def problems(folder: Path) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_edition(folder)
    found = []
    for problem in raised.value.problems:
        assert problem.place is not None
        place = problem.place
        at = f"{Path(place.file).relative_to(folder)}:{place.line}:{place.col}"
        found.append(f"{at} {problem.code}: {problem.message}")
    return found


@pytest.fixture
def folder(make_edition: MakeEdition) -> Path:
    return make_edition(letters={"a": LETTER})


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("CRLF", lambda data: data.replace(b"\n", b"\r\n")),
        ("CR", lambda data: data.replace(b"\n", b"\r")),
        ("byte order mark", lambda data: b"\xef\xbb\xbf" + data),
        ("no line end at the end", lambda data: data.rstrip()),
    ],
)
def test_line_ends_and_byte_order_mark_change_nothing(
    what: str, change: object, folder: Path
) -> None:
    before = outline(read_edition(folder).letters[0])
    assert callable(change)
    (folder / "a.yaml").write_bytes(change(LETTER.encode()))
    assert outline(read_edition(folder).letters[0]) == before


def test_a_file_that_is_not_utf_8(folder: Path) -> None:
    (folder / "a.yaml").write_bytes(LETTER.encode("latin-1"))
    assert problems(folder) == [
        "a.yaml:4:17 not-utf-8: byte 50 of the file, 0xE0, is not UTF-8",
    ]


def test_a_file_in_utf_16(folder: Path) -> None:
    (folder / "a.yaml").write_bytes(LETTER.encode("utf-16"))
    assert problems(folder) == ["a.yaml:1:1 not-utf-8: byte 1 of the file, 0xFF, is not UTF-8"]


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\U0001ffff"]
)
def test_a_control_character(character: str, folder: Path) -> None:
    text = LETTER.replace("are here", f"are{character} here")
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    code = f"U+{ord(character):04X}"
    assert problems(folder) == [f"a.yaml:5:8 control-character: control character {code}"]


def test_characters_of_any_script_and_direction_stay(folder: Path) -> None:
    words = "naïve שלום \u202bعربي\u202c 漢字 𝔄 e\u0301 a\u00a0b c\u00add \ue000"
    text = LETTER.replace("The proofs", words)
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    assert words in outline(read_edition(folder).letters[0])


def test_a_file_of_50_megabytes_is_not_even_read(folder: Path) -> None:
    with (folder / "a.yaml").open("wb") as file:
        file.truncate(50_000_000)
    assert problems(folder) == ["a.yaml:1:1 too-large: the file is larger than 4 MiB"]


def test_a_binary_file(folder: Path) -> None:
    (folder / "a.yaml").write_bytes(bytes(range(32)) * 1000)
    assert len(problems(folder)) == 21


@pytest.mark.parametrize("nested", ["[", "- ", "{a: ", "? ", "- - - "])
def test_deep_nesting(nested: str, folder: Path) -> None:
    (folder / "a.yaml").write_text(nested * 200_000)
    (said,) = problems(folder)
    assert "too-deep: more than 40 lists and maps within one another" in said


def test_aliases_of_a_long_text(folder: Path) -> None:
    text = f"title: &a {'ha' * 100_000}\nbody:\n" + "  - *a\n" * 1000
    (folder / "a.yaml").write_text(text)
    (said,) = problems(folder)
    assert "too-large: more texts and lists than a letter can have" in said


def test_more_marks_than_a_letter_has(folder: Path) -> None:
    (folder / "a.yaml").write_text(f"title: To the Editor\nbody: ['{'[*' * 50_000}']\n")
    assert problems(folder) == [
        "a.yaml:2:8 too-large: more than 40000 signs of inline marks in one file"
    ]


# ---- where files are ------------------------------------------------------------------------


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        read_edition(tmp_path / "press")


def test_an_empty_folder(tmp_path: Path) -> None:
    assert problems(tmp_path) == [
        "edition.yaml:1:1 no-file: there is no file 'edition.yaml'",
        "edition.yaml:1:1 no-letters: the edition has no letters",
    ]


def test_letters_in_folders_are_read_but_not_layouts_and_hidden_ones(folder: Path) -> None:
    for name in ("1918/b.yaml", "layouts/own/layout.yaml", ".schema/c.yaml", ".d.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(LETTER)
    assert [letter.file for letter in read_edition(folder).letters] == ["a.yaml", "1918/b.yaml"]


def test_a_file_that_is_no_yaml_is_left_alone(folder: Path) -> None:
    (folder / "README.md").write_text("Letters")
    assert len(read_edition(folder).letters) == 1


def test_a_link_out_of_the_edition(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.yaml").write_text(LETTER)
    (folder / "b.yaml").symlink_to(outside / "b.yaml")
    (folder / "more").symlink_to(outside)
    assert problems(folder) == [
        "b.yaml:1:1 outside: a symbolic link leads out of the edition",
        "more:1:1 outside: a symbolic link leads out of the edition",
    ]


def test_a_picture_behind_a_link_out_of_the_edition(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.svg").write_text("<svg/>")
    (folder / "proof.svg").symlink_to(tmp_path / "outside.svg")
    text = "title: To the Editor\nbody: [{figure: {file: proof.svg, alt: A proof}}]\n"
    (folder / "a.yaml").write_text(text)
    assert problems(folder) == ["a.yaml:2:24 outside: a symbolic link leads out of the edition"]


def test_links_inside_the_edition(folder: Path) -> None:
    (folder / "1918").mkdir()
    (folder / "1918" / "b.yaml").write_text(LETTER)
    (folder / "c.yaml").symlink_to("a.yaml")
    (folder / "again").symlink_to("1918")
    (folder / "round").symlink_to(".")
    found = [letter.file for letter in read_edition(folder).letters]
    assert sorted(found) == ["1918/b.yaml", "a.yaml", "c.yaml"]


def test_a_link_to_itself_and_one_to_nothing(folder: Path) -> None:
    (folder / "b.yaml").symlink_to("b.yaml")
    (folder / "c.yaml").symlink_to("nothing.yaml")
    itself, nothing = problems(folder)
    assert itself.startswith("b.yaml:1:1 ")
    assert nothing == "c.yaml:1:1 no-file: there is no file 'c.yaml'"


def test_a_pipe_in_place_of_a_letter(folder: Path) -> None:
    os.mkfifo(folder / "b.yaml")
    assert problems(folder) == ["b.yaml:1:1 file: 'b.yaml' is not a file"]


def test_the_edition_may_stand_behind_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert len(read_edition(tmp_path / "link").letters) == 1


def test_places_are_given_as_the_folder_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.yaml").write_text("titel: To the Editor\n")
    monkeypatch.chdir(folder.parent)
    with pytest.raises(InputError) as raised:
        read_edition(Path(folder.name))
    assert str(raised.value).startswith(f"{folder.name}/a.yaml:1:1: ")
