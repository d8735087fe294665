from __future__ import annotations

from pathlib import Path

import pytest

from tests.paginate.diagrams import case_pages

_CASES = [
    case.partition("\n")
    for case in Path(__file__).with_name("cases.txt").read_text("utf-8").split("\n## ")[1:]
]


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, _, case in _CASES])
def test_case(name: str, case: str) -> None:
    given, _, expected = case.partition("\n-----\n")
    assert case_pages(given) == expected.strip(), name
