"""Ladders of hyphens are told once each, where they end."""

from __future__ import annotations

import pytest

from typeset.galley import Item
from typeset.set.ladders import tell_ladders


def lines(signs: str) -> list[Item]:
    """A line for each sign: ``-`` broken by a hyphen, ``=`` ending in one of its own, ``|`` the
    first of a paragraph, ``_`` the first and broken, ``.`` any other."""
    return [
        Item(
            top=12.0 * n,
            height=12.0,
            ops=b"",
            text="well-" if sign == "=" else "well",
            first=sign in "|_",
            hyphen=sign in "-_",
        )
        for n, sign in enumerate(signs)
    ]


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        ("|--.", {}),
        ("|---.", {3: 3}),
        ("_--", {2: 3}),
        ("|-=-.", {3: 3}),
        ("|-----.", {5: 5}),
        ("|--_-.", {}),
        ("|---_--.", {3: 3, 6: 3}),
    ],
)
def test_a_ladder_is_told_at_its_last_line(signs: str, told: dict[int, int]) -> None:
    items = list(tell_ladders(lines(signs)))
    found = {n: f.amount for n, item in enumerate(items) for f in item.faults}
    assert found == told
    assert [item.text for item in items] == [item.text for item in lines(signs)]
