"""Dates as they are known: EDTF, the Extended Date/Time Format of ISO 8601-2."""

from __future__ import annotations

import re
from datetime import date
from time import struct_time

from typeset.model import LetterDate
from typeset.read.marks import TextNode
from typeset.read.problems import Problems

DAY = re.compile(r"\d{4}-\d\d-\d\d")
LONGEST = 80


def read_date(node: TextNode, problems: Problems) -> LetterDate | None:
    """The date with the first and the last day that it may mean, None where it is none.

    An end that is open or lies outside the years 1 to 9999 is the first or the last day of them.
    """
    text = node.value.strip()
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        message = f"there is no day {text}"
        problems.add("date", message, node.place(), "look at month and day")
        return None
    bounds = (day, day) if day else _bounds(text)
    if bounds is None:
        message = f"{text[:LONGEST]!r} is no date"
        hint = "write it as in EDTF: 1918-06-02, 1918-06, 1918-06-02~, 1918-06-XX, 1918/1919"
        problems.add("date", message, node.place(), hint)
        return None
    if bounds[0] > bounds[1]:
        problems.add("date", f"{text} ends before it begins", node.place(), "exchange the two")
        return None
    return LetterDate(text, *bounds)


def _bounds(text: str) -> tuple[date, date] | None:
    # Loaded here, since most letters have a plain date and the library takes its time to load.
    from edtf import EDTFParseException, parse_edtf

    # Years of five digits and more may stand for numbers too large to calculate with.
    if len(text) > LONGEST or not text.isascii() or "Y" in text:
        return None
    try:
        parsed = parse_edtf(text)
        first, last = parsed.lower_strict(), parsed.upper_strict()
        return _day(first, date.min), _day(last, date.max)
    except (EDTFParseException, ArithmeticError, TypeError, ValueError):
        return None


def _day(found: struct_time | float, outside: date) -> date:
    if isinstance(found, float):
        return outside
    year, month, day = found[:3]
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    return date(year, month, day)
