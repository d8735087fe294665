"""A letter as lines of text, for golden cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.model import (
    Block,
    Emphasis,
    Enclosure,
    Figure,
    Inline,
    Items,
    Letter,
    LineBreak,
    NoteCall,
    Prose,
    Quote,
    Span,
    Strong,
    Table,
    Text,
    TextBlock,
    WebLink,
)


def outline(letter: Letter) -> str:
    """The blocks and notes of a letter, each with its line and column."""
    lines = list(_blocks(letter.body, ""))
    for note in letter.notes:
        lines.append(f"note {note.ident} {note.series} {note.place.line}:{note.place.col}")
        lines += _labelled("lemma", note.lemma)
        lines += _blocks(note.blocks, "  ")
    return "\n".join(lines)


def _blocks(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        for line in _block(block):
            yield indent + line


def _block(block: Block) -> Iterator[str]:
    at = f"{block.place.line}:{block.place.col}"
    if isinstance(block, TextBlock):
        level = f" level {block.level}" if block.kind == "heading" else ""
        yield f"{block.kind}{level} {at}"
        yield from _labelled("label", block.label)
        yield from (f"  {shown(text)}" for text in block.texts)
    elif isinstance(block, Quote):
        yield f"quote {at}"
        yield from _blocks(block.blocks, "  ")
        yield from _labelled("attribution", block.attribution)
    elif isinstance(block, Items):
        yield f"{'ordered' if block.ordered else 'unordered'} list {at}"
        for item in block.items:
            yield "  item"
            yield from _blocks(item, "    ")
    elif isinstance(block, Table):
        yield f"table {at} {' '.join(block.align)}"
        yield from _labelled("caption", block.caption)
        yield from (f"  head {' | '.join(map(shown, row))}" for row in block.head)
        yield from (f"  row {' | '.join(map(shown, row))}" for row in block.rows)
    elif isinstance(block, Figure):
        yield f"figure {at} {block.file} {block.width} ({block.alt})"
        yield from _labelled("caption", block.caption)
    elif isinstance(block, Enclosure):
        yield f"enclosure {at}"
        yield from _labelled("title", block.title)
        yield from _blocks(block.blocks, "  ")
    else:
        yield f"verse {at}"
        for stanza in block.stanzas:
            yield "  stanza"
            yield from (f"    {line.indent} {shown(line.text)}" for line in stanza)


def _labelled(what: str, prose: Prose | None) -> Iterator[str]:
    if prose is not None:
        yield f"  {what} {shown(prose)}"


def shown(prose: Prose) -> str:
    """The text with its place, its marks in angle brackets."""
    return f"{prose.place.line}:{prose.place.col} {marked(prose.inlines)}".rstrip()


def marked(inlines: Iterable[Inline]) -> str:
    """The inline elements as text with marks in angle brackets."""
    return "".join(map(_marked, inlines))


def _marked(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, NoteCall):
        return f"<call {inline.ident} {inline.place.line}:{inline.place.col}>"
    if isinstance(inline, LineBreak):
        return "<break>"
    inside = marked(inline.children)
    if isinstance(inline, Emphasis):
        return f"<em>{inside}</em>"
    if isinstance(inline, Strong):
        return f"<strong>{inside}</strong>"
    if isinstance(inline, WebLink):
        return f"<link {inline.target}>{inside}</link>"
    assert isinstance(inline, Span)
    names = [f".{name}" for name in inline.classes]
    names += [f"{key}={value}" for key, value in inline.attributes]
    return f"<span {' '.join(names)}>{inside}</span>"
