"""Settling: composing, setting and making up, until what depends on pages no longer changes.

Page numbers in references, the marks of notes that are numbered by page, and the paragraphs of
notes that run on all wait for pages, and pages for them.  In each round they are set as the pages
of the round before would have them; the first one guesses.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from itertools import repeat

from typeset.compose import Reference, marks
from typeset.errors import Problem, SettingError
from typeset.galley import Galley
from typeset.model import Edition
from typeset.model import Place as SourcePlace
from typeset.paginate import MadeUp, Place, RunIn, folios, impose, starts
from typeset.pipeline.case import Cast
from typeset.pipeline.clock import Clock
from typeset.pipeline.forme import Forme
from typeset.pipeline.made import Made
from typeset.pipeline.options import Progress
from typeset.pipeline.orders import Orders
from typeset.pipeline.shop import Shop
from typeset.pipeline.units import Known, Unit, run_in_task, units
from typeset.set import Task

ROUNDS = 20
"""How often pages are made up until what depends on them settles, before it is an error."""

PATIENCE = 6
"""After so many rounds marks that still change are set wider, a step in each round: two marks of
different width may otherwise send each other to and fro between two pages for ever."""

WIDEST = 8
"""Steps that style sheets have."""

UNKNOWN = "000"
"""Stands for a page number in the first round: as wide as most that may come."""


def settle(shop: Shop, clock: Clock, progress: Callable[[Progress], None]) -> Made:
    """Compose, set and make up a volume, again and again until nothing in it changes.

    Raises:
        SettingError: letters that could not be set, or that do not settle.
    """
    edition, layout = shop.edition, shop.layout
    rounds = _Rounds(shop, clock, progress)
    known = Known(
        dict.fromkeys(_referred(edition), Reference(UNKNOWN)) | _elsewhere(edition),
        marks(layout.notes, edition.letters, {}),
    )
    wanted: dict[RunIn, None] = {}
    for n in range(ROUNDS):
        made = rounds.make_up(known, wanted)
        missing = [
            (unit, idents) for unit, forme in enumerate(made.formes) for idents in forme.wanted
        ]
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
    place = SourcePlace(str(edition.folder / unit.letter.file), 1, 1) if unit.letter else None
    message = f"what depends on pages in {unit.name} does not settle"
    hint = "reword a sentence that calls a note or refers to a letter, or number notes by letter"
    return Problem("unsettled", message, hint, place)


class _Rounds:
    """What one round leaves for the next: only what prints something new is set again."""

    def __init__(self, shop: Shop, clock: Clock, progress: Callable[[Progress], None]) -> None:
        self._edition = shop.edition
        self._layout = shop.layout
        self._room = shop.room
        self._clock = clock
        self._progress = progress
        self._units = units(shop.edition, shop.layout)
        self._case = shop.case()
        self._orders = Orders(shop)
        self._casts: dict[int, tuple[object, Cast]] = {}
        """Units as they were set, with what they print of pages."""
        self._run_ins: dict[RunIn, tuple[object, str, Galley]] = {}
        """Paragraphs of notes likewise, with their names in the store."""

    def make_up(self, known: Known, wanted: Collection[RunIn]) -> Made:
        """The pages of all units, set anew where they print what was not known before."""
        self._set(known)
        self._set_run_ins(wanted, known)
        run_ins: dict[int, dict[tuple[str, ...], tuple[str, Galley]]] = {}
        for unit, idents in wanted:
            run_ins.setdefault(unit, {})[idents] = self._run_ins[unit, idents][1:]
        formes: dict[int, Forme] = {}
        casts = [self._casts[n][1] for n in range(len(self._units))]

        def pages(unit: int, place: Place) -> MadeUp:
            formes[unit] = self._case.forme(casts[unit], place, run_ins.get(unit, {}))
            return MadeUp(formes[unit].pages, formes[unit].faced)

        with self._clock.step("paginate"):
            made = impose([unit.plan for unit in self._units], pages)
        own = tuple(formes[n] for n in range(len(self._units)))
        return Made(self._units, made, own, self._case.galleys(casts, own, run_ins))

    def _set(self, known: Known) -> None:
        """Set units, but for those that print the same as before."""
        prints = [unit.prints(known) for unit in self._units]
        stale = [
            n for n in range(len(prints)) if n not in self._casts or self._casts[n][0] != prints[n]
        ]
        with self._clock.step("compose"):
            orders = {n: self._orders.of(self._units[n], known) for n in stale}
        with self._clock.step("set"):
            found = self._room.recall([order.name for order in orders.values()])
        missing = {one.name: one for one in orders.values() if one.name not in found}
        self._room.expect(len(missing))
        with self._clock.step("compose"):
            tasks = {name: order.task() for name, order in missing.items()}
        with self._clock.step("set"):
            found |= self._room.follow(tasks, self._counting(len(tasks)))
        for n, (name, asks, again) in orders.items():
            self._casts[n] = prints[n], Cast(name, *found[name], asks, again)

    def _set_run_ins(self, wanted: Collection[RunIn], known: Known) -> None:
        prints = {key: self._units[key[0]].prints(known) for key in wanted}
        stale = [
            key
            for key in wanted
            if key not in self._run_ins or self._run_ins[key][0] != prints[key]
        ]
        with self._clock.step("compose"):
            tasks = [self._run_in_task(key, known) for key in stale]
        with self._clock.step("set"):
            galleys = self._room.set(tasks, self._counting(len(tasks)))
        for key, one, galley in zip(stale, tasks, galleys, strict=True):
            self._run_ins[key] = prints[key], self._room.key(one), galley

    def _run_in_task(self, key: RunIn, known: Known) -> Task:
        unit, idents = key
        letter = self._units[unit].letter
        assert letter is not None
        return run_in_task(letter, idents, self._edition, self._layout, known)

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
            stand = folios(made.pages, made.stands)
            numbered = marks(self._layout.notes, letters, dict(_calls(made)))
        own = {one: Reference(stand[f"letter-{one}"]) for one in _referred(self._edition)}
        asked = {
            unit.name: forme.wishes
            for unit, forme in zip(made.units, made.formes, strict=True)
            if forme.wishes
        }
        return Known(
            {**known.folios, **own},
            numbered,
            known.ease,
            {**known.wishes, **asked},
        )


def _referred(edition: Edition) -> set[str]:
    """The letters of the volume that others refer to."""
    referred = {ident for letter in edition.letters for ident in letter.refers_to}
    return referred & {letter.ident for letter in edition.letters}


def _elsewhere(edition: Edition) -> dict[str, Reference]:
    """Where the letters of other volumes stand to which those of this one refer."""
    referred = {ident for letter in edition.letters for ident in letter.refers_to}
    own = edition.bound.number if edition.bound else 0
    return {
        letter.ident: Reference(folio, one.number)
        for one in edition.shelf
        if one.number != own
        for letter, folio in zip(one.letters, one.folios or repeat(UNKNOWN), strict=False)
        if letter.ident in referred
    }


def _calls(made: Made) -> Iterator[tuple[tuple[str, str], int]]:
    """The page of each call, by letter and note."""
    first = starts(made.pages)
    for n, forme in enumerate(made.formes):
        for ident, page in forme.stands.calls:
            yield (forme.stands.unit, ident), first[n] + page
