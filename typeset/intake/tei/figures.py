"""Figures and pictures."""

from __future__ import annotations

from typeset.intake.account import METADATA
from typeset.intake.tei.blocks import paragraph
from typeset.intake.tei.flow import Flow, as_prose
from typeset.intake.tei.names import Element, find, flat, local
from typeset.intake.tei.walker import Walker, clean, inline
from typeset.model import Figure, Prose


def figure(walker: Walker, element: Element, flow: Flow) -> None:
    """A figure: the picture where it is at hand, and its words in any case."""
    graphic = find(element, "graphic")
    target = walker.edition.pictures(graphic.get("url") or "") if graphic is not None else None
    description = find(element, "figDesc")
    if target is not None:
        flow.flush()
        if description is not None:
            walker.ledger.send(description, METADATA)
        caption = _caption(walker, element, flow)
        alt = flat(description) or (flat(element) if caption else "") or "A figure of the letter"
        flow.add(Figure(target, alt, caption, 1.0, walker.place(element)))
        return
    if description is not None or graphic is not None:
        walker.find("figure", "a picture that is not at hand", element, "add it by 'figure:'")
    walker.ledger.leave_between(element)
    for child in element:
        if local(child) == "figDesc":
            walker.ledger.leave(child, "descriptions of pictures")
        elif local(child) == "head":
            if flow.inside:
                flow.put(" ")
                inline(walker, child, flow)
                flow.put(" ")
            else:
                paragraph(walker, child, flow)
        else:
            walker.meet(child, flow)
        tail = walker.ledger.tail(child)
        if tail.strip():
            flow.put(clean(tail))
    text = walker.ledger.text(element)
    if text.strip():
        flow.put(clean(text))


def _caption(walker: Walker, element: Element, flow: Flow) -> Prose | None:
    inner = flow.inner(lined=True)
    inner.inside = True
    walker.fill(element, inner)
    caption = as_prose(inner.finish(), walker.place(element))
    return caption if caption.inlines else None


def picture(walker: Walker, element: Element, flow: Flow) -> None:
    """A picture without a figure around it."""
    target = walker.edition.pictures(element.get("url") or "")
    if target is None:
        walker.find("figure", "a picture that is not at hand", element, "add it by 'figure:'")
        walker.fill(element, flow)
        return
    alt = flat(find(element, "desc")) or "A picture in the letter"
    flow.add(Figure(target, alt, None, 1.0, walker.place(element)))
    walker.ledger.send(element, METADATA)
