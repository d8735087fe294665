"""Every kind of block and mark, as HTML."""

from __future__ import annotations

import pytest

from tests.compose.golden import Case, cases, composed
from typeset.compose import Reference
from typeset.layout import Layout

OTHER, FAR = Reference("34"), Reference("7", volume=2)


@pytest.mark.parametrize(
    "case", [*cases("blocks.txt"), *cases("marks.txt"), *cases("notes.txt")], ids=lambda c: c.name
)
def test_composes(case: Case, volume: Layout) -> None:
    assert composed(case.letter, volume, other=OTHER, far=FAR) == case.html
