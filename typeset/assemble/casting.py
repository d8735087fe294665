"""Casting: a unit's pages become plates, and its notes find their places in the structure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from typeset.assemble.content import Caster
from typeset.assemble.elements import around
from typeset.galley import ARTIFACT, Column, Element, Galley
from typeset.page import Geometry, Page
from typeset.stereo import Key, Part, Stereo


def cast(galley: Galley, pages: Iterable[Page], geometry: Geometry) -> Stereo:
    """The stereo of a galley from its pages; blank ones are left out."""
    columns: dict[str | None, Column] = {None: galley.body}
    columns |= {note.ident: note.column for note in galley.notes}
    citations = _citations(galley)
    return Stereo(
        unit=galley.unit,
        leaves=tuple(Caster(geometry, galley).cast(page) for page in pages if not page.blank),
        columns={ident: column.elements for ident, column in columns.items()},
        homes=_homes_of_notes(galley),
        citations={part: tuple(places) for part, places in citations.items()},
        names=tuple(
            anchor.name
            for item in galley.body.items
            for anchor in item.anchors
            if anchor.element == 0
        ),
        faces=galley.faces,
        resources=galley.resources,
    )


def _homes_of_notes(galley: Galley) -> dict[str, tuple[int, Key]]:
    """Where notes stand in the text: after the block that calls them.

    Told are the element of the body around that block, and the key in it.
    """
    columns = [(None, galley.body), *((note.ident, note.column) for note in galley.notes)]
    calls = {
        ident: (caller, item.element)
        for caller, column in columns
        for item in column.items
        for ident in item.calls
    }
    homes: dict[str, tuple[int, Key]] = {}
    for nth, note in enumerate(galley.notes):
        # Of notes in one paragraph the first tells.
        caller, element = calls.get(note.ident.split("+")[0], (note.ident, 0))
        if caller is None and element >= 0:
            outer, block = _block(galley.body.elements, element)
            homes[note.ident] = outer, (block, 1, nth)
        elif caller in homes:
            outer, key = homes[caller]
            homes[note.ident] = outer, (*key, 1, nth)
    return homes


def _block(elements: Sequence[Element], index: int) -> tuple[int, int]:
    """The section around an element, and what in it the element belongs to."""
    outer = elements[index].parent
    while outer > 0 and elements[outer].role not in ("Sect", "Part"):
        index, outer = outer, elements[outer].parent
    return max(outer, 0), index


def _citations(galley: Galley) -> dict[Part, list[Part]]:
    """Which notes are called where: both ways."""
    columns = [(None, galley.body), *((note.ident, note.column) for note in galley.notes)]
    notes = {
        anchor.name: (ident, around(column.elements, anchor.element, "Note"))
        for ident, column in columns
        for item in column.items
        for anchor in item.anchors
    }
    found: dict[Part, list[Part]] = {}
    for ident, column in columns:
        for link in (link for item in column.items for link in item.links):
            of, note = notes.get(link.target.removeprefix("#"), (None, ARTIFACT))
            call = around(column.elements, link.element, "Reference")
            if (
                note != ARTIFACT
                and call != ARTIFACT
                and (of, note) not in found.get((ident, call), ())
            ):
                found.setdefault((ident, call), []).append((of, note))
                found.setdefault((of, note), []).append((ident, call))
    return found
