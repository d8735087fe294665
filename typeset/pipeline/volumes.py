"""An edition of several volumes: which letters stand in which, and what each knows of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from typeset.errors import Problem, SettingError
from typeset.model import Bound, Edition, Letter, Part, Place, Volumes
from typeset.pipeline.report import Stand

Places = Callable[[Edition], Sequence[Stand]]
"""Where the letters of a volume stand: it is set and made up for that."""

Divided = tuple[str, tuple[Letter, ...]]
"""A volume's title and letters."""

Shelf = tuple[Bound, ...]

ROUNDS = 8
"""How often volumes are set until the pages that they print of each other settle."""


def bound(edition: Edition, places: Places) -> tuple[Edition, ...]:
    """The volumes of an edition, in order, each as an edition of its own.

    Letters are numbered through all of them, folios begin anew in each.  Every volume knows where
    the letters of all others stand, for a contents list of the whole edition and for references.

    Raises:
        SettingError: letters that could not be set, or references that do not settle.
    """
    divided = [*_divided(edition, places)]
    most = edition.volumes.pages if edition.volumes else 0
    while True:
        shelf, stands = _settled(edition, _numbered(edition, divided), places)
        moved = [*_moved_on(divided, stands, most)] if most else divided
        if moved == divided:
            return tuple(_as_edition(edition, one, shelf) for one in shelf)
        divided = moved


def _numbered(edition: Edition, divided: Iterable[Divided]) -> Iterator[Bound]:
    """The volumes, their letters numbered through all of them."""
    first = 1
    for number, (title, letters) in enumerate(divided, 1):
        parts = tuple(_within(edition.parts, {letter.ident for letter in letters}))
        yield Bound(number, title, first, letters, parts)
        first += len(letters)


def _settled(
    edition: Edition, volumes: Iterable[Bound], places: Places
) -> tuple[Shelf, list[Sequence[Stand]]]:
    """The volumes with the folios of their letters, and where these stand.

    A reference to a letter of another volume prints its page, and its width may move letters to
    other pages: volumes are set until all that they print of each other is right.
    """
    shelf = tuple(volumes)
    stands: list[Sequence[Stand]] = [()] * len(shelf)
    stale = list(shelf)
    for _ in range(ROUNDS):
        for one in stale:
            stands[one.number - 1] = places(_without_front(_as_edition(edition, one, shelf)))
        before, shelf = shelf, tuple(map(_with_folios, shelf, stands))
        stale = [one for one in shelf if _prints(one, before) != _prints(one, shelf)]
        if not stale:
            return shelf, stands
    raise SettingError([_unsettled(edition, one, before, shelf) for one in stale])


def _with_folios(one: Bound, stands: Sequence[Stand]) -> Bound:
    folios = {stand.id: stand.folio for stand in stands}
    return replace(one, folios=tuple(folios[letter.ident] for letter in one.letters))


def _prints(one: Bound, shelf: Shelf) -> dict[str, str]:
    """The folios of letters in other volumes that a volume prints, as far as they are known."""
    referred = {ident for letter in one.letters for ident in letter.refers_to}
    return {
        letter.ident: folio
        for other in shelf
        if other.number != one.number
        for letter, folio in zip(other.letters, other.folios, strict=False)
        if letter.ident in referred
    }


def _unsettled(edition: Edition, one: Bound, before: Shelf, shelf: Shelf) -> Problem:
    """That a volume's letters refer to pages that do not come to rest."""
    old, new = _prints(one, before), _prints(one, shelf)
    moving = {ident for ident in new if new[ident] != old.get(ident)}
    letter = next(letter for letter in one.letters if moving.intersection(letter.refers_to))
    message = f"references to other volumes in {letter.ident} do not settle"
    hint = "reword a sentence that refers to a letter of another volume"
    return Problem("unsettled", message, hint, Place(str(edition.folder / letter.file), 1, 1))


def _moved_on(
    divided: Sequence[Divided], stands: Iterable[Sequence[Stand]], most: int
) -> Iterator[Divided]:
    """The volumes, letters beyond the last page that each may have moved on to the next.

    Pages were counted in an edition in one piece: references that name a volume are longer.
    """
    over: tuple[Letter, ...] = ()
    for (title, letters), places in zip(divided, stands, strict=True):
        fits = sum(stand.first + stand.pages - 1 <= most for stand in places)
        fits = max(fits, 1)
        yield title, (*over, *letters[:fits])
        over = letters[fits:]
    if over:
        yield "", over


def _as_edition(edition: Edition, one: Bound, shelf: Shelf) -> Edition:
    own = replace(edition, letters=one.letters, parts=one.parts, bound=one, volumes=None)
    return replace(own, shelf=shelf)


def _without_front(edition: Edition) -> Edition:
    """Folios of letters do not depend on what stands before them."""
    return replace(edition, front_matter=())


def _within(parts: Sequence[Part], idents: set[str]) -> Iterator[Part]:
    """The parts of which letters stand in a volume."""
    for part in parts:
        if letters := tuple(ident for ident in part.letters if ident in idents):
            yield replace(part, letters=letters)


def _divided(edition: Edition, places: Places) -> Iterator[Divided]:
    """The volumes with their titles."""
    how = edition.volumes
    if how is None:
        raise ValueError("the edition is not divided")
    if how.by == "listed":
        for part in how.listed:
            yield part.title, tuple(one for one in edition.letters if one.ident in part.letters)
    elif how.by == "year":
        yield from _by_year(edition.letters, how)
    else:
        yield from _by_pages(edition, how, places(_without_front(replace(edition, volumes=None))))


def _by_year(letters: Sequence[Letter], how: Volumes) -> Iterator[Divided]:
    """Volumes of so many years, counted from the first letter's; the undated ones in the last."""
    dated = [letter.date.first.year for letter in letters if letter.date]
    start, end = min(dated, default=0), max(dated, default=0)

    def first_year(letter: Letter) -> int:
        year = letter.date.first.year if letter.date else end
        return year - (year - start) % how.years

    for first, group in groupby(sorted(letters, key=first_year), first_year):
        last = min(first + how.years - 1, end)
        title = f"{first}" if first == last else f"{first}\u2013{last}"
        yield title if dated else "", tuple(group)


def _by_pages(edition: Edition, how: Volumes, stands: Sequence[Stand]) -> Iterator[Divided]:
    """Volumes of as many letters as fill no more pages; a letter is never divided."""
    volume: list[Letter] = []
    begins = 0
    for letter, stand in zip(edition.letters, stands, strict=True):
        if volume and stand.first + stand.pages - begins > how.pages:
            yield "", tuple(volume)
            volume = []
        if not volume:
            begins = stand.first
        volume.append(letter)
    if volume:
        yield "", tuple(volume)
