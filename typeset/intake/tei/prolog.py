"""From a file's bytes to its characters, and what stands before the root element.

All of this happens before any XML parser sees the file: the document type is taken out, so that no
parser can define an entity by it or fetch what it names.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

DECLARATION = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TEXT_CODECS = re.compile(
    r"utf-?(8|16|32)(-?[lb]e)?|us-ascii|ascii|iso-?8859-?\d+|latin-?1|windows-125\d|cp125\d|"
    r"macintosh|mac-roman|koi8-[ru]",
    re.IGNORECASE,
)
LONGEST_DOCTYPE = 1_000_000
DOCTYPE_PIECES = re.compile(r"""<!--.*?-->|<\?.*?\?>|"[^"]*"|'[^']*'|[<>\[\]]""", re.DOTALL)
"""What a document type is made of, as far as its end hangs on it."""

HARMLESS = re.compile(r"""<!ENTITY\s+%\s+[\w.:-]+\s+(["'])(INCLUDE|IGNORE)\1\s*>""")
"""Switches of TEI P4's modules."""


class DamageError(Exception):
    """What keeps a file from being read: a message, where it is, and how to mend it."""

    def __init__(
        self, code: str, message: str, line: int = 1, hint: str = "", col: int = 1
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.hint, self.col = code, message, line, hint, col


@dataclass(frozen=True)
class Prolog:
    """A file's characters without declaration and document type; lines are where they were."""

    text: str
    doctype: str


def decode(data: bytes) -> str:
    """The characters of a file in the encoding that it declares; DamageError where they are not."""
    encoding = encoding_of(data)
    if not TEXT_CODECS.fullmatch(encoding):
        raise DamageError(
            "encoding", f"an encoding that is not known: {encoding}", 1, "save it as UTF-8"
        )
    if not encoding.lower().startswith(("utf-16", "utf-32")) and (at := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, at) + 1
        raise DamageError("nul", "a NUL byte: this is no text", line, "--repair takes it out")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        col = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"a byte that is not {encoding.upper()}"
        hint = "save the file in the encoding it declares; --repair takes it for Windows-1252"
        raise DamageError("encoding", message, line, hint, col) from error
    _doubt_one_byte(data, encoding)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def encoding_of(data: bytes) -> str:
    """The encoding by the file's first bytes, by its declaration, or else UTF-8."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    for start, name in ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be")):
        if data.startswith(start):
            return name
    declared = DECLARATION.match(data.lstrip()[:1024])
    return declared.group(1).decode("ascii").lower() if declared else "utf-8"


def _doubt_one_byte(data: bytes, encoding: str) -> None:
    """A declared encoding of one byte a character is wrong where all bytes beyond ASCII make
    UTF-8 together: no text does that by chance."""
    if encoding.startswith(("utf", "us-", "ascii")) or data.isascii():
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return
    first = next(index for index, byte in enumerate(data) if byte > 127)
    line = data.count(b"\n", 0, first) + 1
    message = f"the file declares {encoding.upper()} and is UTF-8"
    hint = "mend the encoding in its first line; --repair does"
    raise DamageError("encoding", message, line, hint)


def split(text: str) -> Prolog:
    """Take the XML declaration and the document type out.

    DamageError where the latter defines what a parser would have to expand or fetch.
    """
    lead = len(text) - len(text.lstrip())
    index, doctype = lead, ""
    pieces = [text[:lead]]
    while text.startswith(("<?", "<!"), index):
        end = _end_of(text, index)
        piece = text[index:end]
        if piece.startswith("<!DOCTYPE"):
            _judge(piece, text.count("\n", 0, index) + 1)
            doctype = piece
        if piece.startswith(("<!DOCTYPE", "<?xml ", "<?xml\n", "<?xml\t")):
            if piece.startswith("<?xml") and index > 0:
                line = text.count("\n", 0, index) + 1
                hint = "begin the file with '<?xml'; --repair does"
                raise DamageError(
                    "declaration", "something stands before the declaration", line, hint
                )
            piece = "\n" * piece.count("\n")
        space = len(text[end:]) - len(text[end:].lstrip()) if end < len(text) else 0
        pieces += [piece, text[end : end + space]]
        index = end + space
    return Prolog("".join(pieces) + text[index:], doctype)


def _end_of(text: str, index: int) -> int:
    """Where a comment, an instruction or a document type that begins here ends."""
    for start, end in (("<!--", "-->"), ("<?", "?>")):
        if text.startswith(start, index):
            found = text.find(end, index + len(start))
            return found + len(end) if found >= 0 else len(text)
    depth = 0
    for match in DOCTYPE_PIECES.finditer(text, index, index + LONGEST_DOCTYPE):
        piece = match.group()
        depth += (piece in "<[") - (piece in ">]")
        if depth == 0 and piece == ">":
            return match.end()
    line = text.count("\n", 0, index) + 1
    raise DamageError("doctype", "the document type does not end", line, "take it out")


def _judge(doctype: str, line: int) -> None:
    """Refuse a document type that defines entities."""
    own = HARMLESS.sub(lambda match: " " * len(match.group()), doctype)
    if (at := own.find("<!ENTITY")) >= 0:
        outer = re.match(r"<!ENTITY\s+(?:%\s+)?\S+\s+(?:SYSTEM|PUBLIC)\b", own[at:])
        what = "an external entity" if outer else "an entity"
        message = f"the document type defines {what}"
        hint = "take the document type out; write the entity's text where it belongs"
        raise DamageError("entity", message, line + own.count("\n", 0, at), hint)
