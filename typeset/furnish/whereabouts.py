"""What stands on which page: kinds of page, anchors, and the source's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from typeset.galley import Column, Galley, Item
from typeset.model import Block, Edition, Enclosure, Items, Letter, Quote, Span, TextBlock
from typeset.page import Page, Slice, placed

_FIRST = re.compile(r"[^\s,;–-]+")


def column(run: Slice, galleys: Sequence[Galley]) -> Column:
    """The column that a slice is cut from."""
    galley = galleys[run.unit]
    return galley.body if run.note is None else galley.note(run.note).column


def lines(page: Page, galleys: Sequence[Galley]) -> Iterator[tuple[Slice, Item, float]]:
    """All items of a page with their tops, the body's before the foot's."""
    for run in (*page.body, *page.foot):
        for item, y in placed(run, column(run, galleys)):
            yield run, item, y


def folios(pages: Sequence[Page], galleys: Sequence[Galley]) -> dict[str, str]:
    """The folio of the page where each anchor stands."""
    found: dict[str, str] = {}
    for page in pages:
        for run in (*page.body, *page.foot):
            for item in column(run, galleys).items[run.start : run.stop]:
                for anchor in item.anchors:
                    found.setdefault(anchor.name, page.folio)
    return found


def kinds(
    page: Page, galleys: Sequence[Galley], letters: Mapping[str, Letter], ends: Mapping[int, int]
) -> frozenset[str]:
    """What a page is, in the words of layout.yaml; ``ends`` has each unit's last page."""
    if page.blank:
        return frozenset({"all", "blank"})
    units = {galleys[unit].unit for unit in page.units}
    if page.section == "front" or not units & letters.keys():
        return frozenset({"all", "front", *units})
    found = {"all", "opening" if page.opens else "continued"}
    if any(ends[unit] == page.number for unit in page.units):
        found.add("last")
    return frozenset(found)


def last_pages(pages: Sequence[Page]) -> dict[int, int]:
    """The number of the last page of each unit."""
    return {unit: page.number for page in pages for unit in page.units}


class SourcePages:
    """Tells page by page, in order, which pages of the source a page covers."""

    def __init__(self, edition: Edition, galleys: Sequence[Galley]) -> None:
        self._letters = {letter.ident: letter for letter in edition.letters}
        self._galleys = galleys
        self._force: dict[int, str] = {}

    def covered(self, page: Page, unit: int) -> str:
        """From the source's page in force at the top to the last that begins here: ``98b–99a``.

        Without milestones the letter's whole range; empty where nothing is known.
        """
        galley = self._galleys[unit]
        letter = self._letters[galley.unit]
        pages = letter.source.pages or ""
        if not any(item.milestones for item in galley.body.items):
            return _dashes(pages)
        first = _FIRST.match(pages)
        force = self._force.get(unit, first[0] if first else "")
        begun = self._begun(page, unit)
        top = self._top(page, unit, letter)
        if top or not force:
            force = top or next(iter(begun), "")
        last = begun[-1] if begun else force
        self._force[unit] = last
        return force if force == last else f"{force}–{last}"

    def _begun(self, page: Page, unit: int) -> list[str]:
        return [mark for item in self._items(page, unit) for mark in item.milestones]

    def _items(self, page: Page, unit: int) -> list[Item]:
        items = self._galleys[unit].body.items
        runs = (run for run in page.body if run.unit == unit)
        return [item for run in runs for item in items[run.start : run.stop]]

    def _top(self, page: Page, unit: int, letter: Letter) -> str:
        """The source's page that begins together with the page's first block, if one does."""
        for item in self._items(page, unit)[:1]:
            if item.first and item.milestones and item.milestones[0] in set(_leading(letter.body)):
                return item.milestones[0]
        return ""


def _dashes(pages: str) -> str:
    return re.sub(r"\s*(?:--|-)\s*", "–", pages)


def _leading(blocks: Sequence[Block]) -> Iterator[str]:
    """Milestones that stand before the first word of a block."""
    for block in blocks:
        if isinstance(block, TextBlock):
            for prose in block.texts[:1]:
                for inline in prose.inlines[:1]:
                    if isinstance(inline, Span) and "pb" in inline.classes:
                        yield "".join(getattr(child, "text", "") for child in inline.children)
        elif isinstance(block, Quote | Enclosure):
            yield from _leading(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from _leading(item)
