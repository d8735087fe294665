"""From a file's bytes to characters that may be printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from typeset.model import Place
from typeset.read.problems import Problems

MOST_BYTES = 4 * 1024 * 1024
"""A longer file is refused before it is read: 4 MiB hold a letter of half a million words."""

MOST_CONTROLS = 20
"""Control characters listed one by one; a binary file has thousands."""

NO_CHARACTERS = (0xFFFE, 0xFFFF)
"""The end of each plane of Unicode."""

# C0 but tab and line feed, DEL, C1, and what Unicode says is no character.  U+2028 and U+2029 end
# a line for YAML but not for an editor, which would make every line number wrong; a byte order
# mark inside a text shows nowhere and sticks to a word.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in NO_CHARACTERS)
    + "]"
)


@dataclass(frozen=True)
class Manuscript:
    """A file's characters under the name that is shown for it; line ends are ``\\n``."""

    file: str
    text: str

    def place(self, index: int = 0) -> Place:
        """Where a character stands in the file."""
        line = bisect_right(self._lines, index)
        return Place(self.file, line, index - self._lines[line - 1] + 1)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer("\n", self.text))]


def decode(data: bytes, file: str, problems: Problems) -> Manuscript | None:
    """The characters of a file; None where it is too large, not UTF-8, or no text at all.

    A byte order mark at the start is dropped, and CRLF and CR become line feeds.  A control
    character is a problem; a replacement character takes its place, so that reading goes on.
    """
    if len(data) > MOST_BYTES:
        too_large(file, problems)
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        place = Manuscript(file, before).place(len(before))
        byte = f"byte {error.start + 1} of the file, 0x{data[error.start]:02X}, is not UTF-8"
        problems.add("not-utf-8", byte, place, "save the file as UTF-8")
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    manuscript = Manuscript(file, text)
    found = list(islice(UNPRINTABLE.finditer(text), MOST_CONTROLS + 1))
    for match in found[:MOST_CONTROLS]:
        place = manuscript.place(match.start())
        problems.add("control-character", control(match.group()), place, "delete it")
    if len(found) > MOST_CONTROLS:
        message, place = "more control characters from here on", manuscript.place(found[-1].start())
        problems.add("control-character", message, place, "is it a text file?")
        return None
    return Manuscript(file, UNPRINTABLE.sub("\ufffd", text)) if found else manuscript


def too_large(file: str, problems: Problems) -> None:
    """Note that a file is longer than any letter."""
    message = f"the file is larger than {MOST_BYTES // 1024 // 1024} MiB"
    problems.add("too-large", message, Place(file, 1, 1), "is it a letter? divide it")


def control(character: str) -> str:
    """What is said about a character that cannot be printed."""
    return f"control character U+{ord(character):04X}"
