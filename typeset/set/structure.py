"""What a unit's text consists of: its elements, told from its HTML before it is laid out.

Each element of the HTML is given the index of the part of the structure that it is, or stands in,
as an attribute; whatever box the engine makes of it can then be asked (:func:`home`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from typeset.galley import ARTIFACT, Element

HOME = "data-element"
"""The attribute: the index of an element in its column."""
COLUMN = "data-column"
"""The attribute of all in a note: the note's identifier."""
MARKER = "data-marker"
"""The same, of the figure or dash before a list's item."""

ROLES = {
    "article": "Sect",
    "section": "Sect",
    "nav": "TOC",
    "blockquote": "BlockQuote",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "p": "P",
    "aside": "Note",
} | {f"h{level}": f"H{level}" for level in range(1, 7)}

PICTURES = ("img", "svg")
INLINE = frozenset({"a", "b", "cite", "del", "em", "i", "ins", "small", "span", "strong", "sup"})

NOTHING = "Artifact"
"""The role of what says nothing: dots that lead on, pictures without a description."""

LONGEST = 120
"""Characters by which a link is told."""


@dataclass(slots=True)
class Structure:
    """What a unit consists of: the elements of the body (None) and of each note, and the index in
    its column of each element with a name."""

    columns: dict[str | None, list[Element]] = field(default_factory=lambda: {None: []})
    names: dict[str, int] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    """The HTML of each note."""

    def of(self, column: str | None) -> tuple[Element, ...]:
        """The elements of a column."""
        return tuple(self.columns.get(column, ()))


def home(box: Any) -> int:
    """The element that a box of the engine's belongs to."""
    if box.element is None:
        return ARTIFACT
    name = MARKER if (box.element_tag or "").endswith("::marker") else HOME
    return int(box.element.get(name, ARTIFACT))


def column_of(box: Any) -> str | None:
    """The column that a box stands in: a note's identifier, None for the body."""
    return None if box.element is None else box.element.get(COLUMN)


def structure_of(unit: Any) -> Structure:
    """The structure of a unit, whose HTML is marked with the places of its elements."""
    structure = Structure()
    for child in unit:
        _Walk(structure, None).through(child, ARTIFACT, "")
    return structure


class _Walk:
    """A walk through one column's HTML."""

    def __init__(self, structure: Structure, column: str | None) -> None:
        self._structure = structure
        self._column = column
        self._found = structure.columns.setdefault(column, [])

    def through(self, node: Any, parent: int, language: str) -> None:
        """Take down an element and all in it; ``parent`` is the one around it."""
        if not isinstance(node.tag, str):
            return  # a comment
        note = node.get("data-note")
        if note and note != self._column:
            self._structure.notes[note] = node
            _Walk(self._structure, note).through(node, ARTIFACT, "")
            return
        own = node.get("lang") or language
        role = self._role(node, parent)
        here = self._add(role, node, parent, own if own != language else "")
        node.set(HOME, str(here))
        if self._column is not None:
            node.set(COLUMN, self._column)
        if role == "LI":
            node.set(MARKER, str(here - 1))
        if ident := node.get("id"):
            self._structure.names[ident] = here
        if node.tag == "svg":
            return
        for child in node:
            self.through(child, here, own)

    def _add(self, role: str, node: Any, parent: int, language: str) -> int:
        """Add what a node is; gives the index of what its content belongs to."""
        if role == NOTHING:
            return ARTIFACT
        for element in _elements(role, node, parent, language, len(self._found)):
            self._found.append(element)
            parent = len(self._found) - 1
        return parent

    def _role(self, node: Any, parent: int) -> str:
        """What a node is; empty for what is nothing by itself."""
        tag, kind = node.tag, _kind(node)
        around = self._found[parent].role if parent >= 0 else ""
        if tag in PICTURES:
            return "" if around == "Figure" else "Figure" if _alternative(node) else NOTHING
        if tag == "figure":
            return "Figure" if _alternative(node) else ""
        if tag == "figcaption":
            return "Caption" if around == "Figure" else "P"
        if tag == "a":
            return "Link" if node.get("href") else ""
        if tag in INLINE:
            return NOTHING if kind == "leader" else ""
        if around == "TOC":
            return "TOCI"
        if kind in ("part", "endnote"):
            return {"article": "Part", "div": "Note"}.get(tag, "")
        return ROLES.get(tag) or _division(node, around)


def _elements(role: str, node: Any, parent: int, language: str, at: int) -> Iterator[Element]:
    """The elements that a node is, the first at index ``at``; its content belongs to the last."""
    match role:
        case "":
            if language:
                yield Element("Span", parent, language)
        case "LI":
            yield Element("LI", parent, language)
            yield Element("Lbl", at)
            yield Element("LBody", at)
        case "Link":
            around = {"call": "Reference", "mark": "Lbl"}.get(_kind(node))
            if around:
                yield Element(around, parent, language)
                parent, language = at, ""
            yield Element("Link", parent, language, _words(node)[:LONGEST])
        case "TOCI":
            yield Element("TOCI", parent, language)
            yield Element("Reference", at)
        case "Figure":
            yield Element("Figure", parent, language, _alternative(node))
        case "L":
            yield Element("L", parent, language, detail="decimal" if node.tag == "ol" else "")
        case _:
            yield Element(role, parent, language)


def _division(node: Any, around: str) -> str:
    """The role of a division: that of its lines, or of words that stand in it."""
    if around == "P":
        return "Line" if node.tag == "div" else ""
    if around[:1] == "H":
        return ""
    first = next(iter(node), None)
    lines = first is not None and first.tag == "div" and _kind(first).endswith("-line")
    return "P" if lines or _has_words(node) else ""


def _kind(node: Any) -> str:
    """The first of a node's classes."""
    classes = node.get("class", "")
    return classes.split()[0] if classes else ""


def _words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def _has_words(node: Any) -> bool:
    """Do words stand in a node, or in inline elements right in it?"""
    if (node.text or "").strip():
        return True
    return any((child.tail or "").strip() or child.tag in INLINE for child in node)


def _alternative(node: Any) -> str:
    """What a picture shows, as it is told in place of it."""
    if node.tag == "figure":
        pictures = (picture for tag in PICTURES for picture in node.iter(tag))
        return next(filter(None, map(_alternative, pictures)), "")
    return str(node.get("alt") or node.get("aria-label") or "")
