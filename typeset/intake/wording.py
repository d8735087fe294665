"""Names and identifiers made of what pages say."""

from __future__ import annotations

import re
import unicodedata

SHOUTED = re.compile(r"[^\W\d_]{2,}(?:’[^\W\d_]+)?")
SMALL = frozenset(
    ("a", "and", "at", "by", "de", "for", "from", "in", "of", "on", "the", "to", "von", "with")
)
PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"})


def lowered(text: str) -> str:
    """A heading in capitals as it is written in a text: ``TO A. A. JOFFE`` → ``To A. A. Joffe``."""

    def lower(word: re.Match[str]) -> str:
        written = word.group()
        if not written.isupper():
            return written
        first = word.start() == 0
        return written.lower() if written.lower() in SMALL and not first else written.capitalize()

    return SHOUTED.sub(lower, text)


def slug(text: str) -> str:
    """A text as part of a file's name: letters, digits and hyphens."""
    parted = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    letters = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return re.sub(r"[^\w]+|_+", "-", letters).strip("-")[:60].strip("-")


def identifier(date: str | None, name: str) -> str:
    """What a letter may be called: its date and whom it went to."""
    day = re.match(r"[0-9]{4}(?:-[0-9]{2}){0,2}", date or "")
    return "-".join(filter(None, (day.group() if day else "", slug(name)))) or "letter"


def surname(name: str) -> str:
    """The last word of a name, without what stands in brackets behind it."""
    words = re.sub(r"\([^)]*\)|,.*", "", name).split()
    return words[-1] if words else name
