"""Marks of the manuscript and of the editor within running text."""

from __future__ import annotations

import re

from typeset.intake.account import REGISTERS
from typeset.intake.tei.flow import Flow, as_prose
from typeset.intake.tei.names import (
    EDITED,
    ORIGINAL,
    Element,
    children,
    flat,
    local,
)
from typeset.intake.tei.notebook import is_sign
from typeset.intake.tei.stream import JOIN, Mark
from typeset.intake.tei.walker import Walker, clean, inline
from typeset.model import LineBreak, Span, Text

DIVIDED = re.compile(r"hyphen|in-?word|^(dh|sh|none|nobreak)$|trennung|break-no", re.IGNORECASE)
"""Looks or kinds of a line's end that stands within a word."""

LINK = re.compile(r"https?://\S+|mailto:\S+", re.IGNORECASE)

# ---- pages and lines -------------------------------------------------------------------------


def page(walker: Walker, element: Element, flow: Flow) -> None:
    """A page of the source begins."""
    _break(element, flow)
    number = " ".join((element.get("n") or "").split())
    if number:
        flow.put(Span((Text(number),), ("pb",), (), walker.place(element)))
    walker.fill(element, flow)


def line(walker: Walker, element: Element, flow: Flow) -> None:
    """A line of the source begins: a space, but within a word, and in lines that count."""
    if flow.keeps_lines and not _within_word(element):
        flow.put(LineBreak())
    else:
        _break(element, flow)
    walker.fill(element, flow)


def column(walker: Walker, element: Element, flow: Flow) -> None:
    """A column or another division of the source begins."""
    _break(element, flow)
    walker.fill(element, flow)


def _break(element: Element, flow: Flow) -> None:
    flow.put(JOIN if _within_word(element) else " ")


def _within_word(element: Element) -> bool:
    said = (element.get("break") or "").lower()
    if said:
        return said == "no"
    looks = (element.get("rend"), element.get("rendition"), element.get("type"))
    return any(DIVIDED.search(word) for look in looks if look for word in look.split())


def blank(walker: Walker, element: Element, flow: Flow) -> None:
    """Room that was left in the manuscript."""
    flow.put(" ")
    walker.fill(element, flow)


# ---- what was written and what can be read ---------------------------------------------------


def classed(walker: Walker, element: Element, flow: Flow) -> None:
    """Deleted, added, unclear, supplied: a mark of the same name."""
    name = {"damage": "unclear", "surplus": "del"}.get(local(element), local(element))
    reason = element.get("reason") or element.get("agent")
    attributes = (
        (("reason", _spaced(reason)),) if reason and name in ("unclear", "supplied") else ()
    )
    mark = Mark("span", (name,), attributes, walker.place(element))
    looks = walker.looks(element) if name != "del" else []
    with flow.marked([mark, *looks]):
        walker.fill(element, flow)


def gap(walker: Walker, element: Element, flow: Flow) -> None:
    """Text that is lost; what the encoding says of it in words is kept within."""
    attributes = [
        (name, value)
        for name, value in (
            ("reason", _spaced(element.get("reason"))),
            ("extent", _extent(element)),
        )
        if value
    ]
    inner = walker.flow()
    inner.inside = True
    walker.fill(element, inner)
    text = as_prose(inner.finish(), walker.place(element)).inlines
    flow.put(Span(text, ("gap",), tuple(attributes), walker.place(element)))


def _spaced(value: str | None) -> str:
    return " ".join((value or "").replace("_", " ").split())


def _extent(element: Element) -> str:
    amount = element.get("quantity") or element.get("extent") or element.get("atLeast") or ""
    unit = element.get("unit") or ""
    return _spaced(amount if unit and unit in amount else f"{amount} {unit}")


def damage(walker: Walker, element: Element, flow: Flow) -> None:
    """DamageError with text is unclear; without, a gap."""
    (classed if flat(element) or len(element) else gap)(walker, element, flow)


# ---- choices ---------------------------------------------------------------------------------


def choice(walker: Walker, element: Element, flow: Flow) -> None:
    """One of several readings is printed, by the option; the others are left out by that rule."""
    wanted, other = (
        (ORIGINAL, EDITED) if walker.options.readings == "original" else (EDITED, ORIGINAL)
    )
    readings = children(element)
    printed = [child for child in readings if local(child) in wanted]
    if not printed:
        # Unclear readings, seg and the like: the first is the one that its editor prefers.
        printed = [child for child in readings if local(child) not in other][:1] or readings[:1]
    walker.ledger.leave_between(element)
    for child in readings:
        if child in printed[:1]:
            walker.meet(child, flow)
        else:
            walker.ledger.leave(child, f"readings not printed ({local(child)})")
    _strays(walker, element, flow)


def _strays(walker: Walker, element: Element, flow: Flow) -> None:
    """Text between the readings, where there should be none."""
    for node, is_tail in ((element, False), *((child, True) for child in element)):
        text = walker.ledger.tail(node) if is_tail else walker.ledger.text(node)
        if text.strip():
            flow.put(clean(text))


# ---- references ------------------------------------------------------------------------------


def reference(walker: Walker, element: Element, flow: Flow) -> None:
    """A reference: a note's call, a link to the web, another letter, or text alone."""
    if walker.notebook.called(walker, element, flow):
        _sign_or_text(walker, element, flow)
        return
    target = (element.get("target") or element.get("ref") or "").split(" ")[0]
    outer = element.getparent()
    if target and outer is not None and _leads_back(walker, element) and is_sign(element):
        walker.ledger.leave(element, "signs of notes")
        return
    letter = walker.letter_at(target)
    place = walker.place(element)
    if letter:
        mark = Mark("span", (), (("letter", letter),), place)
    elif LINK.fullmatch(target) and flat(element):
        mark = Mark("link", (), (("href", target),), place)
    else:
        inline(walker, element, flow)
        return
    with flow.marked([mark]):
        inline(walker, element, flow)


def _sign_or_text(walker: Walker, element: Element, flow: Flow) -> None:
    if is_sign(element):
        walker.ledger.leave(element, "signs of notes")
    else:
        inline(walker, element, flow)


def _leads_back(walker: Walker, element: Element) -> bool:
    """Whether a reference begins a note and leads to where the note is called."""
    return any(outer in walker.notebook.elsewhere for outer in element.iterancestors())


def glyph(walker: Walker, element: Element, flow: Flow) -> None:
    """A sign that may have no character of its own."""
    if not flat(element) and len(element) == 0:
        drawn = walker.edition.glyphs.get((element.get("ref") or "").rpartition("#")[2])
        if drawn:
            flow.put(drawn)
            walker.ledger.added.append(drawn)
        else:
            name = element.get("ref") or element.get("type") or ""
            walker.find("glyph", f"a sign without a character: {name}", element, "write it")
        return
    inline(walker, element, flow)


def index_term(walker: Walker, element: Element, flow: Flow) -> None:
    """An entry of an index, which stands in no line of the text."""
    walker.ledger.send(element, REGISTERS)
