"""Words broken at line ends: the list that editors publish, since a hyphen there tells a reader of
print nothing of how the word is spelt."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import takewhile
from pathlib import Path
from unicodedata import category

from typeset.galley import Galley, Item
from typeset.page import Page, column_of, standing
from typeset.pipeline.units import Unit

HYPHENS = ("-", "\u2010")
BAR = "|"
"""Stands where a word is broken."""


@dataclass(frozen=True, slots=True)
class Hyphen:
    """A word broken at a line's end."""

    word: str
    """The whole word as it is spelt, ``|`` where it is broken: ``inter|val``, ``well-|known``."""
    own: bool
    """The hyphen belongs to the word; else to the break alone."""
    page: int
    """The page's number from 1, blank pages counted."""
    folio: str
    row: int
    """The line on the page, from 1, as a proof numbers it."""
    letter: str
    """The unit's identifier."""
    note: str
    """The note's identifier, empty in the text."""
    file: str
    """The source file, empty for front matter."""
    line: int
    """The line in it, 0 where it is not known."""


def hyphens(
    pages: Sequence[Page], galleys: Sequence[Galley], units: Sequence[Unit]
) -> list[Hyphen]:
    """All words broken at line ends, in the order of reading."""
    return [hyphen for page in pages for hyphen in _on_page(page, galleys, units)]


def _on_page(page: Page, galleys: Sequence[Galley], units: Sequence[Unit]) -> Iterator[Hyphen]:
    rows = _rows(page, galleys)
    for part in (*page.body, *page.foot):
        column = column_of(part, galleys)
        letter = units[part.unit].letter
        lines = {note.ident: note.line for note in galleys[part.unit].notes}
        places = list(standing(part, column))[-(part.stop - part.start) :]
        for index, (item, y) in zip(range(part.start, part.stop), places, strict=True):
            for word, own in _broken(column.items, index):
                yield Hyphen(
                    word=word,
                    own=own,
                    page=page.number,
                    folio=page.folio,
                    row=rows.get(y + (item.baseline or 0.0), 0),
                    letter=units[part.unit].name,
                    note=part.note or "",
                    file=letter.file if letter else "",
                    line=item.line or lines.get(part.note or "", 0),
                )


def _rows(page: Page, galleys: Sequence[Galley]) -> dict[float, int]:
    """The numbers of a page's lines by their baselines."""
    baselines = {
        y + item.baseline
        for part in (*page.body, *page.foot)
        for item, y in standing(part, column_of(part, galleys))
        if item.baseline is not None
    }
    return {baseline: row for row, baseline in enumerate(sorted(baselines), 1)}


def _broken(items: Sequence[Item], index: int) -> Iterator[tuple[str, bool]]:
    """The words broken in an item and at its end, and whether the hyphen is their own."""
    item = items[index]
    for word in item.broken:
        yield word, word.partition(BAR)[0].endswith(HYPHENS)
    own = _ends_in_own_hyphen(item)
    if index + 1 < len(items) and (item.hyphen or own):
        yield f"{_last(_upto(items, index))}{BAR}{_first(_from(items, index + 1))}", own


def _ends_in_own_hyphen(item: Item) -> bool:
    text = item.text
    return not item.hyphen and not item.last and text.endswith(HYPHENS) and text[-2:-1].isalnum()


def _goes_on(item: Item) -> bool:
    return item.hyphen or _ends_in_own_hyphen(item)


def _upto(items: Sequence[Item], index: int) -> str:
    """The text of a line, with those above it whose last word is all that it has."""
    text = items[index].text
    while " " not in text and index and _goes_on(items[index - 1]):
        index -= 1
        text = items[index].text + text
    return text


def _from(items: Sequence[Item], index: int) -> str:
    """The text of a line, with those below it if it is but a part of a word."""
    text = items[index].text
    while " " not in text and _goes_on(items[index]) and index + 1 < len(items):
        index += 1
        text += items[index].text
    return text


def _last(text: str) -> str:
    """The word that a line ends in."""
    return _letters(text.split()[-1][::-1])[::-1] if text.split() else ""


def _first(text: str) -> str:
    """The word that a line begins with, without the call of a note behind it."""
    return _letters(text.split()[0]).rstrip("-\u2010’'") if text.split() else ""


def _letters(text: str) -> str:
    """What of a token is its first word; all of it if it begins with no letter."""
    return "".join(takewhile(_is_spelling, text)) or text


def _is_spelling(char: str) -> bool:
    return category(char)[0] in "LM" or char in (*HYPHENS, "’", "'")


def write_hyphens(found: Sequence[Hyphen], file: Path, title: str) -> None:
    """Write the list: JSON if the file's name ends in ``.json``, else a text to be read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".json":
        text = json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2) + "\n"
    else:
        text = "".join(_text(found, title))
    file.write_text(text, "utf-8")


def _text(found: Sequence[Hyphen], title: str) -> Iterator[str]:
    own = sum(one.own for one in found)
    yield f"{title}: words broken at line ends\n\n"
    yield f"{len(found)} words, broken at |.  The hyphen of {own} is the word's own: marked =.\n"
    wheres = [f"p. {one.folio}, line {one.row}" for one in found]
    wide, long = (
        max((len(text) for text in texts), default=0)
        for texts in (wheres, [one.word for one in found])
    )
    letter = None
    for one, where in zip(found, wheres, strict=True):
        if one.letter != letter:
            letter = one.letter
            yield f"\n{letter}\n"
        note = f"note {one.note}, " if one.note else ""
        source = f"{one.file}:{one.line}" if one.file else ""
        text = f"  {where:<{wide}}  {'=' if one.own else ' '} {one.word:<{long}}  {note}{source}"
        yield text.rstrip(" ,") + "\n"
