"""Divisions and blocks of text."""

from __future__ import annotations

import re

from typeset.intake.account import METADATA, REGISTERS
from typeset.intake.tei.flow import Flow, as_prose
from typeset.intake.tei.names import DIVISIONS, Element, children, find_all, local
from typeset.intake.tei.notebook import is_for_notes, write_note
from typeset.intake.tei.walker import Walker, inline
from typeset.model import Enclosure, LineBreak, Prose, TextBlock, TextKind

KINDS: tuple[tuple[re.Pattern[str], TextKind], ...] = (
    (re.compile(r"^date-?line$|^datum$|^date$|^place-?date"), "dateline"),
    (re.compile(r"^opener$|^salut|^anrede$|^greeting|^appel$|^formule_adresse"), "salutation"),
    (re.compile(r"^closer$|^closing|^valedict|^schluss|^gruss|^envoi$|^complimentary"), "closer"),
    (re.compile(r"^sign(ed|ature)?$|^unterschrift|^subscription"), "signature"),
    (re.compile(r"^ps$|^p\.s\.$|^post-?script|^nachschrift"), "postscript"),
    (re.compile(r"^address|^adresse|^envelope$|^umschlag|^superscription"), "address"),
    (re.compile(r"^letter-?head|^briefkopf|^en-?t[eê]te|^printed-?head"), "letterhead"),
    (re.compile(r"^ornament$"), "ornament"),
    (re.compile(r"^heading$"), "heading"),
    (re.compile(r"^endorse|^docket|^dorsal|^empfangsvermerk|^postmark|^stamp"), "endorsement"),
)
"""Kinds of division, paragraph or segment by their type."""

ENCLOSED = re.compile(
    r"enclos|beilage|beigabe|annex|attach|insert$|appendix|anlage|pi[eè]ce_jointe"
)
EDITORIAL = re.compile(
    r"^(comment|commentary|kommentar|regest|abstract|summary|zusammenfassung|r[eé]sum[eé]|"
    r"intro|introduction|einleitung|editorial|apparat|apparatus|textcrit|provenance|headnote|"
    r"description|ueberlieferung|überlieferung|stellenkommentar|erläuterung|erlaeuterung|sources?|"
    r"notice|history)"
)
"""Divisions that are an editor's: each becomes a note on the letter as a whole."""

PARTS = frozenset(["salute", "signed", "dateline", "address", "byline"])
"""Parts of a letter that may stand within a paragraph, and are part of its text there."""

MARGINS = re.compile(r"margin|foot|bottom")
LETTERHEAD = re.compile(r"letter-?head|briefkopf|en-?t[eê]te|head$")


def division(walker: Walker, element: Element, flow: Flow) -> None:
    """A division: of the letter, an enclosure, or an editor's."""
    kind = (element.get("type") or element.get("subtype") or "").strip().lower()
    if local(element).startswith("div") and _taken_apart(walker, element, kind):
        return
    flow.flush()
    outer = flow.kind
    flow.kind = kind_of(kind) or outer
    if local(element) != "text" and ENCLOSED.search(kind):
        flow.kind = "paragraph"
        _enclosure(walker, element, flow)
    else:
        headed = bool(children(element, "head")) and local(element).startswith("div")
        walker.level += headed
        walker.fill(element, flow)
        walker.level -= headed
    flow.flush()
    flow.kind = outer


def kind_of(value: str) -> TextKind | None:
    """The kind of block that a type names."""
    return next((kind for pattern, kind in KINDS if pattern.search(value)), None)


def _taken_apart(walker: Walker, element: Element, kind: str) -> bool:
    """Whether a division was no part of the letter's own text."""
    if is_for_notes(element):
        # What stands there beside notes is a heading, or a note that nothing marks as one.
        for head in children(element, "head"):
            walker.ledger.leave(head, "headings of the notes")
        if not find_all(element, "note"):
            return _as_note(walker, element)
    elif EDITORIAL.search(kind):
        return _as_note(walker, element)
    return False


def _as_note(walker: Walker, element: Element) -> bool:
    call = write_note(walker, element, [element], "editor")
    if call is not None:
        walker.titled.append(call)
        message = f"a division of type '{element.get('type')}' became a note at the title"
        walker.find("editorial", message, element)
    return True


def floating(walker: Walker, element: Element, flow: Flow) -> None:
    """A text within the text: an enclosure."""
    flow.flush()
    _enclosure(walker, element, flow)


def _enclosure(walker: Walker, element: Element, flow: Flow) -> None:
    inner = flow.inner()
    before, walker.level = walker.level, 0
    walker.fill(element, inner)
    walker.level = before
    blocks = inner.finish()
    title: Prose | None = None
    if blocks and isinstance(blocks[0], TextBlock) and blocks[0].kind == "heading" and blocks[1:]:
        title, blocks = blocks[0].texts[0], blocks[1:]
    if blocks:
        flow.add(Enclosure(title, blocks, walker.place(element)))


def paragraph(walker: Walker, element: Element, flow: Flow) -> None:
    """A paragraph; in a part of the letter, a piece of that part."""
    own = kind_of((element.get("type") or "").lower())
    marks = walker.looks(element)
    with flow.block(own or flow.kind, walker.place(element)), flow.marked(marks):
        walker.fill(element, flow)


