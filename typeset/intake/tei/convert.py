"""One TEI file: its letters as drafts, what is to be said of them, and the account of its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from typeset.errors import InputError, Problem
from typeset.intake.account import LEFT_OUT, Account
from typeset.intake.draft import Doubt, Draft
from typeset.intake.mapping import numbered, preceded
from typeset.intake.proses import proses
from typeset.intake.tei.account import account
from typeset.intake.tei.correspondence import correspondence_of
from typeset.intake.tei.findings import Findings
from typeset.intake.tei.guard import load
from typeset.intake.tei.handlers import HANDLERS
from typeset.intake.tei.header import (
    copy_text_of,
    credits_of,
    first_published_of,
    language_of,
    short_title_of,
    source_of,
    title_of,
)
from typeset.intake.tei.ledger import Ledger
from typeset.intake.tei.letters import Document, Found, documents, is_letter, reason_for_none
from typeset.intake.tei.licence import licence_of
from typeset.intake.tei.line_ends import mark_divided
from typeset.intake.tei.names import (
    XINCLUDE,
    Element,
    children,
    find_all,
    flat,
    ident_of,
    line_of,
)
from typeset.intake.tei.notebook import Notebook
from typeset.intake.tei.options import Options
from typeset.intake.tei.pictures import Pictures
from typeset.intake.tei.renditions import Renditions
from typeset.intake.tei.stream import visible
from typeset.intake.tei.walker import Surroundings, Walker
from typeset.model import Block, Place, Prose, Text, TextBlock

UNKNOWN = "und"


@dataclass
class Converted:
    """What came of a file."""

    drafts: list[Draft] = field(default_factory=list)
    account: Account = field(default_factory=Account)
    findings: tuple[Problem, ...] = ()
    figures: tuple[tuple[Path, str], ...] = ()
    registers: int = 0


def convert(
    path: Path,
    options: Options,
    letters: Mapping[str, str],
    name: Callable[[str], str],
) -> Converted:
    """Convert a file.

    ``letters`` are identifiers of the run's letters by file name, ``name`` gives a free identifier
    for a wish.  InputError where the file cannot be taken, or holds no letter.
    """
    loaded = load(path, options.repair)
    findings = Findings(str(path))
    for line, said in loaded.mended:
        findings.add("repaired", f"repaired: {said}", line)
    for include in loaded.root.iter(f"{{{XINCLUDE}}}include"):
        what = f"XInclude of {include.get('href', '')[:60]!r} is not followed"
        findings.add("xinclude", what, line_of(include), "put what the letter needs into the file")
    pictures = Pictures(path.parent)
    surroundings = Surroundings(
        Renditions.of(loaded.root),
        letters,
        _sigla(loaded.root),
        _glyphs(loaded.root),
        pictures.path_of,
    )
    done = Converted()
    reasons: list[tuple[Element, str]] = []
    for document in documents(loaded.root):
        reason = reason_for_none(document)
        if reason is None:
            drafts = _document(document, path, options, surroundings, name, findings, done)
            done.drafts += drafts
            reason = None if drafts else "its text is an editor's alone"
        if reason:
            reasons.append((document.element, reason))
    if not done.drafts:
        element, reason = reasons[0] if reasons else (loaded.root, "it holds no document")
        raise _no_letter(path, element, reason)
    for element, reason in reasons:
        findings.add("no-letter", f"a document without a letter: {reason}", line_of(element))
    done.findings, done.figures = findings.listed(), pictures.found()
    return done


def _no_letter(path: Path, element: Element, reason: str) -> InputError:
    place = Place(str(path), line_of(element), 1)
    return InputError(Problem("no-letter", f"no letter in it: {reason}", "leave it out", place))


def _document(
    document: Document,
    path: Path,
    options: Options,
    surroundings: Surroundings,
    name: Callable[[str], str],
    findings: Findings,
    done: Converted,
) -> list[Draft]:
    text = document.text
    if text is None:
        return []
    ledger, drafts, written = Ledger(), [], set[Element]()
    licence = licence_of(document.header, findings)
    mark_divided(text, options.hyphens == "all", findings)
    for found in document.letters:
        walker = _walker(found, path, options, surroundings, findings, ledger)
        draft = _draft(found, walker, path, name)
        written |= walker.notebook.written
        if draft is not None:
            drafts.append(replace(draft, licence=licence))
    if len(document.letters) > 1:
        _leave_rest(text, [found.text for found in document.letters], ledger)
    within = set(text.iter())
    aside = [note for note in written if note not in within]
    keep = options.hyphens == "keep"
    done.account.add(account([text, *aside], ledger, drafts, findings, keep))
    return drafts


def _leave_rest(text: Element, units: list[Element], ledger: Ledger) -> None:
    """What stands around the letters of a collection belongs to none of them."""
    inside = {element for unit in units for element in unit.iter()}
    rule = LEFT_OUT + "text around the letters of a collection"
    for element in text.iter():
        if element not in inside:
            ledger.fates.setdefault((element, False), rule)
        if element is not text and (element not in inside or element in units):
            ledger.fates.setdefault((element, True), rule)


def _walker(
    found: Found,
    path: Path,
    options: Options,
    surroundings: Surroundings,
    findings: Findings,
    ledger: Ledger,
) -> Walker:
    language = language_of(found.document, found.text, found.without) or UNKNOWN
    idents = {ident: one for one in found.text.iter() if (ident := ident_of(one))}
    aside = _aside(found)
    notebook = Notebook.of(found.text, aside, idents)
    return Walker(
        str(path),
        language,
        options,
        surroundings,
        notebook,
        HANDLERS,
        findings,
        ledger,
        set(found.without),
    )


def _draft(found: Found, walker: Walker, path: Path, name: Callable[[str], str]) -> Draft | None:
    language, findings = walker.language, walker.findings
    flow = walker.flow()
    walker.meet(found.text, flow)
    body = _with_calls_in_text((*flow.finish(), *walker.margins))
    walker.notebook.rest(walker)
    if not body:
        return None
    header = found.header
    title = title_of(header, language)
    if found.suffix and not found.translation:
        title = _own_title(found, title)
    people = find_all(found.document, "person", "org", "personGrp")
    registers = {ident: one for one in people if (ident := ident_of(one))}
    way = correspondence_of(
        header, found.description, found.text, title, path.name, registers, findings
    )
    doubts = list(way.doubts)
    if found.translation:
        doubts.append(Doubt("title", "a translation; say so, and who made it"))
    place = walker.place(found.text)
    if not title:
        title = path.stem
        doubts.append(Doubt("title", "the file has no title; this is its name"))
    if not is_letter(found):
        findings.add("letter", "nothing says that this is a letter", place.line, "look at it")
    wish = path.stem + (f"-{found.suffix}" if found.suffix else "")
    shown, body, notes = numbered(Prose((Text(title), *walker.titled), place), body, walker.notes)
    return Draft(
        ident=name(wish),
        title=shown,
        body=body,
        notes=notes,
        short_title=short_title_of(header),
        language=None if language == UNKNOWN else language,
        senders=way.senders,
        addressees=way.addressees,
        date=way.date,
        sent_from=way.sent_from,
        sent_to=way.sent_to,
        source=source_of(header),
        first_published=first_published_of(header),
        copy_text=copy_text_of(header),
        credits=credits_of(header),
        doubts=tuple(doubts),
    )


def _with_calls_in_text(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Calls that stand in no text come to stand at the beginning of the next."""
    found: list[Block] = []
    waiting: list[Block] = []
    for block in blocks:
        if isinstance(block, TextBlock) and block.kind == "ornament" and not _seen(block):
            waiting.append(block)
            continue
        found.append(preceded(block, [call for one in proses(waiting) for call in one.inlines]))
        waiting = []
    return (*found, *waiting)


