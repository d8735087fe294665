"""Which item calls which note, and the order in which one comes to read the notes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from typeset.galley import Column, Note

Calls = Mapping[int, Sequence[tuple[int, int]]]
"""For each column its calls as pairs of an item's and a note's index; the body is -1."""


def calls_of(body: Column, notes: Sequence[Note]) -> Calls:
    """The calls of the body and of each note; callers come before what they call.

    A note belongs to the first item that calls it, one that nothing calls to the body's last item.
    So every note that has items is in just one of the lists.
    """
    unplaced = {note.ident: i for i, note in enumerate(notes) if note.column.items}
    calls: dict[int, list[tuple[int, int]]] = {-1: []}
    queue = deque([(-1, body)])

    def follow() -> None:
        while queue:
            caller, column = queue.popleft()
            for at, note in _taken(column, unplaced):
                calls[caller].append((at, note))
                calls[note] = []
                queue.append((note, notes[note].column))

    follow()
    last = max(0, len(body.items) - 1)
    while unplaced:
        note = unplaced.pop(next(iter(unplaced)))
        calls[-1].append((last, note))
        calls[note] = []
        queue.append((note, notes[note].column))
        follow()
    for note in range(len(notes)):
        calls.setdefault(note, [])
    return calls


def _taken(column: Column, unplaced: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Item and note of each call in a column to a note that has no place yet."""
    for at, item in enumerate(column.items):
        for ident in item.calls:
            note = unplaced.pop(ident, None)
            if note is not None:
                yield at, note


def ranks_of(calls: Calls) -> list[int]:
    """For each note how many are called before it, as one reads: its own notes rank behind it."""
    ranks = [0] * (len(calls) - 1)
    stack = [note for _, note in reversed(calls[-1])]
    rank = 0
    while stack:
        note = stack.pop()
        ranks[note], rank = rank, rank + 1
        stack += [inner for _, inner in reversed(calls[note])]
    return ranks
