"""Faces: what a font file tells, as plain data.

A face is known by the content of its file alone: its :attr:`Face.key` names it in operators, so
that letters set apart, on other machines and in other years, agree on their fonts.
:mod:`typeset.faces.subset` makes the part of it that a volume embeds.
"""

from __future__ import annotations

from typeset.faces.face import Face, load_face
from typeset.faces.library import Coverage, Library, font_files
from typeset.faces.readings import face_key, read_as, reading_key

__all__ = [
    "Coverage",
    "Face",
    "Library",
    "face_key",
    "font_files",
    "load_face",
    "read_as",
    "reading_key",
]
