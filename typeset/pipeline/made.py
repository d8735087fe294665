"""A volume made up: its units, their pages, and what was found on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from typeset.galley import Galley
from typeset.page import Page
from typeset.paginate import MadeUp, Place, Stands, impose, starts
from typeset.pipeline.case import Cast, OneByOne
from typeset.pipeline.flaws import Told, in_volume
from typeset.pipeline.forme import Forme
from typeset.pipeline.orders import Orders
from typeset.pipeline.report import Flaw, Hyphen
from typeset.pipeline.shop import Shop
from typeset.pipeline.units import Unit
from typeset.set import Task
from typeset.stereo import Stereo
from typeset.store import unpack
from typeset.verify import Account, imposed, joined


@dataclass(frozen=True)
class Made:
    """A volume made up."""

    units: tuple[Unit, ...]
    pages: tuple[Page, ...]
    formes: tuple[Forme, ...]
    """Those of the units, whose pages these are."""
    galleys: Sequence[Galley]
    """As they are printed; loaded one by one, where somebody asks for their lines."""

    @property
    def stands(self) -> list[Stands]:
        """What stands where, by unit."""
        return [forme.stands for forme in self.formes]

    @property
    def stereos(self) -> Sequence[Stereo]:
        """The units' pages as they are printed; loaded one by one."""
        return OneByOne(len(self.formes), lambda n: unpack(self.formes[n].stereo))

    def account(self, pages: Sequence[Page]) -> Account:
        """The account of the volume; ``pages`` are its own, as they go to paper."""
        first = starts(pages)
        tally = joined(
            [forme.tally for forme in self.formes], [first[n] for n in range(len(self.formes))]
        )
        found = imposed(pages, [forme.pages for forme in self.formes])
        return replace(tally, findings=(*tally.findings, *found))

    def flaws(self) -> list[Flaw]:
        """All faults of pages and of what stands on them, in the order of reading."""
        return list(self._in_volume(lambda forme: forme.flaws))

    def coarse_pictures(self) -> list[Flaw]:
        """Pictures that are printed with fewer pixels to the inch than they should have."""
        return list(self._in_volume(lambda forme: forme.coarse))

    def hyphens(self) -> list[Hyphen]:
        """All words broken at line ends, in the order of reading."""
        return list(self._in_volume(lambda forme: forme.hyphens))

    def _in_volume(self, found: Callable[[Forme], Sequence[Told]]) -> Iterator[Told]:
        first = starts(self.pages)
        for n, (unit, forme) in enumerate(zip(self.units, self.formes, strict=True)):
            file = unit.letter.file if unit.letter else ""
            yield from in_volume(found(forme), first[n], self.pages, file)

    def with_unit(self, unit: Unit, task: Task, shop: Shop) -> Made:
        """The volume with one more unit behind all others."""
        case, last = shop.case(), len(self.units)
        name = Orders(shop).name(task)
        followed = shop.room.follow({name: task})[name]
        cast = Cast(name, *followed, task.asks, lambda: task)
        formes = dict(enumerate(self.formes))

        def pages(n: int, place: Place) -> MadeUp:
            if n == last:
                formes[n] = case.forme(cast, place, {})
            return MadeUp(formes[n].pages, formes[n].faced)

        made = impose([*(one.plan for one in self.units), unit.plan], pages)
        (galley,) = case.galleys([cast], [formes[last]], {})
        galleys = OneByOne(last + 1, lambda n: galley if n == last else self.galleys[n])
        return Made((*self.units, unit), made, (*self.formes, formes[last]), galleys)
