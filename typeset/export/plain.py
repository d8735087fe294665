"""Letters as plain text: a paragraph a line, notes behind each letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from typeset.export.files import write_file
from typeset.model import (
    Block,
    Edition,
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
    Table,
    Text,
    TextBlock,
    Verse,
    WebLink,
)

LOST = "[…]"


def export_text(edition: Edition, path: Path) -> int:
    """Write all letters into one file; how many."""
    letters = ("\n\n".join(_letter(letter)) for letter in edition.letters)
    head = "\n".join(filter(None, (edition.title, edition.subtitle, edition.editor)))
    write_file(path, ("\n\n\n".join([head, *letters]) + "\n").encode("utf-8"))
    return len(edition.letters)


def _letter(letter: Letter) -> Iterator[str]:
    numbers = {note.ident: number for number, note in enumerate(letter.notes, 1)}
    writer = _Writer(numbers)
    title = writer.text(letter.title)
    yield f"{title}\n{'=' * len(title)}"
    yield "\n".join(_particulars(letter))
    yield from writer.blocks(letter.body)
    for note in letter.notes:
        first, *rest = list(writer.blocks(note.blocks)) or [""]
        lemma = f"{writer.text(note.lemma)}] " if note.lemma else ""
        yield "\n\n".join([f"[{numbers[note.ident]}] {lemma}{first}", *rest])


def _particulars(letter: Letter) -> Iterator[str]:
    source = letter.source
    volume = f"vol. {source.volume}" if source.volume else None
    pages = f"p. {source.pages}" if source.pages else None
    book = ", ".join(
        part
        for part in (source.title, source.publisher, source.place, source.year, volume, pages)
        if part
    )
    for label, said in (
        ("From", ", ".join(one.name for one in letter.senders)),
        ("To", ", ".join(one.name for one in letter.addressees)),
        ("Date", letter.date.edtf if letter.date else None),
        ("Sent from", letter.sent_from),
        ("Sent to", letter.sent_to),
        ("Source", book),
        ("First published", letter.first_published),
        ("Copy-text", letter.copy_text),
        *((one.role.capitalize(), one.name) for one in letter.credits),
        ("Licence", letter.licence.name),
        ("Credit", letter.licence.credit),
    ):
        if said:
            yield f"{label}: {said}"


@dataclass(frozen=True)
class _Writer:
    """Writes blocks; ``numbers`` are those of the notes."""

    numbers: Mapping[str, int]

    def text(self, prose: Prose) -> str:
        """A text with the numbers of its notes."""
        return self._run(prose.inlines)

    def _run(self, inlines: Sequence[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        if isinstance(inline, Text):
            return inline.text
        if isinstance(inline, LineBreak):
            return "\n"
        if isinstance(inline, NoteCall):
            return f"[{self.numbers[inline.ident]}]"
        inside = self._run(inline.children)
        if isinstance(inline, WebLink) and inline.target not in (inside, f"mailto:{inside}"):
            return f"{inside} <{inline.target}>"
        if isinstance(inline, Span) and "pb" in inline.classes:
            return ""
        if isinstance(inline, Span) and "gap" in inline.classes:
            return inside or LOST
        return inside

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """A text for each block."""
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case TextBlock():
                yield from self._text_block(block)
            case Quote():
                yield from (_indented(text, "  ") for text in self.blocks(block.blocks))
                if block.attribution:
                    yield _indented(self.text(block.attribution), "  ")
            case Enclosure():
                yield from [self.text(block.title)] if block.title else []
                yield from self.blocks(block.blocks)
            case Verse():
                for stanza in block.stanzas:
                    yield "\n".join("  " * one.indent + self.text(one.text) for one in stanza)
            case Items():
                for number, item in enumerate(block.items, 1):
                    sign = f"{number}. " if block.ordered else "- "
                    text = "\n\n".join(self.blocks(item))
                    yield sign + _indented(text, " " * len(sign)).lstrip()
            case Table():
                yield from [self.text(block.caption)] if block.caption else []
                rows = (*block.head, *block.rows)
                yield "\n".join("\t".join(map(self._cell, row)) for row in rows)
            case Figure():
                yield f"[{block.alt}]"
                yield from [self.text(block.caption)] if block.caption else []

    def _text_block(self, block: TextBlock) -> Iterator[str]:
        texts = [self.text(prose) for prose in block.texts]
        if block.kind in ("address", "letterhead", "signature"):
            yield "\n".join(texts)
        elif not texts:
            yield "* * *"
        else:
            label = f"{self.text(block.label)} " if block.label else ""
            yield from (label * (number == 0) + text for number, text in enumerate(texts))

    def _cell(self, prose: Prose) -> str:
        return self.text(prose).replace("\n", " ")


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line if line else line for line in text.split("\n"))
