"""Which engine sets here: what the galleys depend on besides text, layout and fonts.

Told without loading the engine itself, so that a build that finds all its galleys need not.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from typeset.system import shapers

PACKAGES = ("weasyprint", "pydyf", "pyphen", "tinycss2", "cssselect2", "tinyhtml5")
"""Packages whose version changes what is set."""

SOURCES = ("set", "faces")
"""Folders of our own sources that do, and ``galley.py``."""


@cache
def engine_digest() -> str:
    """SHA-256 over the versions of packages, system libraries and sources that set type."""
    parts = [f"{name} {version(name)}" for name in PACKAGES]
    parts.extend(shapers())
    package = Path(__file__).parents[1]
    for name in SOURCES:
        path = package / name
        files = [file for suffix in ("py", "toml") for file in sorted(path.rglob(f"*.{suffix}"))]
        parts += [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    parts.append(hashlib.sha256((package / "galley.py").read_bytes()).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
