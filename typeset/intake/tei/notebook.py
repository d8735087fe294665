"""The notes of a letter: where they stand, where they are called, what becomes of them.

A note stands where it is called, or elsewhere: at the end of the text, in a list of notes, in the
stand-off part.  Then a reference leads to it, or it names what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from typeset.intake.account import NOTES, REGISTERS
from typeset.intake.proses import proses
from typeset.intake.tei.flow import Flow, appended
from typeset.intake.tei.languages import tag_of
from typeset.intake.tei.names import (
    REGISTERS as REGISTER_ELEMENTS,
)
from typeset.intake.tei.names import (
    XML_LANG,
    Element,
    children,
    find_all,
    flat,
    ident_of,
    local,
    words_of,
)
from typeset.intake.tei.stream import Mark
from typeset.model import Note, NoteCall, Prose, Text
from typeset.read.spans import plain

if TYPE_CHECKING:
    from typeset.intake.tei.walker import Walker

Series = Literal["editor", "author", "textual"]

NOTE_ELEMENTS = ("note", "annotation")
SIGN = re.compile(r"[\W\d_]*\w{0,3}[\W\d_]*")
"""What may be a note's sign: figures, stars, a letter or two."""

LEAVE = re.compile(
    r"foliation|^folio|pagination|page-?num|running-?(head|title)|^catch", re.IGNORECASE
)
"""Kinds of note that repeat the numbers of pages and leaves."""

NUMBER = re.compile(r"[-–—\s\[(]*\d{1,3}[-–—\s\]).]*")
"""A note at a place of the page that is a number alone counts pages or leaves."""

OWN_SIGN = re.compile(r"[\[(]?\d{1,3}[\])]?[.:]?")

TEXTUAL = re.compile(
    r"text-?(ual|crit|krit|konst|apparat)|apparat|^app$|^tc$|critic|krit|variant|lesart|transcript|"
    r"^philolog|emend|konjektur",
    re.IGNORECASE,
)
AUTHOR = re.compile(r"^author|authorial|auctorial|^orig(inal)?$|sender|writer|autor", re.IGNORECASE)
MARGINS = re.compile(
    r"margin|above|below|top|bottom|inline|left|right|opposite|interlinear|across", re.IGNORECASE
)
FOOT = re.compile(r"foot|end|bottom|app", re.IGNORECASE)


@dataclass
class Notebook:
    """Which notes of a letter are called elsewhere than where they stand."""

    by_reference: dict[Element, Element] = field(default_factory=dict)
    """Notes by the elements that call them."""
    after: dict[Element, list[Element]] = field(default_factory=dict)
    """Notes by the elements behind which they are called."""
    elsewhere: set[Element] = field(default_factory=set)
    """Notes that are not called where they stand."""
    order: list[Element] = field(default_factory=list)
    """The same, in the order of the file."""
    written: set[Element] = field(default_factory=set)

    @classmethod
    def of(cls, text: Element, aside: Iterable[Element], idents: dict[str, Element]) -> Notebook:
        """Look through a letter's text, and the stand-off parts beside it, for notes."""
        book = cls()
        within = set(text.iter())
        notes = [note for part in (text, *aside) for note in find_all(part, *NOTE_ELEMENTS)]
        named = {ident: note for note in notes if (ident := ident_of(note))}
        for name in ("ref", "ptr"):
            for element in find_all(text, name):
                target = (element.get("target") or "").strip()
                note = named.get(target[1:]) if target.startswith("#") else None
                if note is not None and note not in set(element.iterancestors()):
                    book._call(element, note)
        for note in notes:
            if note not in book.elsewhere and _apart(note, within):
                book._point(note, within, idents)
        return book

    def _call(self, element: Element, note: Element) -> None:
        if note not in self.elsewhere and _stands_in_text(note):
            return  # A reference to a note that is called where it stands.
        self.by_reference.setdefault(element, note)
        self._keep(note)

    def _point(self, note: Element, within: set[Element], idents: dict[str, Element]) -> None:
        for name in ("target", "corresp", "targetEnd", "sameAs"):
            for value in reversed(words_of(note.get(name))):
                about = idents.get(value.rpartition("#")[2])
                if about is not None and about in within and local(about) not in ("div", "body"):
                    self.after.setdefault(about, []).append(note)
                    self._keep(note)
                    return
        if note in within:
            self._keep(note)

    def _keep(self, note: Element) -> None:
        if note not in self.elsewhere:
            self.elsewhere.add(note)
            self.order.append(note)

    # ---- writing -----------------------------------------------------------------------------

    def write(self, walker: Walker, note: Element, flow: Flow) -> bool:
        """Write a note and put its call into the flow; False where there is nothing to call."""
        if note in self.written:
            return False
        self.written.add(note)
        if note in self.elsewhere:
            _leave_own_sign(walker, note)
        call = write_note(walker, note, [note], series_of(note))
        if call is None:
            return False
        if not flow.inside and not flow.started and flow.blocks:
            longer = appended(flow.blocks[-1], [call])
            if longer is not None:
                flow.blocks[-1] = longer
                return True
        flow.put(call)
        return True

    def called(self, walker: Walker, element: Element, flow: Flow) -> bool:
        """Write the note that an element calls; False where it calls none that is still to be
        written."""
        note = self.by_reference.get(element)
        return note is not None and self.write(walker, note, flow)

    def rest(self, walker: Walker) -> None:
        """Notes that nothing calls are notes on the whole letter."""
        for note in self.order:
            if note not in self.written:
                self.written.add(note)
                call = write_note(walker, note, [note], series_of(note))
                if call is not None:
                    walker.titled.append(call)
                    hint = "it stands at the title; move its call where it belongs"
                    walker.find("note-not-called", "a note that nothing calls", note, hint)


