"""A layout, loaded and checked: what compose, paginate and furnish ask."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from jinja2.sandbox import SandboxedEnvironment
from pydantic import ValidationError

from typeset.errors import InputError, Problem
from typeset.layout.expressions import Names, number
from typeset.layout.folders import search
from typeset.layout.series import NotesStyle, notes_style
from typeset.layout.settings import BadValueError, Value, check_defaults, settle
from typeset.layout.source import Source, gather, read
from typeset.layout.spec import FurniturePiece, LayoutSpec, SettingSpec, Zone
from typeset.layout.templates import TEMPLATES, asks_for, environment, style_sheet
from typeset.model import Edition, Place
from typeset.page import Geometry


@dataclass(frozen=True, eq=False)
class Layout:
    """How letters are set and what pages look like; made by :func:`load`."""

    name: str
    title: str
    description: str
    folders: tuple[Path, ...]
    """Its parents' and its own, the oldest first."""
    specs: Mapping[str, SettingSpec]
    settings: Mapping[str, Value]
    """Values by name; lengths in points."""
    notes: NotesStyle
    """Where notes stand, and what their series look like."""
    words: Mapping[str, str]
    """The layout's own words (``p.``, ``Contents``), to be put into another language."""
    zones: Mapping[str, Zone]
    furniture: Mapping[str, FurniturePiece]
    templates: SandboxedEnvironment = field(repr=False)
    column_digest: str
    """SHA-256 of all that can change how letters are set: CSS, templates, words, settings."""
    digest: str
    """SHA-256 of all that can change a page: the column's, geometry and furniture."""
    _source: Source = field(repr=False)
    _css: str = field(repr=False)
    _geometry: Geometry = field(repr=False)

    def css(self) -> str:
        """The style sheet of the column, settings filled in."""
        return self._css

    def geometry(self) -> Geometry:
        """Where type stands on a page."""
        return self._geometry

    def place(self, *path: str) -> Place | None:
        """Where a key of layout.yaml (``furniture``, ``folio``, ``text``) was given."""
        return self._source.place(path)

    def asks_for(self, template: str, name: str) -> bool:
        """May a template, or one that it draws on, ask for something of this name?"""
        return asks_for(self.templates, template, name)

    def names(self) -> Names:
        """What expressions in layout.yaml know: settings by name, ``settings`` and ``page``."""
        return _names(self.settings, self._geometry)


def layout_for(
    edition: Edition, name: str | None = None, overrides: Iterable[tuple[str, str]] = ()
) -> Layout:
    """The layout of an edition, or another one for it.

    ``overrides`` are those of the command line.  The edition's own settings hold for the layout
    that it names, so that a handout does not take the volume's trim.

    Raises:
        InputError: as :func:`load`.
    """
    name = name or edition.layout
    given: list[tuple[str, object, Place | None]] = []
    if name == edition.layout and edition.settings:
        file = edition.folder / "edition.yaml"
        places = read(file)[1] if file.is_file() else {}
        given = [(key, value, places.get(("settings", key))) for key, value in edition.settings]
    return load(name, search(edition.folder), [*given, *((k, v, None) for k, v in overrides)])


def load(
    name: str,
    folders: Sequence[Path],
    overrides: Iterable[tuple[str, object, Place | None]] = (),
) -> Layout:
    """A layout found along the folders, with overrides of its settings (name, value, place).

    Raises:
        InputError: there is no such layout, it is faulty, or an override does not suit it.
    """
    overrides = tuple(overrides)
    source = gather(name, folders)
    _refuse_strays(source.folders)
    spec = _checked(source)
    values, problems = settle(spec.settings, overrides, name)
    if problems:
        raise InputError(problems)
    notes = _notes(values, source, {key: place for key, _, place in overrides})
    column = {key: values[key] for key, one in spec.settings.items() if one.scope == "column"}
    settings, known = MappingProxyType(values), MappingProxyType(column)
    geometry = _geometry(spec, settings, notes, source)
    css = style_sheet(source.folders, known, spec.words)
    digest = _digest(css, _files(source.folders), spec.words, column)
    return Layout(
        name=name,
        title=spec.title,
        description=spec.description,
        folders=source.folders,
        specs=MappingProxyType(spec.settings),
        settings=settings,
        notes=notes,
        words=MappingProxyType(spec.words),
        zones=MappingProxyType(spec.zones),
        furniture=MappingProxyType(spec.furniture),
        templates=environment(source.folders, known, MappingProxyType(spec.words)),
        column_digest=digest,
        digest=_digest(digest, values, spec.model_dump(mode="json")),
        _source=source,
        _css=css,
        _geometry=geometry,
    )


