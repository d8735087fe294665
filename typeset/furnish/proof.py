"""The proof's dress: the very pages of the volume, with what an editor wants to see on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typeset.furnish.final import final
from typeset.furnish.furniture import Furniture, Want, plain_fragment
from typeset.furnish.whereabouts import lines, short
from typeset.galley import Galley
from typeset.layout import Layout
from typeset.model import Edition
from typeset.page import Geometry, Page, Rule
from typeset.paginate import Stands

GREY = 0.6
HAIRLINE = 0.25
GAP = 8.0
"""From the type area to the line numbers, in points."""
NUMBERS = 16.0
"""Width of the line numbers."""
FROM_FOOT = 15.0
"""From the slug's baseline to the foot of the page."""


def proof(
    pages: Sequence[Page],
    units: Sequence[Stands],
    galleys: Sequence[Galley],
    edition: Edition,
    layout: Layout,
    date: str,
) -> tuple[Furniture, ...]:
    """The final dress, every line numbered, areas drawn, and a slug with the date as given.

    Raises:
        InputError, LossError: as :func:`typeset.furnish.final.final`.
    """
    geometry = layout.geometry()
    return tuple(
        furniture
        + Furniture(
            (*_numbers(page, galleys, geometry), _slug(page, units, geometry, date)),
            _areas(page, geometry),
        )
        for page, furniture in zip(
            pages, final(pages, units, galleys, edition, layout), strict=True
        )
    )


def _numbers(page: Page, galleys: Sequence[Galley], geometry: Geometry) -> Iterator[Want]:
    """A number in the outer margin beside each line, text and notes, from 1 on each page."""
    left, align = geometry.left(page.side), "left"
    x = left + geometry.measure + GAP
    if geometry.mirrored and page.side == "verso":
        x, align = left - GAP - NUMBERS, "right"
    printed = lines((*page.body, *page.foot), galleys)
    baselines = sorted(y + item.baseline for _, item, y in printed if item.baseline is not None)
    for number, baseline in enumerate(baselines, start=1):
        yield Want(plain_fragment(str(number), "proof-line", align, NUMBERS), x, baseline)


def _slug(page: Page, units: Sequence[Stands], geometry: Geometry, date: str) -> Want:
    names = ", ".join(short(units[unit].unit) for unit in page.units)
    words = " · ".join(part for part in ("PROOF", date, names, page.folio) if part)
    return Want(
        plain_fragment(words, "proof-slug", "left", geometry.measure),
        geometry.left(page.side),
        geometry.height - FROM_FOOT,
    )


def _areas(page: Page, geometry: Geometry) -> tuple[Rule, ...]:
    """The type area's frame, and the line where the notes' area begins."""
    x0, x1 = geometry.left(page.side), geometry.left(page.side) + geometry.measure
    y0, y1 = geometry.top, geometry.top + geometry.deep(page.long)
    sides = [(x0, y0, x1, y0), (x1, y0, x1, y1), (x0, y1, x1, y1), (x0, y0, x0, y1)]
    if page.foot:
        sides.append((x0, page.foot[0].y, x1, page.foot[0].y))
    return tuple(Rule(*side, thickness=HAIRLINE, colour=GREY) for side in sides)
