"""What an editor should see of lines, and knows only when they stand on pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from typeset.galley import Fault, Galley, Item
from typeset.page import Page, column_of


def page_end_hyphens(page: Page, galleys: Sequence[Galley]) -> Iterator[tuple[Item, Fault]]:
    """The lines at the page's end, of text or of a note, whose last word goes on overleaf."""
    for part in (*page.body[-1:], *page.foot):
        items = column_of(part, galleys).items
        if part.start < part.stop < len(items) and (last := items[part.stop - 1]).hyphen:
            kind = "a note" if part.note is not None else "the page"
            yield last, Fault("hyphen-at-page-end", f"{kind} ends in a broken word: {last.text}")


def left_to_the_engine(odd: Iterable[tuple[tuple[str, int], ...]]) -> dict[str, int]:
    """Paragraphs that were not broken by total fit: how many, by reason; ``odd`` as of galleys."""
    reasons: Counter[str] = Counter()
    for counts in odd:
        reasons.update(dict(counts))
    return dict(sorted(reasons.items()))
