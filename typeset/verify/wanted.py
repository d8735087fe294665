"""The words of letters as their files have them: one stream for a letter, one for each note.

This is the certificate's own reading of YAML.  It knows the format of editions and nothing of the
rooms that read and compose it, so that it can judge what they made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import yaml

from typeset.verify.marks import unmark
from typeset.verify.plain import squeeze
from typeset.verify.streams import Block, Copy, Stream

_LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_NULLS = ("", "~", "null")

Node = yaml.Node


def read_copy(ident: str, file: Path, name: str) -> Copy:
    """A letter's streams from its file; ``name`` is how findings call the file.

    Raises:
        OSError: the file cannot be read.
        yaml.YAMLError: it is no YAML.
    """
    root = yaml.compose(file.read_text("utf-8-sig"), Loader=_LOADER)
    letter = _fields(root)
    copy = Copy(ident, name)
    writer = _Writer(copy.text)
    writer.prose(letter.get("title"))
    copy.text.title = writer.place
    writer.blocks(_items(letter.get("body")))
    writer.finish()
    notes = {}
    for key, node in _pairs(letter.get("notes")):
        notes[key.value.strip()] = _note(key, node)
    copy.notes = _in_order(copy.text, notes)
    about = [node for key, node in letter.items() if key not in ("body", "notes")]
    copy.about = frozenset(squeeze(node.value) for node in _scalars(about))
    return copy


def read_about(file: Path) -> list[str]:
    """The texts of an edition's own file, squeezed: titles, sources, licences.

    Raises:
        OSError: the file cannot be read.
        yaml.YAMLError: it is no YAML.
    """
    root = yaml.compose(file.read_text("utf-8-sig"), Loader=_LOADER)
    return [squeeze(node.value) for node in _scalars([root] if root else [])]


def _note(key: yaml.ScalarNode, node: Node) -> Stream:
    stream = Stream(key.value.strip(), "editor", line=key.start_mark.line + 1)
    writer = _Writer(stream)
    fields = _fields(node)
    if "series" in fields:
        stream.series = getattr(fields["series"], "value", "editor")
    writer.prose(fields.get("lemma"))
    writer.held(node)
    writer.finish()
    return stream


def _in_order(text: Stream, notes: dict[str, Stream]) -> list[Stream]:
    """Notes as they are called, each before those that it calls; then those called nowhere."""
    order: dict[str, Stream] = {}
    ahead = [ident for _, ident in reversed(text.calls)]
    while ahead:
        ident = ahead.pop()
        if ident in notes and ident not in order:
            order[ident] = notes[ident]
            inner = [one for _, one in reversed(notes[ident].calls)]
            for one in set(inner) & notes.keys() - order.keys():
                notes[one].caller = notes[ident]
            ahead += inner
    return list((order | notes).values())


class _Writer:
    """Writes the texts of blocks into a stream, in the order in which they are printed."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._parts: list[str] = []
        self.place = 0
        self._kinds: dict[str, Callable[[Node], None]] = {
            "postscript": self._postscript,
            "quote": self._quote,
            "enclosure": self._enclosure,
            "list": self._list,
            "table": self._table,
            "figure": self._figure,
        }

    def finish(self) -> None:
        self._stream.text = "".join(self._parts)

    def prose(self, node: Node | None, head: bool = False) -> None:
        """A text with inline marks; nothing where there is none."""
        if not isinstance(node, yaml.ScalarNode) or (not node.style and node.value in _NULLS):
            return
        stream, found = self._stream, unmark(node.value)
        stream.blocks.append(Block(self.place, "".join(found.parts), node, head))
        calls, added = _by_part(found.calls), _by_part(found.added)
        for n, part in enumerate(found.parts):
            stream.calls += [(self.place, ident) for ident in calls.get(n, ())]
            stream.added += [(self.place, squeeze(text)) for text in added.get(n, ())]
            if not stream.joints or stream.joints[-1] != self.place:
                stream.joints.append(self.place)
            squeezed = squeeze(part)
            self._parts.append(squeezed)
            self.place += len(squeezed)

    def blocks(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            self._block(node)

    def held(self, node: Node) -> None:
        """A text, or what stands under ``text`` or ``body``."""
        if isinstance(node, yaml.ScalarNode):
            self.prose(node)
        else:
            fields = _fields(node)
            self.prose(fields.get("text"))
            self.blocks(_items(fields.get("body")))

    def _block(self, node: Node) -> None:
        if not isinstance(node, yaml.MappingNode):
            self.prose(node)
            return
        for key, value in _pairs(node):
            if isinstance(value, yaml.ScalarNode):
                self.prose(value)
            elif key.value in self._kinds:
                self._kinds[key.value](value)
            elif isinstance(value, yaml.SequenceNode):
                self.blocks(value.value)
            else:
                self.held(value)

    def _postscript(self, node: Node) -> None:
        self.prose(_fields(node).get("label"))
        self.held(node)

    def _quote(self, node: Node) -> None:
        self.held(node)
        self.prose(_fields(node).get("attribution"))

    def _enclosure(self, node: Node) -> None:
        self.prose(_fields(node).get("title"))
        self.held(node)

    def _figure(self, node: Node) -> None:
        self._stream.pictured |= not self.place
        self.prose(_fields(node).get("caption"))

    def _list(self, node: Node) -> None:
        self._stream.labels += not self.place
        items = node if isinstance(node, yaml.SequenceNode) else _fields(node).get("items")
        for item in _items(items):
            self.blocks(_items(item) if isinstance(item, yaml.SequenceNode) else [item])

    def _table(self, node: Node) -> None:
        fields = _fields(node)
        self.prose(fields.get("caption"))
        for cell in _scalars([fields["head"]] if "head" in fields else []):
            self.prose(cell, head=True)
        for cell in _scalars([fields["rows"]] if "rows" in fields else []):
            self.prose(cell)


def _by_part(found: Sequence[tuple[int, str]]) -> dict[int, list[str]]:
    parts: dict[int, list[str]] = {}
    for behind, text in found:
        parts.setdefault(behind, []).append(text)
    return parts


def _pairs(node: Node | None) -> list[tuple[yaml.ScalarNode, Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _fields(node: Node | None) -> dict[str, Node]:
    return {key.value: value for key, value in _pairs(node)}


def _items(node: Node | None) -> list[Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _scalars(nodes: Sequence[Node]) -> Iterator[yaml.ScalarNode]:
    for node in nodes:
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.SequenceNode):
            yield from _scalars(node.value)
        else:
            yield from _scalars([value for _, value in _pairs(node)])
