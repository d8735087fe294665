"""Parts become one volume."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Pdf

from typeset.errors import InputError, Problem, TypesetError
from typeset.merge.join import Volume
from typeset.merge.part import Part
from typeset.merge.same import share_equal
from typeset.preflight.objects import MALFORMED, first_line, open_pdf
from typeset.whole import replacing


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it."""

    file: Path
    parts: int
    pages: int
    shared: int
    """Fonts and pictures that were there more than once."""
    notices: tuple[str, ...]
    """What could not be kept."""


def merge(files: Sequence[Path], out: Path, title: str = "") -> Merged:
    """Join files to one, which appears whole or not at all.

    ``title`` is the volume's; that of the first file if it is empty.

    Raises:
        InputError: a file is missing, empty, broken or encrypted, or the volume cannot be written.
    """
    with ExitStack() as stack:
        parts = _open(files, stack)
        volume = Volume(stack.enter_context(Pdf.new()))
        for part in parts:
            with _sound(str(part.path)):
                volume.take(part)
        with replacing(out) as stream, _sound(" and ".join(str(part.path) for part in parts)):
            volume.finish(title)
            shared = share_equal(volume.pdf)
            volume.pdf.save(
                stream,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                min_version=max(part.pdf.pdf_version for part in parts),
            )
        return Merged(out, len(parts), len(volume.pdf.pages), shared, tuple(volume.notices))


@contextmanager
def _sound(what: str) -> Iterator[None]:
    """Refuse files that cannot be joined, by their names."""
    try:
        yield
    except MALFORMED as error:
        hint = "write the file anew, or try qpdf to mend it"
        message = f"{what}: cannot be joined: {first_line(error)}"
        raise InputError(Problem("broken-file", message, hint)) from error


def _open(files: Sequence[Path], stack: ExitStack) -> list[Part]:
    """Open all files; all that is wrong with them is said at once."""
    parts: list[Part] = []
    problems: list[Problem] = []
    for file in files:
        try:
            parts.append(Part(file, stack.enter_context(open_pdf(file))))
        except TypesetError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return parts
