"""Texts, lists and maps → lines of YAML as a careful person writes them.

Nothing is known here of letters: a ``Node`` is a text, a list or a map; ``Lines``, ``Short`` and
``Spaced`` say how it is to stand.  In a text, one line end is kept as a line end after a
backslash, and two divide paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

WIDTH = 88
"""Signs in a line, with its indentation."""

SHORT = 64
"""Signs of a list or map that stands in one line."""

STEP = 2

WORDS_OF_YAML = frozenset(["~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"])
"""Texts that many a reader of YAML takes for something else."""

NOT_FIRST = "-?:,[]{}#&*!|>%@`\"'= \t"
NOT_PLAIN = re.compile(r":(?:\s|$)|\s#|\s$|[\n\t]")
NOT_PLAIN_IN_LINE = re.compile(r"[,\[\]{}]|:$")
SPACE = re.compile(r"(?<=[^ ]) (?=[^ \t])")
"""Where a line may end: YAML makes a line end one space again."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A text whose line ends count."""

    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Short:
    """A list or map of texts that stands in one line where it is short enough."""

    node: Mapping[str, Node] | Sequence[Node]


@dataclass(frozen=True, slots=True)
class Spaced:
    """A list whose items have blank lines between them."""

    items: Sequence[Node]


Node: TypeAlias = (
    "bool | int | float | str | Lines | Short | Spaced | Mapping[str, Node] | Sequence[Node] | None"
)


def entry(lead: str, node: Node, indent: int) -> list[str]:
    """Lines of a value that follows ``lead`` (a key with its colon, or a hyphen, with what stands
    before it); its own lines are indented by so many spaces.
    """
    if isinstance(node, Short):
        line = in_line(node.node)
        if line is not None and len(line) <= SHORT and len(lead) + 1 + len(line) <= WIDTH:
            return [f"{lead} {line}"]
        node = node.node
    if node is None:
        return [lead]
    if isinstance(node, str):
        return _text(lead, node, indent)
    if isinstance(node, int | float):
        return [f"{lead} {_number(node)}"]
    if isinstance(node, Lines):
        return _kept(lead, node.lines, indent)
    if not _held(node):
        return [f"{lead} {'{}' if isinstance(node, Mapping) else '[]'}"]
    if lead.endswith("-"):
        first, *rest = below(node, len(lead) + 1)
        return [f"{lead} {first.lstrip()}", *rest]
    return [lead, *below(node, indent)]


def below(node: Mapping[str, Node] | Sequence[Node] | Spaced, indent: int) -> list[str]:
    """Lines of a list or map, each item or key on a line of its own."""
    before = " " * indent
    lines: list[str] = []
    if isinstance(node, Mapping):
        for key, value in node.items():
            lines += entry(f"{before}{in_line(key)}:", value, indent + STEP)
        return lines
    for item in _held(node):
        if lines and isinstance(node, Spaced):
            lines.append("")
        lines += entry(f"{before}-", item, indent + STEP)
    return lines


def comment(text: str, indent: int = 0) -> list[str]:
    """A text as a comment of one line or more."""
    before = f"{' ' * indent}# "
    return [before + line for line in _wrapped(" ".join(text.split()), WIDTH - len(before))]


def in_line(node: Node) -> str | None:
    """A node within one line; None where it cannot stand so."""
    if isinstance(node, str):
        return None if "\n" in node else _one_line(node, within=True)
    if isinstance(node, bool | int | float):
        return _number(node)
    if isinstance(node, Mapping):
        parts = [(in_line(key), in_line(value)) for key, value in node.items()]
        if any(value is None for _, value in parts):
            return None
        return "{" + ", ".join(f"{key}: {value}" for key, value in parts) + "}"
    if node is None or isinstance(node, Lines | Short | Spaced):
        return None
    items = [in_line(item) for item in node]
    return None if None in items else "[" + ", ".join(map(str, items)) + "]"


# ---- texts -----------------------------------------------------------------------------------


def _text(lead: str, text: str, indent: int) -> list[str]:
    """In one line, plain or in quotes, where there is room, else folded."""
    if "\n" not in text:
        line = _one_line(text)
        room = WIDTH - len(lead) - 1
        if len(line) <= room or not SPACE.search(text):
            return [f"{lead} {line}"]
    lines = [f"{lead} >-"]
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            lines.append("")
        for line in paragraph.split("\n"):
            lines += [" " * indent + part for part in _wrapped(line, WIDTH - indent)]
    return lines


def _kept(lead: str, texts: Sequence[str], indent: int) -> list[str]:
    if len(texts) == 1 and not texts[0].startswith(" "):
        line = f"{lead} {_one_line(texts[0])}"
        if len(line) <= WIDTH:
            return [line]
    sign = f"|{STEP}" if texts[0].startswith(" ") else "|"
    return [f"{lead} {sign}", *(" " * indent + text if text else "" for text in texts)]


def _one_line(text: str, within: bool = False) -> str:
    """A text plain if YAML takes it for nothing else, or in quotes."""
    plain = (
        text
        and text[0] not in NOT_FIRST
        and not NOT_PLAIN.search(text)
        and not (within and NOT_PLAIN_IN_LINE.search(text))
        and not text.startswith(("---", "..."))
        and text.lower() not in WORDS_OF_YAML
    )
    if plain:
        return text
    if "\\" not in text and '"' not in text and text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most this width, as far as words allow."""
    lines: list[str] = []
    for word in SPACE.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _number(value: float) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}"


def _held(node: Mapping[str, Node] | Sequence[Node] | Spaced) -> Sequence[Node]:
    if isinstance(node, Mapping):
        return tuple(node.values())
    return node.items if isinstance(node, Spaced) else node
