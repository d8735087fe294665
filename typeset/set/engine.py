"""The engine: HTML in, galleys out.  One for each worker process, made once.

Several units are laid out as one document, each on an endless page of its own, so that its type
begins at ``y = 0`` whatever stands beside it: the same unit gives the same galley in any company.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from typeset.errors import Problem, SettingError
from typeset.faces import Library
from typeset.galley import Column, Galley, Note
from typeset.set import seams
from typeset.set.glyphs import Typesetter
from typeset.set.items import Places, column
from typeset.set.record import Ground, Piece, Recorder
from typeset.set.resources import gather

ASSETS = "http://edition.invalid/"
"""Where a unit's own files seem to be: a name that leads nowhere (RFC 2606, section 2)."""

HOUSE_CSS = """
html, body {{ margin: 0; padding: 0 }}
.unit {{ display: flow-root; break-before: page }}
* {{ hyphenate-character: "\\2010\\200b" !important }}
.slot {{ display: inline-block }}
@page {{ size: {measure}pt 10000000pt; margin: 0 }}
"""


@dataclass(frozen=True, slots=True)
class Task:
    """A unit to be set: its HTML as the composing room made it, and the files that it names."""

    unit: str
    html: str
    assets: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How to set: the column's CSS, its measure in points, and where the fonts are."""

    css: str
    measure: float
    fonts: tuple[Path, ...]
    cards: Path | None = None
    """Folder where the faces' cards are kept."""


class Engine:
    """Sets units in one style; what costs time to make (CSS, fonts) is made once."""

    def __init__(self, style: Style) -> None:
        seams.hold()
        self._library = Library.scan(style.fonts, cache=style.cards)
        self._typesetter = Typesetter(self._library)
        seams.show_text_with(self._typesetter.show_line)
        self._recorder = Recorder(self._typesetter)
        self._fonts = seams.FontConfiguration()
        with _Complaints() as complaints:
            self._css = [
                seams.CSS(string=text, font_config=self._fonts, url_fetcher=_Assets({}))
                for text in (HOUSE_CSS.format(measure=style.measure), style.css)
            ]
        if complaints.heard:
            raise SettingError(
                [Problem("layout-css", said, "mend column.css") for said in complaints.heard]
            )

    def set(self, tasks: Sequence[Task]) -> list[Galley]:
        """Set some units; the galleys come in the order of the tasks.

        Raises:
            SettingError: the engine complained about a unit's HTML or pictures.
        """
        body = "".join(
            f'<section class="unit" data-unit="{n}">{task.html}</section>'
            for n, task in enumerate(tasks)
        )
        files = {name: data for task in tasks for name, data in task.assets}
        collecting = gc.isenabled()
        gc.disable()  # a laid-out document is one large garden of cycles
        try:
            with _Complaints() as complaints:
                document = seams.HTML(
                    string=f"<!DOCTYPE html><html><body>{body}</body></html>",
                    base_url=ASSETS,
                    url_fetcher=_Assets(files),
                ).render(font_config=self._fonts, stylesheets=self._css)
                sheets = self._sheets(document, len(tasks))
                galleys = [
                    self._galley(task, pages) for task, pages in zip(tasks, sheets, strict=True)
                ]
        finally:
            if collecting:
                gc.enable()
        if complaints.heard:
            units = ", ".join(task.unit for task in tasks)
            raise SettingError([Problem("engine", f"{units}: {c}") for c in complaints.heard])
        return galleys

    def _sheets(self, document: Any, count: int) -> list[list[Any]]:
        """The endless pages of each unit."""
        sheets: list[list[Any]] = [[] for _ in range(count)]
        for page in document.pages:
            html = page._page_box.children[0]
            for section in html.children[0].children if html.children else ():
                sheets[int(section.element.get("data-unit"))].append(page)
        return sheets

    def _galley(self, task: Task, pages: Sequence[Any]) -> Galley:
        self._typesetter.used = {}
        pieces: list[Piece] = []
        grounds: list[Ground] = []
        places = Places()
        down = 0.0
        for sheet, page in enumerate(pages):
            new, behind = self._recorder.record(page._page_box)
            for piece in new:
                piece.sheet = sheet
                piece.top, piece.bottom = piece.top + down, piece.bottom + down
                if piece.band:
                    piece.band = piece.band[0] + down, piece.band[1] + down
            for ground in behind:
                ground.top, ground.bottom = ground.top + down, ground.bottom + down
            places.add(page, down)
            pieces.extend(new)
            grounds.extend(behind)
            ends = [piece.band[1] if piece.band else piece.bottom for piece in pieces]
            down = max([*ends, *(ground.bottom for ground in grounds)], default=0.0)
        stream = self._recorder.stream
        resources, rename = gather(stream.take_resources(), stream.images)
        for drawn in (*pieces, *grounds):
            drawn.ops = rename(drawn.ops)
        body, notes = _columns(pieces, grounds, places)
        used = self._typesetter.used
        return Galley(
            unit=task.unit,
            body=body,
            notes=notes,
            faces=tuple((key, tuple(sorted(used[key]))) for key in sorted(used)),
            resources=resources,
        )


def _columns(
    pieces: Sequence[Piece], grounds: Sequence[Ground], places: Places
) -> tuple[Column, tuple[Note, ...]]:
    """The body's column, and one for each note."""
    apart: dict[Any, list[Piece]] = {None: []}
    for piece in pieces:
        apart.setdefault(_note(piece.path), []).append(piece)
    behind: dict[Any, list[Ground]] = {note: [] for note in apart}
    homes = {id(box): note for note, own in apart.items() for p in own for box in p.path}
    for ground in grounds:
        behind[homes.get(id(ground.box))].append(ground)
    body = column(apart.pop(None), behind[None], places, 0.0)
    notes = []
    for aside, own in apart.items():
        element = aside.element
        top = min(piece.top for piece in own)
        notes.append(
            Note(
                ident=element.get("data-note"),
                series=element.get("class").split()[1],
                column=column(own, behind[aside], places, top),
                line=int(element.get("data-line", 0)),
            )
        )
    return body, tuple(notes)


def _note(path: Sequence[Any]) -> Any:
    """The box of the note that a path leads through, if any."""
    for box in path:
        if box.element is not None and box.element.get("data-note"):
            return box
    return None


class _Assets(seams.URLFetcher):  # type: ignore[misc]
    """Gives out the files of the task at hand; everything else is refused."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("data",))
        self._files = files

    def fetch(self, url: str, headers: Any = None) -> Any:
        name = unquote(url.removeprefix(ASSETS))
        if url.startswith(ASSETS) and name in self._files:
            return seams.URLFetcherResponse(url, self._files[name])
        return super().fetch(url, headers)


class _Complaints(logging.Handler):
    """Hears what the engine would only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())

    def __enter__(self) -> _Complaints:
        seams.LOGGER.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        seams.LOGGER.removeHandler(self)
