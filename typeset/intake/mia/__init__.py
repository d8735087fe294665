"""Pages of marxists.org's archive, saved as HTML or as text, as drafts of letters.

A page becomes pieces (``pages``, ``markup``), which are sorted into head, information, letter,
notes and navigation (``sorting``); from these come the particulars (``particulars``), the parts of
the letter (``parts``) and its notes (``calls``).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from typeset.errors import InputError
from typeset.intake.account import (
    BODY,
    LEFT_OUT,
    LOST,
    METADATA,
    NOTES,
    Account,
    FileReport,
    Imported,
)
from typeset.intake.draft import Draft
from typeset.intake.mia.convert import Taken, take
from typeset.intake.mia.links import resolver
from typeset.intake.sources import Names, files_of
from typeset.intake.writer import EditionWriter

ENDINGS = (".htm", ".html", ".xhtml", ".txt")
LANGUAGE = "en"


def import_mia(
    sources: Sequence[Path],
    folder: Path,
    *,
    title: str | None = None,
    language: str | None = None,
    base: str | None = None,
    force: bool = False,
) -> Imported:
    """Import saved pages, or all those below folders, as an edition in a folder.

    ``base`` is the address on the web of the folder that the pages are from, for their links.
    Pages that cannot be taken are refused one by one, in the report.  InputError where the edition
    cannot be written, UsageError where there is no file.
    """
    paths = files_of(sources, ENDINGS)
    idents = _idents(paths)
    reports: list[FileReport] = []
    drafts: list[Draft] = []
    names = Names()
    with EditionWriter(folder, force=force) as writer:
        for path in paths:
            address = f"{base.rstrip('/')}/{path.name}" if base else None
            try:
                taken = take(path, resolver(path, idents, address), names.free)
            except InputError as error:
                reports.append(FileReport(path, refused=error.problems[0]))
                continue
            writer.add(taken.draft)
            drafts.append(replace(taken.draft, body=(), notes=()))
            doubts = len(taken.draft.doubts)
            reports.append(FileReport(path, (taken.draft.ident,), _account(taken), doubts=doubts))
        written = None
        if drafts:
            written = writer.finish(title or _title(drafts), language or LANGUAGE)
    return Imported(tuple(reports), written)


def _idents(paths: Sequence[Path]) -> dict[str, str]:
    """The identifiers of the letters to be, by the paths of their pages: links may lead there."""
    idents: dict[str, str] = {}
    names = Names()
    for path in paths if len(paths) > 1 else ():
        try:
            taken = take(path, lambda _: None, names.free)
        except InputError:
            continue
        idents[os.path.normpath(path.absolute())] = taken.draft.ident
    return idents


def _title(drafts: Sequence[Draft]) -> str:
    """What all letters were printed in, as far as they agree."""
    books = {(one.source.title, one.source.volume) if one.source else None for one in drafts}
    if len(books) != 1 or (book := books.pop()) is None:
        return "Letters"
    title, volume = book
    return f"Letters from {title}" + (f", Volume {volume}" if volume else "")


def _account(taken: Taken) -> Account:
    """Where the words of a page's pieces went, and those of its text that are in none of them."""
    account = Account()
    known: Counter[str] = Counter()
    for fate, text in taken.fates:
        words = _words(text)
        account.fates[fate if fate in (BODY, NOTES, METADATA) else LEFT_OUT + fate] += len(words)
        known.update(words)
    if lost := (Counter(_words(taken.page.text)) - known).total():
        account.fates[LOST] = lost
    return account


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
