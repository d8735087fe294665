"""Printer's marks: where a sheet is cut, whether its inks meet, and how they print.

All stand outside the bleed.  They are drawn once, as a form that every page shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.assemble.sheet import MM, Press, separation
from typeset.assemble.syntax import name, number, numbers
from typeset.galley import Resource

ROOM = 8 * MM
"""The slug that marks need."""
GAP = 1 * MM
"""Between the bleed and a mark."""
LENGTH = 5 * MM
"""Of a crop mark, and the side of a patch."""
RADIUS = 1.8 * MM
"""Of the circle of a registration mark."""
HAIRLINE = 0.25

PATCHES = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (0, 1, 1, 0), (1, 0, 1, 0),
    (1, 1, 0, 0), (0, 0, 0, 0.75), (0, 0, 0, 0.5), (0, 0, 0, 0.25),
)  # fmt: skip
"""The inks, two of them at a time, and tints of black."""

NAME = "marks"


def marks(press: Press, width: float, height: float) -> Resource | None:
    """The marks around a page of this size, as a form; None if there are none."""
    if not press.marks:
        return None
    drawn: list[bytes] = []
    if {"crop", "registration"} & set(press.marks):
        # All inks print these marks: they show whether plates meet.
        drawn.append(b"/All CS 1 SCN %b w" % number(HAIRLINE))
    if "crop" in press.marks:
        drawn += _crop_marks(press, width, height)
    if "registration" in press.marks:
        drawn += _targets(press, width, height)
    if "colour-bar" in press.marks:
        drawn += _bar(press, width)
    spaces = b"/All" + separation("All", (1, 1, 1, 1))
    if press.ink:
        spaces += b"/Ink" + press.ink.space
    body = b"/Type/XObject/Subtype/Form/BBox%b/Resources<</ColorSpace<<%b>>>>" % (
        numbers(press.media(width, height)), spaces
    )  # fmt: skip
    return Resource("XObject", NAME, body, b"\n".join(drawn))


def on_sheet(content: bytes, press: Press, drawn: Resource | None) -> bytes:
    """A page's operators where the page stands on its sheet, with marks, which are no text."""
    if content and press.margin:
        content = b"q 1 0 0 1 %b %b cm\n%bQ\n" % (*[number(press.margin)] * 2, content)
    return content + (b"/Artifact BMC\nq %b Do Q\nEMC\n" % name(NAME) if drawn else b"")


def _crop_marks(press: Press, width: float, height: float) -> Iterator[bytes]:
    """Two lines at each corner, which end before the bleed begins."""
    left, bottom, right, top = press.trimmed(width, height)
    away = press.bleed + GAP
    for x, way in ((left, -1), (right, 1)):
        for y in (bottom, top):
            yield _line(x + way * away, y, x + way * (away + LENGTH), y)
    for y, way in ((bottom, -1), (top, 1)):
        for x in (left, right):
            yield _line(x, y + way * away, x, y + way * (away + LENGTH))


def _targets(press: Press, width: float, height: float) -> Iterator[bytes]:
    """A cross in a circle at the middle of each side."""
    _, _, wide, high = press.media(width, height)
    edge = press.slug - GAP - LENGTH / 2
    places = ((wide / 2, edge), (wide / 2, high - edge), (edge, high / 2), (wide - edge, high / 2))
    for x, y in places:
        reach = LENGTH / 2
        yield _line(x - reach, y, x + reach, y)
        yield _line(x, y - reach, x, y + reach)
        yield _circle(x, y)


def _bar(press: Press, width: float) -> Iterator[bytes]:
    """Patches below the page, on the left of its middle."""
    colours = [b"%b k" % b" ".join(map(number, patch)) for patch in PATCHES]
    if press.ink:
        colours.append(b"/Ink cs 1 scn")
    room = width / 2 - LENGTH - 2 * GAP
    side = min(LENGTH, room / len(colours))
    for nth, colour in enumerate(colours):
        x, y = press.margin + GAP + nth * side, press.slug - GAP - side
        yield colour + b" %b re f" % b" ".join(map(number, (x, y, side, side)))


def _line(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return b"%b %b m %b %b l S" % tuple(map(number, (x0, y0, x1, y1)))


def _circle(x: float, y: float) -> bytes:
    r, bend = RADIUS, 0.5523 * RADIUS
    curves = (
        (x + r, y + bend, x + bend, y + r, x, y + r),
        (x - bend, y + r, x - r, y + bend, x - r, y),
        (x - r, y - bend, x - bend, y - r, x, y - r),
        (x + bend, y - r, x + r, y - bend, x + r, y),
    )
    drawn = b" ".join(b" ".join(map(number, curve)) + b" c" for curve in curves)
    return b"%b %b m %b s" % (number(x + r), number(y), drawn)
