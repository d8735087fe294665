"""Faces and glyphs: what is lacking, where it is wanted, and which fonts have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from typeset.errors import InputError, Problem
from typeset.faces import Face, Library, face_key
from typeset.galley import Galley
from typeset.layout import Layout
from typeset.model import Edition, Place
from typeset.pipeline.report import Fallback, Flaw


def check_families(edition: Edition, layout: Layout, library: Library) -> None:
    """Refuse families that no font has.

    Raises:
        InputError: names each with its setting and what is like it.
    """
    known = library.families
    problems = [
        Problem(
            "unknown-family",
            f"setting “{name}”: there is no font of the family “{family}”",
            _how_to_add(edition, get_close_matches(family, known, n=1), known),
            _setting_place(edition, layout, name),
        )
        for name, family in _wanted(layout)
        if family not in known
    ]
    if problems:
        raise InputError(problems)


def _wanted(layout: Layout) -> Iterator[tuple[str, str]]:
    for name, spec in layout.specs.items():
        if spec.kind == "face":
            yield name, str(layout.settings[name])
        elif spec.kind == "fallbacks":
            for family in declared(layout).values():
                yield name, family


def _setting_place(edition: Edition, layout: Layout, name: str) -> Place | None:
    """Where a setting was given: in edition.yaml or in the layout."""
    file = edition.folder / "edition.yaml"
    if layout.name == edition.layout and name in dict(edition.settings) and file.is_file():
        from typeset.layout.source import read  # only now, when something is wrong

        return read(file)[1].get(("settings", name))
    return layout.place("settings", name)


def _how_to_add(edition: Edition, near: Sequence[str], known: Mapping[str, object]) -> str:
    meant = f"did you mean “{near[0]}”? " if near else ""
    folder = edition.folder / "fonts"
    return f"{meant}there are: {', '.join(known)}; put others, as files, into {folder}"


def declared(layout: Layout) -> dict[str, str]:
    """The fallback families that a layout's settings declare, by script."""
    text = str(layout.settings.get("fallback_faces", ""))
    if not text:
        return {}
    from typeset.faces.fallbacks import read_fallbacks  # rarely needed

    return read_fallbacks(text)


def fallbacks_used(
    galleys: Sequence[Galley], library: Library, fallbacks: Mapping[str, str]
) -> list[Fallback]:
    """Which declared faces stand in for which scripts."""
    if not fallbacks:
        return []
    from typeset.faces.fallbacks import scripts_of  # rarely needed

    used: dict[tuple[str, str], set[int]] = {}
    for galley in galleys:
        for key, glyphs in galley.faces:
            face = library.face(face_key(key))
            if face.family in fallbacks.values():
                for glyph in glyphs:
                    for script in scripts_of(face.texts.get(glyph, "")):
                        if fallbacks.get(script) == face.family:
                            used.setdefault((script, face.key), set()).add(glyph)
    found = (
        (script, library.face(key), len(glyphs)) for (script, key), glyphs in sorted(used.items())
    )
    return [Fallback(s, face.family, face.postscript_name, n) for s, face, n in found]


def missing_glyphs(flaws: Sequence[Flaw], edition: Edition, library: Library) -> list[Problem]:
    """Characters that no face has: each with its place and the fonts that have it."""
    places = _Places(edition.folder)
    hints: dict[str, str] = {}
    problems: dict[tuple[str, Place], Problem] = {}
    for flaw in flaws:
        if flaw.code == "missing-glyph":
            char = chr(int(flaw.amount))
            if char not in hints:
                hints[char] = _fonts_with(char, edition, library)
            place = places.find(char, flaw)
            problem = Problem(flaw.code, flaw.message, hints[char], place)
            problems.setdefault((char, place), problem)
    return list(problems.values())


class _Places:
    """Finds characters in source files, one behind the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: dict[str, list[str]] = {}
        self._last: dict[tuple[str, int, str], tuple[int, int]] = {}

    def find(self, char: str, flaw: Flaw) -> Place:
        """Where the character stands from the flaw's line on, behind where it was found last.

        It may be written as an escape; then the line is all that is known.
        """
        if not flaw.file:
            return Place(flaw.letter, 1, 1)
        name = str(self._folder / flaw.file)
        if name not in self._lines:
            self._lines[name] = Path(name).read_text("utf-8-sig").splitlines()
        key = (name, flaw.line, char)
        line, after = self._last.get(key, (max(flaw.line, 1), 0))
        for number, text in enumerate(self._lines[name][line - 1 :], line):
            column = text.find(char, after) + 1
            if column:
                self._last[key] = (number, column)
                return Place(name, number, column)
            after = 0
        return Place(name, *self._last.get(key, (flaw.line, 1)))


def _fonts_with(char: str, edition: Edition, library: Library) -> str:
    """Which fonts have a character, and what to do with them."""
    here = [_named(face) for face in library.faces_with(char)]
    if here:
        return f"these have it: {', '.join(dict.fromkeys(here))}; name one in the layout"
    from typeset.faces.fallbacks import scripts_of  # only now, when something is lacking
    from typeset.faces.search import installed_with

    found = installed_with(char)
    folder = edition.folder / "fonts"
    if not found:
        return f"no font of this machine has it; put one that has into {folder}"
    fonts = ", ".join(f"{one.family} ({one.path})" for one in found)
    script = next(iter(scripts_of(char)), "")
    declare = f" and declare it: fallback_faces: {{{script}: {found[0].family}}}" if script else ""
    return f"this machine has {fonts}: copy its file into {folder}{declare}"


def _named(face: Face) -> str:
    return f"{face.family} {face.style} ({face.path.parent.name}/{face.path.name})"
