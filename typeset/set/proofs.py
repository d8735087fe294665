"""What drawing tells about an item: word spaces, glyphs, and faces that are not as asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from typeset.faces import Face
from typeset.galley import Fault
from typeset.set.runs import Run

BOLD, MEDIUM = 600, 500
"""Weights from which type is bold, and up to which it is not."""

SLANTED = ("italic", "oblique")


class Proofs:
    """Gathers what the runs of one item tell as they are shown.

    ``fallbacks`` are the families declared for scripts (:mod:`typeset.faces.fallbacks`).
    """

    def __init__(self, fallbacks: Mapping[str, str]) -> None:
        self.spaces: list[float] = []
        """Width of each word space, as a share of the face's own space."""
        self.used: dict[str, set[int]] = {}
        """Glyphs by the key of their face."""
        self._fallbacks = fallbacks
        self._missing: list[Fault] = []
        self._other: dict[tuple[str, str], list[str]] = {}

    @property
    def faults(self) -> list[Fault]:
        """Characters without a glyph, and texts in faces that are not as asked."""
        other = (Fault(code, f"“{' '.join(texts)}” {what}") for (code, what), texts
                 in self._other.items())  # fmt: skip
        return [*self._missing, *other]

    def note(self, run: Run, face: Face, style: Any) -> None:
        """Take down what a run that is shown tells."""
        for key, glyphs in run.used:
            if (known := self.used.get(key)) is None:
                self.used[key] = set(glyphs)
            else:
                known.update(glyphs)
        if run.space:
            self.spaces.append(run.space)
            return
        for char in run.missing:
            fault = Fault("missing-glyph", f"no face has {describe(char)}", ord(char))
            self._missing.append(fault)
        if run.missing or not (text := run.text.strip()):
            return
        for code, what in self._departures(text, face, style):
            self._other.setdefault((code, what), []).append(text)

    def add(self, others: Proofs) -> None:
        """Take over what another item's runs have told."""
        self.spaces.extend(others.spaces)
        for key, glyphs in others.used.items():
            self.used.setdefault(key, set()).update(glyphs)
        self._missing.extend(others._missing)
        for what, texts in others._other.items():
            self._other.setdefault(what, []).extend(texts)

    def _departures(self, text: str, face: Face, style: Any) -> list[tuple[str, str]]:
        """How the face departs from what the style asks for."""
        families, found = style["font_family"], []
        if face.family not in families or (
            face.family != families[0]
            and face.family in self._fallbacks.values()
            and not self._is_declared(text, face.family)
        ):
            found.append(("fallback-face", f"is set in {face.family}, not in {families[0]}"))
        bold = style["font_weight"] >= BOLD and face.weight <= MEDIUM
        italic = style["font_style"] in SLANTED and not face.italic
        if bold or italic:
            lacks = " ".join(["bold"] * bold + ["italic"] * italic)
            found.append(
                ("synthetic-style", f"is not {lacks}: {face.family} has no such face here")
            )
        return found

    def _is_declared(self, text: str, family: str) -> bool:
        from typeset.faces.fallbacks import is_declared  # rarely needed

        return is_declared(text, family, self._fallbacks)


def describe(char: str) -> str:
    """A character as messages name it: itself, its code point and its Unicode name."""
    return f"“{char}” (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"
