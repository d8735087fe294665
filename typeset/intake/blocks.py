"""Blocks of a draft → nodes for YAML; what has no words is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from typeset.intake.leaf import Lines, Node, Short
from typeset.intake.marks import written
from typeset.intake.settle import flat, one_line, settled
from typeset.model import (
    Block,
    Enclosure,
    Figure,
    Items,
    Prose,
    Quote,
    Table,
    TextBlock,
    Verse,
    VerseLine,
)
from typeset.read.spans import plain

INDENT = "  "
"""Spaces for a step of verse."""

LOWEST_HEADING = 4


def text_of(prose: Prose) -> str:
    """A text with its marks; empty where it has no words."""
    return written(settled(prose.inlines))


def body_of(blocks: Sequence[Block]) -> list[Node]:
    """Blocks as items of a body."""
    return [node for block in blocks for node in _block(block)]


def held(blocks: Sequence[Block]) -> dict[str, Node]:
    """What a quotation, enclosure or note holds: ``text`` where paragraphs will do."""
    nodes = body_of(blocks)
    if nodes and all(isinstance(node, str) for node in nodes):
        return {"text": "\n\n".join(map(str, nodes))}
    return {"body": nodes}


def _block(block: Block) -> list[Node]:
    """The nodes of a block: none where it is empty."""
    if isinstance(block, TextBlock):
        return _text_block(block)
    if isinstance(block, Quote):
        return _quote(block)
    if isinstance(block, Enclosure):
        return _enclosure(block)
    if isinstance(block, Verse):
        lines = _verse(block)
        return [{"verse": Lines(lines)}] if lines else []
    if isinstance(block, Items):
        return _list(block)
    if isinstance(block, Table):
        return _table(block)
    return [_figure(block)]


# ---- running text ----------------------------------------------------------------------------


def _text_block(block: TextBlock) -> list[Node]:
    texts = [text for prose in block.texts if (text := text_of(prose))]
    if block.kind == "ornament" and not texts:
        return [{"ornament": None}]
    if not texts:
        return []
    if block.kind in ("address", "letterhead", "signature"):
        return [{block.kind: _lines(texts)}]
    if block.kind == "postscript":
        return [{"postscript": _labelled(block, "\n\n".join(texts))}]
    if block.kind == "endorsement":
        return [{"endorsement": "\n\n".join(texts)}]
    if block.kind == "paragraph":
        return list(texts)
    if block.kind == "heading" and block.level > 1:
        level = min(block.level, LOWEST_HEADING)
        return [{"heading": Short({"text": text, "level": level})} for text in texts]
    return [{block.kind: text} for text in texts]


def _lines(texts: Sequence[str]) -> Node:
    broken = any("\n" in text for text in texts)
    return list(texts) if broken else Lines(texts)


def _labelled(block: TextBlock, text: str) -> Node:
    label = text_of(block.label) if block.label else ""
    return Short({"label": label, "text": text}) if label else text


# ---- blocks that hold others -----------------------------------------------------------------


def _quote(quote: Quote) -> list[Node]:
    content = held(quote.blocks)
    attribution = text_of(quote.attribution) if quote.attribution else ""
    if attribution:
        return [{"quote": {"attribution": attribution, **content}}]
    if not content.get("text", content.get("body")):
        return []
    return [{"quote": content.get("text", content)}]


def _enclosure(enclosure: Enclosure) -> list[Node]:
    content = held(enclosure.blocks)
    title = text_of(enclosure.title) if enclosure.title else ""
    if title:
        return [{"enclosure": {"title": title, **content}}]
    return [{"enclosure": content.get("text", content)}]


def _list(items: Items) -> list[Node]:
    nodes: list[Node] = []
    for blocks in items.items:
        inside = body_of(blocks)
        if inside:
            nodes.append(inside[0] if len(inside) == 1 else inside)
    if not nodes:
        return []
    return [{"list": {"ordered": True, "items": nodes} if items.ordered else nodes}]


def _table(table: Table) -> list[Node]:
    head, rows = [_row(row) for row in table.head], [_row(row) for row in table.rows]
    if not rows:
        head, rows = [], head
    columns = max(map(len, (*head, *rows)), default=0)
    if not columns:
        return []
    for row in (*head, *rows):
        row += [""] * (columns - len(row))
    said: dict[str, Node] = {}
    if table.caption and (caption := text_of(table.caption)):
        said["caption"] = caption
    if head:
        said["head"] = Short(head[0]) if len(head) == 1 else [Short(row) for row in head]
    align = [*table.align[:columns], *["left"] * (columns - len(table.align))]
    if set(align) != {"left"}:
        said["align"] = Short(align)
    said["rows"] = [Short(row) for row in rows]
    return [{"table": said}]


def _row(cells: Sequence[Prose]) -> list[str]:
    return [text_of(cell) for cell in cells]


def _figure(figure: Figure) -> Node:
    caption = settled(figure.caption.inlines) if figure.caption else ()
    alt = flat(figure.alt) or flat(plain(caption)) or PurePosixPath(figure.file).stem
    said: dict[str, Node] = {"file": figure.file, "alt": alt}
    if caption:
        said["caption"] = written(caption)
    if figure.width != 1:
        said["width"] = figure.width
    return {"figure": said}


# ---- verse -----------------------------------------------------------------------------------


def _verse(verse: Verse) -> list[str]:
    """Lines with their indents, an empty one between stanzas."""
    stanzas = [_stanza(stanza) for stanza in verse.stanzas]
    indents = {line.indent for stanza in stanzas for line, _ in stanza}
    # The smallest indent in a poem is read as one step.
    surplus = max(min(indents - {0}, default=1), 1) - 1
    lines: list[str] = []
    for stanza in filter(None, stanzas):
        lines += [""] if lines else []
        lines += [INDENT * max(line.indent - surplus, 0) + text for line, text in stanza]
    return lines


def _stanza(stanza: Sequence[VerseLine]) -> list[tuple[VerseLine, str]]:
    told = [(line, replace(line.text, inlines=one_line(line.text.inlines))) for line in stanza]
    return [(line, text) for line, prose in told if (text := text_of(prose))]
