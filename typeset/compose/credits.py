"""Who is owed what: licences, sources and people of the letters that are in the volume."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from typeset.model import Edition, Letter, Licence, Source

Owed = TypeVar("Owed", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Due(Generic[Owed]):
    """One thing to credit with the numbers of the letters that it belongs to."""

    what: Owed
    letters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What was done, and by whom: each name with its letters."""

    role: str
    names: tuple[Due[str], ...]


@dataclass(frozen=True, slots=True)
class Credits:
    """All that a volume owes, each thing once, in the order of its first letter."""

    licences: tuple[Due[Licence], ...]
    sources: tuple[Due[Source], ...]
    """Without pages, which differ from letter to letter."""
    roles: tuple[Role, ...]
    letters: int
    """How many letters there are."""


def gather(edition: Edition) -> Credits:
    """What the edition's letters owe."""
    letters = edition.numbered
    roles = dict.fromkeys(credit.role for _, letter in letters for credit in letter.credits)
    return Credits(
        _dues(letters, lambda letter: (letter.licence,)),
        _dues(letters, lambda letter: (replace(letter.source, pages=None, url=None),)),
        tuple(Role(role, _dues(letters, _named(role))) for role in roles),
        len(letters),
    )


def _named(role: str) -> Callable[[Letter], Iterable[str]]:
    """The names that a letter credits with a role."""
    return lambda letter: (credit.name for credit in letter.credits if credit.role == role)


def _dues(
    letters: Iterable[tuple[int, Letter]], owed: Callable[[Letter], Iterable[Owed]]
) -> tuple[Due[Owed], ...]:
    found: dict[Owed, list[int]] = {}
    for number, letter in letters:
        for one in owed(letter):
            found.setdefault(one, []).append(number)
    return tuple(Due(one, tuple(numbers)) for one, numbers in found.items())
