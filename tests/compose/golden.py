"""Golden cases: a letter's YAML and the HTML that it becomes, in plain text files.

A case begins with ``==== what it is about``; ``>>>> letter`` is the letter's file below its title
(whose line is the first), ``>>>> html`` what stands in the article and the notes after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from typeset.compose import Reference, compose_letter
from typeset.layout import Layout
from typeset.model import Edition, Letter, Licence
from typeset.read import Inherited, read_letter

CASES = Path(__file__).parent / "cases"

INHERITED = Inherited(
    source={"title": "The files of the press", "volume": "2"},
    licences={"own": Licence("own", "CC0")},
    licence="own",
    language="en",
)


@dataclass(frozen=True)
class Case:
    """A letter's text, and the HTML of its body and notes."""

    name: str
    letter: str
    html: str


def cases(file: str) -> list[Case]:
    """The cases of a file under ``cases/``."""
    found = []
    for chunk in ("\n" + (CASES / file).read_text("utf-8")).split("\n==== ")[1:]:
        name, letter, html = re.split(r"\n>>>> (?:letter|html)\n", chunk)
        found.append(Case(name, letter.rstrip("\n") + "\n", html.strip()))
    return found


def letter(text: str, ident: str = "a") -> Letter:
    """A letter from the text of its file below the title."""
    data = f"title: To the Editor\n{text}".encode()
    reading = read_letter(data, ident, f"{ident}.yaml", INHERITED)
    assert reading.letter is not None, [str(problem) for problem in reading.problems]
    return reading.letter


def edition(*letters: Letter, **keys: object) -> Edition:
    """An edition of these letters."""
    values: dict[str, object] = {
        "ident": "press",
        "folder": Path("press"),
        "title": "Letters of a press",
        "subtitle": None,
        "editor": None,
        "publisher": None,
        "place": None,
        "year": None,
        "language": "en",
        "layout": "volume",
        "settings": (),
        "letters": letters,
        "parts": (),
        "front_matter": (),
        "back_matter": (),
    }
    return Edition(**{**values, **keys})  # type: ignore[arg-type]


def composed(text: str, layout: Layout, **references: Reference) -> str:
    """What stands between a letter's heading and its end, and its notes."""
    one = letter(text)
    html = compose_letter(one, 1, edition(one), layout, references)
    return html.partition("</header>\n")[2].replace("</article>\n", "").strip()
