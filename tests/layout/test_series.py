"""What a layout says of series of notes."""

from __future__ import annotations

import pytest

from typeset.errors import InputError
from typeset.house import house
from typeset.layout import Layout, load


def volume(**settings: str) -> Layout:
    return load(
        "volume", [house("layouts")], [(key, value, None) for key, value in settings.items()]
    )


def test_the_order_of_series_is_the_page_s() -> None:
    layout = volume(series_order="author editor textual", series_gap="9pt")
    assert layout.geometry().series == ("author", "editor", "textual")
    assert layout.geometry().series_gap == 9
    assert [one.name for one in layout.notes.series] == ["author", "editor", "textual"]


def test_series_that_run_on_do_so_at_the_foot_and_below_the_letter() -> None:
    assert volume().geometry().run_in == {"textual"}
    assert volume(editor_setting="run-in").geometry().run_in == {"editor", "textual"}
    assert volume(notes_place="letter").notes.of("textual").run_in
    assert not volume(notes_place="volume").notes.of("textual").run_in


def test_numbers_begin_again_with_the_page_at_the_foot_alone() -> None:
    assert volume().notes.of("author").numbering == "page"
    assert volume(notes_place="letter").notes.of("author").numbering == "letter"
    by_volume = volume(notes_place="volume", author_numbering="volume")
    assert by_volume.notes.of("author").numbering == "volume"


@pytest.mark.parametrize(
    "order", ["author editor", "author editor textual author", "autor editor textual", ""]
)
def test_an_order_that_leaves_a_series_out_is_refused(order: str) -> None:
    with pytest.raises(InputError, match="it names each of author, editor, textual once"):
        volume(series_order=order)
