"""Text with inline marks → inline elements.

CommonMark's emphasis, strong, links, autolinks, escapes and hard breaks, calls of notes ``[^1]``
and bracketed spans ``[text]{.class key=value}``.  What is none of these is literal text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from markdown_it.token import Token

from typeset.model import (
    Emphasis,
    Inline,
    LineBreak,
    NoteCall,
    Place,
    Prose,
    Span,
    Strong,
    Text,
    WebLink,
)
from typeset.read.markdown import tokenize
from typeset.read.marks import TextNode
from typeset.read.problems import Problems, shown
from typeset.read.spans import check_span

MARKS = re.compile(r"[\\*_\[<\n]|\]\{")
"""A text without any of these has no inline element and no stray braces."""

SIGNS = re.compile(r"[\\*_\[<]")
MOST_SIGNS = 40_000
"""Signs of one file that may be marks.  Finding out takes longer than the number of signs grows."""

DEEPEST = 12
"""Emphasis, links and spans within one another."""

STRESSES: dict[str, type[Emphasis | Strong]] = {"em": Emphasis, "strong": Strong}
"""Marks that are emphasis by another name."""

SPACES = " \t\n"
"""What may be cut off at the ends of a text; other spaces are the text's own."""


@dataclass
class Met:
    """What the reading of texts has met, in reading order."""

    calls: list[NoteCall] = field(default_factory=list)
    references: list[tuple[str, Place]] = field(default_factory=list)


class InlineReader:
    """Reads the texts of a file; ``met`` gathers the calls and references in them."""

    def __init__(self, problems: Problems) -> None:
        self.met = Met()
        self._problems = problems
        self._signs = 0

    def prose(self, node: TextNode) -> Prose:
        """A whole text; a blank line in it is a problem."""
        if blank := node.blank_line.search(node.value.strip(SPACES)):
            lead = len(node.value) - len(node.value.lstrip(SPACES))
            hint = "write two blocks, or a block of kind 'text'"
            place = node.place(lead + blank.end())
            self._problems.add("blank-line", "a blank line inside one paragraph", place, hint)
        return self.piece(node, 0, node.value)

    def paragraphs(self, node: TextNode) -> tuple[Prose, ...]:
        """The paragraphs of a text, divided by blank lines."""
        return tuple(self.piece(node, start, text) for start, text in node.paragraphs())

    def lines(self, node: TextNode) -> tuple[Prose, ...]:
        """The lines of a text whose line ends count."""
        return tuple(self.piece(node, start, text) for start, text in self.spaced_lines(node))

    def spaced_lines(self, node: TextNode) -> list[tuple[int, str]]:
        """The lines of a text with their offsets and leading spaces; blank ones, too."""
        if node.style != "|" and "\n" in node.raw.strip():
            message = "these lines are folded to one"
            self._problems.add("folded-lines", message, node.place(), "begin them with '|'")
        lines, start = [], 0
        for line in node.value.rstrip(SPACES).split("\n"):
            lines.append((start, line))
            start += len(line) + 1
        return lines

    def piece(self, node: TextNode, start: int, text: str) -> Prose:
        """A part of a text that begins at this offset of it."""
        if node.comment_follows:
            place = node.manuscript.place(node.end)
            hint = "put the text in quotes, or the comment on a line of its own"
            self._problems.add("comment", "the text ends here, before a comment", place, hint)
        if marked := MARKS.search(text) is not None and self._may_mark(node, text):
            text = node.with_line_ends()[start : start + len(text)]
        lead = len(text) - len(text.lstrip(SPACES))
        text, start = text.strip(SPACES), start + lead
        place = node.place(start)
        if not marked:
            return Prose((Text(text),) if text else (), place)
        return Prose(_Piece(self, self._problems, node, start).read(text), place)

    def _may_mark(self, node: TextNode, text: str) -> bool:
        before, self._signs = self._signs, self._signs + len(SIGNS.findall(text))
        if before <= MOST_SIGNS < self._signs:
            message = f"more than {MOST_SIGNS} signs of inline marks in one file"
            self._problems.add("too-large", message, node.place(), "divide the letter")
        return self._signs <= MOST_SIGNS


