"""Front matter as HTML: half-title, title page, credits, contents, and the titles of parts."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from typeset.compose import dates
from typeset.compose.credits import gather
from typeset.compose.inline import Inlines, Reference, language, uncalled
from typeset.compose.template import render
from typeset.errors import InputError, Problem
from typeset.layout import Layout
from typeset.model import Bound, Edition, Letter, Part

PIECES = ("half-title", "title-page", "credits", "contents")
"""The pieces of front matter that every layout for volumes has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter as a contents list names it.

    A letter of this volume has a place where its folio will be put, one of another its ``folio``.
    """

    number: int
    title: Markup
    date: str
    anchor: str
    folio: str = ""
    link: str = ""
    """Where a link to it leads."""


@dataclass(frozen=True, slots=True)
class VolumeList:
    """A volume's contents; ``number`` is 0 where there is but one."""

    number: int
    title: str
    own: bool
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the volume in a contents list; ``title`` is empty where there are no parts."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]


def compose_front(piece: str, edition: Edition, layout: Layout) -> str:
    """A piece of front matter, whose template has its name; its text holds no page number.

    Raises:
        InputError: there is no such piece, or the layout's template for it is faulty.
    """
    if piece not in PIECES:
        raise InputError(
            Problem(
                "unknown-front-matter",
                f"there is no front matter “{piece}”",
                f"there are: {', '.join(PIECES)}",
            )
        )
    return render(
        layout,
        f"{piece}.html",
        piece=piece,
        edition=edition,
        language=language(edition.language),
        credits=gather(edition),
        contents=_contents(edition, layout),
    )


def compose_insert(pages: int, depth: float) -> str:
    """Empty pages, each filled by a picture of nothing: what stands on them is printed later."""
    nothing = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"
    size = f"display: block; width: 1pt; height: {depth:.3f}pt; break-after: page"
    return "\n".join([f'<img src="{nothing}" style="{size}">'] * pages)


def compose_part(number: int, edition: Edition, layout: Layout) -> str:
    """The title of a part of the volume; ``number`` counts from 1.

    Raises:
        InputError: the layout's ``part.html`` is faulty.
    """
    return render(
        layout,
        "part.html",
        edition=edition,
        part=edition.parts[number - 1],
        number=number,
        anchor=part_anchor(number),
        language=language(edition.language),
    )


def part_anchor(number: int) -> str:
    """Where links to a part lead."""
    return f"part-{number}"


def _contents(edition: Edition, layout: Layout) -> tuple[VolumeList, ...]:
    """What stands where, in all volumes of the edition."""
    if edition.bound is None:
        only = Bound(0, "", 1, edition.letters, edition.parts)
        return (VolumeList(0, "", True, _groups(only, layout, own=True)),)
    return tuple(
        VolumeList(one.number, one.title, own, _groups(one, layout, own=own))
        for one in edition.shelf
        for own in (one.number == edition.bound.number,)
    )


def _groups(bound: Bound, layout: Layout, own: bool) -> tuple[Group, ...]:
    folios = ("",) * len(bound.letters) if own else bound.folios
    numbered = enumerate(zip(bound.letters, folios, strict=True), bound.first_letter)
    volume = 0 if own else bound.number
    entries = {
        one.ident: _entry(n, one, Reference(folio, volume), layout) for n, (one, folio) in numbered
    }
    parts = bound.parts or (Part("", tuple(entries)),)
    return tuple(
        Group(
            part.title,
            part_anchor(n) if own else "",
            tuple(entries[ident] for ident in part.letters if ident in entries),
        )
        for n, part in enumerate(parts, start=1)
    )


def _entry(number: int, letter: Letter, found: Reference, layout: Layout) -> Entry:
    anchor = f"letter-{letter.ident}"
    return Entry(
        number,
        # Notes called in a title are not called again in a list of titles.
        Inlines().inlines(uncalled(letter.title.inlines)),
        dates.in_words(letter.date, layout.words) if letter.date else "",
        anchor,
        found.folio,
        f"{found.link}{anchor}",
    )
