"""An edition of several volumes: which letters stand in which, and what each knows of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from typeset.model import Bound, Edition, Letter, Part, Volumes
from typeset.pipeline.report import Stand

Places = Callable[[Edition], Sequence[Stand]]
"""Where the letters of a volume stand: it is set and made up for that."""


def bound(edition: Edition, places: Places) -> tuple[Edition, ...]:
    """The volumes of an edition, in order, each as an edition of its own.

    Letters are numbered through all of them, folios begin anew in each.  Every volume knows where
    the letters of all others stand, for a contents list of the whole edition.
    """
    first, volumes = 1, []
    for number, (title, letters) in enumerate(_divided(edition, places), 1):
        parts = tuple(_within(edition.parts, {letter.ident for letter in letters}))
        volumes.append(Bound(number, title, first, letters, parts))
        first += len(letters)
    shelf = []
    for one in volumes:
        stands = places(_without_front(_as_edition(edition, one)))
        folios = {stand.id: stand.folio for stand in stands}
        shelf.append(replace(one, folios=tuple(folios[letter.ident] for letter in one.letters)))
    return tuple(replace(_as_edition(edition, one), shelf=tuple(shelf)) for one in shelf)


def _as_edition(edition: Edition, one: Bound) -> Edition:
    return replace(edition, letters=one.letters, parts=one.parts, bound=one, volumes=None)


def _without_front(edition: Edition) -> Edition:
    """Folios of letters do not depend on what stands before them."""
    return replace(edition, front_matter=())


def _within(parts: Sequence[Part], idents: set[str]) -> Iterator[Part]:
    """The parts of which letters stand in a volume."""
    for part in parts:
        if letters := tuple(ident for ident in part.letters if ident in idents):
            yield replace(part, letters=letters)


def _divided(edition: Edition, places: Places) -> Iterator[tuple[str, tuple[Letter, ...]]]:
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


def _by_year(letters: Sequence[Letter], how: Volumes) -> Iterator[tuple[str, tuple[Letter, ...]]]:
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


def _by_pages(
    edition: Edition, how: Volumes, stands: Sequence[Stand]
) -> Iterator[tuple[str, tuple[Letter, ...]]]:
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
