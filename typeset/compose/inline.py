"""Inline text as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from typeset.galley import OTHER_VOLUME
from typeset.model import (
    Emphasis,
    Inline,
    LineBreak,
    Note,
    NoteCall,
    Prose,
    Span,
    Strong,
    Text,
    WebLink,
)

_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(["arab", "hebr", "nkoo", "syrc", "thaa"])

NOTHING = Markup("")
TIE = Markup("\N{NO-BREAK SPACE}")

MARKS = {"del": "del", "add": "ins"}
"""Editorial marks for which HTML has an element; the others are spans of their class."""


def language(tag: str) -> Markup:
    """The attributes that tell a text's language and, where it is to the left, its direction."""
    primary, *subtags = tag.lower().split("-")
    scripts = {subtag for subtag in subtags if len(subtag) == 4}
    leftward = bool(scripts & _RIGHT_TO_LEFT_SCRIPTS) if scripts else primary in _RIGHT_TO_LEFT
    return Markup(' lang="{}"{}').format(tag, Markup(' dir="rtl"') if leftward else NOTHING)


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Pieces of HTML as one."""
    return Markup(between.join(parts))


def element(name: str, attributes: Markup, content: Markup) -> Markup:
    """An element of HTML.  All parts are HTML already: this is what a letter is made of, and
    formatting that escapes anew would take most of the time."""
    return Markup(f"<{name}{attributes}>{content}</{name}>")


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a letter stands to which others refer: its folio and, in another volume, which."""

    folio: str
    volume: int = 0
    """0 for the volume at hand."""

    @property
    def link(self) -> str:
        """What the address of a link to the letter begins with."""
        return f"{OTHER_VOLUME}{self.volume}#" if self.volume else "#"

    def told(self, words: Mapping[str, str]) -> str:
        """``p. 34`` or ``vol. 2, p. 34``, in a layout's words."""
        page = f"{words['page']}{TIE}{self.folio}"
        return f"{words['volume']}{TIE}{self.volume}, {page}" if self.volume else page


