"""Which piece of a page is what: head, information, letter, notes, navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from typeset.intake.mia.pages import Page, Piece

LABELS = (
    r"Written|Dictated|Published|First [Pp]ublished|First [Ii]ssued|Delivered|Source|Translated|"
    r"Translation|Translator|Transcri(?:bed|ption|ber)|Transcription[\\/]Markup|HTML(?: Markup)?|"
    r"Mark-?up|Proof ?read|Proofreading|Edited|Editor|Editing|Online Version|Public Domain|"
    r"Copyleft|Copyright|Licen[cs]e|Other [Ff]ormats?|Checked|Corrected"
)
LABEL = re.compile(rf"(?P<label>(?:{LABELS})(?: [Bb]y)?)\s*:\s*(?P<value>.*)", re.DOTALL)
LONG = ("Published", "First published", "Source", "Public Domain")
"""Labels that say more than a name: what they say may run over several lines."""

GOES_ON = re.compile(r"(?:Sent|Printed|Published|Reprinted|You may|Please credit)\b")
OTHER_FORMATS = re.compile(r"Other [Ff]ormats?\s*:|(?:Text|PDF|HTML)$")
README = re.compile(r"\s*[•·∙*]?\s*README\s*\.?\s*$")

NAVIGATION = re.compile(
    r"(?:(?:back(?:ward)?|forward|previous|next|up|home)\s*)+|works? index|index|contents|"
    r"top of (?:the )?page|return to top|volume \d+|collected works|l\.?i\.?a\.?(?: index)?|"
    r"m\.?i\.?a\.?(?: index)?|[\w./& -]{1,60} (?:internet )?archive(?: index)?|archive|"
    r"table of contents|home ?page|read ?me|text|pdf|last updated.*",
    re.IGNORECASE,
)
"""What links to other pages say."""

SEPARATORS = re.compile(r"[|<>←→«»•\n]")

NOTE = re.compile(r"\[(?P<sign>\d{1,3}|\*{1,4}|[a-z])\]\s*")
NOTES_HEADING = re.compile(r"(?:End|Foot)?notes?:?", re.IGNORECASE)


@dataclass
class Sorted:
    """A page's pieces by what they are."""

    head: list[Piece] = field(default_factory=list)
    information: list[tuple[str, str]] = field(default_factory=list)
    """Labels and what they say."""
    body: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """What is no part of the letter: the rule's name, and the text."""


def sort_pieces(page: Page) -> Sorted:
    """Divide a page; without any information line all of it is head."""
    found = Sorted()
    pieces = list(_without_navigation(page.pieces, found))
    first = next((n for n, piece in enumerate(pieces) if _labelled(piece)), len(pieces))
    found.head = pieces[:first]
    rest = pieces[first:]
    end = _information(rest, found)
    letter = rest[end:]
    start = _first_note(letter)
    found.body = letter[:start]
    for piece in letter[start:]:
        if NOTES_HEADING.fullmatch(piece.text):
            found.left_out.append(("heading of the notes", piece.text))
        else:
            found.notes.append(piece)
    if found.body and NOTES_HEADING.fullmatch(found.body[-1].text):
        found.left_out.append(("heading of the notes", found.body.pop().text))
    return found


def _without_navigation(pieces: Sequence[Piece], found: Sorted) -> Iterator[Piece]:
    """Navigation stands before the letter's head or behind its end, and where markup says so."""
    words = [n for n, piece in enumerate(pieces) if not _leads_elsewhere(piece)]
    for number, piece in enumerate(pieces):
        outside = not words or number < words[0] or number > words[-1]
        if piece.hint == "navigation" or (outside and _leads_elsewhere(piece)):
            found.left_out.append(("navigation", piece.text))
        else:
            yield piece


def _leads_elsewhere(piece: Piece) -> bool:
    parts = [part.strip() for part in SEPARATORS.split(piece.text)]
    named = [part for part in parts if part]
    return piece.hint == "navigation" or all(NAVIGATION.fullmatch(part) for part in named)


# ---- information -----------------------------------------------------------------------------


def _labelled(piece: Piece) -> bool:
    return piece.hint == "text" and LABEL.match(piece.text) is not None


def _information(pieces: Sequence[Piece], found: Sorted) -> int:
    """Read the lines with labels; how many pieces they take."""
    for number, piece in enumerate(pieces):
        lines = piece.text.split("\n")
        closing = [README.fullmatch(line) is not None for line in lines]
        if not (_labelled(piece) or all(closing) or _goes_on(piece, found)):
            return number
        for line in lines:
            _line(line, found)
        if any(README.search(line) for line in lines):
            return number + 1
    return len(pieces)


def _goes_on(piece: Piece, found: Sorted) -> bool:
    """Whether a line without a label belongs to the one before: pages saved without blank lines."""
    if not found.information or piece.hint != "text":
        return False
    label, said = found.information[-1]
    if label == "Translated" or not said or said[-1] != ".":
        return not said or (said[-1] not in ".”" and label in LONG)
    return label in LONG and GOES_ON.match(piece.text) is not None


def _line(line: str, found: Sorted) -> None:
    if readme := README.search(line):
        found.left_out.append(("navigation", readme.group().strip()))
        line = line[: readme.start()]
    if not line.strip():
        return
    if OTHER_FORMATS.match(line.strip()):
        found.left_out.append(("other formats", line.strip()))
    elif match := LABEL.match(line.strip()):
        found.information.append((match["label"], match["value"].strip()))
    elif found.information:
        label, said = found.information[-1]
        found.information[-1] = label, f"{said} {line.strip()}".strip()


# ---- notes -----------------------------------------------------------------------------------


def _first_note(pieces: Sequence[Piece]) -> int:
    """Where the notes begin: at the first piece that begins as a note that was called before."""
    called: set[str] = set()
    for number, piece in enumerate(pieces):
        match = NOTE.match(piece.text)
        if match and (match["sign"] in called or piece.hint == "note"):
            return number
        called |= {one["sign"] for one in NOTE.finditer(piece.text)}
    return len(pieces)
