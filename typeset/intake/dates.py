"""Dates as English pages write them → EDTF."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan i",
            "february feb ii",
            "march mar iii",
            "april apr iv",
            "may v",
            "june jun vi",
            "july jul vii",
            "august aug viii",
            "september sept sep ix",
            "october oct x",
            "november nov xi",
            "december dec xii",
        ),
        1,
    )
    for name in names.split()
}

NAME = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
YEAR = r"(?P<year>1\d{3}|20\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
END = r"(?P<end>[0-3]?\d)(?:st|nd|rd|th)?"
MONTH = rf"(?P<month>{NAME})\.?"
FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"between {DAY} and {END} {MONTH},? \[?{YEAR}",
        rf"between {MONTH} {DAY} and {END},? \[?{YEAR}",
        rf"\b{DAY} ?(?:[-–]|or) ?{END} {MONTH},? \[?{YEAR}",
        rf"\b{MONTH} {DAY} ?(?:[-–]|or) ?{END},? \[?{YEAR}",
        rf"\b{DAY} (?:of )?{MONTH}(?:,? \[?{YEAR})?",
        rf"\b{MONTH} {DAY}\b(?:,? \[?{YEAR})?",
        rf"\b{DAY} ?[/.] ?(?P<roman>[ivx]{{1,4}})\b\.?,? ?(?:[/.] ?)?\[?{YEAR}?",
        rf"\b{DAY} ?[/.] ?(?P<number>[01]?\d) ?[/.] ?{YEAR}",
        rf"\b{MONTH},? (?:of )?\[?{YEAR}",
        rf"\b{YEAR}\b",
    )
]
ABOUT = re.compile(r"\b(?:about|around|circa|ca?\.)", re.IGNORECASE)
BEFORE = re.compile(r"\b(?:not later than|before)\b", re.IGNORECASE)
AFTER = re.compile(r"\b(?:not earlier than|after)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: EDTF, and whether the text leaves no doubt of it."""

    edtf: str
    certain: bool


def find_date(text: str, year: str | None = None) -> Found | None:
    """The first date in a text; ``year`` is taken where the text gives none."""
    flat = " ".join(text.split())
    for form in FORMS:
        if (match := form.search(flat)) is None:
            continue
        parts = {key: value for key, value in match.groupdict().items() if value}
        if (edtf := _edtf(parts, year)) is not None:
            bounded = _bounded(edtf, flat[: match.start()])
            certain = bounded == edtf and "year" in parts and "number" not in parts
            return Found(bounded, certain and "?" not in flat)
    return None


def _bounded(edtf: str, before: str) -> str:
    """A date with what the words before it say of it: about then, before, after."""
    if "/" in edtf:
        return edtf
    if BEFORE.search(before):
        return f"../{edtf}"
    if AFTER.search(before):
        return f"{edtf}/.."
    return f"{edtf}~" if ABOUT.search(before) else edtf


def _edtf(parts: dict[str, str], year: str | None) -> str | None:
    year = parts.get("year", year)
    if year is None:
        return None
    named = parts.get("month", parts.get("roman", "")).lower()
    month = MONTHS.get(named) or MONTHS.get(named[:3]) or int(parts.get("number", "0"))
    if not month:
        return None if "day" in parts else year
    days = [int(parts[key]) for key in ("day", "end") if key in parts]
    if month > 12 or not all(0 < day <= _last_day(int(year), month) for day in days):
        return None
    written = [f"{year}-{month:02}-{day:02}" for day in days] or [f"{year}-{month:02}"]
    return "/".join(written)


def _last_day(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
