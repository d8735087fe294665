"""What the two kinds of YAML file hold: every key, its form and whether it is needed.

These models are the one declaration of the format.  ``fill`` reads nodes by them, and the JSON
Schemas under docs/schema/ are generated from them.  A text is kept as its node, with its place.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, PrivateAttr, WithJsonSchema

from typeset.model import Place
from typeset.read.marks import MapNode, Node, TextNode
from typeset.variants import VariantName


class Blank:
    """Marks a text that may be empty."""


Words = Annotated[TextNode, InstanceOf(), WithJsonSchema({"type": ["string", "number"]})]
"""A text, kept as it is written: a number or a date is a text, too."""

Cell = Annotated[
    TextNode, InstanceOf(), Blank(), WithJsonSchema({"type": ["string", "number", "null"]})
]
"""A text that may be empty."""

Anything = Annotated[Node, InstanceOf(), WithJsonSchema({})]

Piece = Literal["half-title", "title-page", "credits", "contents"]


class FileModel(BaseModel):
    """A map of a file.  ``node`` is where it stands."""

    model_config = ConfigDict(extra="forbid", defer_build=True)
    unknown_key: ClassVar[tuple[str, str]] = ("unknown-key", "key")
    one_key: ClassVar[bool] = False
    _node: MapNode = PrivateAttr()

    @property
    def node(self) -> MapNode:
        """The map in the file."""
        return self._node

    def has(self, key: str) -> bool:
        """Whether the map has this key."""
        return any(node.value == key for node, _ in self._node.entries)

    def place_of(self, key: str) -> Place:
        """Where a key stands, or the map where it has no such key."""
        for node, _ in self._node.entries:
            if node.value == key:
                return node.place()
        return self._node.place()


# ---- parts of both files ---------------------------------------------------------------------


class SourceFile(FileModel):
    """Where the printed text was taken from. A letter overrides its edition's source key by key;
    a key left empty takes the edition's away.
    """

    title: Cell | None = Field(None, description="Title of the book, journal or archive.")
    author: Cell | None = Field(None, description="Author or editor of the source.")
    publisher: Cell | None = Field(None, description="Who published it.")
    place: Cell | None = Field(None, description="Where it was published or is kept.")
    year: Cell | None = Field(None, description="When it was published.")
    volume: Cell | None = Field(None, description="Number of the volume.")
    pages: Cell | None = Field(None, description="Pages, with column letters: 98b-99a.")
    url: Cell | None = Field(None, description="Address of the source on the web.")


class CreditFile(FileModel):
    """Who did what for a letter."""

    role: Words = Field(description="For example translator, or transcription and markup.")
    name: Words = Field(description="The person or body.")


class NameFile(FileModel):
    """A person or body."""

    name: Words = Field(description="The name as it is printed.")
    ref: Words | None = Field(None, description="Address in an authority file (VIAF, GND, …).")


Names = Words | NameFile | list[Words | NameFile]

# ---- blocks ----------------------------------------------------------------------------------

Lines = Words | list[Words]


class HeadingFile(FileModel):
    """A heading inside the letter."""

    text: Words = Field(description="The heading's text.")
    level: Annotated[int, Field(ge=1, le=4)] = Field(1, description="From 1, the highest, to 4.")


class PostscriptFile(FileModel):
    """A postscript."""

    label: Words | None = Field(None, description="For example P.S. or N.B.:")
    text: Words = Field(description="The text; a blank line begins a new paragraph.")


class HeldFile(FileModel):
    """Blocks inside a block: `text` for paragraphs, or `body` for blocks of any kind."""

    text: Words | None = Field(None, description="Paragraphs; a blank line begins a new one.")
    body: list[Words | BlockFile] | None = Field(None, description="Blocks of any kind.")


class QuoteFile(HeldFile):
    """A quotation that stands for itself."""

    attribution: Words | None = Field(None, description="Whose words these are.")


class EnclosureFile(HeldFile):
    """What was sent with the letter."""

    title: Words | None = Field(None, description="Title of the enclosure.")


class ListFile(FileModel):
    """A list."""

    ordered: bool = Field(False, description="Whether the items are numbered.")
    items: list[Item] = Field(description="Each item: a text, or a list of blocks.")


class TableFile(FileModel):
    """A table. Each row has the same number of cells."""

    head: list[Cell] | list[list[Cell]] | None = Field(None, description="The head's cells.")
    rows: list[list[Cell]] = Field(description="A list of cells for each row.")
    align: list[Literal["left", "right", "centre"]] | None = Field(
        None, description="One for each column; left where not given."
    )
    caption: Words | None = Field(None, description="What stands over the table.")


class FigureFile(FileModel):
    """A picture."""

    file: Words = Field(description="The picture's file, as a path from the edition's folder.")
    alt: Words = Field(description="What the picture shows, for those who do not see it.")
    caption: Words | None = Field(None, description="What stands under the picture.")
    width: Annotated[float, Field(gt=0, le=1)] = Field(1.0, description="Share of the measure.")


class BlockFile(FileModel):
    """A block: one key, which names its kind."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})
    unknown_key: ClassVar[tuple[str, str]] = ("unknown-block", "kind of block")
    one_key: ClassVar[bool] = True

    paragraph: Words | None = Field(None, description="A paragraph, as a plain text is.")
    heading: Words | HeadingFile | None = Field(None, description="A heading in the letter.")
    dateline: Words | None = Field(None, description="Place and date as the letter has them.")
    salutation: Words | None = Field(None, description="Dear Sir,")
    closer: Words | None = Field(None, description="Yours faithfully,")
    signature: Lines | None = Field(None, description="The signature, a line or more.")
    postscript: Words | PostscriptFile | None = Field(None, description="A postscript.")
    address: Lines | None = Field(None, description="An address, line by line.")
    endorsement: Words | None = Field(None, description="What another hand wrote on the letter.")
    enclosure: Words | EnclosureFile | None = Field(None, description="What was sent with it.")
    letterhead: Lines | None = Field(None, description="The printed head, line by line.")
    quote: Words | QuoteFile | None = Field(None, description="A quotation.")
    verse: Words | None = Field(None, description="Verse after '|': blank line, new stanza.")
    list_: list[Item] | ListFile | None = Field(None, alias="list", description="A list.")
    table: TableFile | None = Field(None, description="A table.")
    figure: FigureFile | None = Field(None, description="A picture.")
    ornament: Cell | None = Field(None, description="An ornament or line between parts.")
    text: Words | None = Field(None, description="Several paragraphs, blank lines between.")


