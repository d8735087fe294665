"""A document of Pandoc's → drafts: one, or one for each of its highest headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from typeset.intake.account import BODY, LEFT_OUT, LOST, METADATA, NOTES, Account
from typeset.intake.dates import find_date
from typeset.intake.draft import Doubt, Draft
from typeset.intake.mapping import numbered
from typeset.intake.pandoc.blocks import BlockReader
from typeset.intake.pandoc.inlines import Node
from typeset.intake.pandoc.program import refusal
from typeset.intake.proses import proses
from typeset.intake.settle import flat
from typeset.intake.wording import slug
from typeset.model import Block, Name, Place, Prose, Text, TextBlock
from typeset.read.spans import plain

WITHIN_WORDS = frozenset(
    [
        *("Str", "Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "Code"),
        *("SmallCaps", "Quoted", "Cite", "Math", "RawInline", "Link", "Image", "Span"),
    ]
)
"""What does not part the words before and behind it."""

EDTF = re.compile(r"[\d~?%X/.-]{4,}")
SENDERS = ("sender", "from", "author")
ADDRESSEES = ("addressee", "to", "recipient")


@dataclass(frozen=True)
class Found:
    """The letters of a document, and the account of its words."""

    drafts: tuple[Draft, ...]
    account: Account


def letters_of(document: dict[str, Any], path: Path, name: Callable[[str], str]) -> Found:
    """The letters of a document: each begins with a heading of the first level where there are
    several of these, else the file is one letter.  InputError where it has no words.
    """
    parts = _parts(document["blocks"])
    account = Account()
    known: Counter[str] = Counter()
    meta = {key: _words(value) for key, value in document.get("meta", {}).items()}
    drafts = []
    for number, (heading, blocks) in enumerate(parts):
        draft, texts = _draft(heading, blocks, meta if len(parts) == 1 else {}, path, name)
        for fate, text in texts:
            known.update(_counted(text))
            account.fates[fate] += len(_counted(text))
        if draft is not None:
            early = Doubt("body", "this stands before the first heading; is it a letter?")
            first = number == 0 and heading is None and len(parts) > 1
            doubts = (*draft.doubts, early) if first else draft.doubts
            drafts.append(replace(draft, doubts=doubts))
    every = "".join(_strings(document["blocks"]))
    if lost := (Counter(_counted(every)) - known).total():
        account.fates[LOST] = lost
    if not drafts:
        raise refusal(path, "no-letter", "no letter in it: it has no text", "leave it out")
    return Found(tuple(drafts), account)


def _parts(blocks: Sequence[Node]) -> list[tuple[Node | None, Sequence[Node]]]:
    """Headings with what follows them; a heading that begins the file is its letter's title."""
    starts = [n for n, block in enumerate(blocks) if block["t"] == "Header" and block["c"][0] == 1]
    if len(starts) < 2 and starts != [0]:
        return [(None, blocks)]
    ends = [*starts[1:], len(blocks)]
    parts: list[tuple[Node | None, Sequence[Node]]] = [(None, blocks[: starts[0]])]
    parts = parts if starts[0] else []
    return [*parts, *((blocks[a], blocks[a + 1 : b]) for a, b in zip(starts, ends, strict=True))]


