"""Words, shaped once: the glyphs of a word are kept by style and text.

A line is then composed from them without asking Pango again.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from typeset.faces import Face
from typeset.set import seams
from typeset.set.glyphs import Proofs, Run, Typesetter
from typeset.set.margins import NO_HANG, Hang, hang, hangs

KEPT_WORDS = 100_000
"""Words kept in a worker; beyond them it begins anew."""


class Word(NamedTuple):
    """A word as it is shaped: its width in pixels, and its runs, each of one face and size."""

    width: float
    runs: tuple[tuple[Face, float, Run], ...]


class WordCase:
    """Shapes words, each style's once."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self._words: dict[tuple[str, str], Word] = {}
        self._hyphenations: dict[tuple[str, str], tuple[int, ...]] = {}
        self._hangs: dict[tuple[str, str], Hang] = {}

    def proofs(self) -> Proofs:
        """Empty proofs for a line of words."""
        return self._typesetter.new_proofs()

    def word(self, text: str, style: Any, look: str, context: Any) -> Word:
        """The word; ``look`` is the key of its style (:func:`look_of`)."""
        word = self._words.get((look, text))
        if word is None:
            if len(self._words) >= KEPT_WORDS:
                self._words.clear()
            word = self._words[look, text] = self._shape(text, style, context)
        return word

    def _shape(self, text: str, style: Any, context: Any) -> Word:
        layout = seams.create_layout(text, style, context, None, 0)
        line, _ = layout.get_first_line()
        width, _ = seams.line_size(line, style)
        runs = list(self._typesetter.runs(line, layout.text))
        if runs and style["letter_spacing"] != "normal":
            # At the end of a line Pango leaves the space between letters out; here a word follows.
            face, size, last = runs[-1]
            end = last.advance + style["letter_spacing"] * 1000 / size
            runs[-1] = face, size, last._replace(advance=end)
        return Word(width, tuple(runs))

    def hang(self, char: str, style: Any, look: str, context: Any) -> Hang:
        """How far a character hangs out of the measure at a line's beginning and at its end."""
        if char.isalnum():
            return NO_HANG
        known = self._hangs.get((look, char))
        if known is None:
            known = NO_HANG
            if hangs(char) and (runs := self.word(char, style, look, context).runs):
                face, size, _ = runs[0]
                known = hang(char, face, size)
            self._hangs[look, char] = known
        return known

    def hyphenation(self, word: str, style: Any, context: Any) -> tuple[int, ...]:
        """Where a word of letters may be broken: offsets, by the rules of its language."""
        language = style["lang"] and seams.language_fallback(style["lang"])
        if not language or style["hyphens"] != "auto":
            return ()
        total, left, right = style["hyphenate_limit_chars"]
        if len(word) < total:
            return ()
        key = f"{language} {left} {right}", word
        points = self._hyphenations.get(key)
        if points is None:
            dictionary = context.dictionaries.get((language, left, right))
            if dictionary is None:
                dictionary = seams.Pyphen(lang=language, left=left, right=right)
                context.dictionaries[language, left, right] = dictionary
            # Not those where the spelling changes (pyphen gives them data).
            plain = (at for at in dictionary.positions(word) if getattr(at, "data", None) is None)
            points = self._hyphenations[key] = tuple(sorted(map(int, plain)))
        return points


def look_of(key: str, style: Any) -> str:
    """The key of all in a style that changes how a word is shaped; ``key`` is the engine's."""
    return f"{key} {style['letter_spacing']}"
