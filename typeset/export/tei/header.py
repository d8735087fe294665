"""The header of a letter's TEI: title, terms, source, correspondence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from typeset.export.dates import date_element
from typeset.export.elements import Content, Element, element
from typeset.model import Edition, Letter, Licence, Name, Source
from typeset.read.spans import plain

NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def header(edition: Edition, letter: Letter) -> Element:
    """What is known of a letter."""
    return element(
        "teiHeader",
        element(
            "fileDesc",
            _titles(letter),
            element("publicationStmt", *_publication(letter.licence)),
            _series(edition),
            _notes(letter),
            _sources(letter),
        ),
        element("profileDesc", correspondence(letter), _languages(letter)),
    )


def correspondence(letter: Letter, **attributes: str | None) -> Element:
    """Who wrote to whom, when, from where and where to."""
    date = date_element(letter.date) if letter.date else None
    return element(
        "correspDesc",
        _action("sent", *_names(letter.senders), _place(letter.sent_from), date),
        _action("received", *_names(letter.addressees), _place(letter.sent_to)),
        **attributes,
    )


def _action(kind: str, *known: Element | None) -> Element:
    action = element("correspAction", *known, type=kind)
    if not len(action):
        # Nothing is known of it, and TEI wants it said so.
        action.append(element("p"))
    return action


def _names(names: Sequence[Name]) -> list[Element]:
    return [element("persName", one.name, ref=_reference(one.ref)) for one in names]


def _reference(ref: str | None) -> str | None:
    """An address as XML has it: without spaces and other signs that none may have."""
    return quote("".join(ref.split()), safe=":/?#@!$&'()*+,;=%-._~") if ref else None


def _place(place: str | None) -> Element | None:
    return element("placeName", place) if place else None


def _titles(letter: Letter) -> Element:
    title = plain(letter.title.inlines).strip()
    short = letter.short_title if letter.short_title != title else None
    return element(
        "titleStmt",
        element("title", title),
        element("title", short, type="short") if short else None,
        *(
            element("respStmt", element("resp", one.role), element("name", one.name))
            for one in letter.credits
        ),
    )


def _publication(licence: Licence) -> list[Content]:
    """Who holds the rights, and the terms; each part by its name, so that none gets lost."""
    ident = licence.ident if NAME.fullmatch(licence.ident) else None
    parts = (
        ("name", licence.name),
        ("statement", licence.statement),
        ("credit", licence.credit),
    )
    return [
        element("publisher", licence.holder) if licence.holder else element("authority"),
        element(
            "availability",
            element(
                "licence",
                *(element("ab", said, type=kind) for kind, said in parts if said),
                target=_reference(licence.url),
                xml_id=ident,
            ),
        ),
    ]


def _series(edition: Edition) -> Element:
    return element("seriesStmt", element("title", edition.title))


def _notes(letter: Letter) -> Element | None:
    if not letter.copy_text:
        return None
    return element("notesStmt", element("note", letter.copy_text, type="copy-text"))


def _sources(letter: Letter) -> Element:
    first = letter.first_published
    return element(
        "sourceDesc",
        source(letter.source),
        element("bibl", first, type="first-published") if first else None,
    )


def source(one: Source, **attributes: str | None) -> Element:
    """Where a letter's text was taken from."""
    parts: list[Content] = []
    for made in (
        element("author", one.author) if one.author else None,
        element("title", one.title, level="m"),
        element("publisher", one.publisher) if one.publisher else None,
        element("pubPlace", one.place) if one.place else None,
        element("date", one.year) if one.year else None,
        element("biblScope", one.volume, unit="volume") if one.volume else None,
        element("biblScope", one.pages, unit="page") if one.pages else None,
        element("ptr", target=_reference(one.url)) if one.url else None,
    ):
        if made is not None:
            parts += [", ", made] if parts else [made]
    return element("bibl", *parts, **attributes)


def _languages(letter: Letter) -> Element:
    return element("langUsage", element("language", letter.language, ident=letter.language))
