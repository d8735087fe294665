"""What a caller can choose about an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Readings = Literal["original", "edited"]
Hyphens = Literal["drop", "keep", "all"]


@dataclass(frozen=True)
class Options:
    """How files are taken."""

    readings: Readings = "original"
    """Which of the readings in ``choice`` is printed: what the writer wrote (``sic``, ``orig``,
    ``abbr``) or what the editor made of it (``corr``, ``reg``, ``expan``)."""
    hyphens: Hyphens = "drop"
    """The hyphen of a word that the source divides at a line's end, where the encoding says so
    (``lb break="no"``): dropped or kept.  ``all`` takes every hyphen at a line's end for one."""
    repair: bool = False
    """Mend common damage of files, and say what was mended."""
