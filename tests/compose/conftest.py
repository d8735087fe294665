"""The layout that letters are composed for."""

from __future__ import annotations

import pytest

from typeset.house import house
from typeset.layout import Layout, load


@pytest.fixture(scope="session")
def volume() -> Layout:
    return load("volume", [house("layouts")])