def heading(walker: Walker, element: Element, flow: Flow) -> None:
    """A heading of the letter or of one of its divisions."""
    level = min(max(walker.level, 1), 4)
    with flow.block("heading", walker.place(element), level):
        walker.fill(element, flow)


def opener(walker: Walker, element: Element, flow: Flow) -> None:
    """The opening of a letter; text that is in none of its parts goes by what it holds."""
    dated = bool(find_all(element, "date")) and not find_all(element, "dateline")
    _part(walker, element, flow, "dateline" if dated else "salutation")


def closer(walker: Walker, element: Element, flow: Flow) -> None:
    """The closing of a letter."""
    _part(walker, element, flow, "closer")


def _part(walker: Walker, element: Element, flow: Flow, kind: TextKind) -> None:
    flow.flush()
    with flow.block(kind, walker.place(element)):
        flow.inside = False
        walker.fill(element, flow)


def part(walker: Walker, element: Element, flow: Flow) -> None:
    """A part of a letter: its dateline, salutation, signature, address."""
    name = local(element)
    if flow.inside:
        _within(walker, element, flow)
        return
    kind: TextKind = {
        "dateline": "dateline", "signed": "signature", "address": "address", "byline": "signature",
    }.get(name, "closer" if _in_closer(element) else "salutation")  # type: ignore[assignment]  # fmt: skip
    with flow.block(kind, walker.place(element)):
        marks = walker.looks(element)
        with flow.marked(marks):
            walker.fill(element, flow)


def _in_closer(element: Element) -> bool:
    for outer in element.iterancestors():
        if local(outer) == "closer" or kind_of((outer.get("type") or "").lower()) == "closer":
            return True
        if local(outer) == "opener":
            return False
    # A second salutation, behind the text, ends the letter.
    return any(local(before) in ("p", "ab") for before in element.itersiblings(preceding=True))


def _within(walker: Walker, element: Element, flow: Flow) -> None:
    """A part in the midst of a text; one in the margin does not interrupt it."""
    places = " ".join(filter(None, (child.get("rend") for child in (element, *children(element)))))
    if local(element) == "address" and MARGINS.search(places):
        inner = flow.inner(lined=True)
        inner.kind = "address"
        walker.fill(element, inner)
        walker.margins += inner.finish()
        return
    inline(walker, element, flow)


def address_line(walker: Walker, element: Element, flow: Flow) -> None:
    """A line of an address."""
    _line(walker, element, flow)


def _line(walker: Walker, element: Element, flow: Flow) -> None:
    flow.put(LineBreak() if flow.keeps_lines else " ")
    inline(walker, element, flow)
    flow.put(LineBreak() if flow.keeps_lines else " ")


def postscript(walker: Walker, element: Element, flow: Flow) -> None:
    """A postscript; what it holds beside paragraphs stands behind them."""
    _part(walker, element, flow, "postscript")


def label(walker: Walker, element: Element, flow: Flow) -> None:
    """A label in the text; of a postscript; between blocks, a heading of its own."""
    if flow.kind == "postscript" and not flow.started and flow.label is None:
        flow.label = cell_text(walker, element, flow)
    elif between_blocks(element):
        heading(walker, element, flow)
    else:
        inline(walker, element, flow)


def furniture(walker: Walker, element: Element, flow: Flow) -> None:
    """What stands on a page of the source beside its text; a letterhead is the letter's own."""
    if LETTERHEAD.search((element.get("type") or "").lower()) and (element.get("type") != "head"):
        if flow.inside or not between_blocks(element):
            inner = flow.inner(lined=True)
            inner.kind = "letterhead"
            walker.fill(element, inner)
            walker.margins += inner.finish()
        else:
            with flow.block("letterhead", walker.place(element)):
                walker.fill(element, flow)
        return
    walker.ledger.leave(element, f"furniture of the page ({local(element)})")


def stamp(walker: Walker, element: Element, flow: Flow) -> None:
    """A stamp or postmark: an endorsement, or part of the text that it stands in."""
    if not between_blocks(element):
        inline(walker, element, flow)
    else:
        with flow.block("endorsement", walker.place(element)):
            walker.fill(element, flow)


def between_blocks(element: Element) -> bool:
    """Whether an element stands where blocks stand."""
    outer = element.getparent()
    return outer is not None and local(outer) in DIVISIONS | {"closer", "postscript"}


def register(walker: Walker, element: Element, flow: Flow) -> None:
    """A list of persons, places or the like."""
    walker.ledger.send(element, REGISTERS)


def metadata(walker: Walker, element: Element, flow: Flow) -> None:
    """What describes the letter and is no part of its text."""
    walker.ledger.send(element, METADATA)


def speech(walker: Walker, element: Element, flow: Flow) -> None:
    """A speaker's part of a dialogue, with the speaker's name before it."""
    flow.flush()
    walker.fill(element, flow)
    flow.flush()


def cell_text(walker: Walker, element: Element, flow: Flow) -> Prose:
    """The text of an element as one run."""
    inner = flow.inner(lined=True)
    inner.inside = True
    walker.take(element, inner)
    return as_prose(inner.finish(), walker.place(element))
