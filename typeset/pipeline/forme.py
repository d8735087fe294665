"""Formes: units whose pages are made up and locked, with all that later rooms want to know of them.

A forme is what is kept of a galley: where nothing changed, the galley is not looked at again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from typeset.galley import Setting
from typeset.page import Page
from typeset.paginate import Stands
from typeset.pipeline.report import Flaw, Hyphen
from typeset.plain import Plain
from typeset.verify import Account


@dataclass(frozen=True, slots=True)
class Forme(Plain):
    """A unit's pages, and what was found on them; the first page is 1 in all of it.

    Folios, sections and files are told by the volume.
    """

    pages: tuple[Page, ...]
    faced: int | None
    """How long the last page is, if its depth shows."""
    stands: Stands
    tally: Account
    wishes: Mapping[int, int]
    """By the line in the source where a paragraph stands, how many lines more pages ask for."""
    wanted: tuple[tuple[str, ...], ...] = ()
    """Paragraphs in which notes run on that are still to be set; nothing else counts then."""
    given: tuple[Setting, ...] = ()
    """Spaces that are as the pages want them."""
    flaws: tuple[Flaw, ...] = ()
    coarse: tuple[Flaw, ...] = ()
    """Pictures of too few pixels."""
    hyphens: tuple[Hyphen, ...] = ()
    odd: tuple[tuple[str, int], ...] = ()
    """As in :class:`typeset.galley.Galley`."""
    stereo: bytes = b""
    """The :class:`typeset.stereo.Stereo` as an entry of the store."""
