"""TEI's dates as EDTF."""

from __future__ import annotations

import re
from datetime import date

from typeset.intake.tei.names import Element

ISO = re.compile(r"(\d{4})(?:-?(\d{1,2})(?:-?(\d{1,2}))?)?(?:T.*|Z|[+-]\d\d:\d\d)?")
SUFFIXES = ("", "-iso", "-custom")
UNSURE = frozenset(["low", "medium", "unknown"])


def edtf(element: Element) -> str | None:
    """What an element's attributes say of a date; None where they say nothing that can be."""
    if (element.get("datingMethod") or "").endswith("#edtf"):
        return element.get("when-custom")
    mark = "?" if (element.get("cert") or "").lower() in UNSURE else ""
    if not mark and (element.get("precision") or "").lower() in UNSURE:
        mark = "~"
    if when := _attribute(element, "when"):
        if len(ends := when.split("/")) == 2:
            return _span(iso(ends[0]), iso(ends[1]), mark)
        day = iso(when)
        return f"{day}{mark}" if day else None
    for first, last in (
        ("from", "to"),
        ("notBefore", "notAfter"),
        ("from", "notAfter"),
        ("notBefore", "to"),
    ):
        begin, end = _attribute(element, first), _attribute(element, last)
        if begin and end:
            return _span(iso(begin), iso(end), mark)
    begin = _attribute(element, "from") or _attribute(element, "notBefore")
    end = _attribute(element, "to") or _attribute(element, "notAfter")
    return _span(iso(begin), iso(end), mark) if begin or end else None


def _attribute(element: Element, name: str) -> str:
    values = (element.get(name + suffix) for suffix in SUFFIXES)
    return next((value.strip() for value in values if value and value.strip()), "")


def _span(begin: str | None, end: str | None, mark: str) -> str | None:
    if begin and begin == end:
        return f"{begin}{mark}"
    if begin and end and _last(end) < begin:
        return None
    if not begin and not end:
        return None
    return f"{begin + mark if begin else '..'}/{end + mark if end else '..'}"


def _last(day: str) -> str:
    return {4: f"{day}-12-31", 7: f"{day}-31"}.get(len(day), day)


def iso(value: str) -> str | None:
    """A day, month or year as ISO 8601 writes it; None for what is none."""
    found = ISO.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or month == 0:
        return found.group(1) if year else None
    if day == 0:
        day = None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join(
        [
            f"{year:04}",
            *([f"{month:02}"] if month else []),
            *([f"{day:02}"] if month and day else []),
        ]
    )


IN_NAME = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})-(\d\d)(?:-(\d\d))?(?!\d)")


def in_name(name: str) -> str | None:
    """A date in a file's name."""
    found = IN_NAME.search(name)
    return iso(found.group()) if found else None
