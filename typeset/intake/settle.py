"""Texts as they are found → texts as they can be written: the words stay, the spaces settle.

Spaces are single and stand outside of marks; marks without text are taken away, as are addresses
that no link can have and marks deeper than a letter may have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from markdown_it.common.normalize_url import normalizeLink, validateLink

from typeset.model import Emphasis, Inline, LineBreak, NoteCall, Span, Strong, Text, WebLink
from typeset.read.inline import DEEPEST
from typeset.read.manuscript import UNPRINTABLE
from typeset.read.spans import plain

BLANK = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")
LONGEST_VALUE = 200
"""Signs of an attribute; the reader takes a thousand for all of a span's."""

NOT_IN_VALUES = str.maketrans('"{}\\', "'()/")
"""Signs that a value in braces cannot have, and what is near to them."""

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def clean(text: str) -> str:
    """Characters that may stand in a file, each run of spaces and line ends as one space."""
    return UNPRINTABLE.sub("", BLANK.sub(" ", text))


def flat(text: str | None) -> str | None:
    """A particular on one line; None where there is nothing."""
    return (" ".join(clean(text).split()) or None) if text else None


def address(target: str) -> str | None:
    """The address of a link as a letter's reader has it; None where it can be none."""
    made = normalizeLink(clean(target).strip())
    return made if SCHEME.match(made) and validateLink(made) else None


def settled(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The elements of a text that stands for itself, without spaces and breaks at its ends."""
    return _parted(_level(inlines, 0, within_link=False))[1]


def one_line(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The elements with a space for each line break, for texts that are lines themselves."""
    return tuple(_unbroken(inline) for inline in inlines)


def _unbroken(inline: Inline) -> Inline:
    if isinstance(inline, LineBreak):
        return Text(" ")
    if isinstance(inline, Text | NoteCall):
        return inline
    return replace(inline, children=one_line(inline.children))


# ---- one level of elements -------------------------------------------------------------------


def _level(inlines: Iterable[Inline], depth: int, within_link: bool) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            found.append(Text(clean(inline.text)))
        elif isinstance(inline, LineBreak | NoteCall):
            found.append(inline)
        else:
            found += _mark(inline, depth, within_link)
    return _joined(found)


def _mark(
    mark: Emphasis | Strong | Span | WebLink, depth: int, within_link: bool
) -> Iterator[Inline]:
    """A mark with the blanks at its ends outside of it, or what it holds where it cannot stand."""
    links = isinstance(mark, WebLink) or (isinstance(mark, Span) and mark.get("letter") is not None)
    if isinstance(mark, Span):
        mark = _span(mark)
    inner = _level(mark.children, depth + 1, within_link or links)
    calls: tuple[Inline, ...] = ()
    if links:
        calls = tuple(_calls(inner))
        inner = _level(_without_calls(inner), depth + 1, within_link=True)
    before, inside, after = _parted(inner)
    stands = depth < DEEPEST and not (links and within_link)
    yield from before
    made = _made(mark, inside) if stands else None
    yield from inside if made is None else (made,)
    yield from calls
    yield from after


def _made(mark: Emphasis | Strong | Span | WebLink, inside: tuple[Inline, ...]) -> Inline | None:
    """The mark around these elements; None where it would say nothing."""
    if isinstance(mark, Span):
        if "pb" in mark.classes:
            number = plain(inside).strip()
            return replace(mark, children=(Text(number),)) if number else None
        if "gap" in mark.classes:
            return replace(mark, children=inside)
        if not (mark.classes or mark.attributes):
            return None
    if not plain(inside).strip():
        return None
    if isinstance(mark, WebLink):
        target = address(mark.target)
        return WebLink(target, inside) if target else None
    return replace(mark, children=inside)


def _span(span: Span) -> Span:
    attributes: dict[str, str] = {}
    for key, value in span.attributes:
        value = (flat(value) or "").translate(NOT_IN_VALUES)
        if len(value) > LONGEST_VALUE:
            value = value[: LONGEST_VALUE - 1].rstrip() + "…"
        if value:
            attributes.setdefault(key, value)
    return replace(
        span, classes=tuple(dict.fromkeys(span.classes)), attributes=tuple(attributes.items())
    )


def _calls(inlines: Sequence[Inline]) -> Iterator[NoteCall]:
    for inline in inlines:
        if isinstance(inline, NoteCall):
            yield inline
        elif isinstance(inline, Emphasis | Strong | Span | WebLink):
            yield from _calls(inline.children)


def _without_calls(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    kept: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Emphasis | Strong | Span | WebLink):
            kept.append(replace(inline, children=_without_calls(inline.children)))
        elif not isinstance(inline, NoteCall):
            kept.append(inline)
    return tuple(kept)


# ---- blanks ----------------------------------------------------------------------------------


def _joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The elements with neighbouring texts made one, and single spaces in them."""
    joined: list[Inline] = []
    for is_text, group in groupby(inlines, lambda inline: isinstance(inline, Text)):
        if not is_text:
            joined += group
        elif text := BLANK.sub(" ", "".join(one.text for one in group if isinstance(one, Text))):
            joined.append(Text(text))
    breaks = [isinstance(inline, LineBreak) for inline in joined]
    trimmed: list[Inline] = []
    for number, inline in enumerate(joined):
        if isinstance(inline, Text):
            text = inline.text
            text = text.lstrip() if number and breaks[number - 1] else text
            text = text.rstrip() if number + 1 < len(joined) and breaks[number + 1] else text
            inline = Text(text)
        if inline != Text(""):
            trimmed.append(inline)
    return tuple(trimmed)


def _parted(
    inlines: tuple[Inline, ...],
) -> tuple[tuple[Inline, ...], tuple[Inline, ...], tuple[Inline, ...]]:
    """The blanks before, what has words, the blanks after."""
    start, end = 0, len(inlines)
    while start < end and _is_blank(inlines[start]):
        start += 1
    while end > start and _is_blank(inlines[end - 1]):
        end -= 1
    before, inside, after = list(inlines[:start]), list(inlines[start:end]), list(inlines[end:])
    if inside and isinstance(first := inside[0], Text):
        inside[0] = Text(first.text.lstrip())
        before.append(Text(first.text.removesuffix(first.text.lstrip())))
    if inside and isinstance(last := inside[-1], Text):
        inside[-1] = Text(last.text.rstrip())
        after.insert(0, Text(last.text.removeprefix(last.text.rstrip())))
    return tuple(before), tuple(inside), tuple(after)


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and inline.text.isspace())
