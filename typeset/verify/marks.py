"""Texts of letters without their inline marks, read by a road of its own.

The certificate must not share a mistake with the reading room: nothing is taken from there, nor
from its Markdown parser.  Emphasis needs no reading, since its signs are dropped on both sides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ATTRIBUTES = r"""\{(?:[^{}"]|"(?:[^"\\]|\\.)*")+\}"""
_ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]*:"
_TARGET = rf"\(\s*(?:<{_ADDRESS}[^<>]*>|{_ADDRESS}(?:[^\s()\\]|\\.|\([^\s()]*\))*)\s*\)"
_TOKEN = re.compile(
    rf"""
    \\(?P<escaped>[!-/:-@\[-`{{-~])
    | \[\^(?P<call>[^\s\[\]^]+)\]
    | (?P<open>\[)
    | \](?P<attributes>{_ATTRIBUTES})
    | \](?P<target>{_TARGET})
    | (?P<close>\])
    | <(?P<link>{_ADDRESS}[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>
    """,
    re.VERBOSE | re.DOTALL,
)
_PAGE_MARK = re.compile(r"[{\s]\.pb[\s}]")


@dataclass(slots=True)
class Unmarked:
    """A text without marks: ``parts`` are what stands between the places where a layout may print
    something of its own (a note's call, a bracket, a page number)."""

    parts: list[str] = field(default_factory=list)
    calls: list[tuple[int, str]] = field(default_factory=list)
    """Notes called, each behind how many parts."""


def unmark(text: str) -> Unmarked:
    """Read the calls, spans and links of a text."""
    if "[" not in text and "<" not in text:
        return Unmarked([text])
    reading = _Reading()
    at = 0
    for token in _TOKEN.finditer(text):
        reading.add(text[at : token.start()])
        reading.token(token)
        at = token.end()
    reading.add(text[at:])
    return reading.finish()


class _Reading:
    """Pieces of text, ``None`` for a joint and ``(ident,)`` for a call among them."""

    def __init__(self) -> None:
        self._pieces: list[str | tuple[str] | None] = []
        self._open: list[int] = []

    def add(self, text: str) -> None:
        if text:
            self._pieces.append(text)

    def token(self, token: re.Match[str]) -> None:
        kind, value = token.lastgroup or "", token.group(token.lastgroup or 0)
        if kind in ("escaped", "link"):
            self._pieces.append(value)
            if kind == "link":
                self._pieces.append(None)
        elif kind == "call":
            self._pieces.append((value,))
        elif kind == "open":
            self._open.append(len(self._pieces))
            self._pieces.append("[")
        elif not self._open or kind == "close":
            self._pieces.append(token.group())
            del self._open[-1:]
        else:
            self._close(value if kind == "attributes" else "")

    def _close(self, attributes: str) -> None:
        start = self._open.pop()
        self._pieces[start] = None
        if _PAGE_MARK.search(attributes):
            del self._pieces[start:]
        self._pieces.append(None)

    def finish(self) -> Unmarked:
        found, run = Unmarked(), [""]
        for piece in self._pieces:
            if isinstance(piece, str):
                run.append(piece)
                continue
            found.parts.append("".join(run))
            run = []
            if piece is not None:
                found.calls.append((len(found.parts), piece[0]))
        found.parts.append("".join(run))
        return found
