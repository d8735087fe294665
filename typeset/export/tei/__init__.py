"""An edition as TEI P5: a file for each letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from typeset.export.elements import element, written
from typeset.export.files import write_folder
from typeset.export.tei.blocks import Blocks
from typeset.export.tei.header import header
from typeset.export.tei.text import calls_of
from typeset.model import Block, Edition, Enclosure, Figure, Items, Letter, Quote

SCHEMA = (
    '<?xml-model href="https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng" '
    'type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
)


def export_tei(edition: Edition, folder: Path) -> int:
    """Write a file for each letter, and its pictures, into a folder; how many letters."""
    files = {f"{letter.ident}.xml": tei(edition, letter) for letter in edition.letters}
    for file in sorted({file for letter in edition.letters for file in _pictures(letter)}):
        files[file] = (edition.folder / file).read_bytes()
    write_folder(folder, files)
    return len(edition.letters)


def tei(edition: Edition, letter: Letter) -> bytes:
    """A letter's file."""
    blocks = Blocks(letter)
    body = blocks.body(letter.body)
    text = element("text", body, xml_lang=letter.language)
    titled = list(calls_of(letter.title.inlines))
    if titled:
        # A note on the letter as a whole stands behind it.
        notes = [note for note in letter.notes if note.ident in titled]
        text.append(element("back", element("div", *map(blocks.note, notes), type="notes")))
    root = element("TEI", header(edition, letter), text)
    data = written(root)
    first, _, rest = data.partition(b"\n")
    return first + b"\n" + SCHEMA.encode() + rest


def _pictures(letter: Letter) -> Iterator[str]:
    blocks = [*letter.body, *(block for note in letter.notes for block in note.blocks)]
    yield from _in_blocks(blocks)


def _in_blocks(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block.file
        elif isinstance(block, Quote | Enclosure):
            yield from _in_blocks(list(block.blocks))
        elif isinstance(block, Items):
            for item in block.items:
                yield from _in_blocks(list(item))
