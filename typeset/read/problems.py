"""The list of what is wrong, gathered while reading goes on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from typeset.errors import Problem
from typeset.model import Place

MOST = 500
"""Problems listed of one file; what is beyond is counted."""

LONGEST_WORD = 60
"""A longer word gets no suggestion: comparing it would take long and help nobody."""


class Problems:
    """Problems of one file or one edition, in the order of finding."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._beyond = 0

    def __len__(self) -> int:
        return len(self._found)

    def add(self, code: str, message: str, place: Place, hint: str = "") -> None:
        """Note a problem; reading goes on."""
        if len(self._found) >= MOST:
            self._beyond += 1
        else:
            self._found.append(Problem(code, message, hint, place))

    def unknown(
        self, code: str, what: str, word: str, known: Collection[str], place: Place
    ) -> None:
        """Note a word that is none of the known ones, with a suggestion."""
        hint = suggestion(word, known) if len(self._found) < MOST else ""
        self.add(code, f"unknown {what} {shown(word)}", place, hint)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over the problems of a file."""
        self._found.extend(problems)

    def sorted(self) -> tuple[Problem, ...]:
        """All problems by file, line and column; the last says how many more there are."""
        listed = sorted(self._found, key=_position)
        if self._beyond and (last := listed[-1].place):
            more = f"{self._beyond} more problems in this file"
            listed.append(Problem("more", more, "mend those above first", last))
        return tuple(listed)


def suggestion(word: str, known: Collection[str]) -> str:
    """``did you mean 'addressee'?``, or the list of what is known."""
    close = get_close_matches(word, known, 1) if len(word) <= LONGEST_WORD else []
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known: {', '.join(known)}" if known else ""


def shown(word: str) -> str:
    """A word from a file in quotes, cut to a length that fits a message."""
    flat = " ".join(word.split())
    return f"'{flat}'" if len(flat) <= LONGEST_WORD else f"'{flat[:LONGEST_WORD]}…'"


def _position(problem: Problem) -> tuple[str, int, int]:
    place = problem.place or Place("", 0, 0)
    return place.file, place.line, place.col
