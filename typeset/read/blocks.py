"""Blocks of a file → blocks of the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from typeset.model import (
    Block,
    Enclosure,
    Figure,
    Items,
    Place,
    Prose,
    Quote,
    Table,
    TextBlock,
    TextKind,
    Verse,
)
from typeset.read.file_model import (
    BlockFile,
    EnclosureFile,
    FigureFile,
    HeadingFile,
    HeldFile,
    ListFile,
    PostscriptFile,
    QuoteFile,
    TableFile,
)
from typeset.read.inline import InlineReader
from typeset.read.marks import TextNode
from typeset.read.problems import Problems
from typeset.read.verse import stanzas

Content = TextNode | BlockFile


class BlockReader:
    """Reads the blocks of a file; ``figures`` gathers the pictures in them."""

    def __init__(self, inline: InlineReader, problems: Problems) -> None:
        self.figures: list[Figure] = []
        self._inline = inline
        self._problems = problems
        self._kinds: dict[str, Callable[[Any, Place], Sequence[Block]]] = {
            "heading": self._heading,
            "postscript": self._postscript,
            "enclosure": self._enclosure,
            "quote": self._quote,
            "verse": self._verse,
            "list": self._list,
            "table": self._table,
            "figure": self._figure,
            "ornament": self._ornament,
            "text": self._text,
        }

    def blocks(self, contents: Sequence[Content]) -> tuple[Block, ...]:
        """The blocks of a body."""
        return tuple(block for content in contents for block in self._block(content))

    def paragraphs(self, node: TextNode) -> tuple[Block, ...]:
        """A text as paragraphs."""
        return tuple(
            TextBlock("paragraph", (text,), text.place) for text in self._inline.paragraphs(node)
        )

    def held(self, held: HeldFile, what: str) -> tuple[Block, ...]:
        """What a quotation, enclosure or note holds, as ``text`` or as ``body``."""
        if (held.text is None) == (held.body is None):
            both = "both 'text' and 'body'" if held.text else "neither 'text' nor 'body'"
            hint = "give 'text' for paragraphs, 'body' for blocks of other kinds"
            self._problems.add("text-or-body", f"{what} has {both}", held.node.place(), hint)
        if held.text is not None:
            return self.paragraphs(held.text)
        return self.blocks(held.body or [])

    def _block(self, content: Content) -> Sequence[Block]:
        if isinstance(content, TextNode):
            text = self._inline.prose(content)
            return [TextBlock("paragraph", (text,), text.place)]
        for key, _ in content.node.entries:
            name = "list_" if key.value == "list" else key.value
            if (value := getattr(content, name, None)) is not None:
                read = self._kinds.get(key.value)
                return read(value, key.place()) if read else self._plain(key, value)
        return []

    # ---- blocks of running text --------------------------------------------------------------

    def _plain(self, key: TextNode, value: TextNode | list[TextNode]) -> Sequence[Block]:
        kind: TextKind = key.value  # type: ignore[assignment]  # the file model knows the kinds
        if isinstance(value, list):
            texts = tuple(self._inline.prose(line) for line in value)
        elif kind in ("address", "letterhead", "signature"):
            texts = self._inline.lines(value)
        elif kind == "endorsement":
            texts = self._inline.paragraphs(value)
        else:
            texts = (self._inline.prose(value),)
        if not texts:
            self._problems.add("empty", f"empty {kind}", key.place(), "give it a line")
        return [TextBlock(kind, texts, key.place())]

    def _heading(self, value: TextNode | HeadingFile, place: Place) -> Sequence[Block]:
        if isinstance(value, TextNode):
            return [TextBlock("heading", (self._inline.prose(value),), place)]
        text = self._inline.prose(value.text)
        return [TextBlock("heading", (text,), place, level=value.level)]

    def _postscript(self, value: TextNode | PostscriptFile, place: Place) -> Sequence[Block]:
        if isinstance(value, TextNode):
            return [TextBlock("postscript", self._inline.paragraphs(value), place)]
        label = self._prose(value.label)
        texts = self._inline.paragraphs(value.text)
        return [TextBlock("postscript", texts, place, label=label)]

    def _ornament(self, value: TextNode, place: Place) -> Sequence[Block]:
        drawn = value.value.strip() and not value.null
        return [TextBlock("ornament", (self._inline.prose(value),) if drawn else (), place)]

    def _text(self, value: TextNode, _: Place) -> Sequence[Block]:
        return self.paragraphs(value)

    # ---- blocks that hold others -------------------------------------------------------------

    def _quote(self, value: TextNode | QuoteFile, place: Place) -> Sequence[Block]:
        if isinstance(value, TextNode):
            return [Quote(self.paragraphs(value), None, place)]
        blocks = self.held(value, "this quotation")
        return [Quote(blocks, self._prose(value.attribution), place)]

    def _enclosure(self, value: TextNode | EnclosureFile, place: Place) -> Sequence[Block]:
        if isinstance(value, TextNode):
            return [Enclosure(None, self.paragraphs(value), place)]
        title = self._prose(value.title)
        return [Enclosure(title, self.held(value, "this enclosure"), place)]

    def _list(self, value: list[Any] | ListFile, place: Place) -> Sequence[Block]:
        ordered = isinstance(value, ListFile) and value.ordered
        items = value.items if isinstance(value, ListFile) else value
        if not items:
            self._problems.add("empty", "a list without items", place, "give it an item")
        read = tuple(self.blocks(item if isinstance(item, list) else [item]) for item in items)
        return [Items(ordered, read, place)]

    def _verse(self, value: TextNode, place: Place) -> Sequence[Block]:
        return [Verse(stanzas(value, self._inline, self._problems), place)]

    def _table(self, value: TableFile, place: Place) -> Sequence[Block]:
        head = value.head or []
        heads = head if head and isinstance(head[0], list) else [head] if head else []
        caption = self._prose(value.caption)
        read_heads = tuple(self._row(row) for row in heads)
        rows = tuple(self._row(row) for row in value.rows)
        columns = max(map(len, (*read_heads, *rows)), default=0)
        if not rows or not columns:
            self._problems.add("empty", "a table without cells", place, "give it rows")
        uneven = [row for row in (*heads, *value.rows) if len(row) != columns]
        for row in uneven:
            at = row[0].place() if row else place
            message = f"this row has {len(row)} cells, the longest has {columns}"
            self._problems.add("uneven-row", message, at, "an empty cell is written ''")
        align = value.align or ["left"] * columns
        if len(align) != columns and not uneven:
            message = f"'align' names {len(align)} columns, the table has {columns}"
            self._problems.add("align", message, place, "name each column once")
        return [Table(read_heads, rows, tuple(align), caption, place)]

    def _row(self, cells: Sequence[TextNode]) -> tuple[Prose, ...]:
        return tuple(self._inline.prose(cell) for cell in cells)

    def _figure(self, value: FigureFile, place: Place) -> Sequence[Block]:
        alt = " ".join(value.alt.value.split())
        file = value.file.value.strip()
        caption = self._prose(value.caption)
        figure = Figure(file, alt, caption, value.width, value.file.place())
        self.figures.append(figure)
        return [Figure(file, alt, caption, value.width, place)]

    def _prose(self, node: TextNode | None) -> Prose | None:
        return self._inline.prose(node) if node is not None else None
