"""Compose: letters and front matter as HTML for the setting room.

Each unit is an ``<article>`` and an ``<aside>`` for each of its notes.  The order of things and
the words around them come from the layout's templates; what stands in a letter's body is made here,
escaped, with the line of the source file on each block.
"""

from typeset.compose.faults import compose_faults
from typeset.compose.front import compose_front, compose_part
from typeset.compose.letter import compose_letter

__all__ = ["compose_faults", "compose_front", "compose_letter", "compose_part"]