@dataclass(frozen=True, slots=True)
class Inlines:
    """Makes HTML of inline text.

    ``anchor`` is the unit's own anchor, from which those of its notes are made; ``marks`` are the
    printed marks of its notes, which stand at the ``foot`` or elsewhere; ``references`` where other
    letters stand, by identifier (one that is not in it is in no volume and gets no link); ``words``
    are the layout's own.
    """

    anchor: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    foot: bool = True
    paged: bool = False
    """Each note begins with the page of its call."""
    ease: Mapping[str, int] = field(default_factory=dict)
    """How much wider than natural some notes' marks are set, in steps of the style sheet."""
    references: Mapping[str, Reference] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[int, int] = field(default_factory=dict)
    """In how many lines more paragraphs are asked for, by the lines of the file."""

    def prose(self, prose: Prose) -> Markup:
        """A run of text."""
        return self.inlines(prose.inlines)

    def inlines(self, inlines: Iterable[Inline]) -> Markup:
        """Inline elements, one after the other."""
        return joined(_INLINE[type(inline)](self, inline) for inline in inlines)

    def note_anchor(self, ident: str) -> str:
        """Where links to a note lead."""
        return f"{self.anchor}-note-{ident}"

    def call_anchor(self, ident: str) -> str:
        """Where links to a note's call lead."""
        return f"{self.anchor}-call-{ident}"

    def call(self, ident: str) -> Markup:
        """The superior mark that calls a note; a note called by its lemma has a place alone."""
        mark = self.marks[ident]
        link = Markup(' href="#{}"').format(self.note_anchor(ident)) if mark else NOTHING
        data = Markup(' data-call="{}"').format(ident) if self.foot else NOTHING
        return Markup('<a class="call{}" id="{}"{}{}>{}</a>').format(
            self._look(ident), self.call_anchor(ident), link, data, mark
        )

    def _look(self, ident: str) -> str:
        """More classes of a mark: what kind of sign it is, and how much wider it is set."""
        sign = self.marks[ident][:1]
        kind = "" if sign.isalnum() or not sign else " star" if sign == "*" else " symbol"
        return f"{kind} ease-{self.ease[ident]}" if ident in self.ease else kind

    def opening(self, note: Note) -> Markup:
        """What stands before a note's first words, a link to its call: its mark, its lemma.

        No line ends between it and the words.
        """
        call, mark = self.call_anchor(note.ident), self.marks[note.ident]
        lemma = self.prose(note.lemma) if note.lemma else NOTHING
        page = Markup(
            '<span class="note-page"><span class="slot" data-slot="folio:{}"></span></span>'
        )
        parts = [page.format(call)] if self.paged else []
        if not mark:
            parts += [Markup('<a class="lemma" href="#{}">{}</a>').format(call, lemma), TIE]
        else:
            link = Markup('<a class="mark{}" href="#{}">{}</a>')
            parts += [link.format(self._look(note.ident), call, mark), TIE]
            parts += [Markup('<span class="lemma">{}</span>').format(lemma), TIE] if lemma else []
        return joined(parts)

    def _element(
        self, name: str, children: Iterable[Inline], attributes: Markup = NOTHING
    ) -> Markup:
        return element(name, attributes, self.inlines(children))

    def _text(self, inline: Text) -> Markup:
        return escape(inline.text)

    def _emphasis(self, inline: Emphasis) -> Markup:
        return self._element("em", inline.children)

    def _strong(self, inline: Strong) -> Markup:
        return self._element("strong", inline.children)

    def _line_break(self, inline: LineBreak) -> Markup:
        return Markup("<br>")

    def _call(self, inline: NoteCall) -> Markup:
        return self.call(inline.ident)

    def _web_link(self, inline: WebLink) -> Markup:
        # An address that is printed anyway need not be printed again behind its words.
        words = plain(inline.children)
        bare = words in (inline.target, inline.target.removeprefix("mailto:"))
        return self._element(
            "a",
            inline.children,
            Markup(' class="{}" href="{}"').format("address" if bare else "web", inline.target),
        )

    def _span(self, span: Span) -> Markup:
        given = dict(span.attributes)
        if "pb" in span.classes:
            return Markup('<span class="pb" data-page="{}"></span>').format(plain(span.children))
        if "letter" in given:
            return self._reference(span, given["letter"])
        attributes = [Markup(' class="{}"').format(" ".join(span.classes))] if span.classes else []
        for name, value in span.attributes:
            if name == "lang":
                attributes.append(language(value))
            else:
                attributes.append(Markup(' data-{}="{}"').format(name, value))
        mark = next((MARKS[name] for name in span.classes if name in MARKS), "span")
        return self._element(mark, span.children, joined(attributes))

    def _reference(self, span: Span, ident: str) -> Markup:
        words = self.inlines(span.children)
        found = self.references.get(ident)
        if found is None:
            return words
        return Markup(
            '<a class="letter-reference" href="{}letter-{}">{}</a>'
            '<span class="page-reference"> ({})</span>'
        ).format(found.link, ident, words, found.told(self.words))


_INLINE: dict[type, Callable[..., Markup]] = {
    Text: Inlines._text,
    Emphasis: Inlines._emphasis,
    Strong: Inlines._strong,
    LineBreak: Inlines._line_break,
    NoteCall: Inlines._call,
    WebLink: Inlines._web_link,
    Span: Inlines._span,
}


def uncalled(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """The inline elements without the calls among them."""
    for inline in inlines:
        if isinstance(inline, Emphasis | Strong | Span | WebLink):
            yield replace(inline, children=tuple(uncalled(inline.children)))
        elif not isinstance(inline, NoteCall):
            yield inline


def plain(inlines: Iterable[Inline]) -> str:
    """The words alone, without what is called or marked."""
    words = []
    for inline in inlines:
        if isinstance(inline, Text):
            words.append(inline.text)
        elif isinstance(inline, LineBreak):
            words.append(" ")
        elif not isinstance(inline, NoteCall):
            words.append(plain(inline.children))
    return "".join(words)
