"""Numbers, pages and dates as they are printed."""

from __future__ import annotations

from datetime import date

import pytest

from typeset.compose import dates
from typeset.layout import Layout
from typeset.layout.filters import dashes, numbers
from typeset.model import LetterDate


@pytest.mark.parametrize(
    ("given", "printed"),
    [("98b-99a", "98b–99a"), ("12", "12"), ("3, 7 - 9", "3, 7–9"), ("xii--xiv", "xii–xiv")],
)
def test_page_ranges_have_an_en_dash(given: str, printed: str) -> None:
    assert dashes(given) == printed


@pytest.mark.parametrize(
    ("given", "printed"),
    [([1], "1"), ([3, 1, 2], "1–3"), ([1, 2], "1, 2"), ([1, 2, 3, 5, 8, 9, 10], "1–3, 5, 8–10")],
)
def test_runs_of_numbers_are_closed_up(given: list[int], printed: str) -> None:
    assert numbers(given) == printed


@pytest.mark.parametrize(
    ("edtf", "printed"),
    [
        ("1918-06-02", "2 June 1918"),
        ("1918-06", "June 1918"),
        ("1918", "1918"),
        ("1918-06-XX", "June 1918"),
        ("1918-06-02~", "c. 2 June 1918"),
        ("1918-06?", "June 1918?"),
        ("1918-06%", "c. June 1918?"),
        ("1918-06-02/1918-06-04", "2–4 June 1918"),
        ("1918-06-30/1918-07-02", "30 June – 2 July 1918"),
        ("1918-12-30/1919-01-02", "30 December 1918 – 2 January 1919"),
        ("191X", "1 January 1910 – 31 December 1919"),
    ],
)
def test_dates(edtf: str, printed: str, volume: Layout) -> None:
    decade = LetterDate(edtf, date(1910, 1, 1), date(1919, 12, 31))
    assert dates.in_words(decade, volume.words) == printed
