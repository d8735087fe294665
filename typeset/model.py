"""What an edition is, once it is read and checked: plain data that every later room may trust.

The reading room makes these from YAML; nothing here is half-known.  Texts are already parsed into
inline elements, inherited keys (source, licence, language) are already filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from typeset.plain import Plain

# ---- where things come from ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place(Plain):
    """A place in a source file, as an editor shows it: lines and columns count from 1."""

    file: str
    line: int
    col: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.col}"


# ---- text ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text(Plain):
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis(Plain):
    """``*text*``."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong(Plain):
    """``**text**``."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class WebLink(Plain):
    """``[text](https://…)`` or ``<https://…>``."""

    target: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NoteCall(Plain):
    """``[^id]``."""

    ident: str
    place: Place


@dataclass(frozen=True, slots=True)
class Span(Plain):
    """``[text]{.class key=value}``: language, editorial marks, references, source pages."""

    children: tuple[Inline, ...]
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]
    place: Place

    def get(self, name: str) -> str | None:
        """The value of an attribute, None where it is not given."""
        return dict(self.attributes).get(name)


@dataclass(frozen=True, slots=True)
class LineBreak(Plain):
    """A line end that the text asks for: a backslash before the end of the line."""


Inline = Text | Emphasis | Strong | WebLink | NoteCall | Span | LineBreak


@dataclass(frozen=True, slots=True)
class Prose(Plain):
    """A run of text with its inline elements, and where it stands in the source file."""

    inlines: tuple[Inline, ...]
    place: Place


# ---- blocks ----------------------------------------------------------------------------------

TextKind = Literal[
    "paragraph",
    "heading",
    "dateline",
    "salutation",
    "closer",
    "signature",
    "postscript",
    "address",
    "endorsement",
    "letterhead",
    "ornament",
]


@dataclass(frozen=True, slots=True)
class TextBlock(Plain):
    """A block of running text.  An address, letterhead or signature has a ``Prose`` for each line,
    a postscript one for each paragraph."""

    kind: TextKind
    texts: tuple[Prose, ...]
    place: Place
    label: Prose | None = None
    """A postscript's ``N.B.:``"""
    level: int = 1
    """A heading's level inside the letter, from 1."""


@dataclass(frozen=True, slots=True)
class Quote(Plain):
    """A quotation that stands for itself."""

    blocks: tuple[Block, ...]
    attribution: Prose | None
    place: Place


@dataclass(frozen=True, slots=True)
class VerseLine(Plain):
    """A line of verse; ``indent`` in steps."""

    text: Prose
    indent: int


