"""Words broken at line ends, as they are spelt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from unicodedata import category

from typeset.galley import Galley, Item
from typeset.page import Page, column_of, standing
from typeset.pipeline.report import BAR, Hyphen
from typeset.pipeline.units import Unit

HYPHENS = ("-", "\u2010")


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
