"""The marks of notes: by page, by letter and through the volume."""

from __future__ import annotations

import pytest

from tests.compose.golden import letter
from typeset.compose import Calls, marks
from typeset.compose.numbering import small_letter, symbol
from typeset.house import house
from typeset.layout import load
from typeset.model import Letter

CALLS = "[^a][^e][^t][^b][^f]"
NOTES = """\
notes:
  a: {series: author, text: "One,[^c]"}
  b: {series: author, text: two.}
  c: {series: author, text: within the first.}
  e: {series: editor, text: one.}
  f: {series: editor, text: two.}
  t: {series: textual, lemma: text, text: none.}
"""


def noted(ident: str) -> Letter:
    return letter(f"body: ['Text.{CALLS}']\n{NOTES}", ident)


def numbered(letters: list[Letter], pages: Calls, **settings: str) -> list[str]:
    """The marks of each letter's notes in the order of their calls, ``-`` for none."""
    chosen = [(key, value, None) for key, value in settings.items()]
    style = load("volume", [house("layouts")], chosen).notes
    found = marks(style, letters, pages)
    return [
        " ".join(found[one.ident][note.ident] or "-" for note in one.notes) for one in letters
    ]  # fmt: skip


def test_symbols_come_in_the_trade_s_order_and_then_doubled() -> None:
    assert " ".join(map(symbol, range(1, 15))) == "* † ‡ § ‖ ¶ ** †† ‡‡ §§ ‖‖ ¶¶ *** †††"


def test_letters_go_on_after_z() -> None:
    assert [small_letter(n) for n in (1, 26, 27, 28, 52, 53, 702, 703)] == [
        "a", "z", "aa", "ab", "az", "ba", "zz", "aaa",
    ]  # fmt: skip


def test_each_series_has_its_own_numbers_in_each_letter() -> None:
    given = [noted("one"), noted("two")]
    assert numbered(given, {}, author_numbering="letter") == ["* † 1 - ‡ 2", "* † 1 - ‡ 2"]


def test_numbers_may_go_on_through_the_volume() -> None:
    given = [noted("one"), noted("two")]
    settings = {
        "author_numbering": "volume",
        "author_marks": "letters",
        "editor_numbering": "volume",
    }
    assert numbered(given, {}, **settings) == ["a b 1 - c 2", "d e 3 - f 4"]


def test_numbers_by_page_begin_again_where_a_note_is_called_on_another() -> None:
    pages = {("one", "a"): 3, ("one", "c"): 4, ("one", "b"): 4}
    assert numbered([noted("one")], pages) == ["* * 1 - † 2"]


def test_letters_that_share_a_page_share_its_numbers() -> None:
    pages = {(ident, note): 7 for ident in ("one", "two") for note in "abc"}
    assert numbered([noted("one"), noted("two")], pages) == ["* † 1 - ‡ 2", "§ ‖ 1 - ¶ 2"]


def test_a_note_on_no_page_yet_has_the_first_mark() -> None:
    assert numbered([noted("one")], {}) == ["* * 1 - * 2"]


@pytest.mark.parametrize(("kind", "mark"), [("lemma", "-"), ("letters", "a"), ("figures", "1")])
def test_a_lemma_calls_only_where_the_layout_says_so(kind: str, mark: str) -> None:
    assert numbered([noted("one")], {}, textual_marks=kind)[0].split()[3] == mark
