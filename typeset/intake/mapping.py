"""Changes to the texts of blocks, wherever they stand in them; and notes numbered anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from typeset.intake.proses import proses
from typeset.model import (
    Block,
    Emphasis,
    Enclosure,
    Figure,
    Inline,
    Items,
    Note,
    NoteCall,
    Prose,
    Quote,
    Span,
    Strong,
    Table,
    TextBlock,
    Verse,
    WebLink,
)

Change = Callable[[Prose], Prose]


def mapped(blocks: Sequence[Block], change: Change) -> tuple[Block, ...]:
    """The blocks with each of their texts changed, in the order of reading."""
    return tuple(_mapped(block, change) for block in blocks)


def _mapped(block: Block, change: Change) -> Block:
    def maybe(prose: Prose | None) -> Prose | None:
        return change(prose) if prose else None

    match block:
        case TextBlock():
            label = maybe(block.label)
            return replace(block, label=label, texts=tuple(map(change, block.texts)))
        case Quote():
            inner = mapped(block.blocks, change)
            return replace(block, blocks=inner, attribution=maybe(block.attribution))
        case Enclosure():
            title = maybe(block.title)
            return replace(block, title=title, blocks=mapped(block.blocks, change))
        case Items():
            return replace(block, items=tuple(mapped(item, change) for item in block.items))
        case Verse():
            stanzas = (
                tuple(replace(line, text=change(line.text)) for line in stanza)
                for stanza in block.stanzas
            )
            return replace(block, stanzas=tuple(stanzas))
        case Table():
            caption = maybe(block.caption)
            head = tuple(tuple(map(change, row)) for row in block.head)
            rows = tuple(tuple(map(change, row)) for row in block.rows)
            return replace(block, caption=caption, head=head, rows=rows)
        case Figure():
            return replace(block, caption=maybe(block.caption))


def preceded(block: Block, inlines: Sequence[Inline]) -> Block:
    """The block with these elements before its first text."""
    waiting = list(inlines)

    def change(prose: Prose) -> Prose:
        before = tuple(waiting)
        waiting.clear()
        return replace(prose, inlines=(*before, *prose.inlines)) if before else prose

    return mapped([block], change)[0]


def numbered(
    title: Prose, body: Sequence[Block], notes: Sequence[Note]
) -> tuple[Prose, tuple[Block, ...], tuple[Note, ...]]:
    """A letter whose notes are called 1, 2, 3 … in the order of their calls; a note that another
    calls follows that one.
    """
    given = {note.ident: note for note in notes}
    ahead = [ident for prose in (title, *proses(body)) for ident in _calls(prose.inlines)][::-1]
    order: dict[str, str] = {}
    while ahead:
        ident = ahead.pop()
        if ident in given and ident not in order:
            order[ident] = str(len(order) + 1)
            inner = [i for prose in proses(given[ident].blocks) for i in _calls(prose.inlines)]
            ahead += inner[::-1]
    for ident in given:
        order.setdefault(ident, str(len(order) + 1))

    def change(prose: Prose) -> Prose:
        return replace(prose, inlines=_renamed(prose.inlines, order))

    renamed = (
        replace(given[ident], ident=number, blocks=mapped(given[ident].blocks, change))
        for ident, number in order.items()
    )
    return change(title), mapped(body, change), tuple(renamed)


def _calls(inlines: Sequence[Inline]) -> list[str]:
    found: list[str] = []
    for inline in inlines:
        if isinstance(inline, NoteCall):
            found.append(inline.ident)
        elif isinstance(inline, Emphasis | Strong | Span | WebLink):
            found += _calls(inline.children)
    return found


def _renamed(inlines: Sequence[Inline], names: Mapping[str, str]) -> tuple[Inline, ...]:
    renamed: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, NoteCall):
            inline = replace(inline, ident=names.get(inline.ident, inline.ident))
        elif isinstance(inline, Emphasis | Strong | Span | WebLink):
            inline = replace(inline, children=_renamed(inline.children, names))
        renamed.append(inline)
    return tuple(renamed)
