"""Drafts at random: inline elements as importers find them, blocks of every kind, letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import strategies as st

from typeset.intake.draft import Draft
from typeset.intake.settle import settled
from typeset.model import (
    Block,
    Credit,
    Emphasis,
    Enclosure,
    Figure,
    Inline,
    Items,
    LineBreak,
    Name,
    Note,
    NoteCall,
    Place,
    Prose,
    Quote,
    Source,
    Span,
    Strong,
    Table,
    Text,
    TextBlock,
    Verse,
    VerseLine,
    WebLink,
)

NOWHERE = Place("", 1, 1)

PIECES = [
    *("*", "**", "_", "__", "[", "]", "](", "]{", "}", ")", "(", "<", ">", "\\", "^", "[^", "[^1]"),
    *("#", ":", "-", "|", "&", "'", '"', "{", "!", ",", "“", "”", ".", "…", "snake_case", "{.del}"),
    *("[sic]", "<b>", "<https://a.b>", "&amp;", "a: b", "x #y", "- z", "(a)", "\\n"),
    *(" ", " ", "  ", "\n", "\t", "\u00a0", "no", "Zwiebelfisch", "word", "ä", "1918", "\u0301"),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=8)
WORDS = st.sampled_from(["one", "two", "three", "four", "five", "six", "seven", "eight"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
PLAIN = (TEXTS.map("".join) | SENTENCES).map(Text)
VALUES = st.sampled_from(["torn", "two lines", 'a "b"', "a{b}", "#x", "\\", "https://a.b/c?d=e"])
TARGETS = st.sampled_from(
    ["https://a.b/c", "https://a.b/(c)_d*e*", "https://a.b/?x=1&copy;=2", "javascript:x", "page"]
)
CLASSES = st.lists(st.sampled_from(["del", "add", "supplied", "unclear", "sc"]), max_size=2)
ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from(["person", "place", "reason", "extent"]), VALUES)
    | st.tuples(st.just("letter"), st.just("a"))
    | st.tuples(st.just("lang"), st.sampled_from(["de", "grc-Grek"])),
    max_size=2,
)


def _marks(children: st.SearchStrategy[tuple[Inline, ...]]) -> st.SearchStrategy[Inline]:
    def span(inner: Any, classes: list[str], attributes: list[tuple[str, str]]) -> Inline:
        return Span(inner, tuple(classes), tuple(attributes), NOWHERE)

    gap = st.lists(st.just("gap"), max_size=1)
    return st.one_of(
        children.map(Emphasis),
        children.map(Strong),
        st.builds(WebLink, TARGETS, children),
        st.builds(span, children, CLASSES | gap, ATTRIBUTES),
        st.builds(lambda text: Span((text,), ("pb",), (), NOWHERE), PLAIN),
        st.just(WebLink("https://a.b/c", (Text("https://a.b/c"),))),
    )


def runs(leaves: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Runs of inline elements within one another."""
    flat = st.lists(leaves, max_size=4).map(tuple)
    return st.recursive(
        flat, lambda inner: st.lists(leaves | _marks(inner), max_size=4).map(tuple), max_leaves=8
    )


CALLS = st.sampled_from("12345").map(lambda ident: NoteCall(ident, NOWHERE))
INLINES = runs(PLAIN | st.just(LineBreak()) | CALLS)
"""As found: with blanks and empty marks anywhere."""

PROSES = runs(PLAIN | st.just(LineBreak())).map(
    lambda inlines: Prose(settled((*inlines, Text(" end"))), NOWHERE)
)
LINES = runs(PLAIN).map(lambda inlines: Prose(settled((*inlines, Text("end"))), NOWHERE))
CELLS = st.just(Prose((), NOWHERE)) | PROSES


def _text_block(kind: Any, texts: Sequence[Prose], **more: Any) -> TextBlock:
    return TextBlock(kind, tuple(texts), NOWHERE, **more)


def _verse(stanzas: list[list[tuple[Prose, int]]]) -> Verse:
    lines = [[VerseLine(text, indent) for text, indent in stanza] for stanza in stanzas]
    least = min((one.indent for stanza in lines for one in stanza if one.indent), default=1)
    moved = (
        tuple(replace(one, indent=one.indent and one.indent - least + 1) for one in stanza)
        for stanza in lines
    )
    return Verse(tuple(moved), NOWHERE)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 4))
    row = st.tuples(*[CELLS] * columns)
    align = draw(st.tuples(*[st.sampled_from(["left", "right", "centre"])] * columns))
    head = draw(st.lists(row, max_size=2))
    rows = draw(st.lists(row, min_size=1, max_size=3))
    return Table(tuple(head), tuple(rows), align, draw(st.none() | PROSES), NOWHERE)


