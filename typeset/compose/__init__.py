"""Compose: letters and front matter as HTML for the setting room.

Each unit is an ``<article>`` and an ``<aside>`` for each note at the foot of its pages.  The order
of things and the words around them come from the layout's templates; what stands in a letter's body
is made here, escaped, with the line of the source file on each block.
"""

from typeset.compose.back import compose_notes
from typeset.compose.faults import compose_faults
from typeset.compose.front import compose_front, compose_part
from typeset.compose.inline import Reference
from typeset.compose.letter import compose_letter, compose_run_in
from typeset.compose.notes import JOIN
from typeset.compose.numbering import Calls, Marks, marks

__all__ = [
    "JOIN",
    "Calls",
    "Marks",
    "Reference",
    "compose_faults",
    "compose_front",
    "compose_letter",
    "compose_notes",
    "compose_part",
    "compose_run_in",
    "marks",
]