def _checked(source: Source) -> LayoutSpec:
    """The layout's data, each part checked; all that is wrong is said at once."""
    try:
        spec = LayoutSpec.model_validate(source.data)
    except ValidationError as error:
        raise InputError(
            [
                Problem(
                    "bad-layout",
                    f"{'.'.join(map(str, one['loc']))}: {one['msg']}",
                    "docs/LAYOUTS.md tells what layout.yaml may hold",
                    source.place(one["loc"]),
                )
                for one in error.errors()
            ]
        ) from None
    places = {name: source.place(("settings", name, "default")) for name in spec.settings}
    problems = check_defaults(spec.settings, places)
    for name, piece in spec.furniture.items():
        if piece.zone not in spec.zones:
            problems.append(
                Problem(
                    "unknown-zone",
                    f"there is no zone “{piece.zone}”",
                    f"there are: {', '.join(spec.zones) or 'none'}",
                    source.place(("furniture", name, "zone")),
                )
            )
    if problems:
        raise InputError(problems)
    return spec


def _notes(
    settings: Mapping[str, Value], source: Source, places: Mapping[str, Place | None]
) -> NotesStyle:
    try:
        return notes_style(settings)
    except BadValueError as error:
        given = settings["series_order"]
        place = places.get("series_order") or source.place(("settings", "series_order"))
        hint = "the first one stands highest at the foot: textual author editor"
        message = f"setting “series_order” cannot be “{given}”: {error}"
        raise InputError(Problem("bad-setting", message, hint, place)) from None


def _geometry(
    spec: LayoutSpec, settings: Mapping[str, Value], notes: NotesStyle, source: Source
) -> Geometry:
    """The page, computed; what leaves no room for type is an error."""
    names = _names(settings)
    values = {
        key: number(text, names, source.place(("page", key)))
        for key, text in spec.page.model_dump().items()
    }
    mirrored = bool(values.pop("mirrored"))
    spread, give = (max(0, int(values.pop(key))) for key in ("spread", "give"))
    geometry = Geometry(
        **values,
        spread=spread,
        give=give,
        mirrored=mirrored,
        series=tuple(one.name for one in notes.series),
        run_in=frozenset(one.name for one in notes.series if one.run_in),
    )
    wrong = [
        (key, f"{key} is {values[key]:.1f} points")
        for key in ("width", "height", "measure", "depth", "top", "inner", "outer")
        if values[key] < 0 or (key in ("measure", "depth") and values[key] == 0)
    ]
    wide = geometry.inner + geometry.measure + geometry.outer
    if not wrong and wide > geometry.width + 0.01:
        wrong.append(("measure", f"margins and measure take {wide:.1f} of {geometry.width:.1f}"))
    if not wrong and geometry.top + geometry.deep(geometry.spread) > geometry.height:
        wrong.append(("depth", "the lines reach below the page"))
    if wrong:
        raise InputError(
            [
                Problem(
                    "no-room",
                    f"the page has no room for its type: {message}",
                    "change the trim, a margin, the measure or the number of lines",
                    source.place(("page", key)),
                )
                for key, message in wrong
            ]
        )
    return geometry


def _names(settings: Mapping[str, Value], page: Geometry | None = None) -> Names:
    return {**settings, "settings": settings, **({"page": page} if page else {})}


def _files(folders: Sequence[Path]) -> dict[str, str]:
    """Template texts by layout and name."""
    return {
        f"{folder.name}/{file.name}": file.read_text("utf-8")
        for folder in folders
        for file in sorted((folder / TEMPLATES).glob("*.html"))
    }


def _refuse_strays(folders: Sequence[Path]) -> None:
    """No file of a layout may lie outside its folder."""
    strays = [
        file
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if not file.resolve().is_relative_to(folder.resolve())
    ]
    if strays:
        raise InputError(
            [
                Problem("stray-link", f"{file} leads out of its layout", "put the file there")
                for file in strays
            ]
        )


def _digest(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
