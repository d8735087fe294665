"""Walks through a letter's elements and lets each do its part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote

from typeset.intake.tei.findings import Findings
from typeset.intake.tei.flow import Flow
from typeset.intake.tei.languages import tag_of
from typeset.intake.tei.ledger import Ledger
from typeset.intake.tei.names import IN_PIECES, KNOWN, XML_LANG, Element, line_of, local
from typeset.intake.tei.notebook import Notebook
from typeset.intake.tei.options import Options
from typeset.intake.tei.renditions import Renditions
from typeset.intake.tei.stream import Mark
from typeset.model import Block, Note, NoteCall, Place

Handler = Callable[["Walker", Element, Flow], None]

STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufdd0-\ufdef\ufffe\uffff]")
"""Signs that stand for nothing in print, and that an edition's files may not have."""

ENDS = str.maketrans({"\u2028": " ", "\u2029": " "})

PERSONS = frozenset(["persName", "persname"])
PLACES = frozenset(["placeName", "placename", "settlement", "geogName"])


@dataclass(frozen=True)
class Surroundings:
    """What a file says for all its text, and what stands beside it."""

    renditions: Renditions
    letters: Mapping[str, str] = field(default_factory=dict)
    """Identifiers of letters by the names of their files."""
    sigla: Mapping[str, str] = field(default_factory=dict)
    """Short names of witnesses by their identifiers."""
    glyphs: Mapping[str, str] = field(default_factory=dict)
    """Characters for signs that the header describes."""
    pictures: Callable[[str], str | None] = lambda _: None
    """The path in the edition of the picture at an address; None where it is not at hand."""


@dataclass
class Walker:
    """The state of one letter's conversion."""

    file: str
    language: str
    options: Options
    edition: Surroundings
    notebook: Notebook
    handlers: Mapping[str, Handler]
    findings: Findings
    ledger: Ledger = field(default_factory=Ledger)
    without: set[Element] = field(default_factory=set)
    """Elements that are no part of this letter."""
    notes: list[Note] = field(default_factory=list)
    home: str = field(init=False)
    """The language of the letter as a whole."""
    titled: list[NoteCall] = field(default_factory=list)
    """Calls of notes on the letter as a whole, which stand at its title."""
    margins: list[Block] = field(default_factory=list)
    """What stands in the margin of the text that is open."""
    level: int = 0
    """How many headed divisions are open."""
    called: int = 0

    def __post_init__(self) -> None:
        self.home = self.language

    def flow(self) -> Flow:
        """A flow for a text of its own."""
        return Flow(self.options.hyphens == "keep")

    def place(self, element: Element) -> Place:
        """Where an element begins."""
        return Place(self.file, line_of(element), 1)

    def find(self, code: str, message: str, element: Element, hint: str = "") -> None:
        """Note a finding."""
        self.findings.add(code, message, line_of(element), hint)

    def looks(self, element: Element) -> list[Mark]:
        """The marks of an element by its looks."""
        return self.edition.renditions.marks(element, self.findings)

    def fill(self, element: Element, flow: Flow) -> None:
        """Take the text of an element and let its children do their parts."""
        in_pieces = local(element) in IN_PIECES
        text = self.ledger.text(element)
        if text and not (in_pieces and not text.strip()):
            flow.at(self.place(element))
            flow.put(clean(text))
        for child in element:
            self.meet(child, flow)
            tail = self.ledger.tail(child)
            if tail and not (in_pieces and not tail.strip()):
                flow.put(clean(tail))

    def meet(self, element: Element, flow: Flow) -> None:
        """Let an element do its part; comments and instructions have none."""
        name = local(element)
        if not name or element in self.ledger.sent or element in self.without:
            return
        if name not in KNOWN:
            hint = "its text is kept, as part of the text around it"
            self.find("unknown-element", f"element <{name}> is not known", element, hint)
        self.take(element, flow, self.handlers.get(name, inline))
        if self.margins and not flow.inside and not flow.started:
            flow.blocks += self.margins
            self.margins = []

    def take(self, element: Element, flow: Flow, handler: Handler | None = None) -> None:
        """Let an element do its part as ``handler`` has it, or as running text."""
        with self._spoken(element, flow):
            (handler or inline)(self, element, flow)
        for note in self.notebook.after.get(element, ()):
            self.notebook.write(self, note, flow)

    @contextmanager
    def _spoken(self, element: Element, flow: Flow) -> Iterator[None]:
        """Text in another language than that around it is marked so."""
        tag = tag_of(element.get(XML_LANG) or element.get("lang"))
        if tag is None or tag == self.language:
            yield
            return
        before, self.language = self.language, tag
        with flow.marked([Mark("span", (), (("lang", tag),), self.place(element))]):
            yield
        self.language = before

    def letter_at(self, address: str) -> str | None:
        """The letter of this import that an address leads to: a file, or its name alone."""
        file = unquote(address).partition("#")[0].rpartition("/")[2]
        return self.edition.letters.get(file) or self.edition.letters.get(f"{file}.xml")

    def named(self, element: Element) -> list[Mark]:
        """The mark of a person's or place's name, by what it refers to."""
        name, kind = local(element), (element.get("type") or "").lower()
        if name == "rs" and (letter := self.letter_at(element.get("ref") or "")):
            return [Mark("span", (), (("letter", letter),), self.place(element))]
        if name in PERSONS or (name in ("rs", "name") and "pers" in kind):
            what = "person"
        elif name in PLACES or (name in ("rs", "name") and "place" in kind):
            what = "place"
        else:
            return []
        refers = (element.get("ref") or element.get("key") or "").strip()
        if name in ("persName", "placeName") and not refers:
            refers = (element.get("corresp") or "").strip()
        key = refers if not element.get("ref") else refers.split()[0] if refers else ""
        key = key.rpartition("#")[2] or key
        return [Mark("span", (), ((what, key),), self.place(element))] if key else []


def inline(walker: Walker, element: Element, flow: Flow) -> None:
    """An element of running text: its looks and names become marks."""
    marks = [*walker.named(element), *walker.looks(element)]
    with flow.marked(marks):
        walker.fill(element, flow)


def clean(text: str) -> str:
    """A text without signs that no edition may have."""
    return STRANGE.sub("", text.translate(ENDS))
