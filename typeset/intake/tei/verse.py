"""Verse: poems, stanzas, lines."""

from __future__ import annotations

import re

from typeset.intake.tei.flow import Flow, as_prose
from typeset.intake.tei.names import Element, local
from typeset.intake.tei.walker import Walker, clean, inline
from typeset.model import LineBreak, Place, Verse, VerseLine

INDENT = re.compile(r"indent\W*(\d*)")


def verse(walker: Walker, element: Element, flow: Flow) -> None:
    """A stanza or a poem of stanzas; what is no verse in it stands between."""
    flow.flush()
    reader = _Verse(walker, flow, walker.place(element))
    reader.group(element)
    reader.end()


def verse_line(walker: Walker, element: Element, flow: Flow) -> None:
    """A line of verse without a stanza around it; those that follow one another make one."""
    if flow.inside:
        flow.put(LineBreak() if flow.keeps_lines else " ")
        inline(walker, element, flow)
        flow.put(LineBreak() if flow.keeps_lines else " ")
        return
    flow.flush()
    line = _line(walker, element, flow.inner())
    if line is None:
        return
    last = flow.blocks[-1] if flow.blocks else None
    if isinstance(last, Verse):
        *stanzas, stanza = last.stanzas
        flow.blocks[-1] = Verse((*stanzas, (*stanza, line)), last.place)
    else:
        flow.blocks.append(Verse(((line,),), walker.place(element)))


class _Verse:
    """A poem while it is read."""

    def __init__(self, walker: Walker, flow: Flow, place: Place) -> None:
        self.walker, self.flow, self.place = walker, flow, place
        self.stanzas: list[list[VerseLine]] = []
        self.pending: Flow | None = None

    def group(self, element: Element) -> None:
        walker = self.walker
        self.stanzas.append([])
        self._loose(walker.ledger.text(element), element)
        for child in element:
            name = local(child)
            if name == "l":
                line = _line(walker, child, self.pending or self.flow.inner())
                self.pending = None
                if line is not None:
                    self.stanzas[-1].append(line)
            elif name == "lg":
                self.group(child)
                self.stanzas.append([])
            elif name in ("head", "label", "trailer", "p", "ab", "signed", "dateline", "byline"):
                self.end()
                walker.meet(child, self.flow)
            elif name:
                self.pending = self.pending or self.flow.inner()
                walker.meet(child, self.pending)
            self._loose(walker.ledger.tail(child), child)

    def _loose(self, text: str, element: Element) -> None:
        if text.strip():
            self.pending = self.pending or self.flow.inner()
            self.pending.put(clean(text))

    def end(self) -> None:
        stanzas = tuple(tuple(stanza) for stanza in self.stanzas if stanza)
        if stanzas:
            self.flow.add(Verse(stanzas, self.place))
        if self.pending is not None:
            self.flow.flush()
            blocks = self.pending.finish()
            self.flow.blocks += blocks
        self.stanzas, self.pending = [[]], None


def _line(walker: Walker, element: Element, flow: Flow) -> VerseLine | None:
    flow.inside = True
    place = walker.place(element)
    walker.take(element, flow)
    text = as_prose(flow.finish(), place)
    if not text.inlines:
        return None
    looks = " ".join(filter(None, (element.get("rend"), element.get("rendition"))))
    found = INDENT.search(looks.lower())
    steps = int(found.group(1) or 1) if found else 0
    return VerseLine(text, min(steps, 8))
