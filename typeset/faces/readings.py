"""A face under another reading: the same glyphs, which are to be read as a text of its own.

A glyph reads as one text in all of a font (ToUnicode), but print needs more: the superior ``1`` of
a note's call is ``1`` there and ``¹`` where that sign was typed, the hyphen that a broken word ends
in is a soft one, and a small capital may stand for a capital.  The key of such a reading is the
face's own key, ``~`` and the text (UTF-16, in hex digits), so that letters set side by side agree
on it.  In the file it is a font of its own which shares the face's program.
"""

from __future__ import annotations

SIGN = "~"


def reading_key(key: str, text: str) -> str:
    """The key of the face ``key`` where each glyph reads as ``text``."""
    return f"{key}{SIGN}{text.encode('utf-16-be').hex()}"


def face_key(key: str) -> str:
    """The key of the face itself."""
    return key.partition(SIGN)[0]


def read_as(key: str) -> str | None:
    """What all glyphs read as under this key; None if each reads as the face says."""
    _, sign, text = key.partition(SIGN)
    return bytes.fromhex(text).decode("utf-16-be") if sign else None
