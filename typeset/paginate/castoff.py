"""Casting off: how many lines notes will take when they run on, before they are set so."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from statistics import median_low

from typeset.galley import Column, Item

JOINT = 3
"""Letters' room that the mark and the space between two notes take."""
ROUNDING = 0.05
"""A last line of less than this share of a line is taken for none."""


class CastOff:
    """Reckons paragraphs of notes that were set alone."""

    def __init__(self, notes: Sequence[Column], paragraphs: Sequence[Column], body: Column) -> None:
        """``paragraphs`` of the same type are set already; ``body`` has the same measure."""
        self._line = _usual_height(notes) or 1.0
        self._leading = _usual_height(paragraphs) or self._line
        columns = [column for column in (*notes, *paragraphs) if column.items]
        full = [len(item.text) for column in columns for item in column.items[:-1] if item.text]
        if not full:
            # Type is about as wide as it is high.
            full = [int(len(i.text) * i.height / self._line) for i in body.items if not i.last]
        longest = max((len(column.items[-1].text) for column in columns), default=0)
        self._letters = max(median_low(full) if full else 0, longest, 1)

    def height(self, note: Column) -> float:
        """What a note adds to a paragraph, the part of its last line reckoned by its letters."""
        return self._lines(note) * self._leading

    def _lines(self, note: Column) -> float:
        if not note.items:
            return 0.0
        last = note.items[-1]
        share = min(1.0, (len(last.text) + JOINT) / self._letters) if last.text else 1.0
        return (last.top - note.items[0].top + last.height * share) / self._line

    def paragraph(self, notes: Sequence[Column]) -> tuple[Column, tuple[int, ...]]:
        """Empty lines in place of a paragraph, and in which of them each note begins."""
        ends = [0.0]
        for note in notes:
            ends.append(ends[-1] + self._lines(note))
        size = max(1, ceil(ends[-1] - ROUNDING))
        begins = [min(floor(begin), size - 1) for begin in ends[:-1]]
        calls: list[list[str]] = [[] for _ in range(size)]
        for begin, note in zip(begins, notes, strict=True):
            for at, item in enumerate(note.items):
                calls[min(begin + at, size - 1)] += item.calls
        items = [
            Item(at * self._leading, self._leading, b"", calls=tuple(named))
            for at, named in enumerate(calls)
        ]
        return Column(tuple(items)), tuple(begins)


def _usual_height(columns: Sequence[Column]) -> float:
    """The height of a common line, 0 if there is none."""
    heights = [item.height for column in columns for item in column.items]
    return median_low(heights) if heights else 0.0
