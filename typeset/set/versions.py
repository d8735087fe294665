"""Which engine sets here: what the galleys depend on besides text, layout and fonts.

Told without loading the engine itself, so that a build that finds all its galleys need not.
"""

from __future__ import annotations

import ctypes
import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("weasyprint", "pydyf", "pyphen", "tinycss2", "cssselect2", "tinyhtml5")
"""Packages whose version changes what is set."""

PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")

SOURCES = ("set", "faces")
"""Folders of our own sources that do, and ``galley.py``."""


@cache
def engine_digest() -> str:
    """SHA-256 over the versions of packages, system libraries and sources that set type."""
    parts = [f"{name} {version(name)}" for name in PACKAGES]
    parts.append(_version("pango_version_string", *PANGO))
    parts.append(_version("hb_version_string", *HARFBUZZ))
    package = Path(__file__).parents[1]
    for name in SOURCES:
        path = package / name
        files = [file for suffix in ("py", "toml") for file in sorted(path.rglob(f"*.{suffix}"))]
        parts += [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    parts.append(hashlib.sha256((package / "galley.py").read_bytes()).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


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
