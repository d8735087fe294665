"""A list of letters for correspSearch, in its Correspondence Metadata Interchange Format 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from typeset.export.dates import attributes
from typeset.export.elements import Element, element, written
from typeset.export.files import write_file
from typeset.model import Edition, Letter, LetterDate, Name

UNKNOWN = "Unknown"
"""What the format wants for a sender or addressee whom nobody knows."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TERMS = "This file is licensed under the terms of the Creative-Commons-License CC-BY 4.0"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are on the web: the file itself, and the letters by ``{id}``."""

    file: str | None = None
    letter: str | None = None


def export_cmif(edition: Edition, path: Path, addresses: Addresses, day: date) -> int:
    """Write the list; how many letters.  ``day`` is that of the last change."""
    write_file(path, cmif(edition, addresses, day))
    return len(edition.letters)


def cmif(edition: Edition, addresses: Addresses, day: date) -> bytes:
    """The list of an edition's letters."""
    ident = _identifier(edition)
    kind = "hybrid" if addresses.letter else "print"
    publisher = edition.publisher or edition.editor or edition.title
    described = (_description(letter, addresses, ident) for letter in edition.letters)
    header = element(
        "teiHeader",
        element(
            "fileDesc",
            element(
                "titleStmt",
                element("title", edition.title),
                element("editor", edition.editor or publisher),
            ),
            element(
                "publicationStmt",
                element("publisher", publisher),
                element("idno", addresses.file, type="url"),
                element("date", when=day.isoformat()),
                element("availability", element("licence", TERMS, target=LICENCE)),
            ),
            element("sourceDesc", element("bibl", _statement(edition), type=kind, xml_id=ident)),
        ),
        element("profileDesc", *described),
    )
    return written(element("TEI", header, element("text", element("body", element("p")))))


def _identifier(edition: Edition) -> str:
    """An identifier that stays the same; an XML name begins with a letter."""
    name = f"{edition.title}|{edition.editor}|{edition.publisher}|{edition.year}"
    while not (ident := str(uuid5(NAMESPACE_URL, name)))[0].isalpha():
        name += "|"
    return ident


def _statement(edition: Edition) -> str:
    """An edition as books are cited."""
    imprint = " ".join(filter(None, (edition.place, edition.year)))
    by = f"ed. {edition.editor}" if edition.editor else None
    parts = (edition.title, edition.subtitle, by, edition.publisher, imprint)
    return ", ".join(part for part in parts if part)


def _description(letter: Letter, addresses: Addresses, ident: str) -> Element:
    address = addresses.letter.replace("{id}", letter.ident) if addresses.letter else None
    return element(
        "correspDesc",
        element(
            "correspAction",
            *_names(letter.senders),
            *_place(letter.sent_from),
            *_date(letter.date),
            type="sent",
        ),
        element(
            "correspAction", *_names(letter.addressees), *_place(letter.sent_to), type="received"
        ),
        key=letter.ident,
        ref=address,
        source=f"#{ident}",
    )


def _names(names: Sequence[Name]) -> list[Element]:
    if not names:
        return [element("persName", UNKNOWN)]
    return [
        element("persName", one.name, ref=one.ref if _is_address(one.ref) else None)
        for one in names
    ]


def _is_address(ref: str | None) -> bool:
    return ref is not None and ref.startswith(("http://", "https://")) and not ref.split()[1:]


def _place(place: str | None) -> list[Element]:
    return [element("placeName", place)] if place else []


def _date(known: LetterDate | None) -> list[Element]:
    """The date; what is about or perhaps is of low certainty."""
    if known is None:
        return []
    said = attributes(known.edtf)
    if said is None:
        said = {"notBefore": known.first.isoformat(), "notAfter": known.last.isoformat()}
    if said.pop("precision", None):
        said["cert"] = "low"
    return [element("date", **said)]
