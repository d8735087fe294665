"""Streams: words of a letter that must be printed one after the other, as its file has them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

import yaml

from typeset.verify.plain import squeeze


@dataclass(slots=True)
class Block:
    """A text of the file: a paragraph, a cell, a line of an address."""

    start: int
    """Where it begins in its stream's text."""
    words: str
    """As written, without marks."""
    node: yaml.ScalarNode
    head: bool = False
    """A cell of a table's head, which may be printed on several pages."""


@dataclass
class Stream:
    """Words that must be printed one after the other."""

    note: str = ""
    """The note's identifier, empty for the letter itself."""
    series: str = ""
    caller: Stream | None = field(default=None, repr=False, compare=False)
    """The note that calls it; None where the letter does."""
    line: int = 0
    text: str = ""
    """All blocks, squeezed (see :func:`squeeze`)."""
    blocks: list[Block] = field(default_factory=list)
    joints: list[int] = field(default_factory=list)
    """Places in the text where a layout may print something of its own, in order."""
    calls: list[tuple[int, str]] = field(default_factory=list)
    """Notes called, each with its place in the text."""
    added: list[tuple[int, str]] = field(default_factory=list)
    """What a layout may print besides, squeezed, each with its place in the text."""
    pictured: bool = False
    """Does it begin with a picture?  Its words may stand on a later page than its mark."""
    labels: int = 0
    """Lists that begin with it: so many labels may stand between its mark and its words."""
    title: int = 0
    """Where the title ends, with which a letter begins."""

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where words begin, and where the text ends."""
        return frozenset((*words_at(self), len(self.text)))

    @cached_property
    def letters(self) -> Letters:
        """Its letters and figures alone."""
        return Letters(self)

    def added_from(self, start: int, stop: int) -> list[tuple[int, str]]:
        """What a layout may print besides from one place to another, both included."""
        low = bisect_left(self.added, start, key=lambda one: one[0])
        return self.added[low : bisect_right(self.added, stop, key=lambda one: one[0])]

    def calls_from(self, start: int, stop: int) -> list[tuple[int, str]]:
        """The notes called from one place to another, both included."""
        low = bisect_left(self.calls, start, key=lambda one: one[0])
        return self.calls[low : bisect_right(self.calls, stop, key=lambda one: one[0])]

    @property
    def count(self) -> int:
        """How many words it has."""
        return sum(len(words_of(block)) for block in self.blocks)


class Letters:
    """The letters and figures of a stream alone, as a stream, with the way back to its places."""

    def __init__(self, stream: Stream) -> None:
        self._places = [at for at, sign in enumerate(stream.text) if sign.isalnum()]
        self._end = len(stream.text)
        self.stream = Stream(
            stream.note,
            text="".join(filter(str.isalnum, stream.text)),
            joints=sorted({self.place_of(at) for at in stream.joints}),
            calls=[(self.place_of(at), ident) for at, ident in stream.calls],
            added=[(self.place_of(at), text) for at, text in stream.added],
        )
        # What follows one another up to here stands so on a line; spans and cells are set apart.
        self.apart = frozenset(self.stream.joints)
        self.stream.starts = frozenset(map(self.place_of, stream.starts))

    def place_of(self, place: int) -> int:
        """The first letter from a place of the whole stream on."""
        return bisect_left(self._places, place)

    def behind(self, letter: int) -> tuple[int, int]:
        """Where the stream may go on before this letter: signs between belong to either side."""
        if letter == len(self._places):
            return self._end, self._end
        return self._places[letter - 1] + 1 if letter else 0, self._places[letter]


@dataclass(slots=True)
class Copy:
    """A letter as it is to be printed."""

    ident: str
    file: str
    text: Stream = field(default_factory=Stream)
    notes: list[Stream] = field(default_factory=list)
    """In the order in which they are called; a note's own follow it."""
    about: frozenset[str] = frozenset()
    """Other texts of the file (sender, source …), squeezed: a layout prints what it likes."""

    @property
    def streams(self) -> tuple[Stream, ...]:
        """The letter, then its notes."""
        return (self.text, *self.notes)


def words_of(block: Block) -> list[str]:
    """The words of a block; lone hyphens and stars are none."""
    return [word for word in block.words.split() if word.isalnum() or squeeze(word)]


def words_at(stream: Stream) -> list[int]:
    """Where the words of a stream begin in its text."""
    places = []
    for block in stream.blocks:
        place = block.start
        for word in words_of(block):
            places.append(place)
            place += len(squeeze(word))
    return places


def line_of(block: Block, at: int, source: str) -> int:
    """The line of the file where the word stands that begins at this place of the stream."""
    words, mark, end = words_of(block), block.node.start_mark, block.node.end_mark
    written = source[mark.index : end.index]
    ahead = [(match.start(), squeeze(match.group())) for match in re.finditer(r"\S+", written)]
    place, found, n = block.start, 0, 0
    for word in words:
        wanted = squeeze(word)
        # Marks stand between the words as they are written, or around them.
        while n < len(ahead) and ahead[n][1] not in wanted and wanted not in ahead[n][1]:
            n += 1
        if n < len(ahead):
            found = ahead[n][0]
        place += len(wanted)
        n += 1
        if place > at:
            break
    line: int = mark.line + 1
    return line + written.count("\n", 0, found)
