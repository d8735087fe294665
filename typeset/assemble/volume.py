"""What a volume is made of, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from typeset.assemble.attachments import Attachment
from typeset.assemble.sheet import Press
from typeset.faces import Face
from typeset.galley import Resource
from typeset.page import Geometry, Page
from typeset.stereo import Stereo
from typeset.variants import PLAIN, Variant


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a volume says of itself.  Empty texts are left out."""

    title: str
    language: str
    """BCP 47."""
    creator: str
    """The program with its version: ``typeset 0.1.0``."""
    date: datetime | None = None
    """When the edition was made, with its time zone, if that is known.  Never the clock's: the
    same edition gives the same file."""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.date and self.date.tzinfo is None:
            raise ValueError("a volume's date needs a time zone")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the outline (the bookmarks) that leads to an anchor; ``level`` counts from 1."""

    title: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Volume:
    """Furnished pages, and all that it takes to print them."""

    pages: Sequence[Page]
    stereos: Sequence[Stereo]
    """Of the units, by the index that slices name.  Each is asked for once, when its first page is
    printed, and given up after its last: a sequence may load them as they are wanted."""
    geometry: Geometry
    faces: Mapping[str, Face]
    """By key: at least those that the stereos and the furniture use."""
    metadata: Metadata
    outline: Sequence[OutlineEntry] = ()
    furniture_faces: Sequence[tuple[str, tuple[int, ...]]] = ()
    """As :attr:`Galley.faces`, for the pieces of furniture."""
    furniture_resources: Sequence[Resource] = field(default=(), repr=False)
    variant: Variant = PLAIN
    press: Press = field(default=Press(), repr=False)
    """What holds for files for press."""
    inserts: Mapping[int, Path] = field(default_factory=dict)
    """Finished PDFs whose pages stand on those of a unit, by its index."""
    attachments: tuple[Attachment, ...] = ()
    """Files to go along, where the variant holds any."""
    shelf: Mapping[int, str] = field(default_factory=dict)
    """The names of the files of all volumes of an edition of several, by their numbers; links to
    one that is not among them are left out."""
    excerpt: bool = False
    """These are some pages of a larger volume: links and outline entries that lead to others are
    left out, and labels begin where they do there."""
