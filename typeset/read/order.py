"""The order of letters in a volume, its parts, and how it is divided into several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase

from typeset.model import Letter, Part, Volumes
from typeset.read.file_model import EditionFile, PartFile
from typeset.read.letter import flat
from typeset.read.marks import TextNode
from typeset.read.problems import Problems, shown

Found = Mapping[str, Letter | None]
"""Letters by identifier, in the order of their files; None for one that could not be read."""


def arranged(
    model: EditionFile, letters: Found, problems: Problems
) -> tuple[tuple[Letter, ...], tuple[Part, ...], Volumes | None]:
    """The letters in the order of printing, and the parts and volumes that they form."""
    order = _order(model, letters, problems)
    parts = _parts(model.parts or (), order, problems)
    if parts:
        order = [ident for part in parts for ident in part.letters]
    volumes = _volumes(model, order, problems)
    return tuple(letter for ident in order if (letter := letters[ident])), parts, volumes


def _order(model: EditionFile, letters: Found, problems: Problems) -> list[str]:
    idents = list(letters)
    if model.order == "listed":
        return _listed(model, idents, problems)
    if model.letters:
        hint = "write 'order: listed', or remove the list"
        place = model.letters[0].place()
        message = f"letters are listed, but the order is '{model.order}'"
        problems.add("order", message, place, hint)
    if model.order == "date":
        return sorted(idents, key=lambda ident: (*_days(letters[ident]), ident))
    return idents


def _days(letter: Letter | None) -> tuple[date, date]:
    """First and last day; a letter without a date comes last."""
    if letter is None or letter.date is None:
        return date.max, date.max
    return letter.date.first, letter.date.last


def _listed(model: EditionFile, idents: Sequence[str], problems: Problems) -> list[str]:
    listed: dict[str, TextNode] = {}
    for node in model.letters or ():
        ident = node.value.strip()
        if ident not in idents:
            problems.unknown("unknown-letter", "letter", ident, idents, node.place())
        elif ident in listed:
            message = f"letter {shown(ident)} is listed twice"
            problems.add("listed-twice", message, node.place(), "remove one")
        else:
            listed[ident] = node
    missing = [ident for ident in idents if ident not in listed]
    for ident in missing:
        place = model.place_of("letters")
        hint = "add it under 'letters:', or move its file out of the edition"
        problems.add("not-listed", f"letter {shown(ident)} is not listed", place, hint)
    return [*listed, *missing]


def _parts(
    models: Sequence[PartFile], order: Sequence[str], problems: Problems, what: str = "part"
) -> tuple[Part, ...]:
    """Parts (or volumes) with their letters; each letter stands in one of them."""
    if not models:
        return ()
    part_of: dict[str, int] = {}
    for number, model in enumerate(models):
        for node in model.letters:
            matching = [ident for ident in order if fnmatchcase(ident, node.value.strip())]
            if not matching:
                message = f"{shown(node.value)} names no letter"
                problems.add("unknown-letter", message, node.place(), "known: " + _some(order))
            for ident in matching:
                if part_of.setdefault(ident, number) != number:
                    message = f"letter {shown(ident)} stands in two {what}s"
                    hint = f"the other is {shown(models[part_of[ident]].title.value)}"
                    problems.add(f"two-{what}s", message, node.place(), hint)
    for ident in order:
        if ident not in part_of:
            place = models[-1].node.place()
            hint = f"name it, or a pattern that it fits, under a {what}'s 'letters:'"
            problems.add(f"no-{what}", f"letter {shown(ident)} stands in no {what}", place, hint)
    return tuple(
        Part(flat(model.title) or "", tuple(i for i in order if part_of.get(i) == number))
        for number, model in enumerate(models)
    )


def _volumes(model: EditionFile, order: Sequence[str], problems: Problems) -> Volumes | None:
    """How the edition is divided into volumes; what is asked for has to be told in full."""
    wanted = model.volumes
    if wanted is None:
        return None
    needed = {"year": None, "pages": wanted.pages, "listed": wanted.volumes}
    for by, key in (("pages", "pages"), ("listed", "volumes")):
        if wanted.by == by and not needed[by]:
            message = f"'{key}' is missing: volumes are divided by '{by}'"
            problems.add(f"missing-{key}", message, wanted.node.place(), "add it here")
        elif wanted.by != by and needed[by]:
            message = f"'{key}' is given, but volumes are divided by '{wanted.by}'"
            hint = f"write 'by: {by}', or remove it"
            problems.add("volumes", message, wanted.place_of(key), hint)
    if wanted.by != "year" and wanted.has("years"):
        message = f"'years' is given, but volumes are divided by '{wanted.by}'"
        problems.add("volumes", message, wanted.place_of("years"), "write 'by: year', or remove it")
    listed = wanted.volumes or () if wanted.by == "listed" else ()
    volumes = _parts(listed, order, problems, "volume")
    return Volumes(wanted.by, wanted.years, wanted.pages or 0, volumes)


def _some(idents: Sequence[str]) -> str:
    return ", ".join(idents[:3]) + (" …" if len(idents) > 3 else "")
