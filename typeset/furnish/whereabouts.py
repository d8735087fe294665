"""What stands on which page: kinds of page, lines, and the pages of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from typeset.galley import Galley, Item
from typeset.layout.filters import dashes
from typeset.model import Block, Edition, Enclosure, Items, Letter, Quote, Span, Text, TextBlock
from typeset.page import Page, Slice, column_of, standing
from typeset.paginate import Passage, Stands, starts

_FIRST = re.compile(r"[^\s,;–-]+")


def lines(
    parts: Sequence[Slice], galleys: Sequence[Galley], *, heads: bool = True
) -> Iterator[tuple[Slice, Item, float]]:
    """The items of slices with their tops, with the heads that are repeated or without."""
    for part in parts:
        placed = list(standing(part, column_of(part, galleys)))
        for item, y in placed if heads else placed[part.start - part.stop :]:
            yield part, item, y


def last_pages(pages: Sequence[Page]) -> dict[int, int]:
    """The number of the last page of each unit."""
    return {unit: page.number for page in pages for unit in page.units}


def short(unit: str) -> str:
    """A unit's name as layouts have it: units beside the letters are ``front:…`` or ``back:…``."""
    return unit.removeprefix("front:").removeprefix("back:")


def kinds(
    page: Page, units: Sequence[Stands], letters: Mapping[str, Letter], ends: Mapping[int, int]
) -> frozenset[str]:
    """What a page is, in the words of layout.yaml; ``ends`` has each unit's last page."""
    if page.blank:
        return frozenset({"all", "blank"})
    names = {units[unit].unit for unit in page.units}
    if page.section == "front" or not names & letters.keys():
        return frozenset({"all", "front", *map(short, names)})
    found = {"all", "opening" if page.opens else "continued"}
    if any(ends[unit] == page.number for unit in page.units):
        found.add("last")
    return frozenset(found)


def source_pages(
    pages: Sequence[Page], units: Sequence[Stands], edition: Edition
) -> dict[tuple[int, int], str]:
    """Which pages of the source each page covers, by the page's number and the unit.

    From the one in force at the page's top to the last that begins on it: ``98b–99a``.  Without
    milestones it is the letter's whole range, and nothing where that is not known either.
    """
    letters = {letter.ident: letter for letter in edition.letters}
    first = starts(pages)
    covered: dict[tuple[int, int], str] = {}
    force: dict[int, str] = {}
    for page in pages:
        for unit in page.units:
            stands = units[unit]
            letter = letters.get(stands.unit)
            if letter is None:
                continue
            if not any(passage.begun for passage in stands.passages):
                covered[page.number, unit] = dashes(letter.source.pages or "")
                continue
            # A page of notes alone belongs to the source's page that the text has come to.
            top = force[unit] = force.get(unit, "")
            here = page.number - first[unit]
            for passage in (one for one in stands.passages if one.page == here):
                at_top = passage.leads and passage.begun[0] in _leading(letter.body)
                top, force[unit] = _extent(passage, letter, at_top)
            last = force[unit]
            covered[page.number, unit] = top if top == last else f"{top}–{last}"
    return covered


def _extent(passage: Passage, letter: Letter, at_top: bool) -> tuple[str, str]:
    """The first and the last page of the source on a page."""
    named = _FIRST.match(letter.source.pages or "")
    running = passage.running or (named[0] if named else "")
    begun = passage.begun
    first = begun[0] if begun and (at_top or not running) else running
    return first, begun[-1] if begun else first


def _leading(blocks: Sequence[Block]) -> Iterator[str]:
    """Milestones that stand before the first word of a block."""
    for block in blocks:
        if isinstance(block, TextBlock):
            for inline in block.texts[0].inlines[:1] if block.texts else ():
                if isinstance(inline, Span) and "pb" in inline.classes:
                    yield "".join(one.text for one in inline.children if isinstance(one, Text))
        elif isinstance(block, Quote | Enclosure):
            yield from _leading(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from _leading(item)
