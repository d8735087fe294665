"""What a line end may not part: initials and name, day and month, number and unit, and their like.

The words are in ``bonds.toml``, by language.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files

INITIAL = re.compile(r"[(\[“‘„«]?[^\W\d_]\.")
NUMBER = re.compile(r"[(\[“‘„«]?\d[\d.,–-]*[a-z]{0,2}")
DAY = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?[,.;:!?)\]]*")
NUMERAL = re.compile(r"[(\[]?(?:[IVXLCDM]+|[ivxlcdm]+)\b")
LEADING = "([“‘„«"
TRAILING = ")]”’“»,;:.!?"


class Bond(Enum):
    """What is between two words: nothing, what is better not parted, what must not be."""

    NONE = 0
    LOOSE = 1
    FIRM = 2


@dataclass(frozen=True, slots=True)
class Bonds:
    """The bonds of a language; each field is as ``bonds.toml`` describes it."""

    before_number: frozenset[str] = frozenset()
    after_number: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    before_name: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    tight_before: frozenset[str] = frozenset()
    tight_after: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()

    def between(self, before: str, after: str) -> Bond:
        """May the space between these two words be a line's end?"""
        word, name = before.lstrip(LEADING), after.lstrip(LEADING)
        if self._marks(before, after) or word in self.short:
            return Bond.FIRM
        initial = INITIAL.fullmatch(before) and word[:1].isupper()
        if name[:1].isupper() and (initial or word in self.before_name):
            return Bond.FIRM
        if word in self.abbreviations and len(after) <= 3 and after.endswith("."):
            return Bond.FIRM
        if {word, word.lower()} & self.before_number and (
            NUMBER.match(after) or NUMERAL.match(after)
        ):
            return Bond.FIRM
        if NUMBER.fullmatch(before) and self._counted(after):
            return Bond.FIRM
        if word in self.months and DAY.fullmatch(after):
            return Bond.FIRM
        titled = word in self.titles and name[:1].isupper()
        return Bond.LOOSE if titled else Bond.NONE

    def _marks(self, before: str, after: str) -> bool:
        """Is one of them, or does it begin or end in, a mark that belongs to the other?"""
        return (
            after in self.tight_before
            or before in self.tight_after
            or after[0] in self.tight_before
            or before[-1] in self.tight_after
        )

    def _counted(self, after: str) -> bool:
        """Is it a unit or a month?"""
        return bool({after, after.rstrip(TRAILING)} & (self.after_number | self.months))


@lru_cache(maxsize=50_000)
def bond(language: str | None, before: str, after: str) -> Bond:
    """What is between two words of a language; what is often asked is kept."""
    return bonds(language).between(before, after)


@cache
def bonds(language: str | None) -> Bonds:
    """The bonds of a language (BCP 47), those of all languages among them."""
    common = _tables()["all"]
    own = _tables().get((language or "").split("-")[0].lower(), {})
    names = [field.name for field in fields(Bonds)]
    return Bonds(**{name: frozenset([*common.get(name, ()), *own.get(name, ())]) for name in names})


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("bonds.toml").read_text("utf-8"))
