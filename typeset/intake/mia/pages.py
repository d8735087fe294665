"""A page of the archive, saved as HTML or as text → pieces: paragraphs and other blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from typeset.errors import InputError, Problem
from typeset.model import Block, Inline, LineBreak, Place, Prose, Text
from typeset.read.spans import plain

MOST_BYTES = 8 * 1024 * 1024
"""A larger file is refused unread: the longest letter is a hundredth of it."""

HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|h[1-6]|p|div|br|hr|a)\b", re.IGNORECASE)

Hint = Literal["text", "heading", "navigation", "note"]

Resolve = Callable[[str], str | None]
"""The address or ``letter:IDENT`` that a link on a page means; None where it is unknown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a block of another kind, and what its markup tells of it."""

    inlines: tuple[Inline, ...]
    place: Place
    hint: Hint = "text"
    block: Block | None = None
    level: int = 1

    @property
    def text(self) -> str:
        """Its characters, each line break as a line end."""
        return "\n".join(plain(line).strip() for line in self.lines)

    @property
    def lines(self) -> list[tuple[Inline, ...]]:
        """Its elements line by line."""
        lines: list[list[Inline]] = [[]]
        for inline in self.inlines:
            if isinstance(inline, LineBreak):
                lines.append([])
            else:
                lines[-1].append(inline)
        return [tuple(line) for line in lines]

    @property
    def prose(self) -> Prose:
        """Its text for a block."""
        return Prose(self.inlines, self.place)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's pieces, the title that browsers show, and its words for the account."""

    pieces: tuple[Piece, ...]
    title: str
    text: str
    language: str | None = None
    unresolved: tuple[tuple[str, int], ...] = ()
    """Links to pages whose address is not known, with their lines; their text is there."""


def read_page(path: Path, resolve: Resolve) -> Page:
    """The pieces of a saved page.

    Raises:
        InputError: where the file is no page that can be read.
    """
    if path.stat().st_size > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES >> 20} MiB"
        raise _refusal(path, "too-large", message, "is it a letter's page?")
    data = path.read_bytes()
    if b"\0" in data:
        message = "the file holds NUL bytes, and so is no page"
        raise _refusal(path, "not-text", message, "save the page as HTML or as text")
    if HTML.search(data):
        # Loaded here: a saved text does without the parser.
        from typeset.intake.mia.markup import read_html

        page = read_html(data, str(path), resolve)
        if page is None:
            message = "elements stand too deep in one another"
            raise _refusal(path, "too-deep", message, "save the page as text")
        return page
    return _read_text(decoded(data), str(path))


def decoded(data: bytes) -> str:
    """The characters of a file: UTF-8, else what Windows and the early web wrote."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def single_spaced(text: str) -> str:
    """A text with plain spaces, each single: on pages, fixed ones make wide spaces."""
    return re.sub(r"\s+", " ", text)


def _refusal(path: Path, code: str, message: str, hint: str) -> InputError:
    return InputError(Problem(code, message, hint, Place(str(path), 1, 1)))


# ---- saved text ------------------------------------------------------------------------------

WRAPPED = 60
"""Lines that are all longer than this, but the last, were wrapped by a program."""

LABEL = re.compile(r"[A-Z][\w\\/ ]{2,30}:(?:\s|$)")
NUMBERED = re.compile(r"\[[\w*]{1,4}\]\s")


def _read_text(text: str, file: str) -> Page:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    loose = any(not line.strip() for line in lines)
    chunks = _chunks(lines) if loose else ((n, [line]) for n, line in enumerate(lines, 1))
    pieces = tuple(piece for number, chunk in chunks for piece in _pieces(number, chunk, file))
    return Page(pieces, "", text)


def _chunks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines between blank ones, with the number of the first."""
    chunk: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            chunk.append(line.strip())
        elif chunk:
            yield number - len(chunk), chunk
            chunk = []


def _pieces(number: int, chunk: Sequence[str], file: str) -> Iterator[Piece]:
    """A chunk as one piece; lines with labels, and notes that follow one another without a blank
    line, are several.
    """
    labelled = any(LABEL.match(line) for line in chunk)
    start = 0
    for at in range(1, len(chunk) + 1):
        if at == len(chunk) or labelled or NUMBERED.match(chunk[at]):
            yield Piece(_joined(chunk[start:at]), Place(file, number + start, 1))
            start = at


def _joined(lines: Sequence[str]) -> tuple[Inline, ...]:
    lines = [single_spaced(line) for line in lines]
    wrapped = all(len(line) >= WRAPPED for line in lines[:-1])
    if wrapped:
        return (Text(" ".join(lines)),)
    inlines: list[Inline] = []
    for line in lines:
        inlines += [LineBreak(), Text(line)] if inlines else [Text(line)]
    return tuple(inlines)
