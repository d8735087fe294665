"""What the links of a page lead to: another letter of the import, or an address on the web."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from typeset.intake.mia.pages import Resolve

SITE = "https://www.marxists.org/"
ROOTS = ("archive", "reference", "subject", "history", "glossary")
"""Folders of the site: a page saved below one of them tells its own address."""


def resolver(path: Path, idents: Mapping[str, str], base: str | None = None) -> Resolve:
    """What links on the page at this path mean.

    ``idents`` are the letters of the import by the absolute paths of their pages, ``base`` is the
    page's address on the web where that is known.
    """
    own = base or _address(path)

    def resolve(target: str) -> str | None:
        try:
            parts = urlsplit(target)
        except ValueError:
            return None
        if parts.scheme in ("http", "https", "mailto"):
            return target
        if parts.scheme or parts.netloc:
            return None
        file = os.path.normpath(path.absolute().parent / unquote(parts.path))
        if file in idents:
            return f"letter:{idents[file]}"
        return urljoin(own, target) if own else None

    return resolve


def _address(path: Path) -> str | None:
    """The address of a page that is saved in folders as on the site."""
    folders = path.absolute().parts
    for root in ROOTS:
        if root in folders[:-1]:
            return SITE + "/".join(folders[folders.index(root) :])
    return None
