"""Pandoc's blocks → blocks of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from typeset.intake.pandoc.inlines import Node, TextReader
from typeset.intake.proses import proses
from typeset.model import (
    Block,
    Inline,
    Items,
    LineBreak,
    Place,
    Prose,
    Quote,
    Table,
    Text,
    TextBlock,
    TextKind,
    Verse,
    VerseLine,
)

STYLES: tuple[tuple[re.Pattern[str], TextKind], ...] = (
    (re.compile(r"date-?line|^date$|^datum$", re.I), "dateline"),
    (re.compile(r"salut|anrede|greeting|appel", re.I), "salutation"),
    (re.compile(r"clos(?:ing|er)|gru(?:ß|ss)|valedict", re.I), "closer"),
    (re.compile(r"signature|signed|unterschrift", re.I), "signature"),
    (re.compile(r"post-?script|nachschrift", re.I), "postscript"),
    (re.compile(r"letter-?head|briefkopf", re.I), "letterhead"),
    (re.compile(r"address|adresse", re.I), "address"),
    (re.compile(r"endorse|docket", re.I), "endorsement"),
)
"""Names of styles and of classes that say which part of a letter a paragraph is."""

LINED = ("address", "letterhead", "signature")
ALIGN = {"AlignRight": "right", "AlignCenter": "centre"}


class BlockReader:
    """Reads blocks; ``text`` gathers the notes in them."""

    def __init__(self, place: Place, base: int) -> None:
        self.text = TextReader(place, self.read)
        self._place = place
        self._base = base
        self._kind: TextKind = "paragraph"

    def read(self, nodes: Sequence[Node]) -> tuple[Block, ...]:
        """The blocks, those of one kind that follow one another made one where they are lines."""
        return tuple(block for node in nodes for block in self._block(node))

    def _block(self, node: Node) -> Iterator[Block]:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind in ("Para", "Plain"):
            yield from self._paragraph(self.text.read(content))
        elif kind == "Header":
            level = min(max(content[0] - self._base, 1), 4)
            text = self._prose(self.text.read(content[2]))
            yield TextBlock("heading", (text,), self._place, level=level)
        elif kind == "Div":
            yield from self._styled(content)
        elif kind == "BlockQuote":
            yield Quote(self.read(content), None, self._place)
        elif kind in ("BulletList", "OrderedList"):
            items = content[1] if kind == "OrderedList" else content
            read = tuple(self.read(item) for item in items)
            yield Items(kind == "OrderedList", read, self._place)
        elif kind == "DefinitionList":
            yield from self._definitions(content)
        elif kind == "LineBlock":
            lines = tuple(self._verse_line(line) for line in content if line)
            yield Verse((lines,), self._place)
        elif kind == "Table":
            yield self._table(content)
        elif kind == "CodeBlock":
            lines = tuple(
                self._verse_line([{"t": "Str", "c": one}]) for one in content[1].split("\n")
            )
            yield Verse((lines,), self._place)
        elif kind == "HorizontalRule":
            yield TextBlock("ornament", (), self._place)
        elif kind == "Figure":
            yield from self.read(content[2])
            yield from self.read(content[1][1])
        elif kind == "RawBlock":
            self.text.left_out.append(content[1])

    def _paragraph(self, inlines: tuple[Inline, ...]) -> Iterator[Block]:
        kind: TextKind = self._kind
        if kind in LINED:
            lines = tuple(self._prose(line) for line in _lines(inlines))
            yield TextBlock(kind, lines, self._place)
        else:
            yield TextBlock(kind, (self._prose(inlines),), self._place)

    def _styled(self, content: Sequence[Any]) -> Iterator[Block]:
        (_, classes, pairs), inner = content
        names = [*classes, *(value for key, value in pairs if key == "custom-style")]
        outer = self._kind
        self._kind = next(
            (kind for name in names for pattern, kind in STYLES if pattern.search(name)), outer
        )
        yield from self.read(inner)
        self._kind = outer

    def _definitions(self, content: Sequence[Any]) -> Iterator[Block]:
        """Terms with their definitions, as a list."""
        items = []
        for term, definitions in content:
            head = TextBlock("paragraph", (self._prose(self.text.read(term)),), self._place)
            items.append((head, *(block for one in definitions for block in self.read(one))))
        yield Items(False, tuple(items), self._place)

    def _table(self, content: Sequence[Any]) -> Table:
        _, (_, caption), columns, (_, head), bodies, (_, foot) = content
        align = tuple(ALIGN.get(one[0]["t"], "left") for one in columns)
        rows = [row for body in bodies for part in body[2:4] for row in part] + list(foot)
        said = [inline for block in self.read(caption) for inline in _texts(block)]
        heads = tuple(self._row(row, len(align)) for row in head)
        return Table(
            tuple(row for row in heads if any(cell.inlines for cell in row)),
            tuple(self._row(row, len(align)) for row in rows),
            align,
            self._prose(tuple(said)) if said else None,
            self._place,
        )

    def _row(self, row: Sequence[Any], columns: int) -> tuple[Prose, ...]:
        cells: list[Prose] = []
        for _, _, _, spans, blocks in row[1]:
            inlines: list[Inline] = []
            for block in self.read(blocks):
                inlines += [LineBreak(), *_texts(block)] if inlines else _texts(block)
            cells += [self._prose(tuple(inlines)), *[self._prose(())] * (spans - 1)]
        return (*cells, *[self._prose(())] * (columns - len(cells)))

    def _verse_line(self, nodes: Sequence[Node]) -> VerseLine:
        inlines = self.text.read(nodes)
        first = inlines[0].text if inlines and isinstance(inlines[0], Text) else ""
        indent = len(first) - len(first.lstrip("\u00a0 "))
        return VerseLine(self._prose(inlines), indent)

    def _prose(self, inlines: tuple[Inline, ...]) -> Prose:
        return Prose(inlines, self._place)


def _texts(block: Block) -> list[Inline]:
    """The text of a block within a cell or caption, where no block can stand."""
    found: list[Inline] = []
    for prose in proses([block]):
        found += [LineBreak(), *prose.inlines] if found else prose.inlines
    return found


def _lines(inlines: Sequence[Inline]) -> list[tuple[Inline, ...]]:
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return [tuple(line) for line in lines if line]
