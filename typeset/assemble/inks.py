"""Inks: what operators and pictures are printed in.

A galley's type is black because nothing else is said, its pictures are as they came.  A colour of
CSS that is the second ink's, ``device-cmyk(0 1 1 0)``, is printed in that ink.  For press there is
more to say: :mod:`typeset.assemble.plates`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from typeset.assemble.sheet import Press
from typeset.assemble.syntax import name, number
from typeset.galley import Resource
from typeset.variants import Variant

INK = Resource("ColorSpace", "second.ink", b"")
"""The second ink's colour space, by its name in operators."""

NEAR = 1e-4
"""Shares that differ by less are taken as equal."""

_STRING = rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>"
_NUMBERS = rb"(?:[-+]?[\d.]+[ \n]+)"
COLOUR = re.compile(
    _STRING
    + rb"|/DeviceCMYK (?:cs|CS)\s+(?P<cmyk>" + _NUMBERS + rb"{4})(?P<special>scn|SCN)(?!\S)"
    + rb"|(?<!\S)(?P<grey>" + _NUMBERS + rb")(?P<g>g|G)(?!\S)"
    + rb"|(?<!\S)(?P<rgb>" + _NUMBERS + rb"{3})(?P<rg>rg|RG)(?!\S)"
    + rb"|(?<!\S)(?P<painted>/\S+ (?:Do|sh)|/Pattern cs)(?!\S)",
    re.DOTALL,
)  # fmt: skip
"""A colour, or something else that paints; strings are passed over."""


def inks(variant: Variant, press: Press) -> Inks:
    """The inks of a variant."""
    if not variant.press:
        return Inks(press, variant)
    from typeset.assemble.plates import Plates  # rarely needed, and slow to load

    return Plates(press, variant)


class Inks:
    """For reading: as it came, but that a colour of CSS may be the second ink.

    Where an archive means sRGB, colours of CSS in CMYK become that.
    """

    def __init__(self, press: Press, variant: Variant) -> None:
        self._press = press
        self._variant = variant

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What changed operators name."""
        ink = self._press.ink
        return (replace(INK, body=ink.space),) if ink else ()

    def page(self, operators: bytes) -> bytes:
        """A page's operators."""
        if b"/DeviceCMYK " not in operators:
            return operators
        return COLOUR.sub(self._seen, operators)

    def resource(self, resource: Resource) -> Resource:
        """A picture, a pattern, a state."""
        return resource

    def _seen(self, match: re.Match[bytes]) -> bytes:
        if match["cmyk"] is None:
            return match[0]
        cmyk, line = shares(match["cmyk"]), match["special"] == b"SCN"
        if self._variant.archive and self._press.condition:
            from typeset.assemble.colours import colour_to_srgb  # rarely needed, and slow to load

            seen = colour_to_srgb(cmyk, self._press.condition.profile)
            return said(seen) + (b"RG" if line else b"rg")
        return in_ink(line) if self.is_ink(cmyk) else match[0]

    def is_ink(self, cmyk: tuple[float, ...]) -> bool:
        """Is a colour the second ink's?"""
        ink = self._press.ink
        return ink is not None and all(
            abs(a - b) < NEAR for a, b in zip(cmyk, ink.cmyk, strict=True)
        )


def in_ink(line: bool) -> bytes:
    """The operators of the second ink, for a line or a fill."""
    space = name(INK.name)
    return b"%b CS 1 SCN" % space if line else b"%b cs 1 scn" % space


def shares(operands: bytes) -> tuple[float, ...]:
    """Numbers before an operator."""
    return tuple(float(share) for share in operands.split())


def said(colour: tuple[float, ...]) -> bytes:
    """A colour before its operator."""
    return b"".join(number(share) + b" " for share in colour)
