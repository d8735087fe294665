"""Series of notes: how a layout marks, numbers and sets each of them, and where notes stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from typeset.layout.settings import BadValueError, Value

Marks = Literal["figures", "letters", "symbols", "lemma"]
Numbering = Literal["page", "letter", "volume"]
NotesPlace = Literal["foot", "letter", "volume"]

NAMES = ("author", "editor", "textual")
"""The series that a letter's notes may belong to."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of notes."""

    name: str
    marks: Marks = "figures"
    numbering: Numbering = "letter"
    """Where numbers begin again."""
    run_in: bool = False
    """Notes run on in one paragraph; else each begins a line."""


@dataclass(frozen=True, slots=True)
class NotesStyle:
    """Where notes stand, and their series from the highest at the foot to the lowest."""

    place: NotesPlace
    series: tuple[Series, ...]

    def of(self, name: str) -> Series:
        """The series of this name."""
        return next(one for one in self.series if one.name == name)


def notes_style(settings: Mapping[str, Value]) -> NotesStyle:
    """What the settings say of notes; a layout without these settings has plain footnotes.

    Raises:
        BadValueError: ``series_order`` does not name each series once.
    """
    order = str(settings.get("series_order", " ".join(NAMES))).split()
    if len(set(order)) < len(order) or not set(NAMES) <= set(order):
        raise BadValueError(f"it names each of {', '.join(NAMES)} once")
    place = cast(NotesPlace, settings.get("notes_place", "foot"))
    return NotesStyle(place, tuple(_series(name, place, settings) for name in order))


def _series(name: str, place: NotesPlace, settings: Mapping[str, Value]) -> Series:
    marks = cast(Marks, settings.get(f"{name}_marks", "figures"))
    numbering = cast(Numbering, settings.get(f"{name}_numbering", "letter"))
    run_in = settings.get(f"{name}_setting", "lines") == "run-in"
    if place != "foot" and numbering == "page":
        numbering = "letter"  # notes that stand together cannot all be the first
    # At the end of the volume each note begins with the page of its call.
    return Series(name, marks, numbering, run_in and place != "volume")