def write_note(
    walker: Walker, about: Element, parts: Iterable[Element], series: Series
) -> NoteCall | None:
    """Write the text of elements as one note; None where there is no text."""
    walker.called += 1
    number = str(walker.called)
    at = len(walker.notes)
    before, level, walker.level = walker.language, walker.level, 0
    flow = walker.flow()
    lemma = _lemma(walker, about)
    # A note's language is not that of the words that it stands among.
    walker.language = tag_of(about.get(XML_LANG)) or walker.home
    spoken = (("lang", walker.language),)
    marks = [Mark("span", (), spoken, walker.place(about))]
    for part in parts:
        foreign = marks if walker.language != walker.home else []
        with walker.ledger.going(NOTES, part), flow.marked(foreign):
            walker.fill(part, flow)
            flow.flush()
    blocks = flow.finish()
    walker.language, walker.level = before, level
    if not blocks:
        walker.called -= walker.called == int(number)
        return None
    if about in walker.ledger.noted:
        walker.ledger.added += [plain(prose.inlines) for prose in proses(blocks)]
    walker.ledger.noted.add(about)
    walker.notes.insert(at, Note(number, series, blocks, walker.place(about), lemma))
    return NoteCall(number, walker.place(about))


def _lemma(walker: Walker, note: Element) -> Prose | None:
    """The words that a textual note is about, where it begins with them and says so."""
    labels = [label for label in children(note, "label") if label.get("type") == "lemma"]
    if not labels or series_of(note) != "textual" or not flat(labels[0]):
        return None
    walker.ledger.leave(labels[0], "lemmas, which stand in the text")
    return Prose((Text(flat(labels[0])),), walker.place(labels[0]))


def _leave_own_sign(walker: Walker, note: Element) -> None:
    """A note that stands elsewhere may begin with the sign that calls it, which is set anew."""
    outer = note
    while not (outer.text or "").strip() and (inside := children(outer)):
        first = inside[0]
        if local(first) in ("hi", "label", "num", "seg") and OWN_SIGN.fullmatch(flat(first)):
            walker.ledger.leave(first, "signs of notes")
        if local(first) not in ("p", "ab"):
            return
        outer = first


def note(walker: Walker, element: Element, flow: Flow) -> None:
    """A note where it stands: called here, called elsewhere, or no note at all."""
    if element in walker.notebook.elsewhere or element in walker.notebook.written:
        return
    kind = element.get("type") or ""
    inside = children(element)
    if LEAVE.search(kind) or (element.get("place") and NUMBER.fullmatch(flat(element))):
        walker.ledger.leave(element, "page and leaf numbers")
    elif (
        inside and all(local(child) in REGISTER_ELEMENTS for child in inside) and not _own(element)
    ) or kind.lower() in ("index", "keyword", "keywords", "register"):
        walker.ledger.send(element, REGISTERS)
    else:
        walker.notebook.write(walker, element, flow)


def _own(element: Element) -> str:
    return "".join([element.text or "", *((child.tail or "") for child in element)]).strip()


def series_of(element: Element) -> Series:
    """Whose note it is: the editor's, the letter's author's, or one on the text."""
    kind = " ".join(filter(None, (element.get("type"), element.get("subtype"))))
    if TEXTUAL.search(kind):
        return "textual"
    place, resp = element.get("place") or "", element.get("resp") or ""
    if AUTHOR.search(kind) or AUTHOR.search(resp.lstrip("#")):
        return "author"
    if resp or kind:
        return "editor"
    if element.get("hand") or (MARGINS.search(place) and not FOOT.search(place)):
        return "author"
    return "editor"


def _stands_in_text(note: Element) -> bool:
    """Whether a note stands in the midst of running text."""
    outer = note.getparent()
    return outer is not None and local(outer) not in (
        "div", "body", "back", "noteGrp", "list", "standOff", "listAnnotation", "text", "div1",
        "div2", "item",
    )  # fmt: skip


def _apart(note: Element, within: set[Element]) -> bool:
    """Whether a note stands in a place for notes alone."""
    if note not in within:
        return bool(note.get("target") or note.get("corresp"))
    for outer in note.iterancestors():
        name = local(outer)
        if name in NOTE_ELEMENTS or outer not in within:
            return False
        if name in ("back", "noteGrp", "standOff", "listAnnotation"):
            return name != "back" or _for_notes(note)
        if name.startswith("div") and is_for_notes(outer):
            return True
    return bool(note.get("target")) and not _stands_in_text(note)


def _for_notes(note: Element) -> bool:
    outer = note.getparent()
    return bool(note.get("target")) or (outer is not None and local(outer) == "back")


def is_for_notes(division: Element) -> bool:
    """Whether a division holds notes and at most a heading beside them."""
    kind = (division.get("type") or "").lower()
    if re.search(r"notes?$|anmerkung|footnote|endnote|fussnote|fußnote|noten|annot", kind):
        return True
    inside = children(division)
    others = [
        child for child in inside if local(child) not in ("note", "head", "noteGrp", "pb", "lb")
    ]
    return not others and any(local(child) in ("note", "noteGrp") for child in inside)


def is_sign(element: Element) -> bool:
    """Whether a reference's own text is no more than a note's sign."""
    return len(flat(element)) <= 8 and SIGN.fullmatch(flat(element)) is not None
