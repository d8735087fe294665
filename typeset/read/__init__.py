"""The reading room: an edition's folder of YAML files → a checked ``Edition``.

Public:

- ``read_edition(folder)``: the edition, or an ``InputError`` with all its problems
- ``read_letter(data, ident, file, inherited)``: one letter from its bytes, a pure function
- ``Inherited``, ``LetterReading``: what a letter is given, and what comes of reading it

How a file becomes a letter: bytes are decoded and their characters checked (``manuscript``), YAML
is composed to nodes that know their place (``compose``, ``marks``), the nodes fill the models that
declare the format (``fill``, ``file_model``), and from these come dates, blocks, inline elements
and notes (``dates``, ``blocks``, ``verse``, ``inline``, ``markdown``, ``spans``, ``notes``).
``edition`` puts letters together, in the order of ``order``, from the files that ``folder`` finds.

``manuscript``, ``compose``, ``marks`` and ``problems`` read a layout's YAML, too.
"""

from typeset.read.edition import read_edition
from typeset.read.letter import Inherited, LetterReading, read_letter

__all__ = ["Inherited", "LetterReading", "read_edition", "read_letter"]