class _Piece:
    """Builds the inline elements of one piece of text from markdown-it's tokens."""

    def __init__(
        self, reader: InlineReader, problems: Problems, node: TextNode, start: int
    ) -> None:
        self._met = reader.met
        self._problems = problems
        self._node = node
        self._start = start
        self._opened: list[Token] = []

    def read(self, text: str) -> tuple[Inline, ...]:
        levels: list[list[Inline]] = [[]]
        tokens, stray = tokenize(text)
        for token in tokens:
            if token.nesting > 0:
                self._open(token)
                levels.append([])
            elif token.nesting < 0:
                children = levels.pop()
                levels[-1] += self._close(self._opened.pop(), children)
            else:
                levels[-1].append(self._leaf(token))
        for offset in stray:
            hint = "as in [Wort]{lang=de}; a brace of the text itself is written \\{"
            place = self._node.place(self._start + offset)
            self._problems.add("span", "no marks can be read from these braces", place, hint)
        return _joined(levels[0])

    def _open(self, token: Token) -> None:
        if token.type == "link_open" or "letter" in token.attrs:
            self._not_in_link(token, "a link")
        self._opened.append(token)
        if len(self._opened) == DEEPEST + 1:
            message = f"more than {DEEPEST} inline marks within one another"
            self._problems.add("too-deep", message, self._place(token), "use fewer")

    def _close(self, token: Token, children: list[Inline]) -> list[Inline]:
        if len(self._opened) >= DEEPEST:
            return children
        inside = _joined(children)
        if token.type == "em_open":
            return [Emphasis(inside)]
        if token.type == "strong_open":
            return [Strong(inside)]
        if token.type == "link_open":
            return [self._link(token, inside)]
        return [self._span(token, inside)]

    def _leaf(self, token: Token) -> Inline:
        if token.type == "note_call":
            self._not_in_link(token, "a note's call")
            call = NoteCall(token.content, self._place(token))
            self._met.calls.append(call)
            return call
        if token.type == "hardbreak":
            return LineBreak()
        return Text(" " if token.type == "softbreak" else token.content)

    def _link(self, token: Token, inside: tuple[Inline, ...]) -> Inline:
        target, place = str(token.attrs["href"]), self._place(token)
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target):
            hint = "give the whole address, https://…; a letter is named [text]{letter=ID}"
            self._problems.add("link", f"{shown(target)} is no web address", place, hint)
        if "title" in token.attrs:
            hint = "take it out of the brackets, or write it as text"
            self._problems.add("link", "a link's title is not printed", place, hint)
        if not inside:
            self._problems.add("link", "a link without text", place, "write <https://…>")
        return WebLink(target, inside)

    def _span(self, token: Token, inside: tuple[Inline, ...]) -> Inline:
        given = {str(key): str(value) for key, value in token.attrs.items()}
        classes = tuple(given.pop("class", "").split())
        span = Span(inside, classes, tuple(given.items()), self._place(token))
        check_span(span, self._problems)
        for name, mark in STRESSES.items():
            if name in classes:
                inside = (mark(inside),)
                span = replace(span, children=inside, classes=_but(span.classes, name))
        if letter := span.get("letter"):
            self._met.references.append((letter, span.place))
        return span if span.classes or span.attributes else inside[0]

    def _not_in_link(self, token: Token, what: str) -> None:
        if any(outer.type == "link_open" or "letter" in outer.attrs for outer in self._opened):
            message = f"{what} inside a link"
            self._problems.add("link", message, self._place(token), "put it behind the link")

    def _place(self, token: Token) -> Place:
        return self._node.place(self._start + int(token.meta.get("offset", 0)))


def _but(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(one for one in names if one != name)


def _joined(inlines: list[Inline]) -> tuple[Inline, ...]:
    """The elements, with texts that follow one another made one."""
    joined: list[Inline] = []
    for is_text, group in groupby(inlines, lambda inline: isinstance(inline, Text)):
        if is_text:
            text = "".join(inline.text for inline in group if isinstance(inline, Text))
            joined += [Text(text)] if text else []
        else:
            joined += group
    return tuple(joined)
