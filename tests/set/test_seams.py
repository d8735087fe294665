"""The seams into WeasyPrint hold, and another version fails loudly."""

from __future__ import annotations

import pytest

from typeset.set import seams


def test_the_installed_sources_are_those_relied_on() -> None:
    seams.hold()


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    with pytest.raises(ImportError, match=r"found 71\.0 .*pip install weasyprint==70\.0"):
        seams.hold()


def test_the_same_version_with_other_sources_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(seams.SOURCES, "stacking.py", "0" * 64)
    with pytest.raises(ImportError, match=r"other sources of stacking\.py"):
        seams.hold()
