"""From ``rend``, ``rendition`` and ``style`` to marks, misspelt ones included."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from typeset.intake.tei.findings import Findings
from typeset.intake.tei.names import Element, find_all, ident_of, line_of, local
from typeset.intake.tei.stream import Mark

EMPHASIS = "em"
STRONG = "strong"
NOTHING = ""

WORDS = {
    EMPHASIS: """
        italic italics italique it i ital kursiv kursive cursive oblique slanted emph emphasis
        corsivo cursiva spaced spaced-out spacedout gesperrt letterspaced letter-spaced wide-spaced
        letterspacing spatium spationierung g espace
    """,
    STRONG: "bold b bf bolder fett strong gras boldface halbfett heavy",
    ".sc": """
        sc smallcaps small-caps smallcap smcap kapitälchen kapitaelchen k maiuscoletto
        petitescapitales caps-small
    """,
    ".sup": """
        sup super superscript superscripted superior above-line hochgestellt raised exposant
        supralinear s-up
    """,
    ".sub": "sub subscript inferior tiefgestellt lowered indice",
    ".ul": """
        underline underlined ul u uu unterstrichen underscore souligné souligne soulignement
        double-underline doubleunderline du dul sottolineato underlining uline subrayado
        onderstreept
    """,
    ".del": "strikethrough strike struck line-through durchgestrichen crossed-out struckout",
    NOTHING: """
        roman normal upright regular latin latein lateinschrift latintype aq antiqua antiquatype
        kurrent kurrentschrift fraktur greek large larger small smaller majuscule uppercase
        capitals caps allcaps mark marked highlight margin left right center centre centered
        indent noindent no-indent inline block display quoted quotes initial in initials dropcap
        vertical upsidedown rotated typewriter typewritten handwritten printed pre-print stamp
        letterhead blockletter boxed framed frame rahmen circled pencil red blue black ink et c r l
        aligned align nolb none plain hanging justify end start flush flushleft flushright
        blockquote title default rightaligned leftaligned langess rkd
    """,
}
KINDS = {word: kind for kind, words in WORDS.items() for word in words.split()}

CSS = (
    (re.compile(r"font-style\s*:\s*(italic|oblique)"), EMPHASIS),
    (re.compile(r"letter-spacing\s*:\s*(?!0|normal)"), EMPHASIS),
    (re.compile(r"font-weight\s*:\s*(bold|[6-9]00)"), STRONG),
    (re.compile(r"font-variant(-caps)?\s*:\s*small-caps"), ".sc"),
    (re.compile(r"vertical-align\s*:\s*(super|text-top|top)"), ".sup"),
    (re.compile(r"vertical-align\s*:\s*(sub|text-bottom|bottom)"), ".sub"),
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*underline"), ".ul"),
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through"), ".del"),
)
ORDER = (".del", ".ul", ".sup", ".sub", ".sc", STRONG, EMPHASIS)
"""Marks from the outermost to the innermost, where one piece of text has several."""

COUNTED = re.compile(r"^(?:simple|tei|css|rend)?[:#]*|[\d_]+$")
LONGEST_GUESS = 40
SHORTEST_GUESS = 5
"""A shorter word is like too many others to be taken for a misspelt one."""


@dataclass(frozen=True)
class Renditions:
    """What the renditions of a file mean: those that its header describes, and common words."""

    declared: dict[str, str]
    guesses: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> Renditions:
        """With the renditions that the header's ``tagsDecl`` describes in CSS or in words."""
        declared = {}
        for element in find_all(root, "rendition"):
            if ident := ident_of(element):
                declared[ident] = "".join(map(str, element.itertext()))
        return cls(declared)

    def marks(self, element: Element, findings: Findings) -> list[Mark]:
        """The marks of an element by its looks, the outermost first."""
        kinds: set[str] = set()
        for name in ("rend", "rendition", "style", "rendering"):
            if value := element.get(name):
                kinds |= self._kinds(value, element, findings)
        return [mark_of(kind) for kind in ORDER if kind in kinds]

    def _kinds(self, value: str, element: Element, findings: Findings) -> set[str]:
        if ":" in value and (css := _by_css(value)):
            return css
        kinds = set()
        for word in re.split(r"[\s;,]+", re.sub(r"\([^)]*\)", " ", value)):
            name = word.lstrip("#")
            if name in self.declared:
                described = self.declared[name]
                kinds |= _by_css(described) or {self._word(name, element, findings)}
            elif word:
                kinds.add(self._word(name, element, findings))
        return kinds

    def _word(self, word: str, element: Element, findings: Findings) -> str:
        plain = COUNTED.sub("", word.lower().strip("\"'.:#()")).replace("text-", "")
        if not plain or plain in KINDS:
            return KINDS.get(plain, NOTHING)
        close = self._close(plain)
        if close and KINDS[close]:
            findings.add(
                "rendition",
                f"rend '{word[:40]}' taken for '{close}'",
                line_of(element),
                "correct it if it is misspelt",
            )
            return KINDS[close]
        if local(element) in ("hi", "emph") and not close:
            findings.add(
                "rendition",
                f"rend '{word[:40]}' has no mark in print",
                line_of(element),
                "its text is printed plain",
            )
        return NOTHING

    def _close(self, word: str) -> str:
        """The known word that a misspelt one is nearest to; empty where none is near."""
        if word not in self.guesses:
            long = len(word) >= SHORTEST_GUESS
            near = get_close_matches(word[:LONGEST_GUESS], KINDS, 1, 0.8) if long else []
            self.guesses[word] = near[0] if near else ""
        return self.guesses[word]


def _by_css(value: str) -> set[str]:
    return {kind for pattern, kind in CSS if pattern.search(value.lower())}


def mark_of(kind: str) -> Mark:
    """The mark of a kind: ``em``, ``strong``, or a class with its dot."""
    return Mark("span", (kind[1:],)) if kind.startswith(".") else Mark(kind)
