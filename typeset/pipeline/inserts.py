"""Finished PDFs among a volume's front and back matter: ``{pdf: imprint.pdf}``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from typeset.compose.front import compose_insert
from typeset.errors import InputError, Problem
from typeset.layout import Layout
from typeset.model import INSERT, Edition
from typeset.variants import Variant


def insert_html(name: str, edition: Edition, layout: Layout) -> str:
    """Empty pages that an inserted PDF is printed on, a unit as it is composed.

    Raises:
        InputError: the file is missing, empty, broken or encrypted.
    """
    file = edition.folder / name.removeprefix(INSERT)
    return compose_insert(_pages(file, file.stat().st_mtime_ns), layout.geometry().depth)


@cache
def _pages(file: Path, changed: int) -> int:
    from typeset.preflight.fit import page_count  # rarely needed, and slow to load

    return page_count(file)


def inserts(units: Iterable[str], edition: Edition) -> Mapping[int, Path]:
    """The files that stand among units of these names, by their indices."""
    return {
        n: edition.folder / name.removeprefix(INSERT)
        for n, name in enumerate(units)
        if name.startswith(INSERT)
    }


def check_inserts(edition: Edition, variants: Sequence[Variant]) -> None:
    """Refuse files whose pages must not stand in the variants.

    Raises:
        InputError: with all that is wrong with them.
    """
    matter = (*edition.front_matter, *edition.back_matter)
    names = [one.removeprefix(INSERT) for one in matter if one.startswith(INSERT)]
    if not names:
        return
    from typeset.preflight.fit import unfit

    problems = [
        Problem(f"insert-{one.code}", f"{name}: {one.message}: not in {variant.name}", one.hint)
        for name in names
        for variant in variants
        for one in unfit(edition.folder / name, variant)
    ]
    if problems:
        raise InputError(problems)
