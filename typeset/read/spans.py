"""The marks that a bracketed span can have."""

from __future__ import annotations

import re

from typeset.model import Inline, LineBreak, NoteCall, Span, Text
from typeset.read.problems import Problems

CLASSES = (
    *("pb", "del", "add", "supplied", "unclear", "gap"),
    *("sc", "sup", "sub", "ul", "em", "strong"),
)
"""Source page begins, deleted, added, supplied by the editor, unclear, lost; small capitals,
raised, lowered, underlined, and emphasis where stars cannot stand."""

ATTRIBUTES = ("lang", "person", "place", "letter", "reason", "extent")

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def check_span(span: Span, problems: Problems) -> None:
    """Note what is wrong with a span's classes, attributes and text."""
    for name in span.classes:
        if name not in CLASSES:
            problems.unknown("unknown-mark", "mark", name, CLASSES, span.place)
    for name, value in span.attributes:
        if name not in ATTRIBUTES:
            problems.unknown("unknown-attribute", "attribute", name, ATTRIBUTES, span.place)
        elif not value:
            problems.add("empty", f"'{name}' has no value", span.place, f"write {name}=…")
        elif name == "lang" and not LANGUAGE.fullmatch(value):
            message = f"'{value}' is no language tag"
            problems.add("language", message, span.place, "write it as in BCP 47: de, grc")
    if not plain(span.children).strip() and "gap" not in span.classes:
        hint = "write the text between the brackets; only a gap has none"
        problems.add("empty", "a mark without text", span.place, hint)
    if "pb" in span.classes and not all(isinstance(child, Text) for child in span.children):
        message = "a source page's number has no marks"
        problems.add("source-page", message, span.place, "write [98b]{.pb}")


def plain(inlines: tuple[Inline, ...]) -> str:
    """The characters of a text without its marks, calls and source pages."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, LineBreak):
            parts.append(" ")
        elif not isinstance(inline, NoteCall):
            if isinstance(inline, Span) and "pb" in inline.classes:
                continue
            parts.append(plain(inline.children))
    return "".join(parts)