Item = Words | list[Words | BlockFile] | BlockFile
"""An item of a list; in a plain list of items a map is a block."""

# ---- letters ---------------------------------------------------------------------------------


class NoteFile(HeldFile):
    """A note."""

    series: Literal["editor", "author", "textual"] = Field(
        "editor", description="Whose note it is, or whether it is about the text's readings."
    )
    lemma: Words | None = Field(
        None, description="The letter's words that a textual note is about, without its bracket."
    )


class LetterFile(FileModel):
    """A letter. The file's name without its ending is the letter's identifier."""

    title: Words = Field(description="Title of the letter: To A. A. Joffe.")
    short_title: Words | None = Field(None, description="For running heads; else the title.")
    sender: Names | None = Field(None, description="Who wrote it: a text, {name, ref}, or a list.")
    addressee: Names | None = Field(None, description="To whom: a text, {name, ref}, or a list.")
    date: Words | None = Field(None, description="EDTF: 1918-06-02, 1918-06, 1918-06-02~ …")
    sent_from: Words | None = Field(None, description="Where it was sent from.")
    sent_to: Words | None = Field(None, description="Where it was sent to.")
    source: SourceFile | None = Field(None, description="Overrides the edition's, key by key.")
    licence: Words | None = Field(None, description="One of the edition's licences.")
    language: Words | None = Field(None, description="BCP 47; else the edition's.")
    first_published: Words | None = Field(None, description="Where it was first published.")
    copy_text: Words | None = Field(None, description="What it is printed from.")
    credits: list[CreditFile] | None = Field(None, description="Who did what.")
    body: list[Words | BlockFile] = Field(description="The letter: a text is a paragraph.")
    notes: dict[Words, Words | NoteFile] | None = Field(
        None, description="Notes by the name that calls them: [^1] calls note 1."
    )


