"""The import of many files: one after the other, none kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from typeset.errors import InputError, Problem
from typeset.intake.account import FileReport, Imported
from typeset.intake.draft import Draft
from typeset.intake.proses import proses
from typeset.intake.sources import Names, files_of
from typeset.intake.tei.convert import Converted, convert
from typeset.intake.tei.options import Options
from typeset.intake.writer import EditionWriter
from typeset.model import Block, Inline, Span, Text

ENDINGS = (".xml", ".tei")


def import_tei(
    sources: Sequence[Path],
    folder: Path,
    options: Options | None = None,
    *,
    title: str | None = None,
    language: str | None = None,
    force: bool = False,
    progress: Callable[[Path], None] = lambda _: None,
) -> Imported:
    """Import files and folders of TEI into an edition's folder.

    Files that cannot be taken are refused one by one, in the report.  InputError where the edition
    cannot be written, UsageError where there is no file.
    """
    chosen = options or Options()
    files = files_of(sources, ENDINGS)
    languages: Counter[str] = Counter()
    figures: dict[str, Path] = {}
    reports: dict[Path, FileReport] = {}
    with EditionWriter(folder, force=force) as writer:
        for file, done in _Run(files, chosen, progress).results():
            if isinstance(done, Problem):
                reports[file] = FileReport(file, refused=done)
                continue
            for draft in done.drafts:
                writer.add(draft)
                languages[draft.language or ""] += 1
            figures |= {path: picture for picture, path in done.figures}
            idents = tuple(draft.ident for draft in done.drafts)
            reports[file] = FileReport(
                file, idents, done.account, done.findings, doubts=_doubts(done.drafts)
            )
        written = None
        if languages:
            main = language or next((tag for tag, _ in languages.most_common() if tag), "und")
            named = title or folder.resolve().name
            pictures = [(picture, path) for path, picture in sorted(figures.items())]
            written = writer.finish(named, main, pictures)
    return Imported(tuple(reports[file] for file in files), written)


class _Run:
    """Converts files in their order.  One whose letters refer to letters of which it is not known
    yet whether they come in is converted again at the end, when it is.
    """

    def __init__(
        self, files: Sequence[Path], options: Options, progress: Callable[[Path], None]
    ) -> None:
        self._files = files
        self._options = options
        self._progress = progress
        self._names = Names()
        self._wishes: dict[str, str] = {}
        twice = Counter(file.name for file in files)
        # A name that several files bear leads to none of them.
        self._tentative = {file.name: file.name for file in files if twice[file.name] == 1}

    def results(self) -> Iterator[tuple[Path, Converted | Problem]]:
        """Each file with what came of it, or why it was refused."""
        known: dict[str, str] = {}
        waiting: list[tuple[Path, tuple[str, ...]]] = []
        for file in self._files:
            self._progress(file)
            done = self._convert(file, self._tentative)
            if isinstance(done, Problem):
                yield file, done
                continue
            idents = tuple(draft.ident for draft in done.drafts)
            if len(idents) == 1:
                known[file.name] = idents[0]
            if any(_refers(draft) for draft in done.drafts):
                waiting.append((file, idents))
            else:
                yield file, done
        known = {name: ident for name, ident in known.items() if name in self._tentative}
        for file, idents in waiting:
            self._progress(file)
            self._names.give_back(idents)
            again = self._convert(file, known)
            yield file, again

    def _convert(self, file: Path, letters: Mapping[str, str]) -> Converted | Problem:
        try:
            return convert(file, self._options, letters, self._names.free)
        except InputError as error:
            return error.problems[0]
        except OSError as error:
            return Problem("unreadable", f"{file}: {(error.strerror or 'unreadable').lower()}")


def _doubts(drafts: Sequence[Draft]) -> int:
    return sum(len(draft.doubts) for draft in drafts)


def _refers(draft: Draft) -> bool:
    """Whether a letter refers to another."""
    blocks: list[Block] = [*draft.body, *(block for note in draft.notes for block in note.blocks)]
    return any(_letter_in(prose.inlines) for prose in proses(blocks))


def _letter_in(inlines: Sequence[Inline]) -> bool:
    return any(
        (isinstance(one, Span) and one.get("letter") is not None)
        or (not isinstance(one, Text) and _letter_in(getattr(one, "children", ())))
        for one in inlines
    )
