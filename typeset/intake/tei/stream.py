"""A stream of inline pieces, as they are met, and the inline elements it becomes.

While text is gathered, marks are opened and closed like brackets, so that a block that stands
within a mark can end one paragraph and begin the next with the same marks open.  Only at the end
are spaces folded, since a space's place depends on what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from typeset.model import (
    Emphasis,
    Inline,
    LineBreak,
    NoteCall,
    Place,
    Span,
    Strong,
    Text,
    WebLink,
)

JOIN = "\ufdd0"
"""A line of the source ends within a word here."""

HYPHENS = "-\u00ad\u2010\u2011\u00ac\u2e17\u2e40="
SPACES = " \t\n\r"
DEEPEST = 11
"""Marks within one another that an edition's files may have."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that is opened: emphasis, strong, a link, a span with classes and attributes."""

    kind: str
    """``em``, ``strong``, ``link`` or ``span``."""
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The mark opened last ends."""


Piece = str | Mark | End | NoteCall | Span | LineBreak


@dataclass
class _Open:
    mark: Mark | None
    children: list[Inline] = field(default_factory=list)


def inlines(pieces: Iterable[Piece], keep_hyphens: bool = False) -> tuple[Inline, ...]:
    """The inline elements of a stream; spaces folded, empty marks dissolved."""
    levels = [_Open(None)]
    for piece in _spaced(list(pieces), keep_hyphens):
        if isinstance(piece, Mark):
            levels.append(_Open(piece))
        elif isinstance(piece, End):
            done = levels.pop()
            levels[-1].children += _closed(done, len(levels))
        elif isinstance(piece, str):
            levels[-1].children.append(Text(piece))
        else:
            levels[-1].children.append(piece)
    return joined(levels[0].children)


def _closed(done: _Open, depth: int) -> list[Inline]:
    mark, children = done.mark, list(joined(done.children))
    if mark is None or depth > DEEPEST:
        return children
    if not visible(children):
        return _merged(mark, children)
    after: list[Inline] = []
    if mark.kind == "link" or "letter" in dict(mark.attributes):
        after = list(calls_of(children))
        children = list(joined(without_links(without_calls(children))))
        if not visible(children):
            return [*children, *after]
    inside = tuple(children)
    if mark.kind == "em":
        return [Emphasis(inside), *after]
    if mark.kind == "strong":
        return [Strong(inside), *after]
    place = mark.place or Place("", 1, 1)
    if mark.kind == "link":
        return [WebLink(dict(mark.attributes)["href"], inside), *after]
    return [Span(inside, mark.classes, mark.attributes, place), *after]


def _merged(mark: Mark, children: list[Inline]) -> list[Inline]:
    """A mark around nothing but a gap is a mark of the gap; around nothing it is nothing."""
    merged: list[Inline] = []
    for child in children:
        if isinstance(child, Span) and "gap" in child.classes and mark.kind == "span":
            classes = tuple(dict.fromkeys([*child.classes, *mark.classes]))
            attributes = {**dict(mark.attributes), **dict(child.attributes)}
            merged.append(Span(child.children, classes, tuple(attributes.items()), child.place))
        else:
            merged.append(child)
    return merged


# ---- looking into inline elements ------------------------------------------------------------


def visible(children: Iterable[Inline]) -> bool:
    """Whether there are signs to be marked: no spaces, no calls, no pages, no gaps alone."""
    for child in children:
        if isinstance(child, Text):
            if child.text.strip():
                return True
        elif (
            not isinstance(child, NoteCall | LineBreak)
            and not (isinstance(child, Span) and "pb" in child.classes)
            and visible(child.children)
        ):
            return True
    return False


def calls_of(children: Iterable[Inline]) -> Iterator[NoteCall]:
    """The calls among inline elements."""
    for child in children:
        if isinstance(child, NoteCall):
            yield child
        elif not isinstance(child, Text | LineBreak):
            yield from calls_of(child.children)


def without_calls(children: Iterable[Inline]) -> Iterator[Inline]:
    """Inline elements without the calls among them."""
    for child in children:
        if isinstance(child, Emphasis):
            yield Emphasis(tuple(without_calls(child.children)))
        elif isinstance(child, Strong):
            yield Strong(tuple(without_calls(child.children)))
        elif isinstance(child, WebLink):
            yield WebLink(child.target, tuple(without_calls(child.children)))
        elif isinstance(child, Span):
            inside = tuple(without_calls(child.children))
            yield Span(inside, child.classes, child.attributes, child.place)
        elif not isinstance(child, NoteCall):
            yield child


def without_links(children: Iterable[Inline]) -> Iterator[Inline]:
    """Inline elements whose links are their words alone: no link stands within another."""
    for child in children:
        if isinstance(child, WebLink):
            yield from without_links(child.children)
        elif isinstance(child, Emphasis):
            yield Emphasis(tuple(without_links(child.children)))
        elif isinstance(child, Strong):
            yield Strong(tuple(without_links(child.children)))
        elif isinstance(child, Span):
            inside = tuple(without_links(child.children))
            if child.get("letter"):
                yield from inside
            else:
                yield Span(inside, child.classes, child.attributes, child.place)
        else:
            yield child


def joined(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inline elements with texts that follow one another made one, and empty ones left out."""
    result: list[Inline] = []
    for child in children:
        if isinstance(child, Text):
            if not child.text:
                continue
            if result and isinstance(result[-1], Text):
                result[-1] = Text(result[-1].text + child.text)
                continue
        result.append(child)
    return tuple(result)


