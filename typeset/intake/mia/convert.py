"""A page of the archive → the draft of a letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from typeset.errors import InputError, Problem
from typeset.intake.dates import Found
from typeset.intake.draft import Draft
from typeset.intake.mia.calls import Caller, read_notes
from typeset.intake.mia.pages import Page, Piece, Resolve, read_page
from typeset.intake.mia.particulars import Particulars, read_particulars
from typeset.intake.mia.parts import Parts, parted
from typeset.intake.mia.sorting import Sorted, sort_pieces
from typeset.intake.wording import identifier, lowered, surname
from typeset.model import Block, Name, Note, NoteCall, Place, Prose, Text, TextBlock

TO = re.compile(
    r"(?:(?P<sender>.+?) )?(?:(?:a |the )?(?P<kind>letter|telegram|note|message)s? )?"
    r"to:?\s+(?P<name>.+)",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:[A-Z][\w’-]*\.? ?){2,4}")
SERIES = re.compile(
    r".*(?:Correspondence|Letters|Works)\b.*\d{4}.*|.*Internet Archive.*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A page's draft, and what became of its pieces: texts by where they went."""

    draft: Draft
    page: Page
    fates: tuple[tuple[str, str], ...]
    """``body``, ``notes``, ``metadata`` or the name of the rule that left it out, and the text."""


def take(path: Path, resolve: Resolve, name: Callable[[str], str]) -> Taken:
    """Read a saved page; ``name`` gives an identifier that is free for one that is wished for.

    Raises:
        InputError: where it is no page of a letter.
    """
    page = read_page(path, resolve)
    found = sort_pieces(page)
    if not found.information or not found.body:
        missing = "text below its lines of information" if found.information else "line of source"
        message = f"no letter of the archive's: the page has no {missing}"
        hint = "it wants a line 'Source: …' or 'Published: …' above the letter"
        raise InputError(Problem("not-a-letter", message, hint, Place(str(path), 1, 1)))
    draft = _draft(path, page, found, name)
    return Taken(draft, page, tuple(_fates(found)))


def _fates(found: Sorted) -> list[tuple[str, str]]:
    return [
        *(("metadata", piece.text) for piece in found.head),
        *(("metadata", f"{label} {said}") for label, said in found.information),
        *(("body", piece.text) for piece in found.body),
        *(("notes", piece.text) for piece in found.notes),
        *((rule, text) for rule, text in found.left_out),
    ]


def _draft(path: Path, page: Page, found: Sorted, name: Callable[[str], str]) -> Draft:
    said = read_particulars(found.information)
    head = _Head.of(found.head, page, said)
    parts = parted(found.body, head.sender, said.written.edtf[:4] if said.written else None)
    date = _date(said, parts)
    notes, blocks = _notes(found, parts, said)
    for text in (*parts.doubts, *_lost_links(page, found)):
        said.doubt("body", text)
    place = found.body[0].place
    return Draft(
        ident=name(identifier(date, surname(head.addressee or path.stem))),
        title=Prose((Text(head.title),), place),
        body=blocks,
        notes=notes,
        language=page.language,
        senders=(Name(head.sender),) if head.sender else (),
        addressees=(Name(head.addressee),) if head.addressee else (),
        date=date,
        sent_from=said.sent_from,
        sent_to=said.sent_to,
        source=said.source,
        licence=said.licence,
        first_published=said.first_published,
        copy_text=said.copy_text,
        credits=tuple(said.credits),
        doubts=tuple(said.doubts),
    )


def _lost_links(page: Page, found: Sorted) -> list[str]:
    """Links of the letter and its notes to pages whose address is not known."""
    start = found.body[0].place.line
    end = max(piece.place.line for piece in (*found.body, *found.notes))
    targets = dict.fromkeys(target for target, line in page.unresolved if start <= line <= end)
    return [f"links were left out, their text is there: {', '.join(targets)}"] if targets else []


