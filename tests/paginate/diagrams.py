"""Galleys and pages as text, so that cases can be read and written without programming.

A word is a line of type.  After it may stand, in this order: ``*3`` (three lines tall), ``(1,2)``
(notes called), and what may follow: ``!`` no break, ``~`` better none, ``>`` a new page, ``>r`` a
recto, ``>v`` a verso.  Before it: ``=`` (a line of a table's head), ``:`` (a row of that table).  A
full stop is an empty line.

A page is shown line by line from the top of the type area down; a full stop is an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from typeset.galley import Break, Column, Galley, Item, Note
from typeset.page import Geometry, Page, standing
from typeset.paginate import UnitPlan, make_up

LINE = 12.0
_WORD = re.compile(r"([=:]?)(\w+)(?:\*(\d+))?(?:\(([\w,]+)\))?(>r|>v|[!~>])?")
_BREAKS = {
    None: Break.FREE,
    "~": Break.AVOID,
    "!": Break.FORBID,
    ">": Break.PAGE,
    ">r": Break.RECTO,
    ">v": Break.VERSO,
}


def geometry(depth: float, gap: float = 0, share: float = 0.6) -> Geometry:
    """A type area of so many lines, with margins that differ from each other."""
    return Geometry(
        width=300,
        height=depth * LINE + 110,
        top=50,
        inner=40,
        outer=60,
        measure=200,
        depth=depth * LINE,
        leading=LINE,
        note_gap=gap * LINE,
        note_rule=0,
        note_rule_length=50,
        note_share=share,
    )


def column(words: str) -> Column:
    """The column that is written so."""
    items: list[Item] = []
    heads: list[tuple[int, int]] = []
    top = 0.0
    for word in words.split():
        if word == ".":
            top += LINE
            continue
        match = _WORD.fullmatch(word)
        assert match, f"not a line: {word}"
        sign, text, lines, calls, after = match.groups()
        if sign == "=":
            begun = heads and heads[-1][1] == len(items)
            start = heads.pop()[0] if begun else len(items)
            heads.append((start, len(items) + 1))
        items.append(
            Item(
                top=top,
                height=LINE * int(lines or 1),
                ops=b"",
                text=text,
                after=_BREAKS[after],
                head=len(heads) - 1 if sign == ":" else None,
                calls=tuple(calls.split(",")) if calls else (),
            )
        )
        top = items[-1].bottom
    return Column(tuple(items), heads=tuple(heads))


def case_pages(given: str) -> str:
    """The pages of a case, one on a line."""
    area = geometry(20)
    units: list[tuple[UnitPlan, str, list[Note]]] = []
    for line in given.splitlines():
        name, _, rest = line.partition(" ")
        if name == "page":
            numbers = dict(pair.split("=") for pair in rest.split())
            area = geometry(**{key: float(value) for key, value in numbers.items()})
        elif name == "note":
            ident, _, words = rest.strip().partition(" ")
            units[-1][2].append(Note(ident, "editor", column(words)))
        else:
            section, _, starts = name.partition("/")
            units.append((_plan(section, starts), rest, []))
    galleys = [
        Galley(f"u{i}", column(words), tuple(notes)) for i, (_, words, notes) in enumerate(units)
    ]
    pages = make_up(galleys, [plan for plan, _, _ in units], area)
    return "\n".join(show(page, galleys, area) for page in pages)


def _plan(section: str, starts: str) -> UnitPlan:
    assert section in ("front", "body"), f"neither front nor body: {section}"
    assert starts in ("", "page", "recto", "verso"), f"no start: {starts}"
    return UnitPlan(section, starts or "page")  # type: ignore[arg-type]


def show(page: Page, galleys: Sequence[Galley], area: Geometry) -> str:
    """A page as a line of text: number, side, folio, the lines, the faults' codes."""
    lines = ["."] * round(area.depth / LINE)
    for at, text in _lines(page, galleys, area):
        lines += ["."] * (at + 1 - len(lines))
        lines[at] = text if lines[at] == "." else "CLASH"
    faults = "".join(f" {fault.code}" for fault in page.faults)
    body = "blank" if page.blank else " ".join(lines)
    return f"{page.number} {page.side} {page.folio}: {body}{faults and ' /' + faults}"


def _lines(page: Page, galleys: Sequence[Galley], area: Geometry) -> Iterator[tuple[int, str]]:
    for part in (*page.body, *page.foot):
        galley = galleys[part.unit]
        source = galley.body if part.note is None else galley.note(part.note).column
        for item, y in standing(part, source):
            first = round((y - area.top) / LINE)
            for line in range(round(item.height / LINE)):
                yield first + line, item.text
