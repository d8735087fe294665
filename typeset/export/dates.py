"""EDTF → the attributes of TEI's dates."""

from __future__ import annotations

import re

from typeset.export.elements import Element, element
from typeset.model import LetterDate

DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
SIMPLE = re.compile(rf"({DAY})([?~]?)")
SPAN = re.compile(rf"(?:({DAY})([?~]?)|\.\.)/(?:({DAY})([?~]?)|\.\.)")


def date_element(date: LetterDate) -> Element:
    """A date as TEI has it.  What its attributes cannot say stands as EDTF in ``when-custom``, with
    the first and the last day that it may mean.
    """
    said = attributes(date.edtf)
    if said is None:
        said = {
            "notBefore": date.first.isoformat(),
            "notAfter": date.last.isoformat(),
            "when-custom": date.edtf,
            "datingMethod": "#edtf",
        }
    return element("date", date.edtf, **said)


def attributes(edtf: str) -> dict[str, str] | None:
    """The attributes that say the same; None where there are none."""
    if match := SIMPLE.fullmatch(edtf):
        day, mark = match.groups()
        return {"when": day, **_doubt(mark)}
    if (match := SPAN.fullmatch(edtf)) and (match[2] or "") in (match[4] or match[2] or "", ""):
        begin, first, end, last = match.groups()
        if (begin and end and first != last) or not (begin or end):
            return None
        span = {"from": begin, "to": end}
        return {**{key: day for key, day in span.items() if day}, **_doubt(first or last or "")}
    return None


def _doubt(mark: str) -> dict[str, str]:
    return {"?": {"cert": "low"}, "~": {"precision": "low"}}.get(mark, {})
