"""The shop: all that a volume is set and printed with, checked before the first letter is set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from typeset.assemble.sheet import Press
from typeset.faces import Library
from typeset.house import house
from typeset.layout import Layout, layout_for
from typeset.model import Edition
from typeset.pipeline.case import Case
from typeset.pipeline.faces import check_families, declared
from typeset.pipeline.inserts import check_inserts
from typeset.pipeline.lock_up import LockUp
from typeset.pipeline.options import BuildOptions
from typeset.pipeline.press import press_for
from typeset.pipeline.units import choose
from typeset.set import ClusterPool, Pool, SettingRoom, Style
from typeset.store import Store
from typeset.variants import Variant, chosen


@dataclass(frozen=True)
class Shop:
    """An edition, and what it is printed with."""

    edition: Edition
    layout: Layout
    variants: tuple[Variant, ...]
    press: Press
    library: Library
    room: SettingRoom
    formes: Store
    as_read: bool
    """Letters are as their files have them, so that their digests tell all of them."""

    def case(self) -> Case:
        """An empty case for the formes of a volume."""
        return Case(self.room, LockUp(self.layout.geometry()), self.formes)

    def of(self, edition: Edition) -> Shop:
        """The same shop with a part of the edition, or with it in another form."""
        return replace(self, edition=edition)


def open_shop(
    edition: Edition, options: BuildOptions, pool: Pool | ClusterPool, *, as_read: bool
) -> Shop:
    """Find layout, fonts and profiles, and tell the pool how to set; ``as_read`` as of the shop.

    Raises:
        InputError: something is missing, or is not as it is to be.
    """
    cache = options.shelf
    own = edition.variants if options.dress == "final" else ()
    variants = chosen(options.variants or own)
    if options.letters:
        edition = choose(edition, options.letters)
    layout = layout_for(edition, options.layout, options.settings)
    if not layout.settings["front_matter"]:
        edition = replace(edition, front_matter=(), parts=())
    press = press_for(edition, layout, variants)
    check_inserts(edition, variants)
    fonts = _font_folders(edition, layout)
    library = Library.scan(fonts, cache=cache / "cards")
    check_families(edition, layout, library)
    pool.dress(_style(layout, fonts, library, cache))
    formes = Store(cache / "formes")
    room = SettingRoom(pool, Store(cache / "galleys"), formes)
    return Shop(edition, layout, variants, press, library, room, formes, as_read)


def _style(layout: Layout, fonts: tuple[Path, ...], library: Library, cache: Path) -> Style:
    geometry = layout.geometry()
    return Style(
        layout.css(),
        geometry.measure,
        fonts,
        library.digest,
        cache,
        leading=geometry.leading,
        expansion=float(str(layout.settings.get("expansion", 0.0))),
        hanging=bool(layout.settings.get("hanging", False)),
        fallbacks=tuple(declared(layout).items()),
        after=LockUp(geometry),
    )


def _font_folders(edition: Edition, layout: Layout) -> tuple[Path, ...]:
    """Where fonts are: the edition's, the layout's, the house's own."""
    own = [folder / "fonts" for folder in (edition.folder, *reversed(layout.folders))]
    return (*(folder for folder in own if folder.is_dir()), house("fonts"))
