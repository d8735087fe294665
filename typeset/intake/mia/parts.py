"""The parts of a letter: dateline, salutation, paragraphs, closer, signature, postscripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from typeset.intake.dates import Found, find_date
from typeset.intake.mia.calls import without_start
from typeset.intake.mia.pages import Piece
from typeset.model import Block, Prose, Text, TextBlock, TextKind

SHORT = 80
"""Signs of a line that may be a dateline, salutation, closer or signature."""

WITH_DATES = frozenset(["about", "after", "and", "at", "before", "between", "of", "or", "the"])
"""Words in small letters that a dateline may have; others make it a sentence."""

ADDRESSED = re.compile(r"(?:(?:My )?[Dd]ear(?:est)?|Comrades?|Esteemed|Sir|Madam|Friends?)\b")
GREETS = re.compile(r"[^.?;]{2,}[,!:—–-]\s*$")
CLOSES = re.compile(
    r"(?:(?:with|the|my|our|best|kind(?:est)?|warm(?:est)?|cordial|comradely|communist|many|all|very|"
    r"sincere|hearty) )*(?:\w+ )?(?:regards?|greetings?|wishes|salut(?:ations)?|respects?|thanks)\b"
    r"|(?:ever |very |most )?(?:yours?|truly|sincerely|faithfully|respectfully|affectionately)\b"
    r"|au revoir|adieu|i (?:shake|press) your hand|all the (?:very )?best|good luck"
    r"|(?:firm|hearty|warm) handshake",
    re.IGNORECASE,
)
INITIALS = re.compile(r"(?:[A-Z]\. ?){1,4}|[A-Z]\. ?(?:[A-Z]\. ?)*[A-Z][\w’-]+")
LABEL = re.compile(r"(?P<label>(?:P\. ?)+S\.?:?|PS\.?:?|N\. ?B\.?:?|NB:?)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Parts:
    """A letter's blocks, and what its own text says of its date."""

    blocks: tuple[Block, ...]
    date: Found | None
    dateline: str | None
    doubts: tuple[str, ...]


def parted(pieces: Sequence[Piece], sender: str, year: str | None) -> Parts:
    """Tell the parts of a letter by where they stand and how they are worded."""
    kinds: list[TextKind] = [_plain_kind(piece) for piece in pieces]
    start = _opening(pieces, kinds, year)
    doubts = _salutations(pieces, kinds, start)
    end = _postscripts(pieces, kinds)
    doubts += _closing(pieces, kinds, start, end, sender)
    dated = next((n for n, kind in enumerate(kinds) if kind == "dateline"), None)
    blocks = tuple(_block(piece, kind) for piece, kind in zip(pieces, kinds, strict=True))
    text = pieces[dated].text if dated is not None else None
    date = find_date(text, year) if text else None
    return Parts(blocks, date, text, tuple(doubts))


def _plain_kind(piece: Piece) -> TextKind:
    return "heading" if piece.hint == "heading" else "paragraph"


def _is_dateline(piece: Piece, year: str | None) -> bool:
    text = piece.text
    if piece.block or len(text) > SHORT or not any(sign.isdigit() for sign in text):
        return False
    said = {word for word in re.findall(r"\b[a-z]{2,}\b", text)} - WITH_DATES
    return not said and find_date(text, year or "1900") is not None


def _opening(pieces: Sequence[Piece], kinds: list[TextKind], year: str | None) -> int:
    """Mark the dateline at the letter's beginning, or its end; where the rest begins."""
    for number, piece in enumerate(pieces[:3]):
        if _is_dateline(piece, year):
            kinds[number] = "dateline"
            return number + 1 if number == 0 else 0
    for number in range(max(len(pieces) - 2, 0), len(pieces)):
        if _is_dateline(pieces[number], year):
            kinds[number] = "dateline"
    return 0


def _salutations(pieces: Sequence[Piece], kinds: list[TextKind], start: int) -> list[str]:
    doubts = []
    for number in range(start, min(start + 3, len(pieces) - 1)):
        text = pieces[number].text
        if kinds[number] == "dateline":
            continue
        addressed, greets = ADDRESSED.match(text), GREETS.fullmatch(text)
        if pieces[number].block or len(text) > SHORT or not (addressed or greets):
            break
        if kinds[number] == "paragraph":
            kinds[number] = "salutation"
            if not (addressed and greets):
                doubts.append(f"is “{text}” a salutation?")
    return doubts


def _postscripts(pieces: Sequence[Piece], kinds: list[TextKind]) -> int:
    """Mark the postscripts at the letter's end; where the first of them stands."""
    first = len(pieces)
    for number in range(len(pieces) - 1, 0, -1):
        text = pieces[number].text
        label = None if pieces[number].block else LABEL.match(text)
        # An N.B. that the letter goes on after is a paragraph of it.
        if label and (text[0] == "P" or first == number + 1):
            first = number
        elif kinds[number] != "dateline" and _closes(text):
            break
    if not any(piece.text[0] == "P" for piece in pieces[first:]):
        closed = any(_closes(piece.text) for piece in pieces[max(first - 2, 0) : first])
        first = first if closed else len(pieces)
    for number in range(first, len(pieces)):
        if LABEL.match(pieces[number].text) and not pieces[number].block:
            kinds[number] = "postscript"
    return first


def _closes(text: str) -> bool:
    return len(text) <= SHORT and CLOSES.match(text) is not None


def _closing(
    pieces: Sequence[Piece], kinds: list[TextKind], start: int, end: int, sender: str
) -> list[str]:
    """Mark the signature and the closer before it."""
    doubts: list[str] = []
    family = sender.split()[-1].casefold() if sender else ""
    for number in range(end - 1, start, -1):
        text = pieces[number].text
        if kinds[number] == "dateline":
            continue
        if kinds[number] != "paragraph" or pieces[number].block or len(text) > SHORT:
            break
        signed = INITIALS.fullmatch(text) or (family and family in text.casefold())
        if _closes(text):
            kinds[number] = "closer"
        elif signed and len(text.split()) <= 6:
            kinds[number] = "signature"
            if not INITIALS.fullmatch(text) and text.casefold() != family:
                doubts.append(f"is “{text}” the signature?")
        else:
            break
    return doubts


def _block(piece: Piece, kind: TextKind) -> Block:
    if piece.block is not None:
        return piece.block
    if kind == "postscript" and (match := LABEL.match(piece.text)):
        label = Prose((Text(match["label"]),), piece.place)
        rest = replace(piece.prose, inlines=without_start(piece.inlines, match.end()))
        return TextBlock("postscript", (rest,), piece.place, label=label)
    if kind == "signature":
        lines = tuple(Prose(line, piece.place) for line in piece.lines)
        return TextBlock("signature", lines, piece.place)
    level = max(min(piece.level - 2, 4), 1) if kind == "heading" else 1
    return TextBlock(kind, (piece.prose,), piece.place, level=level)
