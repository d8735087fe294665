"""Common damage of XML files, mended on request; every change is told with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5

from typeset.intake.tei.prolog import DECLARATION, encoding_of

Changes = list[tuple[int, str]]

OWN = ("amp", "lt", "gt", "quot", "apos")
"""Entities that XML knows by itself."""

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
BARE = re.compile(r"&(?!#\d+;|#x[0-9A-Fa-f]+;|[A-Za-z_][\w.-]*;)")
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
LOOSE = re.compile(r"<(?=[\s\d=<])")
IDENT = re.compile(r"""(\sxml:id\s*=\s*)(["'])(.*?)\2""", re.DOTALL)
PREFIX = re.compile(r"[\s</]([A-Za-z][\w.-]*):[A-Za-z][\w.-]*(?=[\s=/>])")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
APART = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
TAG = re.compile(r"<[A-Za-z_][^<>]*>")
ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)(?=[\s/>])")

KNOWN_PREFIXES = {"xlink": "http://www.w3.org/1999/xlink", "xi": "http://www.w3.org/2001/XInclude"}


def mend(data: bytes) -> tuple[bytes, tuple[tuple[int, str], ...]]:
    """The file in UTF-8 with what could be mended, and the lines where that was."""
    changes: Changes = []
    text = _decoded(data, changes)
    text = _started(text, changes)
    text = _replaced(CONTROLS, text, lambda _: "", "took out a control character", changes)
    text = _replaced(COMMENT, text, _comment, "parted two hyphens in a comment", changes)
    text = _outside(text, changes)
    text = _replaced(IDENT, text, _ident, "made a name of an xml:id", changes)
    text = _declared(text, changes)
    return text.encode("utf-8"), tuple(sorted(changes))


def _decoded(data: bytes, changes: Changes) -> str:
    encoding = encoding_of(data)
    try:
        text = data.decode("utf-8" if not encoding.startswith(("utf-16", "utf-32")) else encoding)
        if not encoding.startswith("utf") and not data.isascii():
            changes.append((1, f"read as UTF-8 what declares {encoding.upper()}"))
    except UnicodeDecodeError as error:
        # One byte that is wrong shall not make nonsense of all that is right.
        one_byte = encoding if not encoding.startswith("utf") else "cp1252"
        if one_byte == "cp1252":
            changes.append((data.count(b"\n", 0, error.start) + 1, "took bytes for Windows-1252"))
            text = _salvaged(data)
        else:
            text = data.decode(one_byte, "replace")
    except LookupError:
        changes.append((1, f"read as UTF-8 what declares {encoding.upper()}"))
        text = data.decode("utf-8", "replace")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = DECLARATION.match(text[:1024].lstrip().encode("ascii", "replace"))
    if head:
        declared = head.group().decode("ascii")
        text = text.replace(declared, re.sub(r"encoding\s*=.*", 'encoding="utf-8"', declared), 1)
    return text


def _salvaged(data: bytes) -> str:
    """UTF-8 where it is, Windows-1252 where it is not."""
    pieces: list[str] = []
    while data:
        try:
            pieces.append(data.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(data[: error.start].decode("utf-8"))
            pieces.append(data[error.start : error.end].decode("cp1252", "replace"))
            data = data[error.end :]
    return "".join(pieces)


def _started(text: str, changes: Changes) -> str:
    declared = text.find("<?xml ")
    if declared > 0 and not text[:declared].strip("\ufeff \n\t"):
        changes.append((1, "took out what stood before the declaration"))
        return text[declared:]
    return text


def _replaced(
    pattern: re.Pattern[str],
    text: str,
    by: Callable[[re.Match[str]], str],
    said: str,
    changes: Changes,
) -> str:
    line, last = 1, 0

    def replace(match: re.Match[str]) -> str:
        nonlocal line, last
        new = by(match)
        if new != match.group():
            line, last = line + text.count("\n", last, match.start()), match.start()
            changes.append((line, said))
        return new

    return pattern.sub(replace, text)


def _comment(match: re.Match[str]) -> str:
    inside = re.sub(r"-(?=-)", "- ", match.group(1))
    return f"<!--{inside}{' ' if inside.endswith('-') else ''}-->"


def _ident(match: re.Match[str]) -> str:
    name = re.sub(r"[^\w.-]", "_", match.group(3).strip().lstrip("#"))
    if not name or not (name[0].isalpha() or name[0] == "_"):
        name = f"_{name}"
    return f"{match.group(1)}{match.group(2)}{name}{match.group(2)}"


def _outside(text: str, changes: Changes) -> str:
    """Mend ampersands and brackets where they are markup, not in comments and the like."""
    pieces, last = [], 0
    for apart in [*APART.finditer(text), None]:
        end = apart.start() if apart else len(text)
        before = text.count("\n", 0, last)
        mended: Changes = []
        piece = _replaced(
            BARE, text[last:end], lambda _: "&amp;", "wrote &amp; for a bare &", mended
        )
        piece = _replaced(NAMED, piece, _character, "wrote the character of an entity", mended)
        piece = _replaced(LOOSE, piece, lambda _: "&lt;", "wrote &lt; for a bare <", mended)
        changes += [(line + before, said) for line, said in mended]
        pieces.append(piece)
        if apart:
            pieces.append(apart.group())
            last = apart.end()
    return "".join(pieces)


def _character(match: re.Match[str]) -> str:
    name = match.group(1)
    return match.group() if name in OWN else html5.get(f"{name};", match.group())


def _declared(text: str, changes: Changes) -> str:
    """Declare prefixes of names that nobody declared."""
    used = {
        match.group(1)
        for tag in TAG.finditer(APART.sub("", text))
        for match in PREFIX.finditer(tag.group())
    }
    missing = [
        prefix
        for prefix in sorted(used - {"xml", "xmlns"})
        if not re.search(rf"xmlns:{re.escape(prefix)}\s*=", text)
    ]
    root = next((m for m in ROOT.finditer(APART.sub(_blank, text))), None)
    if not missing or root is None:
        return text
    given = "".join(
        f' xmlns:{prefix}="{KNOWN_PREFIXES.get(prefix, "urn:undeclared:" + prefix)}"'
        for prefix in missing
    )
    line = text.count("\n", 0, root.start()) + 1
    changes += [(line, f"declared the prefix {prefix}") for prefix in missing]
    return text[: root.end()] + given + text[root.end() :]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
