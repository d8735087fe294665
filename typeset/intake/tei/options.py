"""What a caller can choose about an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Readings = Literal["original", "edited"]


@dataclass(frozen=True)
class Options:
    """How files are taken."""

    readings: Readings = "original"
    """Which of the readings in ``choice`` is printed: what the writer wrote (``sic``, ``orig``,
    ``abbr``) or what the editor made of it (``corr``, ``reg``, ``expan``)."""
    keep_hyphens: bool = False
    """Keep the hyphen of a word that the source divides at a line's end (``lb break="no"``)."""
    repair: bool = False
    """Mend common damage of files, and say what was mended."""
