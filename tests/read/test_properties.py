"""What holds for any text: nothing is lost, places are exact, and nothing else is raised."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable

import yaml
from hypothesis import given
from hypothesis import strategies as st

from typeset.model import Inline, Letter, Licence, NoteCall, Span, Text, TextBlock, WebLink
from typeset.read import Inherited, LetterReading, read_letter

INHERITED = Inherited({"title": "A book"}, {"own": Licence("own", "CC0")}, "own", "en")


def read(data: str | bytes) -> LetterReading:
    given_bytes = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return read_letter(given_bytes, "a", "a.yaml", INHERITED)


def letter_of(paragraph: str) -> LetterReading:
    """A letter with one paragraph, written so that YAML changes nothing in it."""
    return read(f"title: To the Editor\nbody:\n  - {json.dumps(paragraph)}\n")


def inlines_of(letter: Letter) -> tuple[Inline, ...]:
    (block,) = letter.body
    assert isinstance(block, TextBlock)
    return block.texts[0].inlines


def written(inlines: Iterable[Inline]) -> str:
    """Everything that the elements hold, the marks' names and targets included."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, NoteCall):
            parts.append(inline.ident)
        elif isinstance(inline, WebLink):
            inside = written(inline.children)
            auto = inline.target.removeprefix("mailto:") == inside
            parts += [inside] if auto else [inside, inline.target]
        elif isinstance(inline, Span):
            parts += [written(inline.children), *inline.classes]
            parts += [part for attribute in inline.attributes for part in attribute]
        elif hasattr(inline, "children"):
            parts.append(written(inline.children))
    return " ".join(parts)


def signs(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign.isalnum())


WORD = st.text("abcXYZ019", min_size=1, max_size=4)
MARKS = r"* ** _ __ [ ] ]( ](https://a.b ) < > <https://a.b> \ ]{.del} ]{lang=de} ]{ } [^ ! ` ~~"
MARK = st.sampled_from([*MARKS.split(), "&amp;", "#", "\n", " ", "  \n"])


@given(st.lists(WORD | MARK, max_size=30).map("".join))
def test_no_letter_or_digit_is_lost(text: str) -> None:
    reading = letter_of(text)
    if reading.letter is not None:
        assert signs(written(inlines_of(reading.letter))) == signs(text)


@given(st.text(st.characters(exclude_characters="\\*_[]<", exclude_categories=["C", "Z"])))
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    reading = letter_of(f"x{text}x")
    if reading.letter is not None:
        assert inlines_of(reading.letter) == (Text(f"x{text}x"),)


@given(st.text())
def test_any_text_can_be_read_or_has_problems(text: str) -> None:
    reading = read(text)
    assert (reading.letter is None) == bool(reading.problems)


@given(st.binary())
def test_any_bytes_can_be_read_or_have_problems(data: bytes) -> None:
    reading = read(data)
    assert (reading.letter is None) == bool(reading.problems)


NAMES = """
title body notes text list items rows head quote verse date source figure table 1 ordered
address postscript label series licence language sender credits role name
"""
KEYS = st.sampled_from(NAMES.split())
VALUES = st.recursive(
    st.text(max_size=8) | st.integers() | st.booleans() | st.none() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_yaml_can_be_read_or_has_problems(data: dict[str, object]) -> None:
    reading = read(yaml.safe_dump({"title": "To the Editor", "body": ["Here."], **data}))
    assert (reading.letter is None) == bool(reading.problems)


@given(st.text("dM0123456789-/~?X.,[]{}Y", max_size=20))
def test_any_date_can_be_read_or_has_problems(text: str) -> None:
    reading = read(f"title: To the Editor\ndate: {json.dumps(text)}\nbody: [Here.]\n")
    assert (reading.letter is None) == bool(reading.problems)
    if reading.letter is not None:
        assert reading.letter.date is not None
        assert reading.letter.date.first <= reading.letter.date.last


# ---- places ----------------------------------------------------------------------------------

SENTENCE = st.lists(
    st.sampled_from(["Here", "it''s", "é𝔄", "*there*", "[Wort]{lang=de}", "\\*", "a:b", "x"]),
    min_size=1,
    max_size=6,
).map(" ".join)
STYLES = {
    "plain": "  - {}\n",
    "single": "  - '{}'\n",
    "double": '  - "\\u00e0 {} \\x41\\\\\\\\"\n',
    "folded": "  - >- # a comment\n    {}\n",
    "literal": "  - |\n    {}\n",
    "item": "  - list:\n      - {}\n",
    "verse": "  - verse: |\n        {}\n",
}


@given(st.lists(SENTENCE, min_size=1, max_size=5), st.sampled_from(sorted(STYLES)))
def test_a_call_is_found_where_it_stands(lines: list[str], style: str) -> None:
    lines = [f"q{line}[^{number}]" for number, line in enumerate(lines)]
    indent = "        " if style in ("verse", "item") else "    "
    text = f"\n{indent}".join(lines)
    if style == "double":
        text = text.replace("\\", "\\\\")
    body = STYLES[style].replace("{}", text)
    notes = "".join(f"  {number}: A note.\n" for number in range(len(lines)))
    source = f"title: To the Editor\nbody:\n{body}notes:\n{notes}"
    reading = read(source)
    assert reading.letter is not None, reading.problems
    calls = re.findall(r"NoteCall\(ident='(\d+)', place=.*?line=(\d+), col=(\d+)", str(reading))
    assert len(calls) == len(lines)
    for ident, line, col in calls:
        assert source.split("\n")[int(line) - 1][int(col) - 1 :].startswith(f"[^{ident}]")
