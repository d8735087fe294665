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
_REASON = re.compile(r"""\b(reason|extent)=(?:"([^"]*)"|([^\s"}]+))""")
_REFERENCE = re.compile(r"[{\s]letter=")

PAGE = "\N{SECTION SIGN}"
"""Stands for the page of another letter: a word and a number that nobody knows beforehand."""


@dataclass(frozen=True, slots=True)
class _Joint:
    call: str = ""
    added: str = ""


@dataclass(slots=True)
class Unmarked:
    """A text without marks: ``parts`` are what stands between the places where a layout may print
    something of its own (a note's call, a bracket, a page number)."""

    parts: list[str] = field(default_factory=list)
    calls: list[tuple[int, str]] = field(default_factory=list)
    """Notes called, each behind how many parts."""
    added: list[tuple[int, str]] = field(default_factory=list)
    """What a layout may print besides: addresses of links, numbers of pages; likewise."""


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
    """Pieces of text; among them joints, each with a note that is called or with what is added."""

    def __init__(self) -> None:
        self._pieces: list[str | _Joint] = []
        self._open: list[int] = []

    def add(self, text: str) -> None:
        if text:
            self._pieces.append(text)

    def token(self, token: re.Match[str]) -> None:
        kind, value = token.lastgroup or "", token.group(token.lastgroup or 0)
        if kind in ("escaped", "link"):
            self._pieces.append(value)
            if kind == "link":
                self._pieces.append(_Joint())
        elif kind == "call":
            self._pieces.append(_Joint(call=value))
        elif kind == "open":
            self._open.append(len(self._pieces))
            self._pieces.append("[")
        elif not self._open or kind == "close":
            self._pieces.append(token.group())
            del self._open[-1:]
        else:
            self._close(kind == "attributes", value)

    def _close(self, spans: bool, value: str) -> None:
        start = self._open.pop()
        added = "" if spans else value[1:-1].strip().strip("<>")
        if spans and _PAGE_MARK.search(value):
            added = "".join(one for one in self._pieces[start + 1 :] if isinstance(one, str))
            del self._pieces[start:]
        elif spans and _REFERENCE.search(value):
            added = PAGE
        elif spans:
            # The extent of a gap is printed before its reason.
            added = "".join(quoted or bare for _, quoted, bare in sorted(_REASON.findall(value)))
        if start < len(self._pieces):
            self._pieces[start] = _Joint()
        self._pieces.append(_Joint(added=added))

    def finish(self) -> Unmarked:
        found, run = Unmarked(), [""]
        for piece in self._pieces:
            if isinstance(piece, str):
                run.append(piece)
                continue
            found.parts.append("".join(run))
            run = []
            if piece.call:
                found.calls.append((len(found.parts), piece.call))
            if piece.added:
                found.added.append((len(found.parts), piece.added))
        found.parts.append("".join(run))
        return found
