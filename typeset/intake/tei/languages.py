"""Language tags as BCP 47 has them."""

from __future__ import annotations

import re

TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

SHORT = {
    "ara": "ar", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "dut": "nl", "eng": "en",
    "est": "et", "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "gre": "el", "heb": "he",
    "hun": "hu", "ita": "it", "lat": "la", "lav": "lv", "lit": "lt", "nld": "nl", "nor": "no",
    "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "spa": "es", "swe": "sv",
    "tur": "tr", "yid": "yi", "jp": "ja", "gr": "grc", "greek": "grc", "latin": "la",
    "german": "de", "deutsch": "de", "english": "en", "french": "fr", "italian": "it",
    "lt": "lt", "ell": "el",
}  # fmt: skip
"""Tags that TEI files have for what BCP 47 writes otherwise."""


def tag_of(value: str | None) -> str | None:
    """A language tag as an edition's files have it; None where there is none."""
    tag = (value or "").strip().replace("_", "-").lstrip("#")
    first, dash, rest = tag.partition("-")
    tag = SHORT.get(first.lower(), first) + dash + rest
    return tag if TAG.fullmatch(tag) and tag.lower() not in ("und", "mul", "zxx", "x-und") else None