def _draft(
    heading: Node | None,
    blocks: Sequence[Node],
    meta: dict[str, str],
    path: Path,
    name: Callable[[str], str],
) -> tuple[Draft | None, list[tuple[str, str]]]:
    """A letter, and the texts that it is made of by where they went."""
    place = Place(str(path), 1, 1)
    reader = BlockReader(place, base=1 if heading else 0)
    title = reader.text.read(heading["c"][2]) if heading else ()
    body = reader.read(blocks)
    notes = reader.text.notes
    texts = [
        (METADATA, plain(title)),
        *((BODY, plain(prose.inlines)) for prose in proses(body)),
        *((NOTES, plain(prose.inlines)) for note in notes for prose in proses(note.blocks)),
        *((LEFT_OUT + "code of another format", text) for text in reader.text.left_out),
    ]
    if not any(plain(prose.inlines).strip() for prose in proses(body)):
        # A heading alone; its words are accounted for.
        return None, [
            (LEFT_OUT + "heading without a text" if f == METADATA else f, t) for f, t in texts
        ]
    doubts = list(_doubts(reader, meta, heading is not None))
    date = _date(meta, body, doubts)
    named = title or (Text(meta.get("title") or path.stem),)
    shown, body, numbered_notes = numbered(Prose(named, place), body, notes)
    wish = slug(plain(title)) if heading and plain(title).strip() else path.stem
    return (
        Draft(
            ident=name(wish),
            title=shown,
            body=body,
            notes=numbered_notes,
            language=meta.get("lang") or meta.get("language") or None,
            senders=_names(meta, SENDERS),
            addressees=_names(meta, ADDRESSEES),
            date=date,
            doubts=tuple(doubts),
            short_title=meta.get("short_title"),
            sent_from=meta.get("sent_from"),
            sent_to=meta.get("sent_to"),
            first_published=meta.get("first_published"),
            copy_text=meta.get("copy_text"),
        ),
        texts,
    )


def _names(meta: dict[str, str], keys: Sequence[str]) -> tuple[Name, ...]:
    found = next((meta[key] for key in keys if meta.get(key)), "")
    return tuple(Name(one) for part in found.split("; ") if (one := flat(part)))


def _doubts(reader: BlockReader, meta: dict[str, str], headed: bool) -> Iterator[Doubt]:
    if not headed and not meta.get("title"):
        yield Doubt("title", "the file has no title; this is its name")
    for key, keys in (("sender", SENDERS), ("addressee", ADDRESSEES)):
        if not any(meta.get(one) for one in keys):
            yield Doubt(key, f"the file does not name the {key}")
    yield Doubt("source", "where is this text taken from?")
    yield Doubt("licence", "under what terms may it be printed?")
    if reader.text.pictures:
        pictures = ", ".join(reader.text.pictures)
        yield Doubt("body", f"pictures were left out, their words are there: {pictures}")


def _date(meta: dict[str, str], body: Sequence[Block], doubts: list[Doubt]) -> str | None:
    """The date that the document's particulars or the dateline tell."""
    said = meta.get("date", "")
    if EDTF.fullmatch(said):
        return said
    datelines = (
        plain(block.texts[0].inlines)
        for block in body
        if isinstance(block, TextBlock) and block.kind == "dateline" and block.texts
    )
    for text in filter(None, (said, *datelines)):
        if (found := find_date(text)) is not None:
            doubts.append(Doubt("date", f"read from “{text}”"))
            return found.edtf
    doubts.append(Doubt("date", "no date was found"))
    return None


# ---- words, counted apart from the reading -----------------------------------------------------


def _strings(node: Any) -> Iterator[str]:
    """All words of a node and what it holds; formats' own code among them."""
    if isinstance(node, dict):
        kind = node.get("t")
        content: Any = node.get("c")
        apart = "" if kind in WITHIN_WORDS else " "
        yield apart
        if kind == "Str":
            yield content
        elif kind in ("Code", "Math", "CodeBlock", "RawInline", "RawBlock"):
            yield content[1]
        elif kind in ("Link", "Image", "Span", "Div"):
            yield from _strings(content[1])
        elif kind == "Header":
            yield from _strings(content[2])
        elif kind == "Table":
            # A caption's short form repeats it.
            yield from _strings([content[1][1], *content[3:]])
        elif content is not None:
            yield from _strings(content)
        yield apart
    elif isinstance(node, list):
        for one in node:
            yield from _strings(one)


def _words(value: Any) -> str:
    """A particular as text; a list has semicolons between its parts."""
    if isinstance(value, dict) and value.get("t") == "MetaList":
        return "; ".join(_words(one) for one in value["c"])
    if isinstance(value, dict) and value.get("t") in ("MetaString", "MetaBool"):
        return str(value["c"])
    return " ".join("".join(_strings(value)).split())


def _counted(text: str) -> list[str]:
    return re.findall(r"\w+", text)
