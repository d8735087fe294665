"""Stereos: a unit's pages cast for the press, to be printed as often as wanted without the type.

A stereo depends on the unit alone, and neither on what stands before it in the volume nor on the
side of its pages: ``x`` counts from the left edge of the type area.  ``y`` grows upwards from the
page's foot, as it does in PDF.  Units are points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from typeset.galley import Element, Resource
from typeset.plain import Plain

Part = tuple[str | None, int]
"""An element of a unit: the note (None for the body), and the element's index in that column."""

Key = tuple[int, ...]
"""What children of an element are sorted by: their places in the text."""

LAST = 1 << 30
"""In a key: behind all that has a place."""


@dataclass(frozen=True, slots=True)
class PlacedLink(Plain):
    """A link's rectangle: left, bottom, right, top."""

    target: str
    box: tuple[float, float, float, float]
    source: str
    """Where it comes from, for messages."""
    home: Part | None = None
    """Its element, if it is part of the text."""
    words: str = ""
    """What it says."""


@dataclass(frozen=True, slots=True)
class Leaf(Plain):
    """A page of a unit, without furniture."""

    content: bytes = b""
    """The operators, compressed; empty if the page shows nothing."""
    owners: tuple[Part, ...] = ()
    """The elements that its marked contents belong to, in their order."""
    links: tuple[PlacedLink, ...] = ()
    anchors: tuple[tuple[str, float, float, Part | None], ...] = ()
    """Name, x, y, and the element of that name."""
    pictures: tuple[tuple[Part, tuple[float, float, float, float]], ...] = ()
    """Figures with their rectangles."""
    resources: tuple[str, ...] = ()
    """Names of the resources that it uses."""
    tinted: bool = False
    """It has colours of CSS in CMYK, which not every variant prints as they are."""


@dataclass(frozen=True, slots=True)
class Stereo(Plain):
    """A unit's pages as they are printed, and what their structure needs to be told."""

    unit: str
    leaves: tuple[Leaf, ...]
    """One for each page that has type of the unit."""
    columns: Mapping[str | None, tuple[Element, ...]]
    """The elements of the text and of each note."""
    homes: Mapping[str, tuple[int, Key]]
    """Where notes stand in the text: the element of the body around each, and the key in it."""
    citations: Mapping[Part, tuple[Part, ...]]
    """Which notes are called where: both ways."""
    names: tuple[str, ...]
    """The anchors of the unit's outermost element."""
    faces: tuple[tuple[str, tuple[int, ...]], ...]
    """As in :class:`typeset.galley.Galley`."""
    resources: tuple[Resource, ...] = ()
