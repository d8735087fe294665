"""The notes of a letter, in the order in which they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from typeset.model import (
    Emphasis,
    Inline,
    Note,
    NoteCall,
    Place,
    Prose,
    Span,
    Strong,
    WebLink,
)
from typeset.read.blocks import BlockReader
from typeset.read.file_model import NoteFile
from typeset.read.inline import InlineReader
from typeset.read.marks import TextNode
from typeset.read.problems import Problems, shown, suggestion

NO_NAME = "[]^+"
"""Signs that no note's name has: the first three end a call, the last one joins names."""


@dataclass(frozen=True)
class _Given:
    """A note as it stands in the file, and the calls in its own text."""

    note: Note
    calls: Sequence[NoteCall]

    @property
    def place(self) -> Place:
        return self.note.place


def read_notes(
    notes: Mapping[TextNode, TextNode | NoteFile],
    blocks: BlockReader,
    inline: InlineReader,
    problems: Problems,
) -> tuple[Note, ...]:
    """The notes that the texts read so far call, each followed by those that it calls itself.

    A call without a note, a note without a call and a second call are problems.
    """
    body_calls = tuple(inline.met.calls)
    given: dict[str, _Given] = {}
    for key, value in notes.items():
        before = len(inline.met.calls)
        note = _note(key, value, blocks, inline, problems)
        given[note.ident] = _Given(note, inline.met.calls[before:])
    called = _called(inline.met.calls, given, problems)
    order = _in_order(body_calls, given)
    for ident, one in given.items():
        if ident not in called:
            hint = f"write [^{ident}] where it belongs, or remove the note"
            problems.add("note-not-called", f"note {shown(ident)} is not called", one.place, hint)
        elif ident not in order:
            message = f"note {shown(ident)} is called by notes alone, never by the letter"
            hint = "call it, or the note that calls it, in the letter"
            problems.add("note-not-called", message, one.place, hint)
    return tuple(given[ident].note for ident in order)


def _note(
    key: TextNode,
    value: TextNode | NoteFile,
    blocks: BlockReader,
    inline: InlineReader,
    problems: Problems,
) -> Note:
    ident = key.value.strip()
    if not ident or any(sign.isspace() or sign in NO_NAME for sign in ident):
        hint = "name it with letters and digits, without spaces"
        problems.add("note-name", f"no call can name a note {shown(ident)}", key.place(), hint)
    if isinstance(value, TextNode):
        return Note(ident, "editor", blocks.paragraphs(value), key.place())
    lemma = _lemma(value, inline, problems)
    return Note(ident, value.series, blocks.held(value, "this note"), key.place(), lemma)


def _lemma(note: NoteFile, inline: InlineReader, problems: Problems) -> Prose | None:
    """The words that a textual note begins with, a link to where they stand: they hold no other."""
    if note.lemma is None:
        return None
    if note.series != "textual":
        message = f"a note of series '{note.series}' has no lemma"
        hint = "take it into the note's text, or add 'series: textual'"
        problems.add("lemma", message, note.place_of("lemma"), hint)
    met = len(inline.met.calls) + len(inline.met.references)
    lemma = inline.prose(note.lemma)
    if len(inline.met.calls) + len(inline.met.references) > met or _links(lemma.inlines):
        hint = "put it into the note's text"
        problems.add("lemma", "a note's call or a link in a lemma", lemma.place, hint)
    return lemma


def _links(inlines: Sequence[Inline]) -> bool:
    """Is there a link to the web among these?"""
    return any(
        isinstance(one, WebLink)
        or (isinstance(one, Emphasis | Strong | Span) and _links(one.children))
        for one in inlines
    )


def _called(
    calls: Sequence[NoteCall], given: Mapping[str, _Given], problems: Problems
) -> dict[str, NoteCall]:
    first: dict[str, NoteCall] = {}
    for call in calls:
        if call.ident not in given:
            hint = suggestion(call.ident, given) or "add it under 'notes:'"
            message = f"note {shown(call.ident)} is called, but not given"
            problems.add("note-not-given", message, call.place, hint)
        elif call.ident in first:
            hint = f"the first call stands in line {first[call.ident].place.line}"
            message = f"note {shown(call.ident)} is called twice"
            problems.add("note-called-twice", message, call.place, hint)
        first.setdefault(call.ident, call)
    return first


def _in_order(calls: Sequence[NoteCall], given: Mapping[str, _Given]) -> dict[str, None]:
    """The notes that are reached from these calls, each once."""
    order: dict[str, None] = {}
    ahead = [call.ident for call in reversed(calls)]
    while ahead:
        ident = ahead.pop()
        if ident in given and ident not in order:
            order[ident] = None
            ahead += [call.ident for call in reversed(given[ident].calls)]
    return order
