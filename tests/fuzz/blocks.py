"""Blocks of letters and notes, with what is to be found of each on the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fuzz.prose import Call, Hand


@dataclass
class Passage:
    """A block as its file has it, and its words.

    ``runs`` are the codes of words that follow one another on the pages.  ``repeated`` are those of
    table heads, which stand again on each page of the table.
    """

    data: Any
    first: str
    """The code that it begins with."""
    runs: list[list[str]] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)
    calls: list[Call] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """All words of the passage."""
        return [word for run in self.runs for word in run]


LENGTHS = ((1, 1), (2, 6), (5, 20), (10, 40), (20, 60), (40, 100), (100, 250))
LEVELS = (1, 2, 3, 4)
RATIOS = ((40, 10), (30, 20), (20, 20), (10, 24))
DEEPEST = 3


@dataclass
class Setter:
    """Makes blocks with a hand; ``columns`` is how many columns of a table the measure holds."""

    hand: Hand
    columns: int
    short: float = 1.0
    """Share of the usual length."""

    def passage(self) -> Passage:
        """A block of any kind."""
        make = self.hand.random.choice(KINDS)
        return self.made(lambda: make(self))

    def inner(self) -> Any:
        """A block as notes have them."""
        return self.hand.random.choice(INNER)(self)

    def made(self, make: Callable[[], Any]) -> Passage:
        """What is written while a block is made belongs to it."""
        mint, calls = self.hand.mint, self.hand.calls
        words, called = len(mint.codes), len(calls)
        self._cells: list[range] = []
        self._heads: set[str] = set()
        data = make()
        cells = [mint.codes[cell.start : cell.stop] for cell in self._cells]
        apart = {at for cell in self._cells for at in cell}
        first = mint.codes[words] if words < len(mint.codes) else ""
        main = [mint.codes[at] for at in range(words, len(mint.codes)) if at not in apart]
        return Passage(data, first, [main, *cells], self._heads, calls[called:])

    # ---- texts -------------------------------------------------------------------------------

    def _prose(self, least: int, most: int) -> str:
        most = max(1, round(most * self.short))
        return self.hand.prose(self.hand.random.randint(min(least, most), most))

    def _line(self, least: int = 1, most: int = 7) -> str:
        return self._prose(least, most).replace("\\\n", " ")

    def paragraph(self) -> Any:
        text = self._prose(*self.hand.random.choice(LENGTHS))
        return {"paragraph": text} if self.hand.chance(0.1) else text

    def text(self) -> Any:
        paragraphs = [self._prose(3, 60) for _ in range(self.hand.random.randint(1, 4))]
        return {"text": "\n\n".join(paragraphs)}

    def heading(self) -> Any:
        level = self.hand.random.choice(LEVELS)
        text = self._line(1, 12)
        return {"heading": {"text": text, "level": level} if self.hand.chance(0.7) else text}

    def short_text(self) -> Any:
        kind = self.hand.random.choice(("dateline", "salutation", "closer", "endorsement"))
        return {kind: self._prose(1, 14)}

    def ornament(self) -> Any:
        drawn = self.hand.random.choice((None, r"\* \* \*", "—", ""))
        return {"ornament": self._line(1, 2) if drawn == "" else drawn}

    # ---- lines -------------------------------------------------------------------------------

    def lines(self) -> Any:
        kind = self.hand.random.choice(("address", "letterhead", "signature"))
        lines = [self._line() for _ in range(self.hand.random.randint(1, 4))]
        return {kind: "\n".join((*lines, "")) if self.hand.chance(0.5) else lines}

    def verse(self) -> Any:
        rows = []
        for _ in range(self.hand.random.randint(1, 14)):
            rows.append(" " * self.hand.random.choice((0, 0, 2, 4)) + self._line(1, 8))
            if self.hand.chance(0.2):
                rows.append("")
        return {"verse": "\n".join(rows).rstrip() + "\n"}

    # ---- blocks that hold others -------------------------------------------------------------

    def postscript(self) -> Any:
        if self.hand.chance(0.5):
            return {"postscript": self._prose(3, 40)}
        label = f"P.S. {self.hand.word()}:"
        return {"postscript": {"label": label, "text": self._prose(2, 60)}}

    def quote(self) -> Any:
        if self.hand.chance(0.2):
            return {"quote": self._prose(3, 40)}
        quote = self._held()
        if self.hand.chance(0.5):
            quote["attribution"] = self._line()
        return {"quote": quote}

    def enclosure(self) -> Any:
        if self.hand.chance(0.2):
            return {"enclosure": self._prose(3, 40)}
        title = {"title": self._line()} if self.hand.chance(0.7) else {}
        return {"enclosure": {**title, **self._held()}}

    def _held(self) -> dict[str, Any]:
        if self.hand.chance(0.4):
            return {"text": "\n\n".join(self._prose(1, 50) for _ in range(2))}
        kinds = self.hand.random.choices(SMALL, k=self.hand.random.randint(1, 3))
        return {"body": [make(self) for make in kinds]}

    def list_(self, depth: int = 1) -> Any:
        items = [self._item(depth) for _ in range(self.hand.random.randint(1, 6))]
        if self.hand.chance(0.4):
            return {"list": {"ordered": self.hand.chance(0.7), "items": items}}
        return {"list": items}

    def _item(self, depth: int) -> Any:
        text = self._prose(1, 25)
        if depth < DEEPEST and self.hand.chance(0.2):
            return [text, self.list_(depth + 1)]
        return [text, self._prose(1, 20)] if self.hand.chance(0.1) else text

    def table(self) -> Any:
        random, mint = self.hand.random, self.hand.mint
        columns = random.randint(1, self.columns)
        table: dict[str, Any] = {}
        if self.hand.chance(0.4):
            table["caption"] = self._line()
        if self.hand.chance(0.6):
            before, share = len(mint.codes), mint.share
            mint.share = 0.0
            table["head"] = [self._cell() for _ in range(columns)]
            mint.share = share
            self._heads |= set(mint.codes[before:])
        if self.hand.chance(0.5):
            table["align"] = random.choices(("left", "right", "centre"), k=columns)
        rows = random.choice((1, 2, 4, 8, 30))
        table["rows"] = [[self._cell() for _ in range(columns)] for _ in range(rows)]
        return {"table": table}

    def _cell(self) -> str:
        if self.hand.chance(0.05):
            return ""
        before = len(self.hand.mint.codes)
        cell = self._line(1, 3)
        self._cells.append(range(before, len(self.hand.mint.codes)))
        return cell

    def figure(self) -> Any:
        width, height = self.hand.random.choice(RATIOS)
        figure: dict[str, Any] = {"file": f"figures/{width}x{height}.svg", "alt": "A drawing"}
        if self.hand.chance(0.6):
            figure["caption"] = self._line(1, 15)
        return {"figure": figure | {"width": self.hand.random.choice((0.2, 0.35, 0.5))}}


Maker = Callable[[Setter], Any]
SMALL: tuple[Maker, ...] = (
    Setter.paragraph, Setter.paragraph, Setter.verse, Setter.list_, Setter.table, Setter.quote,
)  # fmt: skip
INNER: tuple[Maker, ...] = (*SMALL, Setter.figure, Setter.text, Setter.lines, Setter.heading)
KINDS: tuple[Maker, ...] = (
    *(Setter.paragraph,) * 9, *INNER, Setter.short_text, Setter.short_text, Setter.ornament,
    Setter.lines, Setter.postscript, Setter.enclosure, Setter.heading,
)  # fmt: skip
