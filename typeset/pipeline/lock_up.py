"""Lock-up: a galley is made up into pages at once, in the process that set it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from typeset.assemble import cast
from typeset.galley import Galley
from typeset.house import PACKAGE
from typeset.page import Geometry, Page
from typeset.paginate import (
    MadeUp,
    Place,
    Stands,
    Stone,
    UnitPlan,
    recast,
    respaced,
    stands,
    wanted_run_ins,
    wishes,
)
from typeset.pipeline.flaws import flaws
from typeset.pipeline.forme import Forme
from typeset.pipeline.hyphens import hyphens
from typeset.pipeline.press import coarse_pictures
from typeset.pipeline.units import Unit
from typeset.set import Task
from typeset.store import pack
from typeset.system import libraries
from typeset.verify import Account, account

Formes = Mapping[tuple[bool, int | None] | None, Forme]
"""A unit's formes by where its first page stands (:class:`typeset.paginate.Place`); that under None
is for all places that face no longer or shorter page."""

RunIns = Mapping[tuple[str, ...], Galley]
"""Paragraphs in which notes of a unit run on, set by themselves; by the notes."""

PLACES = (Place(), Place(verso=True), Place(facing=0))
"""Where most units begin: the last one's page faces one whose depth shows."""


@dataclass(frozen=True)
class LockUp:
    """Makes up galleys of one geometry."""

    geometry: Geometry

    @property
    def digest(self) -> str:
        """SHA-256 over all that a forme depends on besides its galley."""
        return hashlib.sha256(f"{self.geometry!r} {_makers()}".encode()).hexdigest()

    def __call__(self, galley: Galley, task: Task) -> Formes:
        """The formes that a volume is likely to want, on either side of a leaf."""
        galley = _settled(galley, asks=task.asks)
        stone = Stone(galley, self.geometry)
        if stone.same_everywhere:
            return {None: locked(galley, stone.pages(Place()), self.geometry)}
        made: dict[MadeUp, Forme] = {}
        formes: dict[tuple[bool, int | None] | None, Forme] = {}
        for place in PLACES:
            pages = stone.pages(place)
            if pages not in made:
                made[pages] = locked(galley, pages, self.geometry)
            formes[place.verso, place.facing] = made[pages]
        return formes

    def at(self, galley: Galley, place: Place, run_ins: RunIns, *, asks: bool) -> Forme:
        """The forme of a galley whose first page stands there; ``asks`` as of a task."""
        galley = _settled(galley, asks=asks)
        columns = {idents: one.notes[0].column for idents, one in run_ins.items()}
        made = Stone(galley, self.geometry, columns).pages(place)
        return locked(galley, made, self.geometry, run_ins)


def as_printed(galley: Galley, forme: Forme, run_ins: RunIns, *, asks: bool) -> Galley:
    """The galley as the pages of its forme have it; ``asks`` as of a task."""
    galley = _settled(galley, asks=asks)
    if forme.given:
        galley = respaced(galley, forme.given)
    return _with_run_ins(galley, forme.pages, run_ins)


def _settled(galley: Galley, *, asks: bool) -> Galley:
    """The galley, without what its pages could ask for if they may not."""
    if asks or not galley.body.settings:
        return galley
    return replace(galley, body=replace(galley.body, settings=()))


def locked(galley: Galley, made: MadeUp, geometry: Geometry, run_ins: RunIns = {}) -> Forme:  # noqa: B006
    """The forme of a galley made up into these pages."""
    pages = tuple(made.pages)
    wanted = tuple(
        idents for _, idents in wanted_run_ins(pages, [_with_run_ins(galley, pages, run_ins)])
    )
    if wanted:
        nowhere = Stands(galley.unit, {}, (), (), (), {})
        return Forme(pages, made.faced, nowhere, Account(0, 0, 0, 0, 0, ()), {}, wanted)
    asked = wishes(pages, [galley]).get(0, {})
    given = tuple(
        one for page in pages for part in page.body for one in part.given if not one.asked
    )
    pages, (galley,) = recast(pages, [galley])
    galley = _with_run_ins(galley, pages, run_ins)
    units = [Unit(galley.unit, UnitPlan())]
    return Forme(
        pages=pages,
        faced=made.faced,
        stands=stands(galley, pages),
        tally=account([galley], pages, geometry),
        wishes=asked,
        given=given,
        flaws=tuple(flaws(pages, [galley], units)),
        coarse=tuple(coarse_pictures(pages, [galley], units)),
        hyphens=tuple(hyphens(pages, [galley], units)),
        odd=galley.odd,
        stereo=pack(cast(galley, pages, geometry)),
    )


def _with_run_ins(galley: Galley, pages: Sequence[Page], run_ins: RunIns) -> Galley:
    """The galley with those paragraphs of its notes that stand on pages, and their faces."""
    placed = {part.note for page in pages for part in page.foot}
    for idents, paragraph in sorted(run_ins.items()):
        if "+".join(idents) in placed:
            galley = _with(galley, paragraph)
    return galley


def _with(galley: Galley, paragraph: Galley) -> Galley:
    faces: dict[str, set[int]] = {}
    for key, glyphs in (*galley.faces, *paragraph.faces):
        faces.setdefault(key, set()).update(glyphs)
    return replace(
        galley,
        notes=(*galley.notes, *paragraph.notes),
        faces=tuple((key, tuple(sorted(faces[key]))) for key in sorted(faces)),
        resources=tuple(dict.fromkeys((*galley.resources, *paragraph.resources))),
    )


@cache
def _makers() -> str:
    """SHA-256 over what makes formes: our own sources, and the libraries that they use."""
    digest = hashlib.sha256(f"{libraries()} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    for file in sorted(PACKAGE.rglob("*.py")):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
