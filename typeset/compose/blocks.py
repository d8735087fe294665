"""Blocks of a letter or note as HTML, one small function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from typeset.compose.inline import NOTHING, Inlines, element, joined
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
    Verse,
    VerseLine,
)

HEADING = 2
"""A heading of level 1 inside a letter stands below the letter's title, an ``h2``."""

_LINED = frozenset({"address", "letterhead", "signature"})
"""Kinds with a text for each line."""


def blocks(texts: Inlines, given: Iterable[Block]) -> Markup:
    """Blocks, each on a line of its own."""
    return joined((_BLOCK[type(block)](texts, block) for block in given), "\n")


def _element(name: str, kind: str, place: Place, content: Markup) -> Markup:
    return element(name, Markup(f' class="{kind}" data-line="{place.line}"'), content)


def _lines(texts: Inlines, proses: Sequence[Prose]) -> Markup:
    return joined(map(texts.prose, proses), "<br>")


def _wrapped(name: str, kind: str, place: Place, parts: Iterable[Markup]) -> Markup:
    inside = joined((part for part in parts if part), "\n")
    return _element(name, kind, place, Markup(f"\n{inside}\n"))


def _text_block(texts: Inlines, block: TextBlock) -> Markup:
    if block.kind == "heading":
        level = min(HEADING + block.level, 6)
        return _element(f"h{level}", "heading", block.place, _lines(texts, block.texts))
    if block.kind == "postscript":
        return _postscript(texts, block)
    if block.kind in _LINED:
        kind = f"{block.kind}-line"
        lines = (_element("div", kind, prose.place, texts.prose(prose)) for prose in block.texts)
        return _wrapped("div", block.kind, block.place, lines)
    words = _lines(texts, block.texts)
    more = texts.more.get(block.place.line) if block.kind == "paragraph" else None
    if more is None:
        return _element("p", block.kind, block.place, words)
    asked = f' class="paragraph" data-line="{block.place.line}" data-more="{more}"'
    return element("p", Markup(asked), words)


def _postscript(texts: Inlines, block: TextBlock) -> Markup:
    label = NOTHING
    if block.label:
        label = Markup('<span class="label">{}</span> ').format(texts.prose(block.label))
    paragraphs = [
        _element("p", "paragraph", prose.place, (NOTHING if n else label) + texts.prose(prose))
        for n, prose in enumerate(block.texts)
    ]  # fmt: skip
    return _wrapped("div", "postscript", block.place, paragraphs)


def _quote(texts: Inlines, quote: Quote) -> Markup:
    attribution = NOTHING
    if quote.attribution:
        place, words = quote.attribution.place, texts.prose(quote.attribution)
        attribution = _element("p", "attribution", place, words)
    inside = [blocks(texts, quote.blocks), attribution]
    return _wrapped("blockquote", "quote", quote.place, inside)


def _verse(texts: Inlines, verse: Verse) -> Markup:
    stanzas = (
        Markup('<div class="stanza">\n{}\n</div>').format(
            joined((_verse_line(texts, line) for line in stanza), "\n")
        )
        for stanza in verse.stanzas
    )
    return _wrapped("div", "verse", verse.place, stanzas)


def _verse_line(texts: Inlines, line: VerseLine) -> Markup:
    kind = f"verse-line indent-{line.indent}" if line.indent else "verse-line"
    return _element("div", kind, line.text.place, texts.prose(line.text))


def _items(texts: Inlines, items: Items) -> Markup:
    inside = (Markup("<li>{}</li>").format(blocks(texts, item)) for item in items.items)
    return _wrapped("ol" if items.ordered else "ul", "list", items.place, inside)


def _table(texts: Inlines, table: Table) -> Markup:
    def row(cells: Sequence[Prose], name: str) -> Markup:
        aligned = (
            element(name, Markup(' class="{}"').format(align), texts.prose(cell))
            for cell, align in zip(cells, aligns(cells), strict=False)
        )
        return element("tr", NOTHING, joined(aligned))

    def aligns(cells: Sequence[Prose]) -> list[str]:
        return [*table.align, *["left"] * (len(cells) - len(table.align))]

    def rows(given: Iterable[Sequence[Prose]], group: str, cell: str) -> Markup:
        made = joined((row(cells, cell) for cells in given), "\n")
        return element(group, NOTHING, Markup(f"\n{made}\n")) if made else NOTHING

    caption = NOTHING
    if table.caption:
        caption = _element(
            "caption", "caption", table.caption.place, texts.prose(table.caption)
        )  # fmt: skip
    parts = [caption, rows(table.head, "thead", "th"), rows(table.rows, "tbody", "td")]
    kind = "table" + " captioned" * bool(table.caption) + " headed" * bool(table.head)
    made = _wrapped("table", kind, table.place, parts)
    return Markup('<div class="table-block">\n{}\n</div>').format(made)


def _figure(texts: Inlines, figure: Figure) -> Markup:
    image = Markup('<img src="{}" alt="{}" style="width: {}%">').format(
        figure.file, figure.alt, f"{100 * figure.width:g}"
    )
    caption = NOTHING
    if figure.caption:
        place, words = figure.caption.place, texts.prose(figure.caption)
        caption = _element("figcaption", "caption", place, words)
    return _wrapped("figure", "figure", figure.place, [image, caption])


def _enclosure(texts: Inlines, enclosure: Enclosure) -> Markup:
    title = NOTHING
    if enclosure.title:
        place, words = enclosure.title.place, texts.prose(enclosure.title)
        title = _element("h3", "enclosure-title", place, words)
    inside = [title, blocks(texts, enclosure.blocks)]
    return _wrapped("section", "enclosure", enclosure.place, inside)


_BLOCK: dict[type, Callable[..., Markup]] = {
    TextBlock: _text_block,
    Quote: _quote,
    Verse: _verse,
    Items: _items,
    Table: _table,
    Figure: _figure,
    Enclosure: _enclosure,
}