def _seen(block: TextBlock) -> bool:
    return not block.texts or any(visible(text.inlines) for text in block.texts)


def _own_title(found: Found, title: str) -> str:
    """The title of one of several letters: its own heading, or the file's with its number."""
    for head in children(found.text, "head"):
        if words := flat(head):
            return words
    for head in find_all(found.text, "head")[:1]:
        if words := flat(head):
            return words
    return f"{title} ({found.suffix})" if title else ""


def _aside(found: Found) -> list[Element]:
    """Where notes on a letter stand beside it: the stand-off parts, and for a part of a text what
    the rest of it says of notes."""
    standing = find_all(found.document, "standOff")
    if found.text is found.document or found.text.getparent() is found.document:
        return standing
    within = set(found.text.iter())
    return [*standing, *(note for note in find_all(found.document, "note") if note not in within)]


def _sigla(root: Element) -> dict[str, str]:
    """Short names of witnesses: their number, their abbreviation, or what they are called by."""
    sigla = {}
    for witness in find_all(root, "witness"):
        ident = ident_of(witness)
        short = witness.get("n") or next((flat(one) for one in find_all(witness, "abbr")), "")
        if ident and short:
            sigla[ident] = " ".join(short.split())
    return sigla


def _glyphs(root: Element) -> dict[str, str]:
    """Characters for the signs that a header describes."""
    glyphs = {}
    for sign in find_all(root, "char", "glyph"):
        drawn = next((flat(one) for one in find_all(sign, "mapping") if flat(one)), "")
        if (ident := ident_of(sign)) and drawn:
            glyphs[ident] = drawn
    return glyphs
