"""Inline elements → a text with marks, the way back from ``typeset.read.inline``.

Signs of the text that would be read as marks are escaped, and no others.  Emphasis that stars
cannot say, as in a word before a quotation mark, is written ``[text]{.em}``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from typeset.intake.settle import address
from typeset.model import Emphasis, Inline, LineBreak, NoteCall, Span, Strong, Text, WebLink

SIGNS = re.compile(r"[\\*_\[\]]|<(?! )")
PAIR = re.compile(r"\[(?!\^)[^\[\]]*\](?![({])")
"""Brackets of the text's own, which no mark follows: they need no escape."""

BARE = re.compile(r"[a-zA-Z\d_:-]+")
"""A value of an attribute that needs no quotes."""

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x20]*")
ENTITY = re.compile(r"&(?=[A-Za-z#][A-Za-z0-9]{1,31};)")
PARENTHESES = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")


def written(inlines: Sequence[Inline]) -> str:
    """The elements of a settled text as an editor writes them; ``\\`` and a line end stand for a
    line break.
    """
    return _run(inlines, " ", " ", 0)


def _run(inlines: Sequence[Inline], before: str, after: str, depth: int) -> str:
    """Elements between two signs, inside so many emphases."""
    text = ""
    for number, inline in enumerate(inlines):
        last = text[-1:] or before
        follows = _first(inlines[number + 1]) if number + 1 < len(inlines) else after
        text += _one(inline, last, follows, depth)
    return text


def _one(inline: Inline, last: str, follows: str, depth: int) -> str:
    if isinstance(inline, Text):
        return _escaped(inline.text, last, follows)
    if isinstance(inline, LineBreak):
        return "\\\n"
    if isinstance(inline, NoteCall):
        return f"[^{inline.ident}]"
    if isinstance(inline, Span):
        return f"{_label(inline.children)}{{{_attributes(inline)}}}"
    if isinstance(inline, WebLink):
        return _link(inline)
    stars, name = ("*", "em") if isinstance(inline, Emphasis) else ("**", "strong")
    if _stars_will_do(inline, last, follows, depth):
        return f"{stars}{_run(inline.children, '*', '*', depth + 1)}{stars}"
    return f"{_label(inline.children)}{{.{name}}}"


def _label(children: Sequence[Inline]) -> str:
    # Inside brackets emphasis begins anew; their end is to it as the end of a text.
    return f"[{_run(children, '[', ' ', 0)}]"


def _link(link: WebLink) -> str:
    match link.children:
        case (Text(text),) if ADDRESS.fullmatch(text) and address(text) == link.target:
            return f"<{text}>"
    target = ENTITY.sub(r"\\&", link.target)
    if not PARENTHESES.fullmatch(target):
        target = re.sub(r"[()]", r"\\\g<0>", target)
    return f"{_label(link.children)}({target})"


def _attributes(span: Span) -> str:
    values = (
        f"{key}={value}" if BARE.fullmatch(value) else f'{key}="{value}"'
        for key, value in span.attributes
    )
    return " ".join([*(f".{name}" for name in span.classes), *values])


# ---- signs that would be read as marks -------------------------------------------------------


def _escaped(text: str, last: str, follows: str) -> str:
    if last == "[" and text.startswith("^"):
        return "\\^" + _escaped(text[1:], "^", follows)
    if SIGNS.search(text) is None:
        return text
    own = {at for pair in PAIR.finditer(text) for at in (pair.start(), pair.end() - 1)}
    around = f"{last}{text}{follows}"

    def escape(sign: re.Match[str]) -> str:
        at = sign.start()
        beside = around[at], around[at + 2]
        if sign.group() in "[]":
            literal = at in own
        elif sign.group() == "*":
            literal = beside == (" ", " ")
        else:
            literal = sign.group() == "_" and all(one.isalnum() for one in beside)
        return sign.group() if literal else f"\\{sign.group()}"

    return SIGNS.sub(escape, text)


# ---- where stars are emphasis ----------------------------------------------------------------


def _stars_will_do(mark: Emphasis | Strong, last: str, follows: str, depth: int) -> bool:
    """Whether stars around it open and close as CommonMark has it, and can do nothing else."""
    if last == "*" or follows == "*":
        return False
    first, final = _first(mark.children[0]), _last(mark.children[-1])
    if isWhiteSpace(ord(first)) or isWhiteSpace(ord(final)):
        return False
    opens = _is_letter(first) or not _is_letter(last)
    closes = _is_letter(final) or not _is_letter(follows)
    # A star that could close as well would do so inside another emphasis.
    might_close = not isWhiteSpace(ord(last)) and (_is_letter(last) or not _is_letter(first))
    return opens and closes and not (depth and might_close)


def _is_letter(sign: str) -> bool:
    """Whether a sign is neither a space nor punctuation to CommonMark."""
    code = ord(sign)
    return not (isWhiteSpace(code) or isMdAsciiPunct(code) or isPunctChar(sign))


def _first(inline: Inline) -> str:
    """The sign that an element begins with, or one of its kind."""
    if not isinstance(inline, Text):
        return "["
    return "\\" if inline.text[0] in "*_" else inline.text[0]


def _last(inline: Inline) -> str:
    """The sign that an element ends with, or one of its kind."""
    return inline.text[-1] if isinstance(inline, Text) else "]"
