"""The units of a volume in the order of printing: front matter, part titles, letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from typeset.assemble import OutlineEntry
from typeset.compose import compose_front, compose_letter, compose_part
from typeset.compose.front import part_anchor
from typeset.compose.inline import plain
from typeset.errors import InputError, Problem
from typeset.layout import Layout
from typeset.model import Block, Edition, Enclosure, Figure, Items, Letter, Quote
from typeset.paginate import UnitPlan
from typeset.set import Task


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the volume: what it is, where it stands, how the outline names it."""

    name: str
    plan: UnitPlan
    letter: Letter | None = None
    number: int = 0
    """Of a letter or a part, from 1."""
    outline: OutlineEntry | None = None


def choose(edition: Edition, letters: tuple[str, ...]) -> Edition:
    """The edition with these letters alone, in its own order.

    Raises:
        InputError: it has no such letter.
    """
    known = {letter.ident for letter in edition.letters}
    unknown = [ident for ident in letters if ident not in known]
    if unknown:
        names = ", ".join(sorted(known)[:12]) + (" …" if len(known) > 12 else "")
        raise InputError(
            [
                Problem(
                    "unknown-letter", f"{edition.ident} has no letter “{one}”", f"it has: {names}"
                )
                for one in unknown
            ]
        )
    chosen = tuple(letter for letter in edition.letters if letter.ident in letters)
    parts = (
        replace(part, letters=tuple(ident for ident in part.letters if ident in letters))
        for part in edition.parts
    )
    return replace(edition, letters=chosen, parts=tuple(part for part in parts if part.letters))


def units(edition: Edition, layout: Layout) -> tuple[Unit, ...]:
    """All units of the volume."""
    return (*_front(edition), *_body(edition, layout))


def _front(edition: Edition) -> Iterator[Unit]:
    for piece in edition.front_matter:
        # A title page faces the reader; what is built from the letters' data follows on its back.
        starts = "recto" if piece in ("half-title", "title-page", "contents") else "page"
        yield Unit(piece, UnitPlan("front", starts))  # type: ignore[arg-type]


def _body(edition: Edition, layout: Layout) -> Iterator[Unit]:
    parts = {part.letters[0]: n for n, part in enumerate(edition.parts, 1) if part.letters}
    level = 2 if parts else 1
    for number, letter in enumerate(edition.letters, 1):
        starts = str(layout.settings["starts"])
        if letter.ident in parts:
            starts = "recto"  # the back of a part's title stays empty
            part = parts[letter.ident]
            entry = OutlineEntry(edition.parts[part - 1].title, 1, part_anchor(part))
            yield Unit(f"part:{part}", UnitPlan("body", "recto"), None, part, entry)
        title = f"{number}. {plain(letter.title.inlines)}"
        entry = OutlineEntry(title, level, f"letter-{letter.ident}")
        plan = UnitPlan("body", starts)  # type: ignore[arg-type]
        yield Unit(letter.ident, plan, letter, number, entry)


def task(unit: Unit, edition: Edition, layout: Layout, folios: Mapping[str, str]) -> Task:
    """A unit as the setting room takes it; ``folios`` are those of letters by identifier.

    Raises:
        InputError: a template of the layout is faulty, or a picture cannot be read.
    """
    if unit.letter is None:
        if unit.plan.section == "front":
            return Task(unit.name, compose_front(unit.name, edition, layout))
        return Task(unit.name, compose_part(unit.number, edition, layout))
    letter = unit.letter
    known = {ident: folios[ident] for ident in letter.refers_to if ident in folios}
    html = compose_letter(letter, unit.number, edition, layout, known)
    blocks = [*letter.body, *(block for note in letter.notes for block in note.blocks)]
    files = sorted({figure.file for figure in _figures(blocks)})
    assets = tuple((name, (edition.folder / name).read_bytes()) for name in files)
    return Task(unit.name, html, assets, str(edition.folder / letter.file))


def _figures(blocks: list[Block]) -> Iterator[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Quote | Enclosure):
            yield from _figures(list(block.blocks))
        elif isinstance(block, Items):
            for item in block.items:
                yield from _figures(list(item))
