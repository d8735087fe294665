"""Composes a manuscript's YAML to a tree of nodes, within bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from typeset.read.manuscript import Manuscript
from typeset.read.marks import ListNode, MapNode, Node, TextNode
from typeset.read.problems import Problems, shown

LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

DEEPEST = 40
"""Lists and maps within one another: a list of quotations of lists needs ten."""

MOST_NODES = 50_000
"""Texts, lists and maps of one file, each alias counted with all that it stands for."""

MOST_CHARACTERS = 4 * 1024 * 1024
"""Characters of one file, each alias counted in full."""

SIGNS = "[]{}*&!|>%@`\"',?#"
"""Signs that mean something to YAML at the beginning of a text."""


def compose(manuscript: Manuscript, problems: Problems) -> Node | None:
    """The tree of a file's one document; None where it has none that could be read.

    Duplicate keys and tags are problems, and the tree is made without them.
    """
    composer = _Composer(manuscript, problems)
    try:
        for event in yaml.parse(manuscript.text, Loader=LOADER):
            composer.take(event)
            if composer.refused:
                return None
    except yaml.MarkedYAMLError as error:
        _not_yaml(error, manuscript, problems)
        return None
    if composer.root is None:
        problems.add("empty", "the file is empty", manuscript.place())
    return composer.root


@dataclass
class _Frame:
    """A list or map whose end has not come yet."""

    event: yaml.NodeEvent
    nodes: int
    characters: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class _Anchored:
    node: Node
    nodes: int
    characters: int


class _Composer:
    """Takes one event after the other; a stack, so that depth costs no recursion."""

    def __init__(self, manuscript: Manuscript, problems: Problems) -> None:
        self.root: Node | None = None
        self.refused = False
        self._manuscript = manuscript
        self._problems = problems
        self._open: list[_Frame] = []
        self._anchors: dict[str, _Anchored | None] = {}
        self._nodes = 0
        self._characters = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._text(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                hint = "remove the line '---' and keep one letter in a file"
                self._refuse("documents", "a second document begins here", event, hint)

    def _text(self, event: yaml.ScalarEvent) -> None:
        end = event.end_mark.index if event.end_mark else 0
        style = event.style or ""
        node = TextNode(self._manuscript, event.value, style, _start(event), end)
        nodes, characters = self._nodes, self._characters
        self._count(event, 1, len(event.value))
        self._tag(event)
        self._attach(node)
        self._anchor(event.anchor, node, nodes, characters)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        frame = _Frame(event, self._nodes, self._characters)
        self._count(event, 1, 0)
        self._tag(event)
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append(frame)
        if len(self._open) > DEEPEST:
            message = f"more than {DEEPEST} lists and maps within one another"
            self._refuse("too-deep", message, event, "write it flatter")

    def _end(self) -> None:
        frame = self._open.pop()
        start = _start(frame.event)
        node: Node
        if isinstance(frame.event, yaml.SequenceStartEvent):
            node = ListNode(self._manuscript, tuple(frame.items), start)
        else:
            node = MapNode(self._manuscript, self._entries(frame.items), start)
        self._attach(node)
        self._anchor(frame.event.anchor, node, frame.nodes, frame.characters)

    def _alias(self, event: yaml.AliasEvent) -> None:
        anchored = self._anchors.get(event.anchor or "")
        if anchored is None:
            inside = event.anchor in self._anchors
            message = f"alias '*{event.anchor}' {'contains itself' if inside else 'has no anchor'}"
            self._refuse("alias", message, event, "a text that begins with '*' stands in quotes")
            return
        self._count(event, anchored.nodes, anchored.characters)
        self._attach(anchored.node)

    def _attach(self, node: Node) -> None:
        if self._open:
            self._open[-1].items.append(node)
        else:
            self.root = node

    def _anchor(self, anchor: str | None, node: Node, nodes: int, characters: int) -> None:
        if anchor:
            grown = self._nodes - nodes, self._characters - characters
            self._anchors[anchor] = _Anchored(node, *grown)

    def _count(self, event: yaml.NodeEvent, nodes: int, characters: int) -> None:
        self._nodes += nodes
        self._characters += characters
        if self._nodes > MOST_NODES or self._characters > MOST_CHARACTERS:
            message = "more texts and lists than a letter can have, counting each alias in full"
            self._refuse("too-large", message, event, "divide the file; write out its aliases")

    def _tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            place = self._manuscript.place(_start(event))
            hint = "remove it; a text that begins with '!' stands in quotes"
            self._problems.add("tag", f"a YAML tag {shown(event.tag)}", place, hint)

    def _entries(self, items: list[Node]) -> tuple[tuple[TextNode, Node], ...]:
        entries: list[tuple[TextNode, Node]] = []
        seen: dict[str, TextNode] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, TextNode):
                message, hint = "a key must be a word", "a text with '{' or '[' stands in quotes"
                self._problems.add("key", message, key.place(), hint)
            elif key.value in seen:
                hint = f"the first stands in line {seen[key.value].place().line}; remove one"
                message = f"key {shown(key.value)} stands twice"
                self._problems.add("duplicate-key", message, key.place(), hint)
            else:
                seen[key.value] = key
                entries.append((key, value))
        return tuple(entries)

    def _refuse(self, code: str, message: str, event: yaml.Event, hint: str) -> None:
        if not self.refused:
            place = self._manuscript.place(_start(event))
            self._problems.add(code, message, place, hint)
        self.refused = True


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _not_yaml(error: yaml.MarkedYAMLError, manuscript: Manuscript, problems: Problems) -> None:
    mark = error.problem_mark or error.context_mark
    place = manuscript.place(mark.index if mark else 0)
    line = manuscript.text.split("\n")[place.line - 1]
    if re.match(r" *\t", line):
        message, hint = "a tab in the indentation", "indent with spaces"
        problems.add("tab-indent", message, place, hint)
        return
    said = error.problem or "it cannot be parsed"
    problems.add("yaml", f"not YAML: {said}", place, _remedy(said, line))


def _remedy(said: str, line: str) -> str:
    text = re.sub(r"^(?:[ -]|[^\s:'\"]+: )*", "", line)
    if text[:1] and text[0] in SIGNS:
        sign = text[0]
        return f"a text that begins with {sign} stands in quotes, or on the lines after '|'"
    if "',' or" in said:
        return "between [ ] and { }, a text with brackets, braces or commas stands in quotes"
    if "mapping values" in said:
        return "a text with ': ' in it stands in quotes, or on the lines after '|'"
    if "expected ':'" in said:
        return "a key is followed by a colon and a space"
    return "look at the indentation and the quotes here and in the line before"
