"""What can go wrong, and how it is said.

::

    TypesetError
    ├── InputError      edition, letter, layout or a command's file is at fault   exit code 1
    ├── SettingError    a unit could not be set: it hung, died or has no glyphs   exit code 1
    ├── LossError       a word, note or item is missing, doubled or misplaced     exit code 1
    └── UsageError      the command or the call is wrong                          exit code 2

Library code raises these; only the command line prints them.  Every error is a list of problems,
each with the place and a way to mend it, so that one run shows all there is to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from typeset.model import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: ``code`` is stable (``unknown-key``), ``hint`` says how to mend it."""

    code: str
    message: str
    hint: str = ""
    place: Place | None = None

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.message}{hint}"


class TypesetError(Exception):
    """Base of all errors that typeset raises on purpose."""

    exit_code = 1

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class InputError(TypesetError):
    """The edition, a letter, a layout or a file named on the command line is at fault."""


class SettingError(TypesetError):
    """A unit could not be set in type."""


class LossError(TypesetError):
    """Something of a galley is missing on the pages, stands there twice, or off its place."""


class UsageError(TypesetError):
    """The call itself is wrong."""

    exit_code = 2
