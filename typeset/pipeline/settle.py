"""Settling: composing, setting and making up, until what depends on pages no longer changes.

Page numbers in references, the marks of notes that are numbered by page, and the paragraphs of
notes that run on all wait for pages, and pages for them.  In each round they are set as the pages
of the round before would have them; the first one guesses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from typeset.compose import JOIN, marks
from typeset.errors import Problem, SettingError
from typeset.galley import Column, Galley
from typeset.layout import Layout
from typeset.model import Edition, Place
from typeset.page import Page, column_of
from typeset.paginate import Kept, RunIn, anchors, folios, make_up, recast, wanted_run_ins, wishes
from typeset.pipeline.clock import Clock
from typeset.pipeline.options import Progress
from typeset.pipeline.units import Known, Unit, run_in_task, task, units
from typeset.set import SettingRoom, Task

ROUNDS = 20
"""How often pages are made up until what depends on them settles, before it is an error."""

PATIENCE = 6
"""After so many rounds marks that still change are set wider, a step in each round: two marks of
different width may otherwise send each other to and fro between two pages for ever."""

WIDEST = 8
"""Steps that style sheets have."""

UNKNOWN = "000"
"""Stands for a page number in the first round: as wide as most that may come."""


@dataclass(frozen=True)
class Made:
    """A volume made up."""

    units: tuple[Unit, ...]
    galleys: tuple[Galley, ...]
    """Those of the units; each has gained the paragraphs of its notes that stand on pages."""
    pages: tuple[Page, ...]
    as_set: tuple[Galley, ...] = ()
    """The galleys before pages wanted anything otherwise."""
    run_ins: Mapping[RunIn, Column] = field(default_factory=dict)
    """All paragraphs that were set."""
    wishes: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    """What its pages ask for: :func:`typeset.paginate.wishes`."""


def settle(
    edition: Edition,
    layout: Layout,
    room: SettingRoom,
    clock: Clock,
    progress: Callable[[Progress], None],
) -> Made:
    """Compose, set and make up a volume, again and again until nothing in it changes.

    Raises:
        SettingError: letters that could not be set, or that do not settle.
    """
    rounds = _Rounds(edition, layout, room, clock, progress)
    known = Known(
        dict.fromkeys(_referred(edition), UNKNOWN),
        marks(layout.notes, edition.letters, {}),
    )
    wanted: dict[RunIn, None] = {}
    for n in range(ROUNDS):
        made = rounds.make_up(known, wanted)
        missing = wanted_run_ins(made.pages, made.galleys)
        if missing:
            # Pages on which a paragraph is only reckoned tell nothing yet.
            wanted |= dict.fromkeys(missing)
            unsettled = [made.units[unit] for unit, _ in missing]
            continue
        found = rounds.found(made, known)
        unsettled = [unit for unit in made.units if unit.prints(known) != unit.prints(found)]
        if not unsettled:
            return made
        known = _eased(known, found) if n >= PATIENCE else found
    raise SettingError([_unsettled(unit, edition) for unit in dict.fromkeys(unsettled)])


def _eased(known: Known, found: Known) -> Known:
    """What was found, the marks that have changed a step wider."""
    ease = {ident: dict(steps) for ident, steps in known.ease.items()}
    for ident, own in found.marks.items():
        for note in own:
            if own[note] != known.marks[ident][note]:
                steps = ease.setdefault(ident, {})
                steps[note] = min(steps.get(note, 0) + 1, WIDEST)
    return replace(found, ease=ease)


def _unsettled(unit: Unit, edition: Edition) -> Problem:
    place = Place(str(edition.folder / unit.letter.file), 1, 1) if unit.letter else None
    message = f"what depends on pages in {unit.name} does not settle"
    hint = "reword a sentence that calls a note or refers to a letter, or number notes by letter"
    return Problem("unsettled", message, hint, place)


class _Rounds:
    """What one round leaves for the next: only what prints something new is set again."""

    def __init__(
        self,
        edition: Edition,
        layout: Layout,
        room: SettingRoom,
        clock: Clock,
        progress: Callable[[Progress], None],
    ) -> None:
        self._edition = edition
        self._layout = layout
        self._geometry = layout.geometry()
        self._room = room
        self._clock = clock
        self._progress = progress
        self._units = units(edition, layout)
        self._kept: Kept = {}
        self._done: dict[int | RunIn, tuple[object, Galley]] = {}
        """Units and paragraphs as they were set, with what they print of pages."""

    def make_up(self, known: Known, wanted: Iterable[RunIn]) -> Made:
        """The pages of all units, set anew where they print what was not known before."""
        wanted = tuple(wanted)
        self._set([*range(len(self._units)), *wanted], known)
        galleys = [self._galley(n, known) for n in range(len(self._units))]
        run_ins = {key: self._done[key][1] for key in wanted}
        with self._clock.step("paginate"):
            columns = {key: galley.notes[0].column for key, galley in run_ins.items()}
            plan = [unit.plan for unit in self._units]
            pages = make_up(galleys, plan, self._geometry, columns, self._kept)
            asked = wishes(pages, galleys)
            pages, cast = recast(pages, galleys)
        placed = {(part.unit, part.note) for page in pages for part in page.foot}
        gained = {key: own for key, own in run_ins.items() if (key[0], JOIN.join(key[1])) in placed}
        own = _with_run_ins(cast, gained)
        return Made(self._units, own, pages, tuple(galleys), columns, asked)

    def _galley(self, unit: int, known: Known) -> Galley:
        """A unit as it was set.  Its pages ask for paragraphs only once, so that they settle."""
        prints, galley = self._done[unit]
        one = self._units[unit]
        if galley.body.settings and (one.letter is None or one.name in known.wishes):
            galley = replace(galley, body=replace(galley.body, settings=()))
            self._done[unit] = prints, galley
        return galley

    def _set(self, keys: Sequence[int | RunIn], known: Known) -> None:
        """Set units and paragraphs, but for those that print the same as before."""
        prints = {key: self._unit(key).prints(known) for key in keys}
        stale = [key for key in keys if key not in self._done or self._done[key][0] != prints[key]]
        with self._clock.step("compose"):
            tasks = [self._task(key, known) for key in stale]
        with self._clock.step("set"):
            galleys = self._room.set(tasks, self._counting(len(tasks)))
        for key, galley in zip(stale, galleys, strict=True):
            self._done[key] = (prints[key], galley)

    def _unit(self, key: int | RunIn) -> Unit:
        return self._units[key if isinstance(key, int) else key[0]]

    def _task(self, key: int | RunIn, known: Known) -> Task:
        unit = self._unit(key)
        if isinstance(key, int):
            return task(unit, self._edition, self._layout, known)
        assert unit.letter is not None
        return run_in_task(unit.letter, key[1], self._edition, self._layout, known)

    def _counting(self, total: int) -> Callable[[str], None]:
        done = 0

        def tell(_: str) -> None:
            nonlocal done
            done += 1
            self._progress(Progress("set", done, total))

        return tell

    def found(self, made: Made, known: Known) -> Known:
        """What the pages tell, as letters print it."""
        letters = self._edition.letters
        with self._clock.step("paginate"):
            stand = folios(made.pages, anchors(made.pages, made.galleys, self._geometry))
            numbered = marks(self._layout.notes, letters, dict(_calls(made)))
        referred = _referred(self._edition)
        asked = {self._units[unit].name: own for unit, own in made.wishes.items()}
        return Known(
            {ident: stand[f"letter-{ident}"] for ident in referred},
            numbered,
            known.ease,
            {**known.wishes, **asked},
        )


def _referred(edition: Edition) -> set[str]:
    """The letters of the volume that others refer to."""
    referred = {ident for letter in edition.letters for ident in letter.refers_to}
    return referred & {letter.ident for letter in edition.letters}


def _with_run_ins(galleys: Sequence[Galley], run_ins: Mapping[RunIn, Galley]) -> tuple[Galley, ...]:
    """The galleys with paragraphs of their notes, and with the faces and resources of these."""
    found = list(galleys)
    for (unit, _), paragraph in sorted(run_ins.items()):
        galley = found[unit]
        faces: dict[str, set[int]] = {}
        for key, glyphs in (*galley.faces, *paragraph.faces):
            faces.setdefault(key, set()).update(glyphs)
        found[unit] = replace(
            galley,
            notes=(*galley.notes, *paragraph.notes),
            faces=tuple((key, tuple(sorted(faces[key]))) for key in sorted(faces)),
            resources=tuple(dict.fromkeys((*galley.resources, *paragraph.resources))),
        )
    return tuple(found)


def _calls(made: Made) -> Iterator[tuple[tuple[str, str], int]]:
    """The page of each call, by letter and note; a head that is repeated calls nothing again."""
    for page in made.pages:
        for part in (*page.body, *page.foot):
            name = made.units[part.unit].name
            for item in column_of(part, made.galleys).items[part.start : part.stop]:
                for ident in item.calls:
                    yield (name, ident), page.number