# ---- head ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Head:
    """Who wrote to whom, as the head of a page says it."""

    title: str
    sender: str
    addressee: str

    @classmethod
    def of(cls, pieces: Sequence[Piece], page: Page, said: Particulars) -> _Head:
        lines = [" ".join(line.split()) for piece in pieces for line in piece.text.split("\n")]
        sender, addressee, title, others = "", "", "", []
        for line in lines:
            match = TO.fullmatch(line)
            if match and not addressee:
                addressee, title = lowered(match["name"]), lowered(line.replace(":", "", 1))
                sender = lowered(match["sender"] or "") or sender
                if title + addressee != line.replace(":", "", 1) + match["name"]:
                    said.doubt("title", f"the page has “{line}”")
            elif title and (place := re.fullmatch(r"[Ii]n (?P<place>[A-Z][\w .-]+)", line)):
                said.sent_to = said.sent_to or place["place"]
            elif SERIES.fullmatch(line):
                said.doubt("title", f"above it stands “{line}”")
            elif not sender and not title:
                sender = line
            else:
                others.append(line)
        if others:
            said.doubt("title", f"below it stands “{' '.join(others)}”")
        if not title:
            title, sender = _untitled(sender, page, said)
        if not sender:
            said.doubt("sender", "the page does not name the sender")
        return cls(title, sender, addressee)


def _untitled(line: str, page: Page, said: Particulars) -> tuple[str, str]:
    said.doubt("title", "the page has no heading “To …”")
    said.doubt("addressee", "the page does not name the addressee")
    if NAME.fullmatch(line):
        return page.title or "Letter", line
    return line or page.title or "Letter", ""


def _date(said: Particulars, parts: Parts) -> str | None:
    """The date of the dateline, or what the information says of it."""
    dated, written = parts.date, said.written
    known = [one for one in (dated, written) if one is not None]
    if not known:
        said.doubt("date", "no date was found")
        return None
    best: Found = known[0]
    if dated and parts.dateline:
        said.doubt("date", f"read from “{parts.dateline}”")
    if dated and written and not dated.edtf.startswith(written.edtf.rstrip("~")):
        said.doubt("date", f"the page’s information says {written.edtf}")
    return best.edtf


# ---- notes -----------------------------------------------------------------------------------


def _notes(
    found: Sorted, parts: Parts, said: Particulars
) -> tuple[tuple[Note, ...], tuple[Block, ...]]:
    """The notes, and the letter with their calls; one that is not called is called at its end."""
    notes, doubled = read_notes(found.notes)
    known = {note.ident for note in notes}
    caller = Caller(known)
    blocks = caller.blocks(parts.blocks)
    finished = [_called_in_notes(note, caller) for note in notes]
    uncalled = [note.ident for note in notes if note.ident not in caller.called]
    if uncalled:
        blocks = _with_calls(blocks, uncalled, found.body[-1].place)
        said.doubt("notes", f"not called in the text: {', '.join(uncalled)}; where do they belong?")
    if doubled:
        said.doubt("notes", f"given twice: {', '.join(doubled)}; both texts stand in the first")
    if caller.again:
        said.doubt("notes", f"called twice: {', '.join(caller.again)}; the second call is text")
    return tuple(finished), blocks


def _called_in_notes(note: Note, caller: Caller) -> Note:
    return Note(note.ident, note.series, caller.blocks(note.blocks), note.place)


def _with_calls(
    blocks: tuple[Block, ...], idents: Sequence[str], place: Place
) -> tuple[Block, ...]:
    """The blocks with calls behind their last word."""
    calls = tuple(NoteCall(ident, place) for ident in idents)
    last = blocks[-1]
    if not isinstance(last, TextBlock):
        return (*blocks, TextBlock("paragraph", (Prose(calls, place),), place))
    text = replace(last.texts[-1], inlines=(*last.texts[-1].inlines, *calls))
    return (*blocks[:-1], replace(last, texts=(*last.texts[:-1], text)))
