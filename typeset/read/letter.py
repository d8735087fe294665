"""A letter's file → a letter, with all that it inherits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256

from typeset.errors import Problem
from typeset.model import Credit, Figure, Letter, Licence, Name, Place, Source
from typeset.read.blocks import BlockReader
from typeset.read.compose import compose
from typeset.read.dates import read_date
from typeset.read.file_model import CreditFile, LetterFile, NameFile, SourceFile
from typeset.read.fill import Fill
from typeset.read.inline import InlineReader
from typeset.read.manuscript import decode
from typeset.read.marks import TextNode
from typeset.read.notes import read_notes
from typeset.read.problems import Problems, shown
from typeset.read.spans import LANGUAGE, plain


@dataclass(frozen=True)
class Inherited:
    """What an edition gives to each of its letters.  ``known`` is False where the edition's own
    file could not be read, so that its letters are not blamed for what it may hold.
    """

    source: Mapping[str, str] = field(default_factory=dict)
    licences: Mapping[str, Licence] = field(default_factory=dict)
    licence: str | None = None
    language: str = "und"
    credits: tuple[Credit, ...] = ()
    known: bool = True


@dataclass(frozen=True)
class LetterReading:
    """A letter as far as its own file tells.  ``references`` and ``figures`` are still to be
    compared with the edition's other letters and its pictures.
    """

    letter: Letter | None
    problems: tuple[Problem, ...]
    references: tuple[tuple[str, Place], ...] = ()
    figures: tuple[Figure, ...] = ()


def read_letter(
    data: bytes, ident: str, file: str, inherited: Inherited, shown_as: str | None = None
) -> LetterReading:
    """Read the bytes of a letter's file.

    ``file`` is its path in the edition's folder, ``shown_as`` the name that places are given under.
    The result depends on the arguments alone.  ``letter`` is None where there are problems.
    """
    problems = Problems()
    manuscript = decode(data, shown_as or file, problems)
    root = compose(manuscript, problems) if manuscript else None
    if root is None:
        return LetterReading(None, problems.sorted())
    model = Fill(problems).model(root, LetterFile)
    inline = InlineReader(problems)
    blocks = BlockReader(inline, problems)
    letter = _letter(model, inherited, blocks, inline, problems)
    if letter is not None:
        digest = _digest(data, letter)
        letter = replace(letter, ident=ident, file=file, digest=digest)
    references = tuple(inline.met.references)
    return LetterReading(letter, problems.sorted(), references, tuple(blocks.figures))


def _letter(
    model: LetterFile,
    inherited: Inherited,
    blocks: BlockReader,
    inline: InlineReader,
    problems: Problems,
) -> Letter | None:
    """What the file says, not yet named; None where there are problems."""
    title = inline.prose(model.title)
    body = blocks.blocks(model.body)
    if not body and model.has("body"):
        place = model.place_of("body")
        problems.add("empty", "the letter's body is empty", place, "give it a text")
    notes = read_notes(model.notes or {}, blocks, inline, problems)
    source = _source(model, inherited, problems)
    licence = _licence(model, inherited, problems)
    language = read_language(model.language, problems) or inherited.language
    day = read_date(model.date, problems) if model.date else None
    if source is None or licence is None or len(problems):
        return None
    return Letter(
        ident="",
        file="",
        digest="",
        title=title,
        short_title=flat(model.short_title) or plain(title.inlines).strip(),
        language=language,
        senders=_names(model.sender),
        addressees=_names(model.addressee),
        date=day,
        sent_from=flat(model.sent_from),
        sent_to=flat(model.sent_to),
        source=source,
        licence=licence,
        first_published=flat(model.first_published),
        copy_text=flat(model.copy_text),
        credits=read_credits(model.credits) or inherited.credits,
        body=body,
        notes=notes,
        refers_to=tuple(dict.fromkeys(ident for ident, _ in inline.met.references)),
    )


def _digest(data: bytes, letter: Letter) -> str:
    inherits = {
        "source": asdict(letter.source),
        "licence": asdict(letter.licence),
        "language": letter.language,
        "credits": [asdict(credit) for credit in letter.credits],
    }
    terms = json.dumps(inherits, sort_keys=True)
    return sha256(sha256(data).digest() + terms.encode()).hexdigest()


# ---- what a letter inherits ------------------------------------------------------------------


def _source(model: LetterFile, inherited: Inherited, problems: Problems) -> Source | None:
    keys = {**inherited.source, **read_source(model.source)}
    given = {key: value for key, value in keys.items() if value}
    if "title" not in given:
        if inherited.known:
            place = model.source.node.place() if model.source else model.node.place()
            hint = "add 'source:' with a 'title' here or in edition.yaml"
            problems.add("missing-source", "the letter has no source", place, hint)
        return None
    return Source(**given)


def _licence(model: LetterFile, inherited: Inherited, problems: Problems) -> Licence | None:
    name = flat(model.licence) or inherited.licence
    licence = inherited.licences.get(name or "")
    if licence is not None or not inherited.known:
        return licence
    place = model.licence.place() if model.licence else model.node.place()
    if name is None:
        hint = "add 'licence:' here or in edition.yaml, with a name from its 'licences:'"
        problems.add("missing-licence", "the letter has no licence", place, hint)
    elif model.licence is not None:
        problems.unknown("unknown-licence", "licence", name, inherited.licences, place)
    return None


# ---- parts that both kinds of file have ------------------------------------------------------


def flat(node: TextNode | None) -> str | None:
    """A text without marks on one line; None where there is none."""
    return (" ".join(node.value.split()) or None) if node else None


def read_source(model: SourceFile | None) -> dict[str, str]:
    """The keys of a source; an empty one takes an inherited value away."""
    if model is None:
        return {}
    keys = {key.value: getattr(model, key.value, None) for key, _ in model.node.entries}
    return {
        key: "" if node.null else flat(node) or ""
        for key, node in keys.items()
        if isinstance(node, TextNode)
    }


def read_credits(models: Sequence[CreditFile] | None) -> tuple[Credit, ...]:
    """Who did what."""
    return tuple(Credit(flat(one.role) or "", flat(one.name) or "") for one in models or ())


def read_language(node: TextNode | None, problems: Problems) -> str | None:
    """A language tag; None where none is given."""
    if node is None:
        return None
    tag = node.value.strip()
    if tag and not LANGUAGE.fullmatch(tag):
        message = f"{shown(tag)} is no language tag"
        problems.add("language", message, node.place(), "write it as in BCP 47: de, grc")
    return tag


def _names(names: TextNode | NameFile | Sequence[TextNode | NameFile] | None) -> tuple[Name, ...]:
    if names is None:
        return ()
    listed = names if isinstance(names, Sequence) else (names,)
    return tuple(
        Name(flat(one) or "")
        if isinstance(one, TextNode)
        else Name(flat(one.name) or "", flat(one.ref))
        for one in listed
    )