@dataclass(frozen=True, slots=True)
class Verse(Plain):
    """Stanzas of lines."""

    stanzas: tuple[tuple[VerseLine, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Items(Plain):
    """A list; each item is one or more blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table(Plain):
    """Rows of cells.  ``align`` gives each column ``left``, ``right`` or ``centre``."""

    head: tuple[tuple[Prose, ...], ...]
    rows: tuple[tuple[Prose, ...], ...]
    align: tuple[str, ...]
    caption: Prose | None
    place: Place


@dataclass(frozen=True, slots=True)
class Figure(Plain):
    """A picture in the edition's folder; ``file`` is relative to it, ``width`` a share of the
    measure from 0 to 1."""

    file: str
    alt: str
    caption: Prose | None
    width: float
    place: Place


@dataclass(frozen=True, slots=True)
class Enclosure(Plain):
    """What was sent with the letter."""

    title: Prose | None
    blocks: tuple[Block, ...]
    place: Place


Block = TextBlock | Quote | Verse | Items | Table | Figure | Enclosure


@dataclass(frozen=True, slots=True)
class Note(Plain):
    """A note of a letter, in the order of the calls."""

    ident: str
    series: Literal["editor", "author", "textual"]
    blocks: Sequence[Block]
    place: Place
    lemma: Prose | None = None
    """The letter's words that a textual note is about."""


# ---- letters and editions --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name(Plain):
    """A person or body; ``ref`` is an address in an authority file."""

    name: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class LetterDate(Plain):
    """A date as it is known (EDTF), with the first and the last day that it may mean."""

    edtf: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Source(Plain):
    """Where the printed text was taken from.  ``pages`` may have column letters (``98b-99a``)."""

    title: str
    author: str | None = None
    publisher: str | None = None
    place: str | None = None
    year: str | None = None
    volume: str | None = None
    pages: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Licence(Plain):
    """Under what terms a letter may be printed.  ``credit`` is the sentence it asks for."""

    ident: str
    name: str
    holder: str | None = None
    statement: str | None = None
    credit: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Credit(Plain):
    """Who did what for a letter: ``translator``, ``transcription and markup``."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Letter(Plain):
    """A letter with all that it inherits from its edition.  ``ident`` is the file's stem."""

    ident: str
    file: str
    """The file's path relative to the edition's folder."""
    digest: str
    """SHA-256 over the file's bytes and over what it inherits."""
    title: Prose
    short_title: str
    language: str
    senders: tuple[Name, ...]
    addressees: tuple[Name, ...]
    date: LetterDate | None
    sent_from: str | None
    sent_to: str | None
    source: Source
    licence: Licence
    first_published: str | None
    copy_text: str | None
    credits: tuple[Credit, ...]
    body: Sequence[Block]
    notes: tuple[Note, ...]
    refers_to: tuple[str, ...] = ()
    """Identifiers of the letters that this one refers to, in order, each once."""


@dataclass(frozen=True, slots=True)
class Part(Plain):
    """A part of the volume with a title of its own."""

    title: str
    letters: tuple[str, ...]
    """Identifiers, in the order of printing."""


INSERT = "pdf:"
"""Begins the name of a piece of front or back matter that is a PDF: ``pdf:imprint.pdf``."""


@dataclass(frozen=True, slots=True)
class Volumes(Plain):
    """How an edition is divided into volumes."""

    by: Literal["year", "pages", "listed"]
    years: int = 1
    """So many years stand in a volume."""
    pages: int = 0
    """So many pages of letters a volume has at most."""
    listed: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound(Plain):
    """One volume of an edition of several."""

    number: int
    """From 1."""
    title: str
    """May be empty."""
    first_letter: int
    """The number of its first letter; they are counted through all volumes."""
    letters: tuple[Letter, ...]
    parts: tuple[Part, ...]
    folios: tuple[str, ...] = ()
    """Those of its letters' first pages, where they are known."""


@dataclass(frozen=True, slots=True)
class Edition(Plain):
    """A volume's letters in the order of printing, and what stands before and after them."""

    ident: str
    """The folder's name."""
    folder: Path
    title: str
    subtitle: str | None
    editor: str | None
    publisher: str | None
    place: str | None
    year: str | None
    language: str
    layout: str
    settings: tuple[tuple[str, object], ...]
    """Overrides of the layout's settings, as given."""
    letters: tuple[Letter, ...]
    parts: tuple[Part, ...]
    front_matter: tuple[str, ...]
    back_matter: tuple[str, ...]
    variants: tuple[str, ...] = ()
    """The standards that its volumes keep (:mod:`typeset.variants`)."""
    attach: tuple[str, ...] = ()
    """What is attached to its volumes: ``edition``, ``report``."""
    volumes: Volumes | None = None
    """How it is divided, if it is to be."""
    bound: Bound | None = None
    """Which volume this is of several."""
    shelf: tuple[Bound, ...] = ()
    """All volumes of the edition, if there are several."""

    @property
    def numbered(self) -> tuple[tuple[int, Letter], ...]:
        """The letters with their numbers."""
        return tuple(enumerate(self.letters, self.bound.first_letter if self.bound else 1))

    def letter(self, ident: str) -> Letter:
        """The letter with this identifier; KeyError if the edition has none."""
        for letter in self.letters:
            if letter.ident == ident:
                return letter
        raise KeyError(ident)
