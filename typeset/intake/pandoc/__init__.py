"""Word processors' files and Markdown as drafts of letters, by way of Pandoc's JSON.

``program`` runs Pandoc, ``letters`` divides a document into letters, ``blocks`` and ``inlines``
read what they hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from typeset.errors import InputError
from typeset.intake.account import FileReport, Imported
from typeset.intake.pandoc.letters import letters_of
from typeset.intake.pandoc.program import find_pandoc, read_document
from typeset.intake.sources import Names, files_of
from typeset.intake.writer import EditionWriter

ENDINGS = {"docx": (".docx",), "markdown": (".md", ".markdown")}


def import_pandoc(
    sources: Sequence[Path],
    folder: Path,
    form: Literal["docx", "markdown"],
    *,
    title: str | None = None,
    language: str | None = None,
    force: bool = False,
) -> Imported:
    """Import files, or all those below folders, as an edition in a folder.

    Files that cannot be taken are refused one by one, in the report.  InputError where the edition
    cannot be written, UsageError where there is no file or no Pandoc.
    """
    program = find_pandoc()
    reports: list[FileReport] = []
    names, languages = Names(), Counter[str]()
    with EditionWriter(folder, force=force) as writer:
        for path in files_of(sources, ENDINGS[form]):
            try:
                found = letters_of(read_document(program, path, form), path, names.free)
            except InputError as error:
                reports.append(FileReport(path, refused=error.problems[0]))
                continue
            for draft in found.drafts:
                writer.add(draft)
                languages.update(filter(None, [draft.language]))
            idents = tuple(draft.ident for draft in found.drafts)
            doubts = sum(len(draft.doubts) for draft in found.drafts)
            reports.append(FileReport(path, idents, found.account, doubts=doubts))
        written = None
        if any(report.letters for report in reports):
            main = language or next((tag for tag, _ in languages.most_common(1)), "und")
            written = writer.finish(title or folder.resolve().name, main)
    return Imported(tuple(reports), written)
