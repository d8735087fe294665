"""Words that can be told apart, in four scripts.

A word of its own holds a code that no other word of the edition has: a sign that only codes begin
with, and three syllables.  A code is found among other letters whatever stands between its own:
accents, soft hyphens, spaces, marks, line ends.  So a word that is lost or printed twice is known
by name.  Common words, of which there are few, are counted; engines are quick with words that they
have met, and should be tried with both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

SYLLABLES = 3
COMMON_SYLLABLES = 2
VOCABULARY = 150
PRIME = 7919
"""Words that follow one another should not look alike."""

ACUTE, GRAVE, DIAERESIS, CIRCUMFLEX = "\u0301", "\u0300", "\u0308", "\u0302"
PERISPOMENI, PSILI, DASIA, YPOGEGRAMMENI = "\u0342", "\u0313", "\u0314", "\u0345"
POINTS = "\u05b0\u05b1\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb"


@dataclass(frozen=True)
class Script:
    """An alphabet to make codes of: ``first`` stands at the beginning of a word's own code,
    ``common`` at that of a common one, and nowhere else.
    """

    first: str
    common: str
    onsets: str
    vowels: str
    endings: tuple[str, ...] = ("",)
    accents: tuple[str, ...] = ()
    upper: bool = True

    @property
    def pattern(self) -> str:
        """What a code looks like."""
        syllable = f"(?:[{self.onsets}][{self.vowels}])"
        own = f"{self.first}{syllable}{{{SYLLABLES}}}"
        return f"{own}|{self.common}{syllable}{{{COMMON_SYLLABLES}}}"

    def code(self, number: int) -> str:
        """The code of a number; no other number below 300,000 has it."""
        return self.first + self._syllables(number, SYLLABLES)

    def common_code(self, number: int) -> str:
        """The code of a common word."""
        return self.common + self._syllables(number, COMMON_SYLLABLES)

    def _syllables(self, number: int, count: int) -> str:
        size = (len(self.onsets) * len(self.vowels)) ** count
        number, letters = number * PRIME % size, ""
        for _ in range(count):
            number, onset = divmod(number, len(self.onsets))
            number, vowel = divmod(number, len(self.vowels))
            letters += self.onsets[onset] + self.vowels[vowel]
        return letters


SCRIPTS = {
    "latin": Script(
        "x", "w", "bdfgklmnprstvz", "aeiou",
        ("ffi", "flung", "schaft", "ness", "fti", "ct", "ße", "ing", "æ", "tium", "ß", "ø"),
        (ACUTE, GRAVE, DIAERESIS, CIRCUMFLEX),
    ),
    "cyrillic": Script("щ", "ш", "бвгдзклмнпрстф", "аеиоу", ("ь", "ться", "ы"), (ACUTE,)),
    "greek": Script(
        "ξ", "ω", "βγδθκλμνπρτφχζ", "αειηυ", ("ς", "ν"),
        (ACUTE, GRAVE, PSILI, DASIA, PSILI + ACUTE, DASIA + ACUTE),
    ),
    "hebrew": Script("ק", "י", "בגדזטלמנ", "אהוחסעפרשת", upper=False),
}  # fmt: skip

CODE = re.compile("(?=(" + "|".join(script.pattern for script in SCRIPTS.values()) + "))")


def bare(text: str) -> str:
    """The letters of a text alone: small ones, without accents and points."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(filter(str.isalpha, decomposed)).casefold()


def codes(letters: str) -> Iterator[tuple[int, str]]:
    """The codes in a run of bare letters, each with its place."""
    for found in CODE.finditer(letters):
        yield found.start(), found.group(1)


def leftward(code: str) -> bool:
    """Is the code one of a script that is read to the left?"""
    return code[0] in (SCRIPTS["hebrew"].first, SCRIPTS["hebrew"].common)


def common(code: str) -> bool:
    """May the word stand more than once?"""
    return len(code) == 1 + 2 * COMMON_SYLLABLES


@dataclass
class Mint:
    """Makes words; ``codes`` are those of the words made so far, in order."""

    random: Random
    number: int
    """That of the next word of its own."""
    share: float = 0.0
    """Of common words."""
    codes: list[str] = field(default_factory=list)

    def word(self, script: str, own: bool = False) -> str:
        """A word: a code, and what a word may have besides."""
        kind = SCRIPTS[script]
        if not own and self.random.random() < self.share:
            self.codes.append(code := kind.common_code(self.random.randrange(VOCABULARY)))
            return code
        code = kind.code(self.number)
        self.number += 1
        self.codes.append(code)
        if script == "hebrew":
            return self._pointed(code) if self.random.random() < 0.4 else code
        letters = self._accented(code, kind)
        if kind.upper and self.random.random() < 0.08:
            letters = letters[0].upper() + letters[1:]
        return letters + self._ending(kind)

    def _ending(self, kind: Script) -> str:
        luck = self.random.random()
        if luck > 0.25:
            return ""
        if luck > 0.01:
            return self.random.choice(kind.endings)
        pick = self.random.choice
        return "".join(pick(kind.onsets) + pick(kind.vowels) for _ in range(pick((4, 7, 12))))

    def _accented(self, code: str, kind: Script) -> str:
        """Accents as one sign or as signs of their own, and a soft hyphen now and then."""
        share = 0.6 if kind is SCRIPTS["greek"] else 0.08
        letters = list(code)
        if self.random.random() < share:
            at = self.random.choice([n for n, sign in enumerate(code) if sign in kind.vowels])
            letters[at] += self.random.choice(kind.accents)
            if kind is not SCRIPTS["latin"] or self.random.random() < 0.6:
                letters[at] = unicodedata.normalize("NFC", letters[at])
        if self.random.random() < 0.03:
            letters[self.random.choice((2, 4))] += "\u00ad"
        return "".join(letters)

    def _pointed(self, code: str) -> str:
        return "".join(
            letter + (self.random.choice(POINTS) if self.random.random() < 0.7 else "")
            for letter in code
        )
