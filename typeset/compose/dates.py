"""Dates as they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from typeset.model import LetterDate

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def in_words(given: LetterDate, words: Mapping[str, str]) -> str:
    """A date in the layout's words: ``2 June 1918``, ``c. June 1918``, ``2–4 June 1918``.

    What EDTF says and these words do not is printed as the days that it may mean.
    """
    start, slash, end = given.edtf.partition("/")
    first, last = _day(start, words), _day(end, words)
    if slash and first and last:
        return _between(first, last)
    if not slash and first:
        return first
    months = words["months"].split()
    day, other = (
        f"{d.day} {months[d.month - 1]} {d.year}" for d in (given.first, given.last)
    )  # fmt: skip
    return day if day == other else _between(day, other)


def _day(edtf: str, words: Mapping[str, str]) -> str:
    """One date in words; empty where it says more than day, month and year."""
    bare = edtf.rstrip("~?%")
    found = _DAY.fullmatch(bare.removesuffix("-XX").removesuffix("-XX"))
    if not found or int(found[2] or 1) > 12:
        return ""
    year, month, day = found.groups()
    named = words["months"].split()[int(month) - 1] if month else ""
    text = " ".join(part for part in (str(int(day)) if day else "", named, year) if part)
    mark = edtf[len(bare) :]
    about = f"{words['circa']} " if mark in ("~", "%") else ""
    return f"{about}{text}{'?' if mark in ('?', '%') else ''}"


def _between(first: str, last: str) -> str:
    """Two dates, the month and year that they share said once."""
    one, other = first.split(), last.split()
    while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
        one.pop()
        other.pop()
    shared = last.split()[len(other) :]
    dash = "–" if len(one) == len(other) == 1 else " – "
    return " ".join([f"{' '.join(one)}{dash}{' '.join(other)}", *shared])
