"""The edition letters/lenin-44 holds every word of the page that it was made from, in order.

The comparison goes by plain YAML and regular expressions, and not by the reading room.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
PAGE = HERE / "data" / "seed-letter.txt"
EDITION = HERE.parent / "letters" / "lenin-44"

NAVIGATION = [
    "README",
    "< backward forward >",
    "Works Index | Volume 44 | Collected Works | L.I.A. Index",
]
"""What belongs to the web page and not to the letter; "README" is glued to the licence's end."""

HEADS = ["Published", "Source", "Translated", "Transcription\\Markup", "Public Domain"]


def evened(text: str) -> str:
    """The text with every run of white as one space."""
    return " ".join(text.split())


def words(*texts: object) -> list[str]:
    """The words of the texts in order, in small letters."""
    return re.findall(r"\w+", " ".join(map(str, texts)).casefold())


def unmarked(text: str) -> str:
    """An edition's text as the page has it: ``[word]{lang=de}`` bare, ``[^1]`` as ``[1]``."""
    return evened(re.sub(r"\[\^(\w+)\]", r"[\1]", re.sub(r"\[([^]^]*)\]\{[^}]*\}", r"\1", text)))


def block(content: Any) -> str:
    """The text of a block of the body, a postscript's with its label."""
    if isinstance(content, str):
        return unmarked(content)
    (value,) = content.values()
    if isinstance(value, dict):
        return unmarked(f"{value['label']} {value['text']}")
    return unmarked(value)


@pytest.fixture
def page() -> list[str]:
    """The page's lines without its navigation, all of which must have been there."""
    lines = [evened(line) for line in PAGE.read_text("utf-8").splitlines() if line.strip()]
    lines = [part for line in lines for part in re.split(r"(?<=source\.)(?=README)", line)]
    for line in NAVIGATION:
        lines.remove(line)
    return lines


def loaded(name: str) -> dict[str, Any]:
    """A file of the edition as plain YAML."""
    content: dict[str, Any] = yaml.safe_load((EDITION / name).read_text("utf-8"))
    return content


@pytest.fixture
def edition() -> dict[str, Any]:
    return loaded("edition.yaml")


@pytest.fixture
def letter() -> dict[str, Any]:
    return loaded("1918-06-02-joffe.yaml")


def head(page: list[str], label: str) -> str:
    """What the page's head says under a label."""
    (line,) = [line for line in page if line.startswith(label + ":")]
    return line.removeprefix(label + ":")


def test_heading(page: list[str], letter: dict[str, Any]) -> None:
    assert words(page[0]) == words(letter["sender"])
    assert words(page[1]) == words(letter["title"]) == words("To", letter["addressee"])


def test_publication(page: list[str], letter: dict[str, Any]) -> None:
    given = words(
        "First published", letter["first_published"], "Sent to", letter["sent_to"],
        letter["copy_text"],
    )  # fmt: skip
    assert words(head(page, "Published")) == given


def test_source(page: list[str], letter: dict[str, Any], edition: dict[str, Any]) -> None:
    book = edition["source"] | letter["source"]
    imprint = [book[key] for key in ("title", "publisher", "year", "place")]
    given = words(*imprint, "Volume", book["volume"], "pages", book["pages"])
    assert words(head(page, "Source")) == given


def test_credits(page: list[str], letter: dict[str, Any]) -> None:
    names = {credit["role"]: credit["name"] for credit in letter["credits"]}
    assert words(head(page, "Translated")) == words(names.pop("translator"))
    made = words(names.pop("transcription and markup"))
    assert words(head(page, "Transcription\\Markup")) == made
    assert not names, "credits that the page does not give"


def test_licence(page: list[str], letter: dict[str, Any], edition: dict[str, Any]) -> None:
    (licence,) = edition["licences"].values()
    given = words(*(licence[key] for key in ("holder", "statement", "credit")))
    assert words(head(page, licence["name"])) == given


def test_every_line_of_the_letter_to_the_last_character(
    page: list[str], letter: dict[str, Any]
) -> None:
    letter_lines = [line for line in page[2:] if not line.startswith(tuple(HEADS))]
    given = [block(content) for content in letter["body"]]
    given += [unmarked(f"[{ident}] {text}") for ident, text in letter["notes"].items()]
    assert given == letter_lines
