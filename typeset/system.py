"""What the system gives: the libraries that shape type.

Told without loading the engine, so that a build that finds all it needs need not.
"""

from __future__ import annotations

import ctypes
from functools import cache

PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")


@cache
def shapers() -> tuple[str, str]:
    """The versions of Pango and HarfBuzz; another one may set other lines."""
    return _version("pango_version_string", *PANGO), _version("hb_version_string", *HARFBUZZ)


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
