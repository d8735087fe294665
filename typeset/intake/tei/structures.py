"""Quotations, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from typeset.intake.account import REGISTERS
from typeset.intake.tei.blocks import cell_text
from typeset.intake.tei.flow import Flow
from typeset.intake.tei.names import Element, children, local
from typeset.intake.tei.walker import Walker, clean, inline
from typeset.model import Block, Items, Prose, Quote, Table

PARTS = frozenset(["p", "ab", "lg", "l", "list", "table", "floatingText", "div", "sp", "figure"])
ORDERED = re.compile(r"order|number|numeric|decimal|arabic|alpha|roman")
DEEPEST_LIST = 8
"""Lists within one another that an edition's file has room for."""

# ---- quotations ------------------------------------------------------------------------------


def quotation(walker: Walker, element: Element, flow: Flow) -> None:
    """A quotation: a block where it holds blocks or stands between them, else part of the text."""
    outer = element.getparent()
    alone = not flow.inside and not flow.started
    if outer is not None and local(outer) == "cit" and flow.within_cit:
        _cited(walker, element, flow)
        return
    if not (_holds_blocks(element) or (alone and flow.kind == "paragraph")):
        inline(walker, element, flow)
        return
    inner = flow.inner()
    inner.within_cit = local(element) == "cit"
    walker.fill(element, inner)
    blocks = inner.finish()
    if blocks:
        flow.add(Quote(blocks, None, walker.place(element)))


def _cited(walker: Walker, element: Element, flow: Flow) -> None:
    """The words of a citation, which is the quotation."""
    flow.flush()
    walker.fill(element, flow)
    flow.flush()


def _holds_blocks(element: Element) -> bool:
    return any(
        local(child) in PARTS or (local(child) not in ("note", "app", "") and _holds_blocks(child))
        for child in element
    )


# ---- lists -----------------------------------------------------------------------------------


def listing(walker: Walker, element: Element, flow: Flow) -> None:
    """A list.  What is no item of it stands before, between or behind: text is never lost."""
    if sum(local(outer) == "list" for outer in element.iterancestors()) >= DEEPEST_LIST:
        walker.find("too-deep", "a list too deep in others is set as paragraphs", element)
        walker.fill(element, flow)
        return
    flow.flush()
    found = _List(walker, flow, element)
    found.read(element)
    found.end()


class _List:
    """A list while it is read."""

    def __init__(self, walker: Walker, flow: Flow, element: Element) -> None:
        self.walker, self.flow, self.element = walker, flow, element
        self.items: list[tuple[Block, ...]] = []
        self.label: Flow | None = None
        looks = " ".join(filter(None, (element.get("type"), element.get("rend"))))
        self.ordered = bool(ORDERED.search(looks)) and not children(element, "label")

    def read(self, element: Element) -> None:
        walker = self.walker
        self._loose(walker.ledger.text(element))
        for child in element:
            if local(child) in ("label", "headLabel", "headItem"):
                self.label = self._entry(child, self.label)
            elif local(child) == "item":
                self._item(self._entry(child, self.label))
                self.label = None
            elif local(child) == "head" and not self.items:
                walker.meet(child, self.flow)
            elif local(child) in ("pb", "lb", "cb", "milestone", "anchor", "note", "fw", "gap"):
                self.label = self.label or self.flow.inner()
                walker.meet(child, self.label)
            elif local(child):
                self._item(self._entry(child, self.label, own=True))
                self.label = None
            self._loose(walker.ledger.tail(child))

    def _entry(self, child: Element, label: Flow | None, own: bool = False) -> Flow:
        entry = label or self.flow.inner()
        entry.put(" ")
        entry.at(self.walker.place(child))
        if own:
            self.walker.meet(child, entry)
        else:
            self.walker.take(child, entry)
        return entry

    def _loose(self, text: str) -> None:
        if text.strip():
            self.label = self.label or self.flow.inner()
            self.label.put(clean(text))

    def _item(self, entry: Flow) -> None:
        blocks = entry.finish()
        if blocks:
            self.items.append(blocks)

    def end(self) -> None:
        if self.label is not None:
            self._item(self.label)
        if self.items:
            place = self.walker.place(self.element)
            self.flow.add(Items(self.ordered, tuple(self.items), place))


def bibliography(walker: Walker, element: Element, flow: Flow) -> None:
    """A list of books: of the registers at the end of a text, a list within it."""
    if any(local(outer) in ("back", "standOff") for outer in element.iterancestors()):
        walker.ledger.send(element, REGISTERS)
    else:
        listing(walker, element, flow)


# ---- tables ----------------------------------------------------------------------------------


def table(walker: Walker, element: Element, flow: Flow) -> None:
    """A table: rows of cells, made equally long, and its heading as a caption."""
    place = walker.place(element)
    caption: Prose | None = None
    head: list[tuple[Prose, ...]] = []
    rows: list[tuple[Prose, ...]] = []
    walker.ledger.leave_between(element)
    loose: list[Element] = []
    for child in _rows(walker, element):
        if local(child) == "row":
            row = _cells(walker, child, flow)
            is_head = child.get("role") == "label" and not rows
            (head if is_head else rows).append(row)
        elif local(child) in ("head", "caption") and caption is None:
            caption = cell_text(walker, child, flow)
        elif local(child):
            loose.append(child)
    if not rows:
        head, rows = [], head
    width = max((len(row) for row in (*head, *rows)), default=0)
    if width:
        fill = tuple(Prose((), place) for _ in range(width))
        head, rows = ([(*row, *fill[len(row) :]) for row in part] for part in (head, rows))
        shown = caption if caption and caption.inlines else None
        align = tuple("left" for _ in range(width))
        flow.add(Table(tuple(head), tuple(rows), align, shown, place))
    for child in loose:
        walker.meet(child, flow)
    _loose_text(walker, element, flow)


def _rows(walker: Walker, element: Element) -> Iterable[Element]:
    for child in element:
        if local(child) in ("thead", "tbody", "tfoot"):
            walker.ledger.leave_between(child)
            yield from child
        else:
            yield child


def _cells(walker: Walker, row: Element, flow: Flow) -> tuple[Prose, ...]:
    walker.ledger.leave_between(row)
    cells: list[Prose] = []
    before: list[Element] = []
    for child in row:
        if local(child) == "cell":
            cell = cell_text(walker, child, flow)
            cells.append(cell)
            cells += [Prose((), cell.place)] * (_spanned(child) - 1)
        elif local(child):
            before.append(child)
    for child in before:
        cells.append(cell_text(walker, child, flow))
    return tuple(cells)


def _spanned(cell: Element) -> int:
    columns = cell.get("cols") or "1"
    return min(int(columns), 40) if columns.isdecimal() and int(columns) else 1


def _loose_text(walker: Walker, element: Element, flow: Flow) -> None:
    """Text that stands in a table beside its rows, where none should stand."""
    for part in (element, *children(element, "row")):
        pieces = [(part, False), *((child, True) for child in part)]
        for node, is_tail in pieces:
            text = (node.tail if is_tail else node.text) or ""
            if text.strip():
                walker.ledger.fates[(node, is_tail)] = walker.ledger.fate
                with flow.block("paragraph", walker.place(node)):
                    flow.put(clean(text))
