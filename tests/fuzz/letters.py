"""Letters and editions from a seed: the same seed makes the same files, on every machine."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.fuzz.blocks import LENGTHS, RATIOS, Passage, Setter
from tests.fuzz.pages import Paper, paper
from tests.fuzz.prose import Call, Hand
from tests.fuzz.words import Mint

TOGETHER = 10
"""Letters of an edition."""

WORDS_APART = 20_000
"""Numbers of words from one letter of an edition to the next."""

DENSITIES = (0.0, 0.0, 0.01, 0.01, 0.02, 0.02, 0.04, 0.04, 0.1, 0.3)
"""Shares of words that call a note, from none to crowded."""

LONG = (200, 700, 700, 1500, 3000)
MOST_NOTES = 60
SERIES = ("editor", "author", "textual")
DEEPEST_NOTE = 3


@dataclass
class Note:
    """A note as its file has it, what is printed of it, and its call."""

    call: Call
    passage: Passage


@dataclass
class Letter:
    """A letter: its title, its blocks and the notes by their names."""

    ident: str
    head: dict[str, Any]
    title: Passage
    body: list[Passage]
    notes: dict[str, Note]

    def with_blocks(self, body: Sequence[Passage]) -> Letter:
        """The letter with these blocks, and the notes that they call."""
        kept: dict[str, Note] = {}
        calls = deque(call for passage in (self.title, *body) for call in passage.calls)
        while calls:
            call = calls.popleft()
            kept[call.ident] = self.notes[call.ident]
            calls.extend(kept[call.ident].passage.calls)
        return replace(self, body=list(body), notes=kept)

    def content(self) -> dict[str, Any]:
        """What stands in its file."""
        content = {**self.head, "title": self.title.data}
        content["body"] = [passage.data for passage in self.body]
        if self.notes:
            content["notes"] = {
                int(ident) if ident.isdecimal() else ident: note.passage.data
                for ident, note in self.notes.items()
            }
        return content


@dataclass
class Edition:
    """Letters in one layout."""

    seed: int
    paper: Paper
    head: dict[str, Any]
    letters: list[Letter] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        """Write its files."""
        (folder / "figures").mkdir(parents=True)
        for width, height in RATIOS:
            (folder / f"figures/{width}x{height}.svg").write_text(_drawing(width, height), "utf-8")
        _write(folder / "edition.yaml", self.head | {"settings": self.paper.given})
        for letter in self.letters:
            _write(folder / f"{letter.ident}.yaml", letter.content())


def edition(seed: int, count: int = TOGETHER) -> Edition:
    """The edition of a seed, with so many letters."""
    random = Random(f"edition {seed}")
    sheet = paper(random)
    front = ["half-title", "title-page", "credits", "contents"] if random.random() < 0.3 else []
    language = random.choice(("en", "en", "de", "fr"))
    head = {
        "title": f"Fuzzed letters {seed}",
        "language": language,
        "order": "file",
        "source": {"title": "A heap of letters", "year": 2001},
        "licences": {"own": {"name": "CC0", "holder": "Nobody & Sons"}},
        "licence": "own",
        "front_matter": front,
    }
    idents = tuple(f"letter-{seed * TOGETHER + n:05}" for n in range(count))
    made = Edition(seed, sheet, head)
    for n, ident in enumerate(idents):
        made.letters.append(_Writer(ident, n, idents, sheet, language).letter())
    return made


class _Writer:
    """Writes one letter."""

    def __init__(
        self, ident: str, place: int, idents: Sequence[str], sheet: Paper, language: str
    ) -> None:
        self._random = random = Random(ident)
        others = ("en", "de", "fr", "la", "ru", "el", *(() if sheet.bare else ("he",)))
        own = random.random() < 0.4
        self._language = random.choice(others) if own else language
        self._ident = ident
        self._density = random.choice(DENSITIES)
        self._series = random.choice((SERIES, SERIES, SERIES[:1], SERIES[:2], SERIES[2:]))
        self._hand = Hand(
            random,
            Mint(random, place * WORDS_APART),
            self._language,
            tuple(one for one in idents if one != ident),
            self._density,
            random.choice((0.02, 0.08, 0.25)),
            sheet.bare,
        )
        self._setter = Setter(self._hand, sheet.columns)

    def letter(self) -> Letter:
        hand, setter = self._hand, self._setter
        title = setter.made(lambda: hand.prose(self._random.randint(1, 6)).replace("\\\n", " "))
        hand.mint.share = self._random.choice((0.0, 0.5, 0.8))
        size = self._random.choice((1, 2, 4, 6, 8, 12))
        body = [setter.passage() for _ in range(size)]
        head: dict[str, Any] = {"short_title": f"No. {self._ident}", "language": self._language}
        if self._random.random() < 0.7:
            head["source"] = {"pages": "98b-99a"}
        return Letter(self._ident, head, title, body, self._notes((title, *body)))

    def _notes(self, passages: Sequence[Passage]) -> dict[str, Note]:
        """A note for each call, and for the calls in notes; the later ones are rather short."""
        notes: dict[str, Note] = {}
        calls = deque(call for passage in passages for call in passage.calls)
        while calls:
            call = calls.popleft()
            deep = call.depth >= DEEPEST_NOTE or len(notes) + len(calls) > MOST_NOTES
            self._hand.calling = 0.0 if deep else min(0.006, self._density)
            self._hand.depth = call.depth
            passage = self._setter.made(partial(self._note, len(notes)))
            notes[call.ident] = Note(call, passage)
            calls.extend(passage.calls)
        return notes

    def _note(self, before: int) -> Any:
        series = self._random.choice(self._series)
        given: dict[str, Any] = {} if series == "editor" else {"series": series}
        if series == "textual" and self._random.random() < 0.8:
            given["lemma"] = f"{self._hand.own()} {self._hand.words(1, 2)}"
        if before < 30 and self._random.random() < 0.15:
            blocks = self._random.randint(1, 3)
            self._setter.short = 0.5
            given["body"] = [self._setter.inner() for _ in range(blocks)]
            self._setter.short = 1.0
            return given
        text = self._text(before)
        return given | {"text": text} if given or self._random.random() < 0.1 else text

    def _text(self, before: int) -> str:
        if self._random.random() < 0.004:
            return self._hand.prose(self._random.choice(LONG))
        if before < 30 and self._random.random() < 0.1:
            return "\n\n".join(self._hand.prose(12) for _ in range(3))
        length = self._random.choice(LENGTHS if before < 4 else LENGTHS[:4])
        return self._hand.prose(self._random.randint(*length))


def _drawing(width: int, height: int) -> str:
    box = f"0 0 {width} {height}"
    line = f'<path d="M0 0 L{width} {height}" stroke="black"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{line}</svg>\n'


class _Dumper(yaml.SafeDumper):
    """YAML as people write it: lines that count stand after ``|``."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


_Dumper.add_representer(str, _text)


def _write(file: Path, data: dict[str, Any]) -> None:
    # Wide and narrow files: YAML folds texts in more ways than one.
    width = (80, 100, 10_000)[len(data) % 3]
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width)
    file.write_text(text, "utf-8")
