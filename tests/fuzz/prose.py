"""Running text as FORMAT.md has it: words with marks, calls of notes, and signs of every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.fuzz.words import Mint, common

LANGUAGES = ("en", "de", "fr", "la", "ru", "el", "grc", "he", "cu")
SCRIPT = {"ru": "cyrillic", "el": "greek", "grc": "greek", "he": "hebrew", "cu": "cyrillic"}
"""The script of a language; of others, Latin."""

PAIRS = ("“”", "«»", "„“", "‘’", "()", "‹›", '""', "''", "<>", "–—")
ENDS = (",", ",", ".", ".", ";", ":", "!", "?", "…", "—", "’s", " &", " /", "%", "‰", "º")
LITERAL = (r"\*", r"\_", r"\[", r"\]", r"\`", r"\#", r"\<", r"\\", r"\{", "&", "&amp;", "<", ">",
           "'", '"', "#", "`", "{", "}", "|", "~", "$", "^", "@", "=", "+", "--", "<b>", "<!--",
           "&lt;", "%s", "{{", "§", "†", "№", "1⁄2", "½", "×", "1.", "-", "·")  # fmt: skip
TIES = ("\u00a0", "\u00a0–\u00a0", "\u202f", "-", "–", "—", "/", "’", "·", "\u2011", "\u200b")


@dataclass(frozen=True)
class Call:
    """A note that is called, the word before its call, and how deep in notes it stands."""

    ident: str
    after: str
    depth: int


@dataclass
class Hand:
    """Writes texts; ``calls`` are those written so far.

    ``letters`` are identifiers that may be referred to; ``calling`` is the share of words with a
    call, ``marking`` that of words with marks.
    """

    random: Random
    mint: Mint
    language: str
    letters: tuple[str, ...]
    calling: float
    marking: float
    bare: bool = False
    """The face has neither Hebrew nor narrow spaces."""
    depth: int = 0
    calls: list[Call] = field(default_factory=list)
    named: int = 0

    def chance(self, share: float) -> bool:
        """True in so large a share of cases."""
        return self.random.random() < share

    def prose(self, words: int, notes: bool = True) -> str:
        """A text of about so many words on one line; the first is a word of its own."""
        before = len(self.mint.codes)
        pieces = [self._dressed(self.own())]
        if notes and self.chance(self.calling):
            pieces[0] += self._called()
        while len(self.mint.codes) - before < words:
            left = words - (len(self.mint.codes) - before)
            piece = self._marked(left) if self.chance(self.marking) else self.word()
            piece = self._dressed(piece)
            if notes and self.chance(self.calling):
                piece += self._called()
            pieces.append(piece)
            if self.chance(0.02):
                pieces.append(self.random.choice(LITERAL))
        return " ".join(pieces)

    def word(self, language: str = "") -> str:
        """A word, in the main script of the text or another's."""
        return self.mint.word(SCRIPT.get(language or self.language, "latin"))

    def own(self) -> str:
        """A word that stands nowhere else."""
        return self.mint.word(SCRIPT.get(self.language, "latin"), own=True)

    def words(self, least: int, most: int, language: str = "") -> str:
        """Some words without marks."""
        count = self.random.randint(least, most)
        return " ".join(self.word(language) for _ in range(count))

    def call(self) -> str:
        """The call of a new note behind the last word, or behind a new one if that is common."""
        before = f" {self.own()}" if common(self.mint.codes[-1]) else ""
        self.named += 1
        form = self.random.choice(("{}", "{}", "n{}", "é{}", "a.{}", "a-{}", "№{}", "{}'", "x_{}"))
        ident = form.format(f"{self.depth}{self.named:03}" if self.depth else self.named)
        self.calls.append(Call(ident, self.mint.codes[-1], self.depth + 1))
        return f"{before}[^{ident}]"

    def _called(self) -> str:
        """A call or several, at times with a further ending of the word behind it."""
        called = self.call()
        while self.chance(0.08):
            called += self.random.choice(("", " ", ",")) + self.call()
        return called + self.random.choice(("", "", "", ",", ".", "—", ")"))

    def _dressed(self, piece: str) -> str:
        if self.chance(0.05):
            pair = self.random.choice(PAIRS)
            piece = f"{pair[0]}{piece}{pair[1]}"
        if self.chance(0.15):
            piece += self.random.choice(ENDS)
        return piece

    # ---- marks -------------------------------------------------------------------------------

    def _marked(self, most: int) -> str:
        return self.random.choice(_FORMS)(self, min(most, 6))

    def _inside(self, most: int) -> str:
        """What may stand between marks: words, at times with a call among them."""
        text = self.words(1, most)
        if self.calling and self.chance(0.1):
            text += self.call()
        return text

    def _emphasis(self, most: int) -> str:
        sign = self.random.choice(("*", "_", "**", "__", "***"))
        if self.language == "he":
            sign = "*"  # no face of ours is bold, italic and Hebrew
        return f"{sign}{self._inside(most)}{sign}"

    def _part(self, _: int) -> str:
        """Emphasis that begins or ends inside a word."""
        word = self.word()
        if self.language == "he":
            return f"*{word}*"
        at = self.random.randint(2, len(word) - 2)
        sign = self.random.choice(("*", "**"))
        start, end = word[:at], word[at:]
        if self.chance(0.5):
            return f"{sign}{start}{sign}{end}"
        return f"{start}{sign}{end}{sign}"

    def _nested(self, most: int) -> str:
        return f"*{self.word()} [{self._inside(most)}]{{.sc}} *{self.word()}* {self.word()}*"

    def _small_capitals(self, most: int) -> str:
        return f"[{self._inside(most)}]{{.sc}}"

    def _editorial(self, most: int) -> str:
        kind = self.random.choice((".del", ".add", ".supplied", ".unclear", ".add .unclear",
                                   '.unclear reason="faded"', "person=somebody", "place=here",
                                   ".del person=x-1", ".supplied .sc"))  # fmt: skip
        return f"[{self._inside(most)}]{{{kind}}}"

    def _gap(self, _: int) -> str:
        told = self.random.choice(
            ("", ' reason="{}"', ' extent="{}"', ' reason=torn extent="two {}"')
        )
        return f"[]{{.gap{told.format(self.mint.word('latin')) if told else ''}}}"

    def _foreign(self, most: int) -> str:
        choice = [one for one in LANGUAGES if not (self.bare and one == "he")]
        language = self.random.choice(choice)
        words = self.words(1, most, language)
        if language != "he" and self.chance(0.3):
            words = f"*{words}*"
        if self.calling and self.chance(0.1):
            words += self.call()
        return f"[{words}]{{lang={language}}}"

    def _tied(self, _: int) -> str:
        tie = self.random.choice(TIES)
        return self.word() + ("-" if self.bare and tie == "\u202f" else tie) + self.word()

    def _escaped(self, _: int) -> str:
        return self.random.choice(LITERAL) + self.word() + self.random.choice(LITERAL)

    def _link(self, most: int) -> str:
        words = f"[{self.words(1, most)}]" if self.chance(0.5) else ""
        self.mint.word("latin", own=True)
        path = f"https://example.org/{self.mint.codes[-1]}?a=1&b=_2_#{self.named}"
        return f"{words}({path})" if words else f"<{path}>"

    def _reference(self, most: int) -> str:
        if not self.letters:
            return self.word()
        return f"[{self.words(1, most)}]{{letter={self.random.choice(self.letters)}}}"

    def _page(self, _: int) -> str:
        return f"[{self.random.randint(1, 99)}b]{{.pb}}{self.word()}"

    def _line_end(self, _: int) -> str:
        return f"{self.word()}\\\n{self.word()}"

    def _crowd(self, most: int) -> str:
        """Words on one line, each with a note."""
        if not self.calling or self.depth:
            return self.word()
        return " ".join(self.word() + self.call() for _ in range(most))


_FORMS: tuple[Callable[[Hand, int], str], ...] = (
    *(Hand._emphasis,) * 4,
    *(Hand._editorial,) * 3,
    *(Hand._foreign,) * 3,
    *(Hand._tied,) * 3,
    *(Hand._escaped,) * 2,
    *(Hand._reference,) * 2,
    Hand._part, Hand._nested, Hand._small_capitals, Hand._gap, Hand._link, Hand._page,
    Hand._line_end, Hand._crowd,
)  # fmt: skip
