"""The list of letters as a table, for spreadsheets: CSV in UTF-8."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from typeset.export.files import write_file
from typeset.model import Edition, Letter, Name
from typeset.read.spans import plain

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
"""How a cell begins that a spreadsheet would reckon with, or that looks like one made harmless."""

COLUMNS = (
    *("id", "title", "sender", "sender_ref", "addressee", "addressee_ref", "date", "first_day"),
    *("last_day", "sent_from", "sent_to", "language", "source", "volume", "pages", "licence"),
    *("first_published", "copy_text", "credits", "notes", "file"),
)


def export_csv(edition: Edition, path: Path) -> int:
    """Write the table; how many letters."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([_harmless(cell) for cell in _row(letter)] for letter in edition.letters)
    write_file(path, text.getvalue().encode("utf-8"))
    return len(edition.letters)


def _row(letter: Letter) -> list[str]:
    date, source = letter.date, letter.source
    return [
        letter.ident,
        plain(letter.title.inlines).strip(),
        _joined([one.name for one in letter.senders]),
        _references(letter.senders),
        _joined([one.name for one in letter.addressees]),
        _references(letter.addressees),
        date.edtf if date else "",
        date.first.isoformat() if date else "",
        date.last.isoformat() if date else "",
        letter.sent_from or "",
        letter.sent_to or "",
        letter.language,
        source.title,
        source.volume or "",
        source.pages or "",
        letter.licence.name,
        letter.first_published or "",
        letter.copy_text or "",
        _joined([f"{one.role}: {one.name}" for one in letter.credits]),
        str(len(letter.notes)),
        letter.file,
    ]


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    One that begins with an apostrophe before such a sign gets another, so that each can be undone.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _joined(values: Sequence[str]) -> str:
    return "; ".join(values)


def _references(names: Sequence[Name]) -> str:
    return _joined([one.ref for one in names if one.ref])
