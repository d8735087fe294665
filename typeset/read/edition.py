"""An edition's folder → a checked edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from typeset.errors import InputError, Problem
from typeset.model import INSERT, Edition, Letter, Licence, Part
from typeset.read.compose import compose
from typeset.read.file_model import EditionFile, InsertFile, LicenceFile
from typeset.read.fill import Fill
from typeset.read.folder import EDITION_FILE, EditionFolder, LetterFilePath
from typeset.read.letter import (
    Inherited,
    LetterReading,
    flat,
    read_credits,
    read_language,
    read_letter,
    read_source,
)
from typeset.read.manuscript import decode
from typeset.read.marks import TextNode
from typeset.read.memory import Asked, Memory
from typeset.read.order import arranged
from typeset.read.problems import Problems, shown
from typeset.read.settings import read_settings
from typeset.store import Store
from typeset.variants import VariantName

DEFAULT_LAYOUT = "volume"
DEFAULT_FRONT_MATTER = ("half-title", "title-page", "credits", "contents")


def read_edition(folder: Path, store: Store | None = None, jobs: int = 1) -> Edition:
    """Read and check the edition in a folder; a ``store`` spares it what was read before.

    With a store many letters are read by so many processes side by side.

    Raises:
        InputError: with all problems of the edition, by file, line and column.
    """
    problems = Problems()
    if not folder.is_dir():
        hint = f"name the folder that holds {EDITION_FILE}"
        raise InputError(Problem("no-folder", f"there is no folder '{folder}'", hint))
    files = EditionFolder(folder, problems)
    model = _edition_file(files, problems)
    inherited = _inherited(model, problems) if model else Inherited(known=False)
    paths = files.letters()
    memory = Memory(store, folder, inherited, jobs) if store else None
    letters = _letters(files, paths, inherited, problems, memory)
    if memory:
        memory.keep()
    arrangement = arranged(model, letters, problems) if model else None
    if model is None or arrangement is None or len(problems):
        raise InputError(problems.sorted())
    ordered, parts, volumes = arrangement
    return replace(_edition(model, folder, inherited, ordered, parts), volumes=volumes)


def _edition_file(files: EditionFolder, problems: Problems) -> EditionFile | None:
    data = files.read(EDITION_FILE)
    manuscript = decode(data, files.shown(EDITION_FILE), problems) if data is not None else None
    root = compose(manuscript, problems) if manuscript else None
    model = Fill(problems).model(root, EditionFile) if root else None
    for piece in (model.back_matter or ()) if model else ():
        if not isinstance(piece, InsertFile):
            hint = "take it out of 'back_matter', which may name PDFs: {pdf: FILE}"
            message = f"no layout can print {shown(piece.value)} after the letters"
            problems.add("no-back-matter", message, piece.place(), hint)
    for piece in (*(model.front_matter or ()), *(model.back_matter or ())) if model else ():
        if isinstance(piece, InsertFile):
            files.read_figure(flat(piece.pdf) or "", piece.pdf.place())
    return model


def _letters(
    files: EditionFolder,
    paths: Sequence[LetterFilePath],
    inherited: Inherited,
    problems: Problems,
    memory: Memory | None,
) -> dict[str, Letter | None]:
    """Each letter by its identifier, None where it has problems."""
    known = {path.ident: None for path in paths}
    letters: dict[str, Letter | None] = dict(known)
    asked = [
        Asked(data, path.ident, path.file, files.shown(path.file))
        for path in paths
        if (data := files.read(path.file)) is not None
    ]
    readings = (
        memory.read(asked)
        if memory
        else [read_letter(one.data, one.ident, one.file, inherited, one.shown_as) for one in asked]
    )
    for one, reading in zip(asked, readings, strict=True):
        problems.extend(reading.problems)
        for ident, place in reading.references:
            if ident not in known:
                problems.unknown("unknown-letter", "letter", ident, known, place)
        letters[one.ident] = _with_figures(reading, files)
    return letters


def _with_figures(reading: LetterReading, files: EditionFolder) -> Letter | None:
    """The letter, its digest taking in the pictures that it shows."""
    pictures = [files.read_figure(figure.file, figure.place) for figure in reading.figures]
    if reading.letter is None or not pictures:
        return reading.letter
    whole = sha256(reading.letter.digest.encode())
    for picture in pictures:
        whole.update(sha256(picture or b"").digest())
    return replace(reading.letter, digest=whole.hexdigest())


def _inherited(model: EditionFile, problems: Problems) -> Inherited:
    licences = {
        key.value.strip(): _licence(key.value.strip(), licence)
        for key, licence in (model.licences or {}).items()
    }
    licence = flat(model.licence)
    if licence and model.licence and licence not in licences:
        place = model.licence.place()
        problems.unknown("unknown-licence", "licence", licence, licences, place)
    return Inherited(
        source=read_source(model.source),
        licences=licences,
        licence=licence,
        language=read_language(model.language, problems) or "und",
        credits=read_credits(model.credits),
    )


def _licence(ident: str, model: LicenceFile) -> Licence:
    return Licence(
        ident=ident,
        name=flat(model.name) or "",
        holder=flat(model.holder),
        statement=flat(model.statement),
        credit=flat(model.credit),
        url=flat(model.url),
    )


def _edition(
    model: EditionFile,
    folder: Path,
    inherited: Inherited,
    letters: Sequence[Letter],
    parts: Sequence[Part],
) -> Edition:
    front = model.front_matter
    return Edition(
        ident=folder.resolve().name,
        folder=folder,
        title=flat(model.title) or "",
        subtitle=flat(model.subtitle),
        editor=flat(model.editor),
        publisher=flat(model.publisher),
        place=flat(model.place),
        year=flat(model.year),
        language=inherited.language,
        layout=flat(model.layout) or DEFAULT_LAYOUT,
        settings=read_settings(model.settings or {}),
        letters=tuple(letters),
        parts=tuple(parts),
        front_matter=DEFAULT_FRONT_MATTER if front is None else tuple(map(_matter, front)),
        back_matter=tuple(map(_matter, model.back_matter or ())),
        variants=_listed(model.variant),
        attach=tuple(model.attach or ()),
    )


def _matter(piece: str | TextNode | InsertFile) -> str:
    if isinstance(piece, InsertFile):
        return f"{INSERT}{flat(piece.pdf)}"
    return piece if isinstance(piece, str) else piece.value


def _listed(variant: VariantName | list[VariantName] | None) -> tuple[str, ...]:
    if isinstance(variant, list):
        return tuple(variant)
    return (variant,) if variant else ()
