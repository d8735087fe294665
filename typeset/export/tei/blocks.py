"""Blocks as elements: where TEI has a place for a part of a letter it is put there, elsewhere an
``ab`` of its type says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from typeset.export.elements import NAMESPACE, Content, Element, element, put
from typeset.export.tei.text import Marks
from typeset.model import (
    Block,
    Enclosure,
    Figure,
    Items,
    Letter,
    Note,
    Prose,
    Quote,
    Table,
    TextBlock,
    Verse,
)

OPENING = frozenset(["dateline", "salutation", "address", "letterhead"])
CLOSING = frozenset(["closer", "signature", "dateline", "address"])
PARTS = {"dateline": "dateline", "salutation": "salute", "closer": "salute", "signature": "signed"}
DIV = f"{{{NAMESPACE}}}div"
BESIDE = frozenset(f"{{{NAMESPACE}}}{name}" for name in ("head", "opener", "fw", "figure"))
"""Elements that no body or division of TEI consists of alone."""


class Blocks:
    """Makes the elements of a letter's blocks and notes."""

    def __init__(self, letter: Letter) -> None:
        self.marks = Marks(self._called)
        self._notes = {note.ident: note for note in letter.notes}

    def body(self, blocks: Sequence[Block]) -> Element:
        """The body of a letter: an opener, divisions by its headings, a closer, postscripts."""
        start, end = _ends(blocks)
        body = element("body")
        if start:
            body.append(element("opener", *map(self._part, blocks[:start])))
        innermost = self._divided(body, blocks[start:end])
        for is_postscript, group in groupby(blocks[end:], lambda block: _is(block, "postscript")):
            parts = list(group)
            if is_postscript:
                put(innermost, map(self._part, parts))
            else:
                innermost.append(element("closer", *map(self._part, parts)))
        return body

    def note(self, note: Note) -> Element:
        """A note, where it is called."""
        made = element("note", type=note.series)
        if note.lemma:
            made.append(element("label", *self.marks.content(note.lemma), type="lemma"))
        first = note.blocks[0] if len(note.blocks) == 1 else None
        if isinstance(first, TextBlock) and first.kind == "paragraph":
            return put(made, self.marks.content(first.texts[0]))
        return put(made, self.flat(note.blocks))

    def _called(self, ident: str) -> Element:
        return self.note(self._notes[ident])

    def flat(self, blocks: Sequence[Block]) -> list[Element]:
        """Blocks that stand within another, where there are no divisions."""
        return [made for block in blocks for made in self._block(block)]

    def _divided(self, outer: Element, blocks: Sequence[Block]) -> Element:
        """Put blocks into an element, a division for each heading; the division that is open."""
        open_divisions: list[tuple[int, Element]] = [(0, outer)]
        for block in blocks:
            if isinstance(block, TextBlock) and block.kind == "heading":
                while open_divisions[-1][0] >= block.level:
                    open_divisions.pop()
                division = element("div", element("head", *self.marks.lines(block.texts)))
                open_divisions[-1][1].append(division)
                open_divisions.append((block.level, division))
            else:
                put(open_divisions[-1][1], self._block(block))
        for division in (outer, *outer.iter(DIV)):
            _fill(division)
        return open_divisions[-1][1]

    def _part(self, block: Block) -> Element:
        """A part in an opener or closer, or a postscript."""
        assert isinstance(block, TextBlock)
        if block.kind == "address":
            return self._address(block)
        if block.kind == "letterhead":
            return element("fw", *self.marks.lines(block.texts), type="letterhead")
        if block.kind == "postscript":
            label = element("label", *self.marks.content(block.label)) if block.label else None
            paragraphs = (element("p", *self.marks.content(text)) for text in block.texts)
            return element("postscript", label, *paragraphs)
        return element(PARTS[block.kind], *self.marks.lines(block.texts))

    def _address(self, block: TextBlock) -> Element:
        return element(
            "address", *(element("addrLine", *self.marks.content(text)) for text in block.texts)
        )

    # ---- blocks of their own -----------------------------------------------------------------

    def _block(self, block: Block) -> Iterator[Element]:
        match block:
            case TextBlock():
                yield from self._text(block)
            case Quote():
                yield self._quote(block)
            case Enclosure():
                yield self._enclosure(block)
            case Verse():
                yield self._verse(block)
            case Items():
                looks = "numbered" if block.ordered else None
                yield element("list", *map(self._item, block.items), rend=looks)
            case Table():
                yield self._table(block)
            case Figure():
                yield self._figure(block)

    def _text(self, block: TextBlock) -> Iterator[Element]:
        if block.kind == "paragraph":
            yield from (element("p", *self.marks.content(text)) for text in block.texts)
        elif block.kind == "letterhead":
            yield element("fw", *self.marks.lines(block.texts), type="letterhead")
        elif block.kind == "endorsement":
            yield from (
                element("ab", *self.marks.content(text), type="endorsement") for text in block.texts
            )
        else:
            label = element("label", *self.marks.content(block.label)) if block.label else None
            parts: list[Content] = [label, " "] if label is not None else []
            yield element("ab", *parts, *self.marks.lines(block.texts), type=block.kind)

    def _quote(self, quote: Quote) -> Element:
        made = _fill(element("quote", *self.flat(quote.blocks)))
        if quote.attribution is None:
            return made
        return element("cit", made, element("bibl", *self.marks.content(quote.attribution)))

    def _enclosure(self, enclosure: Enclosure) -> Element:
        body = element("body")
        if enclosure.title:
            body.append(element("head", *self.marks.content(enclosure.title)))
        self._divided(body, enclosure.blocks)
        return element("floatingText", body)

    def _verse(self, verse: Verse) -> Element:
        stanzas = [
            element(
                "lg",
                *(
                    element(
                        "l",
                        *self.marks.content(line.text),
                        rend=f"indent({line.indent})" if line.indent else None,
                    )
                    for line in stanza
                ),
            )
            for stanza in verse.stanzas
        ]
        return stanzas[0] if len(stanzas) == 1 else element("lg", *stanzas)

    def _item(self, blocks: Sequence[Block]) -> Element:
        first = blocks[0] if len(blocks) == 1 else None
        if isinstance(first, TextBlock) and first.kind == "paragraph":
            return element("item", *self.marks.content(first.texts[0]))
        return element("item", *self.flat(blocks))

    def _table(self, table: Table) -> Element:
        caption = element("head", *self.marks.content(table.caption)) if table.caption else None
        head = (self._row(row, table.align, role="label") for row in table.head)
        rows = (self._row(row, table.align) for row in table.rows)
        return element("table", caption, *head, *rows)

    def _row(
        self, cells: Sequence[Prose], align: Sequence[str], role: str | None = None
    ) -> Element:
        made = (
            element("cell", *self.marks.content(cell), rend=side if side != "left" else None)
            for cell, side in zip(cells, align, strict=True)
        )
        return element("row", *made, role=role)

    def _figure(self, figure: Figure) -> Element:
        width = f"{figure.width * 100:g}%" if figure.width != 1 else None
        return element(
            "figure",
            element("graphic", url=figure.file, width=width),
            element("head", *self.marks.content(figure.caption)) if figure.caption else None,
            element("figDesc", figure.alt),
        )


def _fill(outer: Element) -> Element:
    """The element with an empty paragraph where it holds nothing that TEI wants to be there."""
    if all(child.tag in BESIDE for child in outer):
        outer.append(element("p"))
    return outer


def _is(block: Block, *kinds: str) -> bool:
    return isinstance(block, TextBlock) and block.kind in kinds


def _ends(blocks: Sequence[Block]) -> tuple[int, int]:
    """Where the opener ends and the closer begins; between them stands what a body must have."""
    start = 0
    while start < len(blocks) and _is(blocks[start], *OPENING):
        start += 1
    end = len(blocks)
    while end > start and _is(blocks[end - 1], "postscript", *CLOSING):
        end -= 1
    between = blocks[start:end]
    if not between:
        return 0, len(blocks)
    if all(_is(block, "letterhead", "address") for block in blocks[:start]):
        start = 0
    return start, end
