"""A letter's blocks and marks as TEI."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from typeset.export.elements import Content, Element, element
from typeset.model import (
    Emphasis,
    Inline,
    LineBreak,
    NoteCall,
    Prose,
    Span,
    Strong,
    Text,
    WebLink,
)
from typeset.read.spans import plain

LOOKS = {"sc": "smallcaps", "sup": "superscript", "sub": "subscript", "ul": "underline"}
HYPHENS = "-\u00ad\u2010\u2011"
EDITED = ("del", "add", "supplied", "unclear")


@dataclass(frozen=True)
class Marks:
    """Makes the elements of running text; a note stands where it is called."""

    note: Callable[[str], Element]
    """Makes the element of the note that is called so."""

    def content(self, prose: Prose) -> list[Content]:
        """A text with its marks."""
        return self._run(prose.inlines)

    def lines(self, proses: Sequence[Prose]) -> list[Content]:
        """Several texts, each on a line of its own."""
        found: list[Content] = []
        for number, prose in enumerate(proses):
            found += [element("lb")] if number else []
            found += self.content(prose)
        return found

    def _run(self, inlines: Sequence[Inline]) -> list[Content]:
        found: list[Content] = []
        for number, inline in enumerate(inlines):
            if isinstance(inline, Span) and "pb" in inline.classes:
                found.append(_page(inline, *_neighbours(inlines, number)))
            elif isinstance(inline, Span):
                found += self._span(inline)
            else:
                found.append(self._one(inline))
        return found

    def _one(self, inline: Text | LineBreak | NoteCall | Emphasis | Strong | WebLink) -> Content:
        match inline:
            case Text():
                return inline.text
            case LineBreak():
                return element("lb")
            case NoteCall():
                return self.note(inline.ident)
            case Emphasis():
                return element("hi", *self._run(inline.children), rend="italic")
            case Strong():
                return element("hi", *self._run(inline.children), rend="bold")
            case WebLink():
                return element("ref", *self._run(inline.children), target=inline.target)

    def _span(self, span: Span) -> list[Content]:
        """An element for each thing that a span says, the first innermost."""
        content = self._run(span.children)
        for name, attributes in _layers(span):
            if name == "gap":
                content = self._gap(span, attributes)
            else:
                content = [element(name, *content, **attributes)]
        return content

    def _gap(self, span: Span, attributes: dict[str, str]) -> list[Content]:
        """A gap; what is said of it in words has no marks in TEI, and notes stand behind it."""
        said = plain(span.children).strip()
        made = element("gap", element("desc", said) if said else None, **attributes)
        return [made, *(self.note(ident) for ident in calls_of(span.children))]


def _layers(span: Span) -> Iterator[tuple[str, dict[str, str]]]:
    reason, extent = span.get("reason"), span.get("extent")
    # A reason is a word to TEI.
    why = {"reason": reason.replace(" ", "_")} if reason else {}
    for name in span.classes:
        if name == "gap":
            yield "gap", {**why, **({"extent": extent} if extent else {})}
        elif name in EDITED:
            said = name in ("supplied", "unclear") and "gap" not in span.classes
            yield name, why if said else {}
        else:
            yield "hi", {"rend": LOOKS.get(name, name)}
    for key, value in span.attributes:
        if key == "lang":
            yield "foreign", {"xml_lang": value}
        elif key in ("person", "place"):
            yield f"{'pers' if key == 'person' else 'place'}Name", {"key": value}
        elif key == "letter":
            yield "ref", {"target": f"{value}.xml"}
    if not span.classes and not any(
        key in ("lang", "person", "place", "letter") for key, _ in span.attributes
    ):
        yield "seg", {}


def calls_of(inlines: Sequence[Inline]) -> Iterator[str]:
    """The notes that are called, in order."""
    for inline in inlines:
        if isinstance(inline, NoteCall):
            yield inline.ident
        elif isinstance(inline, Emphasis | Strong | Span | WebLink):
            yield from calls_of(inline.children)


def _page(span: Span, before: str, after: str) -> Element:
    """A page's beginning; within a word it is no space.  A hyphen before it would be taken for one
    of the line's end.
    """
    within = before and after and not before.isspace() and not after.isspace()
    joins = within and before not in HYPHENS
    return element("pb", n=plain(span.children), **({"break": "no"} if joins else {}))


def _neighbours(inlines: Sequence[Inline], number: int) -> tuple[str, str]:
    before = inlines[number - 1] if number else None
    after = inlines[number + 1] if number + 1 < len(inlines) else None
    return plain((before,))[-1:] if before else "", plain((after,))[:1] if after else ""
