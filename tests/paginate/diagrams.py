"""Galleys and pages as text, so that cases can be read and written without programming.

A word is a line of type.  After it may stand, in this order: ``*3`` (three lines tall), ``(1,2)``
(notes called), and what may follow: ``!`` no break, ``~`` better none, ``>`` a new page, ``>r`` a
recto, ``>v`` a verso.  Before it: ``=`` (a line of a table's head), ``:`` (a row of that table).  A
full stop is an empty line.

A note is written ``note IDENT words`` or ``note IDENT/SERIES words``; ``run-in A+B words`` is the
paragraph in which the notes A and B run on.

A page is shown line by line from the top of the type area down; a full stop is an empty line, a
question mark a line of a paragraph that is still to be set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from typeset.galley import Break, Column, Galley, Item, Note
from typeset.page import Geometry, Page, column_of, standing
from typeset.paginate import RunIn, UnitPlan, make_up, recast, wanted_run_ins

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


def geometry(
    depth: float,
    gap: float = 0,
    share: float = 0.6,
    series: str = "",
    run_in: str = "",
    between: float = 0,
    spread: float = 0,
    give: float = 0,
) -> Geometry:
    """A type area of so many lines, with margins that differ from each other.

    ``series`` and ``run_in`` are names with commas, ``between`` is the gap between two series.
    """
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
        series=tuple(series.split(",")) if series else (),
        run_in=frozenset(run_in.split(",")) if run_in else frozenset(),
        series_gap=between * LINE,
        spread=int(spread),
        give=int(give),
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
    run_in: dict[RunIn, Column] = {}
    units: list[tuple[UnitPlan, str, list[Note]]] = []
    for line in given.splitlines():
        name, _, rest = line.partition(" ")
        if name == "page":
            area = geometry(**{key: _value(key, text) for key, text in _pairs(rest)})
        elif name == "note":
            called, _, words = rest.strip().partition(" ")
            ident, _, series = called.partition("/")
            units[-1][2].append(Note(ident, series or "editor", column(words)))
        elif name == "run-in":
            idents, _, words = rest.strip().partition(" ")
            run_in[len(units) - 1, tuple(idents.split("+"))] = column(words)
        else:
            section, _, starts = name.partition("/")
            units.append((_plan(section, starts), rest, []))
    galleys: Sequence[Galley] = [
        Galley(f"u{i}", column(words), tuple(notes)) for i, (_, words, notes) in enumerate(units)
    ]
    pages, galleys = recast(make_up(galleys, [plan for plan, _, _ in units], area, run_in), galleys)
    return "\n".join(show(page, with_run_ins(galleys, run_in), area) for page in pages)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.split():
        key, _, value = pair.partition("=")
        yield key, value


def _value(key: str, text: str) -> Any:
    return text if key in ("series", "run_in") else float(text)


def with_run_ins(galleys: Sequence[Galley], run_in: Mapping[RunIn, Column]) -> list[Galley]:
    """The galleys with these paragraphs among their notes."""
    gained = list(galleys)
    for (unit, idents), paragraph in run_in.items():
        series = galleys[unit].note(idents[0]).series
        note = Note("+".join(idents), series, paragraph)
        gained[unit] = replace(gained[unit], notes=(*gained[unit].notes, note))
    return gained


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
        if wanted_run_ins([replace(page, foot=(part,))], galleys) and part in page.foot:
            first = round((part.y - area.top) / LINE)
            yield from ((first + line, "?") for line in range(part.stop - part.start))
            continue
        for item, y in standing(part, column_of(part, galleys)):
            first = round((y - area.top) / LINE)
            for line in range(round(item.height / LINE)):
                yield first + line, item.text
