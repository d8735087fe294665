"""All texts of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.model import Block, Enclosure, Figure, Items, Prose, Quote, Table, TextBlock, Verse


def proses(blocks: Iterable[Block]) -> Iterator[Prose]:
    """All texts of blocks in the order of reading, labels and captions included."""
    for block in blocks:
        match block:
            case TextBlock():
                yield from (block.label,) if block.label else ()
                yield from block.texts
            case Quote():
                yield from proses(block.blocks)
                yield from (block.attribution,) if block.attribution else ()
            case Enclosure():
                yield from (block.title,) if block.title else ()
                yield from proses(block.blocks)
            case Items():
                for item in block.items:
                    yield from proses(item)
            case Verse():
                yield from (line.text for stanza in block.stanzas for line in stanza)
            case Table():
                yield from (block.caption,) if block.caption else ()
                yield from (cell for row in (*block.head, *block.rows) for cell in row)
            case Figure():
                yield from (block.caption,) if block.caption else ()
