"""What a line end may not part: initials and name, day and month, number and unit, and their like.

The words are in ``bonds.toml``, by language.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

INITIAL = re.compile(r"[(\[“‘„«]?[^\W\d_]\.")
NUMBER = re.compile(r"[(\[“‘„«]?\d[\d.,–-]*[a-z]?")
NUMERAL = re.compile(r"[(\[]?(?:[IVXLCDM]+|[ivxlcdm]+)\b")
LEADING = "([“‘„«"
TRAILING = ")]”’“»,;:.!?"


@dataclass(frozen=True, slots=True)
class Bonds:
    """The bonds of a language; each field is as ``bonds.toml`` describes it."""

    before_number: frozenset[str] = frozenset()
    after_number: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    before_name: frozenset[str] = frozenset()
    tight_before: frozenset[str] = frozenset()
    tight_after: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()

    def hold(self, before: str, after: str) -> bool:
        """May the space between these two words not be a line's end?"""
        word, name = before.lstrip(LEADING), after.lstrip(LEADING)
        if after in self.tight_before or before in self.tight_after or word in self.short:
            return True
        if after[0] in self.tight_before or before[-1] in self.tight_after:
            return True
        if INITIAL.fullmatch(before) and name[:1].isupper():
            return True
        if word in self.before_name and name[:1].isupper():
            return True
        if word in self.abbreviations and len(after) <= 3 and after.endswith("."):
            return True
        if {word, word.lower()} & self.before_number:
            return bool(NUMBER.match(after) or NUMERAL.match(after))
        if NUMBER.fullmatch(before):
            return bool({after, after.rstrip(TRAILING)} & (self.after_number | self.months))
        return False


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