# ---- editions --------------------------------------------------------------------------------


class LicenceFile(FileModel):
    """Under what terms a letter may be printed."""

    name: Words = Field(description="Name of the licence.")
    holder: Words | None = Field(None, description="Who holds or grants the rights.")
    statement: Words | None = Field(None, description="The licence in a sentence or two.")
    credit: Words | None = Field(None, description="The credit it asks for.")
    url: Words | None = Field(None, description="Where its text is found.")


class PartFile(FileModel):
    """A part of the volume."""

    title: Words = Field(description="Title of the part.")
    letters: list[Words] = Field(description="Identifiers of its letters; * stands for any text.")


class InsertFile(FileModel):
    """A finished PDF, whose pages become pages of the volume."""

    pdf: Words = Field(description="The file, as a path from the edition's folder.")


class VolumesFile(FileModel):
    """How the edition is divided into volumes."""

    by: Literal["year", "pages", "listed"] = Field(
        description="A volume for so many years, of so many pages, or as listed under volumes."
    )
    years: Annotated[int, Field(ge=1)] = Field(1, description="Years of a volume, for by: year.")
    pages: Annotated[int, Field(ge=1)] | None = Field(
        None, description="Pages of letters that a volume has at most, for by: pages."
    )
    volumes: list[PartFile] | None = Field(None, description="The volumes, for by: listed.")


class EditionFile(FileModel):
    """A volume of letters."""

    title: Words = Field(description="Title of the volume.")
    subtitle: Words | None = Field(None, description="Its subtitle.")
    editor: Words | None = Field(None, description="Who edits it.")
    publisher: Words | None = Field(None, description="Who publishes it.")
    place: Words | None = Field(None, description="Where it is published.")
    year: Words | None = Field(None, description="When it is published.")
    language: Words = Field(description="Language of the volume, BCP 47: en, de, grc.")
    layout: Words | None = Field(None, description="The layout; volume where not given.")
    settings: dict[Words, Anything] | None = Field(None, description="The layout's settings.")
    variant: VariantName | list[VariantName] | None = Field(
        None, description="The standard that the PDF keeps, or several; pdf where not given."
    )
    attach: list[Literal["edition", "report"]] | None = Field(
        None, description="What is attached to a pdf or pdf/a-3u: its YAML, its report."
    )
    source: SourceFile | None = Field(None, description="Source that every letter inherits.")
    licences: dict[Words, LicenceFile] | None = Field(None, description="Licences by name.")
    licence: Words | None = Field(None, description="The licence every letter inherits.")
    credits: list[CreditFile] | None = Field(None, description="Inherited where none is given.")
    order: Literal["date", "file", "listed"] = Field(
        "date", description="By date, by file name, or as listed under letters."
    )
    letters: list[Words] | None = Field(None, description="Identifiers, for order: listed.")
    parts: list[PartFile] | None = Field(None, description="Parts of the volume.")
    volumes: VolumesFile | None = Field(None, description="Several volumes, in place of one.")
    front_matter: list[Piece | InsertFile] | None = Field(
        None, description="What stands before the letters; {pdf: FILE} is a finished PDF."
    )
    back_matter: list[Words | InsertFile] | None = Field(
        None, description="What stands after the letters: finished PDFs, {pdf: FILE}."
    )