# ---- spaces ----------------------------------------------------------------------------------


def _spaced(pieces: list[Piece], keep_hyphens: bool) -> Iterator[Piece]:
    """Fold the spaces of a stream to one each; none at its ends, beside line breaks, or where a
    line of the source ends within a word.

    A space that stands on both sides of a note's call, or before it alone, stands behind it.
    """
    done: list[Piece] = []
    space = False
    joins = True
    hold = 0
    """Pieces behind the last sign that may still have the space before them."""
    for piece in pieces:
        if isinstance(piece, str):
            for part in _parts(piece):
                if part == JOIN:
                    space, joins = False, True
                    if not keep_hyphens:
                        _drop_hyphen(done)
                elif part == " ":
                    space = space or not joins
                else:
                    if space:
                        done.insert(_place_of_space(done, hold), " ")
                    done.append(part)
                    space, joins, hold = False, False, len(done)
        elif isinstance(piece, LineBreak):
            if not joins:
                done.append(piece)
            space, joins, hold = False, True, len(done)
        elif isinstance(piece, Span) and "gap" in piece.classes:
            if space:
                done.insert(_place_of_space(done, hold), " ")
            done.append(piece)
            space, joins, hold = False, False, len(done)
        else:
            done.append(piece)
    yield from _without_last_breaks(done)


def _place_of_space(done: list[Piece], hold: int) -> int:
    """Where the space between the last sign and the next one stands."""
    for index in range(len(done) - 1, hold - 1, -1):
        if isinstance(done[index], NoteCall):
            return index + 1
    # Marks that end belong to what stands before, marks that begin to what follows.
    index = hold
    while index < len(done) and isinstance(done[index], End):
        index += 1
    return index


def _parts(text: str) -> Iterator[str]:
    """Signs, single spaces and joins of a text."""
    word: list[str] = []
    for sign in text:
        if sign in SPACES or sign == JOIN:
            if word:
                yield "".join(word)
                word = []
            yield JOIN if sign == JOIN else " "
        else:
            word.append(sign)
    if word:
        yield "".join(word)


def _drop_hyphen(done: list[Piece]) -> None:
    """Take away the hyphen that ends a line within a word."""
    for index in range(len(done) - 1, -1, -1):
        piece = done[index]
        if isinstance(piece, str):
            if piece[-1:] in HYPHENS and (len(piece) > 1 or _goes_on(done[:index])):
                done[index] = piece[:-1]
            return
        if isinstance(piece, LineBreak | Span):
            return


def _goes_on(done: list[Piece]) -> bool:
    """Whether a word is open at the end of a stream."""
    for piece in reversed(done):
        if isinstance(piece, str):
            return piece not in ("", " ")
        if isinstance(piece, LineBreak | Span):
            return False
    return False


def _without_last_breaks(done: list[Piece]) -> list[Piece]:
    for index in range(len(done) - 1, -1, -1):
        if isinstance(done[index], LineBreak):
            done[index] = ""
        elif isinstance(done[index], str | Span):
            break
    return done