SIMPLE: st.SearchStrategy[Block] = st.one_of(
    st.builds(lambda text: _text_block("paragraph", [text]), PROSES),
    st.builds(
        lambda kind, text: _text_block(kind, [text]),
        st.sampled_from(["dateline", "salutation", "closer", "ornament"]),
        PROSES,
    ),
    st.builds(lambda text, n: _text_block("heading", [text], level=n), PROSES, st.integers(1, 4)),
    st.builds(
        _text_block,
        st.sampled_from(["address", "letterhead", "signature"]),
        st.lists(PROSES, min_size=1, max_size=3) | st.lists(LINES, min_size=1, max_size=3),
    ),
    st.builds(
        lambda texts, label: _text_block("postscript", texts, label=label),
        st.lists(PROSES, min_size=1, max_size=2),
        st.none() | PROSES,
    ),
    st.builds(lambda texts: _text_block("endorsement", texts), st.lists(PROSES, min_size=1)),
    st.just(_text_block("ornament", [])),
    st.builds(
        _verse,
        st.lists(
            st.lists(st.tuples(LINES, st.integers(0, 3)), min_size=1, max_size=3),
            min_size=1,
            max_size=2,
        ),
    ),
    _tables(),
    st.builds(
        lambda alt, caption, width: Figure("figures/a.svg", alt, caption, width, NOWHERE),
        SENTENCES,
        st.none() | PROSES,
        st.sampled_from([1.0, 0.5]),
    ),
)


def _holding(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(blocks, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, several, st.none() | PROSES, st.just(NOWHERE)),
        st.builds(Enclosure, st.none() | PROSES, several, st.just(NOWHERE)),
        st.builds(
            lambda ordered, items: Items(ordered, tuple(items), NOWHERE),
            st.booleans(),
            st.lists(several, min_size=1, max_size=3),
        ),
    )


BLOCKS = st.recursive(SIMPLE, _holding, max_leaves=5)
FLAT = st.none() | SENTENCES | st.sampled_from(["1918", "no", "a: b", "'", '"', "-", "[x]", "\\"])
NAMES = st.lists(st.builds(Name, SENTENCES, st.none() | VALUES), max_size=2).map(tuple)
SOURCES = st.builds(Source, SENTENCES, FLAT, FLAT, FLAT, st.just("1975"), FLAT, FLAT, FLAT)
CREDITS = st.lists(st.builds(Credit, SENTENCES, SENTENCES), max_size=2).map(tuple)


@st.composite
def drafts(draw: st.DrawFn, ident: str = "a") -> Draft:
    """A letter with all its particulars; its notes are called by paragraphs of their own."""
    idents = st.sampled_from(["1", "2", "x", "no", "12a", "ä"])
    names = draw(st.lists(idents, unique=True, max_size=3))
    blocks = st.lists(BLOCKS, min_size=1, max_size=4).map(tuple)
    calls = [
        _text_block("paragraph", [Prose((Text("word"), NoteCall(name, NOWHERE)), NOWHERE)])
        for name in names
    ]
    return Draft(
        ident=ident,
        title=draw(LINES),
        body=(*draw(blocks), *calls),
        notes=tuple(
            Note(name, "author" if name == "x" else "editor", draw(blocks), NOWHERE)
            for name in names
        ),
        short_title=draw(FLAT),
        language=draw(st.sampled_from(["en", "de"])),
        senders=draw(NAMES),
        addressees=draw(NAMES),
        date=draw(st.sampled_from(["1918-06-02", "1918-06~", None])),
        sent_from=draw(FLAT),
        source=draw(SOURCES),
        first_published=draw(FLAT),
        credits=draw(CREDITS),
    )


def bare(thing: Any) -> Any:
    """The same without the places where things stand."""
    if isinstance(thing, Place):
        return NOWHERE
    if isinstance(thing, tuple):
        return tuple(map(bare, thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{one.name: bare(getattr(thing, one.name)) for one in fields(thing)})
    return thing
