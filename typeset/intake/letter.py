"""A draft → the YAML of its letter, with the keys in the order of docs/FORMAT.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from typeset.intake.blocks import body_of, held, text_of
from typeset.intake.draft import Draft
from typeset.intake.leaf import Node, Short, Spaced, comment, entry
from typeset.intake.settle import flat
from typeset.model import Credit, Licence, Name, Note, Source

CONFIRM = "confirm: "
"""A doubt's comment begins so; an editor removes it when it is settled."""

KEYS = (
    "title",
    "short_title",
    "sender",
    "addressee",
    "date",
    "sent_from",
    "sent_to",
    "language",
    "source",
    "licence",
    "first_published",
    "copy_text",
    "credits",
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What an edition gives to its letters, so that they need not say it."""

    language: str
    source: Mapping[str, str] = field(default_factory=dict)
    licences: Mapping[Licence, str] = field(default_factory=dict)
    """Names that the edition has for licences."""
    licence: Licence | None = None
    credits: tuple[Credit, ...] = ()


def head_lines(draft: Draft, shared: Shared) -> list[str]:
    """The lines of a letter before its body."""
    given = _particulars(draft, shared)
    lines: list[str] = []
    for key in KEYS:
        lines += _doubts(draft, key, key in given)
        if key in given:
            lines += entry(f"{key}:", given[key], 2)
    return lines


def body_lines(draft: Draft) -> list[str]:
    """The lines of its body and notes."""
    lines = [*_doubts(draft, "body", True), *entry("body:", Spaced(body_of(draft.body)), 2)]
    if draft.notes:
        notes = {note.ident: _note(note) for note in draft.notes}
        lines += ["", *_doubts(draft, "notes", True), *entry("notes:", notes, 2)]
    return lines


def _doubts(draft: Draft, key: str, given: bool) -> list[str]:
    texts = [doubt.text for doubt in draft.doubts if doubt.key == key]
    lines = [line for text in texts for line in comment(f"{CONFIRM}{flat(text)}")]
    # What is not known stands there to be filled in.
    return [*lines, f"# {key}:"] if lines and not given else lines


def _particulars(draft: Draft, shared: Shared) -> dict[str, Node]:
    """The keys that the letter has itself."""
    given: dict[str, Node] = {
        "title": text_of(draft.title) or draft.ident,
        "short_title": flat(draft.short_title),
        "sender": _names(draft.senders),
        "addressee": _names(draft.addressees),
        "date": flat(draft.date),
        "sent_from": flat(draft.sent_from),
        "sent_to": flat(draft.sent_to),
        "language": draft.language if draft.language != shared.language else None,
        "source": _source(draft.source, shared.source),
        "first_published": flat(draft.first_published),
        "copy_text": flat(draft.copy_text),
    }
    if draft.licence != shared.licence and draft.licence is not None:
        given["licence"] = shared.licences[draft.licence]
    if draft.credits != shared.credits:
        given["credits"] = credits_of(draft.credits)
    return {key: value for key, value in given.items() if value is not None}


def source_keys(source: Source | None) -> dict[str, str]:
    """What is known of a source, by key."""
    if source is None:
        return {}
    values = {one.name: flat(getattr(source, one.name)) for one in fields(source)}
    return {key: value for key, value in values.items() if value}


def _source(source: Source | None, shared: Mapping[str, str]) -> Node:
    own = source_keys(source)
    differing: dict[str, Node] = {
        key: own.get(key) for key in {**shared, **own} if own.get(key) != shared.get(key)
    }
    return Short(differing) if differing else None


def credits_of(credits: Sequence[Credit]) -> Node:
    """A list of credits, each in one line where it is short."""
    listed = [Short({"role": flat(one.role), "name": flat(one.name)}) for one in credits]
    return listed or None


def _names(names: Sequence[Name]) -> Node:
    listed: list[Node] = [
        Short({"name": flat(one.name), "ref": flat(one.ref)}) if one.ref else flat(one.name)
        for one in names
    ]
    return listed[0] if len(listed) == 1 else listed or None


def _note(note: Note) -> Node:
    content = held(note.blocks)
    said: dict[str, Node] = {}
    if note.series != "editor":
        said["series"] = note.series
    if note.lemma is not None and (lemma := text_of(note.lemma)):
        said["lemma"] = lemma
    if not said and "text" in content:
        return content["text"]
    return Short({**said, **content}) if "text" in content else {**said, **content}
