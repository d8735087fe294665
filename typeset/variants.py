"""Variants: the standards that a volume's PDF may be asked to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, get_args

from typeset.errors import InputError, Problem

VariantName = Literal[
    "pdf", "pdf/a-2u", "pdf/a-2a", "pdf/a-3u", "pdf/a-4", "pdf/ua-1", "pdf/ua-2", "pdf/a-2a+ua-1",
    "pdf/a-4+ua-2", "pdf/x-4", "pdf/x-1a",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """What a standard asks of the file."""

    name: VariantName
    version: str = "1.7"
    """Of PDF itself."""
    archive: int = 0
    """The part of ISO 19005 (PDF/A), 0 for none."""
    level: str = ""
    """Its level of conformance: ``A``, ``U``."""
    access: int = 0
    """The part of ISO 14289 (PDF/UA), 0 for none."""

    press: int = 0
    """The part of ISO 15930 (PDF/X), 0 for none: the first is PDF/X-1a, the seventh PDF/X-4."""

    @property
    def transparent(self) -> bool:
        """May anything shine through?"""
        return self.press != 1

    @property
    def attaching(self) -> bool:
        """May files be attached that are no PDF/A?"""
        return self.archive == 3 or self.name == "pdf"

    @property
    def modern(self) -> bool:
        """Is it of PDF 2.0 (ISO 32000-2)?"""
        return self.version == "2.0"


VARIANTS: dict[str, Variant] = {
    variant.name: variant
    for variant in (
        Variant("pdf"),
        Variant("pdf/a-2u", archive=2, level="U"),
        Variant("pdf/a-2a", archive=2, level="A"),
        Variant("pdf/a-3u", archive=3, level="U"),
        Variant("pdf/a-4", "2.0", archive=4),
        Variant("pdf/ua-1", access=1),
        Variant("pdf/ua-2", "2.0", access=2),
        Variant("pdf/a-2a+ua-1", archive=2, level="A", access=1),
        Variant("pdf/a-4+ua-2", "2.0", archive=4, access=2),
        Variant("pdf/x-4", "1.6", press=7),
        Variant("pdf/x-1a", "1.3", press=1),
    )
}

PLAIN = VARIANTS["pdf"]
"""Tagged PDF that claims nothing."""

assert tuple(VARIANTS) == get_args(VariantName)


def chosen(names: Sequence[str]) -> tuple[Variant, ...]:
    """The variants of these names, each once; the plain one if there are none.

    Raises:
        InputError: names that are unknown, with what is like them.
    """
    unknown = [name for name in names if name not in VARIANTS]
    if unknown:
        raise InputError([_unknown(name) for name in unknown])
    return tuple(VARIANTS[name] for name in dict.fromkeys(names)) or (PLAIN,)


def _unknown(name: str) -> Problem:
    near = get_close_matches(name.lower(), VARIANTS, n=1) or get_close_matches(
        f"pdf/{name.lower()}", VARIANTS, n=1
    )
    meant = f"did you mean “{near[0]}”? " if near else ""
    hint = f"{meant}there are: {', '.join(VARIANTS)}"
    return Problem("unknown-variant", f"there is no variant “{name}”", hint)


def file_of(variant: Variant, volume: Path, count: int) -> Path:
    """The file of one of so many variants: of several, all but the plain one have theirs in it."""
    if count == 1 or variant is PLAIN:
        return volume
    name = variant.name.removeprefix("pdf/")
    return volume.with_name(f"{volume.stem}.{name}{volume.suffix}")


def volume_file(volume: Path, number: int) -> Path:
    """The file of one of several volumes, where ``volume`` is asked for."""
    return volume.with_name(f"{volume.stem}-{number}{volume.suffix}")
