"""For press: the sheet around a page, the printing condition, the second ink.  Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from typeset.assemble.syntax import name, numbers

MM = 72 / 25.4
"""Points in a millimetre."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A spot colour, and what stands in for it where it is not at hand: shares from 0 to 1."""

    name: str
    cmyk: tuple[float, float, float, float]

    @property
    def space(self) -> bytes:
        """The colour space of its tints (ISO 32000-1, 8.6.6.4)."""
        return separation(self.name, self.cmyk)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a file is to be printed on, and how."""

    name: str
    """As its registry has it: ``FOGRA39``."""
    words: str
    """The same for people."""
    registered: bool
    """Does the registry of the ICC have it?"""
    profile: bytes
    """ICC, of a device that prints in CMYK; empty if only the name is known."""


@dataclass(frozen=True)
class Press:
    """What is asked for where files are for press.  Measures in points."""

    condition: Condition | None = None
    """None for what is not printed."""
    bleed: float = 0.0
    """How far beyond the trimmed page its grounds may go."""
    slug: float = 0.0
    """Room beyond the bleed, for marks."""
    marks: tuple[str, ...] = ()
    """``crop``, ``registration``, ``colour-bar``."""
    ink: Ink | None = None

    @cached_property
    def margin(self) -> float:
        """From the sheet's edge to the trimmed page."""
        return self.bleed + self.slug

    def media(self, width: float, height: float) -> Box:
        """The sheet around a page of this size."""
        return 0, 0, width + 2 * self.margin, height + 2 * self.margin

    def bleeding(self, width: float, height: float) -> Box:
        """The page with its bleed."""
        room = self.slug
        return room, room, width + 2 * self.margin - room, height + 2 * self.margin - room

    def trimmed(self, width: float, height: float) -> Box:
        """The page as it is cut."""
        return self.margin, self.margin, width + self.margin, height + self.margin

    def boxes(self, width: float, height: float) -> bytes:
        """The page's boxes."""
        media, trimmed = self.media(width, height), self.trimmed(width, height)
        bleeding = b"/BleedBox" + numbers(self.bleeding(width, height)) if self.condition else b""
        return b"/MediaBox%b%b/TrimBox%b" % (numbers(media), bleeding, numbers(trimmed))


def separation(ink: str, cmyk: tuple[float, float, float, float]) -> bytes:
    """The colour space of an ink by itself, with CMYK in its place."""
    tint = b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1%b/N 1>>" % numbers(cmyk)
    return b"[/Separation%b/DeviceCMYK%b]" % (name(ink), tint)
