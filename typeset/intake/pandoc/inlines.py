"""Pandoc's running text → inline elements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from typeset.model import (
    Block,
    Emphasis,
    Inline,
    LineBreak,
    Note,
    NoteCall,
    Place,
    Span,
    Strong,
    Text,
    WebLink,
)
from typeset.read.spans import CLASSES, LANGUAGE

Node = dict[str, Any]

MARKS = {
    "Superscript": "sup",
    "Subscript": "sub",
    "SmallCaps": "sc",
    "Underline": "ul",
    "Strikeout": "del",
}
ALIASES = {
    "smallcaps": "sc",
    "underline": "ul",
    "mark": "em",
    "insertion": "add",
    "deletion": "del",
}
QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


@dataclass
class TextReader:
    """Reads running text; notes in it are gathered, each called where it stands."""

    place: Place
    blocks: Callable[[Sequence[Node]], tuple[Block, ...]]
    """Reads the blocks of a note."""
    notes: list[Note] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def read(self, nodes: Sequence[Node]) -> tuple[Inline, ...]:
        """The elements of a text."""
        return tuple(inline for node in nodes for inline in self._one(node))

    def _one(self, node: Node) -> Iterator[Inline]:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            yield Text(content)
        elif kind in ("Space", "SoftBreak"):
            yield Text(" ")
        elif kind == "LineBreak":
            yield LineBreak()
        elif kind == "Emph":
            yield Emphasis(self.read(content))
        elif kind == "Strong":
            yield Strong(self.read(content))
        elif kind in MARKS:
            yield Span(self.read(content), (MARKS[kind],), (), self.place)
        elif kind == "Quoted":
            before, after = QUOTES[content[0]["t"]]
            yield Text(before)
            yield from self.read(content[1])
            yield Text(after)
        elif kind == "Link":
            yield WebLink(content[2][0], self.read(content[1]))
        elif kind == "Span":
            yield from self._span(content)
        elif kind == "Note":
            yield self._note(content)
        elif kind == "Image":
            self.pictures.append(content[2][0])
            yield from self.read(content[1])
        elif kind == "Cite":
            yield from self.read(content[1])
        elif kind in ("Code", "Math"):
            yield Text(content[1])
        elif kind == "RawInline":
            self.left_out.append(content[1])

    def _span(self, content: Sequence[Any]) -> Iterator[Inline]:
        (_, classes, pairs), inner = content
        known = [ALIASES.get(name, name) for name in classes]
        attributes = [(k, v) for k, v in pairs if k == "lang" and LANGUAGE.fullmatch(v)]
        names = tuple(name for name in known if name in CLASSES)
        inside = self.read(inner)
        for name, mark in (("em", Emphasis), ("strong", Strong)):
            if name in names:
                inside = (mark(inside),)
        names = tuple(name for name in names if name not in ("em", "strong"))
        if names or attributes:
            yield Span(inside, names, tuple(attributes), self.place)
        else:
            yield from inside

    def _note(self, content: Sequence[Node]) -> NoteCall:
        ident = str(len(self.notes) + 1)
        at = len(self.notes)
        self.notes.append(Note(ident, "editor", (), self.place))
        self.notes[at] = Note(ident, "editor", self.blocks(content), self.place)
        return NoteCall(ident, self.place)
