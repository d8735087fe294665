"""What elements of the text are called in the file, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.assemble.syntax import numbers, text
from typeset.galley import Element

HEADINGS = frozenset(f"H{level}" for level in range(1, 7))

KINDS = {"Line": "Span"}
"""Structure types (ISO 32000-1, 14.8.4) of roles that are not called so themselves."""

NOTES = ("Note", "FENote")
"""What notes are, before PDF 2.0 and since."""

NUMBERINGS = {"decimal": b"/Decimal", "": b"/None"}
"""How lists are numbered; dashes are no numbers."""


class Levels:
    """The levels of a volume's headings, none of which is left out (ISO 14289-1, 7.4.2).

    Layouts have theirs: a letter's title may be an ``h2`` where nothing is an ``h1``.
    """

    def __init__(self) -> None:
        self._above: list[int] = []

    def of(self, elements: Sequence[Element]) -> dict[int, int]:
        """The levels of a unit's headings, by their indices."""
        found = {}
        for index, element in enumerate(elements):
            if element.role in HEADINGS:
                level = int(element.role[1:])
                while self._above and self._above[-1] >= level:
                    self._above.pop()
                self._above.append(level)
                found[index] = len(self._above)
        return found


def kind_of(role: str, level: int | None, *, modern: bool) -> str:
    """The structure type of a role; a heading has its level, in a note it is a paragraph."""
    if role in HEADINGS:
        return f"H{level}" if level else "P"
    if role == "Note":
        return NOTES[modern]
    return KINDS.get(role, role)


def attributes(
    element: Element, elements: Sequence[Element], box: Sequence[float], *, modern: bool
) -> bytes:
    """The entries of an element besides its place in the tree; ``box`` is that of a picture."""
    if element.role == "Figure":
        entries = b"/Alt" + text(element.text)
        placed = b"/Placement/Block/BBox" + numbers(box) if box else b""
        return entries + (b"/A<</O/Layout%b>>" % placed if placed else b"")
    if element.role == "L":
        numbering = NUMBERINGS[element.detail]
        if modern and numbering == b"/None":
            numbering = b"/Unordered"
        return b"/A<</O/List/ListNumbering%b>>" % numbering
    if element.role == "Note" and modern:
        return b"/A<</O/FENote/NoteType%b>>" % (b"/Footnote" if element.parent < 0 else b"/Endnote")
    if element.role == "TH":
        row = elements[element.parent]
        column = elements[row.parent].role == "THead"
        return b"/A<</O/Table/Scope%b>>" % (b"/Column" if column else b"/Row")
    return b""
