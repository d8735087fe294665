"""YAML as a tree of nodes that know where they stand.

PyYAML's parser gives events; the tree is composed here and nothing is constructed, so that a text
stays as it is written (``no``, ``1918``, ``2026-02-30``) and is resolved by what is wanted of it.
The tree is bounded: in depth, in nodes, and in characters, counting each alias in full.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from typeset.model import Place
from typeset.read.manuscript import UNPRINTABLE, Manuscript

RUN = re.compile(r"\S+")
SINGLE_QUOTED = re.compile(r"''|[^\s']+")
DOUBLE_QUOTED = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|[^\s\\]+", re.DOTALL)
"""Characters between spaces, or an escape."""

BLANK_ESCAPES = ("n", "t", "r", "v", "f", "_", "N", "L", "P", " ", "\t", "\n")
"""What follows the backslash where an escape stands for a space or a line end."""


@dataclass(frozen=True, eq=False)
class TextNode:
    """A scalar: ``value`` after YAML's folding, ``style`` the sign it begins with (``|>'"``)."""

    manuscript: Manuscript
    value: str
    style: str
    start: int
    end: int

    def place(self, offset: int = 0) -> Place:
        """Where the character at this offset of the value stands in the file."""
        return self.manuscript.place(self._index(offset))

    @property
    def raw(self) -> str:
        """The text as it is written in the file, with quotes or the block's sign."""
        return self.manuscript.text[self.start : self.end]

    @property
    def comment_follows(self) -> bool:
        """Whether the rest of the line is a comment for YAML, and so no part of the text."""
        rest = self.manuscript.text[self.end : self.end + 80].partition("\n")[0]
        return not self.style and rest[:1] in (" ", "\t") and rest.lstrip().startswith("#")

    @property
    def null(self) -> bool:
        """Whether YAML takes it for nothing."""
        return not self.style and self.value in ("", "~", "null")

    @cached_property
    def blank_line(self) -> re.Pattern[str]:
        """What a blank line of the file has become in the value: YAML folds it to one line end
        but in a block that begins with ``|`` and in a quoted text written on one line.
        """
        if self.style == "|" or (self.style == '"' and not re.search(r"\n[ \t]*\n", self.raw)):
            return re.compile(r"\n(?:[ \t]*\n)+")
        return re.compile(r"[ \t]*\n\s*")

    def paragraphs(self) -> list[tuple[int, str]]:
        """The pieces between blank lines, each with its offset."""
        pieces, start = [], 0
        for blank in self.blank_line.finditer(self.value):
            pieces.append((start, self.value[start : blank.start()]))
            start = blank.end()
        pieces.append((start, self.value[start:]))
        return [(offset, piece) for offset, piece in pieces if piece.strip()]

    def with_line_ends(self) -> str:
        """The value, where a line end after a backslash is again a line end: YAML has folded it
        to a space.
        """
        if self.style not in ("", "'", ">") or "\\ " not in self.value:
            return self.value
        characters = list(self.value)
        for match in re.finditer(r"\\ ", self.value):
            index = self._index(match.start())
            if re.match(r"\\[ \t]*\n", self.manuscript.text[index : index + 80]):
                characters[match.start() + 1] = "\n"
        return "".join(characters)

    def _index(self, offset: int) -> int:
        if offset == 0 and self.style not in ("|", ">"):
            return self.start
        # Folding changes spaces and line ends alone: the characters between them stand in the
        # file in the same number and order.
        return self._written.start_of(self._read.count_before(offset), self.start)

    @cached_property
    def _read(self) -> _Runs:
        return _Runs([m.start() for m in RUN.finditer(self.value)], map(len, self.value.split()))

    @cached_property
    def _written(self) -> _Runs:
        raw, base = self.raw, self.start
        if self.style in ("|", ">"):
            head = raw.find("\n") + 1
            raw, base = raw[head:], base + head
        elif self.style:
            raw, base = raw[1:-1], base + 1
        escapes = {"'": SINGLE_QUOTED, '"': DOUBLE_QUOTED}.get(self.style)
        if escapes is None:
            return _Runs([base + m.start() for m in RUN.finditer(raw)], map(len, raw.split()))
        found = [m for m in escapes.finditer(raw) if not _blank(m.group())]
        escape = "''" if self.style == "'" else "\\"
        lengths = (1 if m.group().startswith(escape) else len(m.group()) for m in found)
        return _Runs([base + m.start() for m in found], lengths)


class _Runs:
    """Runs of characters without spaces, by where they start.  Characters are counted through all
    runs; an escape counts as one."""

    def __init__(self, starts: Sequence[int], lengths: Iterable[int]) -> None:
        self._starts = starts
        self._counts = list(accumulate(lengths, initial=0))

    def count_before(self, position: int) -> int:
        """How many characters of runs stand before this position."""
        run = bisect_right(self._starts, position) - 1
        if run < 0:
            return 0
        return min(self._counts[run] + position - self._starts[run], self._counts[run + 1])

    def start_of(self, count: int, default: int) -> int:
        """Where the character stands before which there are so many."""
        run = min(bisect_right(self._counts, count), len(self._starts)) - 1
        return self._starts[run] + count - self._counts[run] if run >= 0 else default


@dataclass(frozen=True, eq=False)
class ListNode:
    """A YAML sequence."""

    manuscript: Manuscript
    items: tuple[Node, ...]
    start: int

    def place(self) -> Place:
        """Where it begins."""
        return self.manuscript.place(self.start)


@dataclass(frozen=True, eq=False)
class MapNode:
    """A YAML mapping, in the order of the file; no key stands twice."""

    manuscript: Manuscript
    entries: tuple[tuple[TextNode, Node], ...]
    start: int

    def place(self) -> Place:
        """Where it begins."""
        return self.manuscript.place(self.start)


Node = TextNode | ListNode | MapNode


def _blank(written: str) -> bool:
    if written[0] != "\\" or len(written) == 1:
        return False
    if written[1] in "xuU":
        return chr(int(written[2:], 16)).isspace()
    return written[1] in BLANK_ESCAPES


def unprintable(node: TextNode) -> str | None:
    """A control character that an escape has brought into the value, None where there is none."""
    if node.style != '"' or "\\" not in node.raw:
        return None
    found = UNPRINTABLE.search(node.value)
    return found.group() if found else None
