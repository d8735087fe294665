"""Which libraries are here: the packages that typeset needs, and the system's that shape type.

Told without loading the engine, so that a build that finds all it needs need not.
"""

from __future__ import annotations

import ctypes
from functools import cache
from importlib.metadata import requires, version

PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")


@cache
def shapers() -> tuple[str, str]:
    """The versions of Pango and HarfBuzz; another one may set other lines."""
    return _version("pango_version_string", *PANGO), _version("hb_version_string", *HARFBUZZ)


@cache
def libraries() -> str:
    """The versions of all that typeset needs, the system's part among them."""
    names = [
        "".join(char if char.isalnum() or char in "-_." else " " for char in wanted).split()[0]
        for wanted in requires("typeset") or ()
        if "extra ==" not in wanted
    ]
    return " ".join([*(f"{name} {version(name)}" for name in names), *shapers()])


def _version(symbol: str, *names: str) -> str:
    """What a system library, known by several names, says of its version."""
    for name in names:
        try:
            tell = getattr(ctypes.CDLL(name), symbol)
        except OSError:
            continue
        tell.restype = ctypes.c_char_p
        return str(tell().decode())
    return "unknown"
