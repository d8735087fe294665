"""The units of a volume in the order of printing: front matter, part titles, letters, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from typeset.assemble import OutlineEntry
from typeset.compose import (
    JOIN,
    Marks,
    Reference,
    compose_front,
    compose_letter,
    compose_notes,
    compose_part,
    compose_run_in,
)
from typeset.compose.front import part_anchor
from typeset.compose.inline import plain
from typeset.errors import InputError, Problem
from typeset.layout import Layout
from typeset.model import INSERT, Block, Edition, Enclosure, Figure, Items, Letter, Note, Quote
from typeset.paginate import UnitPlan
from typeset.pipeline.inserts import insert_html
from typeset.set import Task

FRONT = "front:"
"""Begins the names of units before the letters: no letter's name has a colon."""
NOTES = "back:notes"
"""The unit of the notes at the end of the volume."""
FAULTS = "back:faults"
"""The list of faults at the end of proofs."""


@dataclass(frozen=True, slots=True)
class Known:
    """What letters print that depends on pages: where the letters stand that others refer to, by
    identifier, the marks of notes, and the steps by which some marks are set wider."""

    folios: Mapping[str, Reference]
    marks: Marks
    ease: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    wishes: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """By letter and line of its file: in how many lines more pages ask for a paragraph."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the volume: what it is, where it stands, how the outline names it."""

    name: str
    plan: UnitPlan
    letter: Letter | None = None
    number: int = 0
    """Of a letter or a part, from 1."""
    outline: OutlineEntry | None = None

    def prints(self, known: Known) -> object:
        """What the unit prints of all that is known; set again when it is another."""
        if self.letter is None:
            return (known.folios, known.marks) if self.name == NOTES else None
        folios = [known.folios.get(ident) for ident in self.letter.refers_to]
        ident = self.letter.ident
        return (
            folios,
            known.marks[ident],
            known.ease.get(ident, {}),
            known.wishes.get(ident, {}),
        )


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
    return (*_front(edition), *_body(edition, layout), *_back(edition, layout))


def _front(edition: Edition) -> Iterator[Unit]:
    for piece in edition.front_matter:
        # A title page faces the reader; what is built from the letters' data follows on its back.
        starts = "recto" if piece in ("half-title", "title-page", "contents") else "page"
        name = piece if piece.startswith(INSERT) else f"{FRONT}{piece}"
        yield Unit(name, UnitPlan("front", starts))  # type: ignore[arg-type]


def _body(edition: Edition, layout: Layout) -> Iterator[Unit]:
    parts = {part.letters[0]: n for n, part in enumerate(edition.parts, 1) if part.letters}
    level = 2 if parts else 1
    for number, letter in edition.numbered:
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


def _back(edition: Edition, layout: Layout) -> Iterator[Unit]:
    if layout.notes.place == "volume" and any(letter.notes for letter in edition.letters):
        entry = OutlineEntry(layout.words["notes"], 1, "notes")
        yield Unit(NOTES, UnitPlan("body", "recto"), outline=entry)
    for piece in edition.back_matter:
        yield Unit(piece, UnitPlan("body", "page"))


def task(unit: Unit, edition: Edition, layout: Layout, known: Known) -> Task:
    """A unit as the setting room takes it.

    Raises:
        InputError: a template of the layout is faulty, or a picture cannot be read.
    """
    letter = unit.letter
    if letter is not None:
        ident = letter.ident
        ease, more = known.ease.get(ident, {}), known.wishes.get(ident, {})
        depends = known.folios, known.marks[ident], ease, more
        html = compose_letter(letter, unit.number, edition, layout, *depends)
        pictures = _assets([*letter.body, *_blocks(letter.notes)], edition)
        file = str(edition.folder / letter.file)
        return Task(unit.name, html, pictures, file, may_ask(unit, known))
    if unit.name == NOTES:
        html = compose_notes(edition, layout, known.marks, known.folios)
        notes = [note for letter in edition.letters for note in letter.notes]
        return Task(unit.name, html, _assets(_blocks(notes), edition), asks=False)
    if unit.name.startswith(INSERT):
        return Task(unit.name, insert_html(unit.name, edition, layout), asks=False)
    if unit.plan.section == "front":
        piece = unit.name.removeprefix(FRONT)
        return Task(unit.name, compose_front(piece, edition, layout), asks=False)
    return Task(unit.name, compose_part(unit.number, edition, layout), asks=False)


def may_ask(unit: Unit, known: Known) -> bool:
    """May a unit's pages ask for paragraphs?  They do so only once, so that they settle."""
    return unit.letter is not None and unit.name not in known.wishes


def run_in_task(
    letter: Letter, idents: tuple[str, ...], edition: Edition, layout: Layout, known: Known
) -> Task:
    """A paragraph in which notes of a letter run on, as the setting room takes it."""
    depends = known.folios, known.marks[letter.ident], known.ease.get(letter.ident, {})
    html = compose_run_in(letter, idents, layout, *depends)
    notes = [note for note in letter.notes if note.ident in idents]
    pictures = _assets(_blocks(notes), edition)
    name = f"run-in:{letter.ident}:{JOIN.join(idents)}"
    return Task(name, html, pictures, str(edition.folder / letter.file))


def _assets(blocks: Sequence[Block], edition: Edition) -> tuple[tuple[str, bytes], ...]:
    """The pictures in some blocks, by name."""
    files = sorted({figure.file for figure in _figures(blocks)})
    return tuple((name, (edition.folder / name).read_bytes()) for name in files)


def _blocks(notes: Sequence[Note]) -> list[Block]:
    return [block for note in notes for block in note.blocks]


def _figures(blocks: Sequence[Block]) -> Iterator[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Quote | Enclosure):
            yield from _figures(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from _figures(item)
