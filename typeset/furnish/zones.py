"""Where furniture stands: zones and sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from typeset.layout import Layout
from typeset.layout.expressions import number
from typeset.page import Side


@dataclass(frozen=True, slots=True)
class Spot:
    """A zone on one side: the baseline from the page's top, the left edge from the type area's."""

    baseline: float
    left: float
    width: float


def spots(layout: Layout) -> dict[tuple[str, Side], Spot]:
    """Each zone on either side."""
    found: dict[tuple[str, Side], Spot] = {}
    sides: tuple[Side, Side] = ("recto", "verso")
    for side in sides:
        names = {**layout.names(), "side": side}
        for name, zone in layout.zones.items():
            found[name, side] = Spot(
                number(zone.baseline, names, layout.place("zones", name, "baseline")),
                number(zone.left, names, layout.place("zones", name, "left")),
                number(zone.width, names, layout.place("zones", name, "width")),
            )
    return found


def aligned(
    align: Literal["left", "right", "centre", "outer", "inner"], side: Side
) -> Literal["left", "right", "centre"]:
    """The outer edge is a recto's right and a verso's left."""
    if align == "outer":
        return "right" if side == "recto" else "left"
    if align == "inner":
        return "left" if side == "recto" else "right"
    return align
