"""Colour spaces: of what family they are, and what is below them."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from typeset.preflight.objects import array, entry, named, number

SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
"""Names in inline images."""

DEFAULTS = {
    "/DeviceGray": "/DefaultGray", "/DeviceRGB": "/DefaultRGB", "/DeviceCMYK": "/DefaultCMYK",
}  # fmt: skip

DEPTH = 8


def families(space: object, resources: object, depth: int = 0) -> Iterator[str]:
    """The families that paint where a space is used, without their solidus.

    A device space that the resources replace counts as what replaces it; of ``ICCBased`` the number
    of components is told, too: ``ICCBased 3``.
    """
    if depth > DEPTH:
        return
    name = named(space)
    if name:
        name = SHORT.get(name, name)
        spaces = entry(resources, "/ColorSpace")
        other = entry(spaces, DEFAULTS.get(name, name))
        if other is not None and named(other) != name:
            yield from families(other, resources, depth + 1)
        elif name in DEFAULTS or name == "/Pattern":
            yield name[1:]
        return
    parts = array(space)
    kind = named(parts[0]) if parts else ""
    kind = SHORT.get(kind, kind)
    if len(parts) == 1:
        yield from families(parts[0], resources, depth + 1)
    elif kind in ("/Indexed", "/Pattern"):
        yield from families(parts[1], resources, depth + 1)
    elif kind == "/ICCBased":
        yield f"ICCBased {number(entry(parts[1], '/N')) or 0:.0f}"
    elif kind in ("/Separation", "/DeviceN"):
        yield kind[1:]
        if len(parts) > 2:
            yield from families(parts[2], resources, depth + 1)
    elif kind:
        yield kind[1:]


def inks(space: object) -> list[str]:
    """The names of the inks of a Separation or DeviceN space."""
    parts = array(space)
    if len(parts) < 2 or named(parts[0]) not in ("/Separation", "/DeviceN"):
        return []
    names = [named(parts[1])] if isinstance(parts[1], pikepdf.Name) else map(named, array(parts[1]))
    return [name[1:] for name in names if name]
