"""The engine: HTML in, galleys out.  One for each worker process, made once.

Several units are laid out as one document, each on an endless page of its own, so that its type
begins at ``y = 0`` whatever stands beside it: the same unit gives the same galley in any company.
"""

from __future__ import annotations

import gc
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from typeset.errors import Problem, SettingError
from typeset.faces import Library
from typeset.galley import Column, Galley, Note, Resource, Slug
from typeset.set import seams
from typeset.set.compositor import Compositor
from typeset.set.glyphs import Typesetter
from typeset.set.items import Places, cast, column
from typeset.set.record import Ground, Piece, Recorder
from typeset.set.register import pad_pictures
from typeset.set.resources import gather
from typeset.set.setline import Manner
from typeset.set.structure import Structure, column_of, structure_of
from typeset.set.tables import narrow_tables
from typeset.set.task import Style, Task
from typeset.set.typestream import TypeStream
from typeset.set.words import WordCase

ASSETS = "http://edition.invalid/"
"""Where a unit's own files seem to be: a name that leads nowhere (RFC 2606, section 2)."""

HOUSE_CSS = """
html, body {{ margin: 0; padding: 0 }}
.unit {{ display: flow-root; break-before: page }}
* {{ hyphenate-character: "\\2010\\200b" !important }}
.slot {{ display: inline-block }}
img, svg {{ overflow: visible }}
@page {{ size: {measure}pt 10000000pt; margin: 0 }}
"""


class Engine:
    """Sets units in one style; what costs time to make (CSS, fonts) is made once."""

    def __init__(self, style: Style) -> None:
        seams.hold()
        seams.quicken()
        self._library = Library.scan(style.fonts, cache=style.cache / "cards")
        self._typesetter = Typesetter(self._library, dict(style.fallbacks))
        seams.show_text_with(self._typesetter.show_line)
        seams.clip_drawings()
        self._recorder = Recorder(self._typesetter)
        seams.draw_lines_with(self._recorder.draw_line)
        manner = Manner(style.expansion, style.hanging, style.words)
        self.compositor = Compositor(WordCase(self._typesetter), TypeStream(), manner)
        seams.make_lines_with(self.compositor.lines)
        self._fonts = seams.FontConfiguration()
        self._leading = style.leading / 0.75
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
        with self._document(body, tasks) as (document, structures):
            sheets = self._sheets(document, len(tasks))
            return [self._galley(task, structures[n], sheets[n]) for n, task in enumerate(tasks)]

    def set_pieces(self, fragments: Sequence[str]) -> list[Slug]:
        """Set fragments of furniture, each as one line on the measure.

        Raises:
            SettingError: a fragment takes no line or more than one.
        """
        body = "".join(f'<div data-line="{n}">{one}</div>' for n, one in enumerate(fragments, 1))
        slugs: dict[int, list[Slug]] = {}
        with self._document(body, ()) as (document, _):
            for page in document.pages:
                pieces, grounds = self._recorder.record(page._page_box)
                resources = self._resources(pieces, grounds)
                for c, item in zip(cast(pieces), column(pieces, grounds).items, strict=True):
                    named = tuple(one for one in resources if one.name.encode() in item.ops)
                    slugs.setdefault(item.line, []).append(Slug(item, _faces(c.pieces), named))
        wrong = [one for n, one in enumerate(fragments, 1) if len(slugs.get(n, ())) != 1]
        if wrong:
            hint = "shorten it in layout.yaml"
            raise SettingError(
                [Problem("furniture", f"not one line: {one}", hint) for one in wrong]
            )
        return [slugs[n][0] for n in range(1, len(fragments) + 1)]

    @contextmanager
    def _document(
        self, body: str, tasks: Sequence[Task]
    ) -> Iterator[tuple[Any, Sequence[Structure]]]:
        """Lay a document out, and tell the structure of its units.

        Meanwhile the garbage collector rests: a laid-out document is one large garden of cycles,
        and a third of the time went into walking it.
        """
        files = {name: data for task in tasks for name, data in task.assets}
        collecting = gc.isenabled()
        gc.disable()
        try:
            with _Complaints() as complaints:
                html = seams.HTML(
                    string=f"<!DOCTYPE html><html><body>{body}</body></html>",
                    base_url=ASSETS,
                    url_fetcher=_Assets(files),
                )
                units = html.etree_element.find("body") if tasks else ()
                structures = [structure_of(unit) for unit in units]
                document = html.render(font_config=self._fonts, stylesheets=self._css)
                again = "<table" in body and narrow_tables(document)
                if files and self._leading:
                    again |= pad_pictures(document, self._leading)
                if again:
                    document = html.render(font_config=self._fonts, stylesheets=self._css)
                yield document, structures
        finally:
            if collecting:
                gc.enable()
        if complaints.heard:
            units = ", ".join(task.unit for task in tasks)
            raise SettingError([Problem("engine", f"{units}: {c}") for c in complaints.heard])

    def _sheets(self, document: Any, count: int) -> list[list[Any]]:
        """The endless pages of each unit."""
        sheets: list[list[Any]] = [[] for _ in range(count)]
        for page in document.pages:
            html = page._page_box.children[0]
            for section in html.children[0].children if html.children else ():
                sheets[int(section.element.get("data-unit"))].append(page)
        return sheets

    def _galley(self, task: Task, structure: Structure, pages: Sequence[Any]) -> Galley:
        pieces: list[Piece] = []
        grounds: list[Ground] = []
        places = Places(structure.names)
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
        resources = self._resources(pieces, grounds)
        body, notes = _columns(pieces, grounds, places, structure)
        return Galley(
            unit=task.unit,
            body=body,
            notes=notes,
            faces=_faces(pieces),
            resources=resources,
            odd=tuple(sorted(Counter(piece.odd for piece in pieces if piece.odd).items())),
        )

    def _resources(
        self, pieces: Sequence[Piece], grounds: Sequence[Ground]
    ) -> tuple[Resource, ...]:
        """What the operators drawn last name; they name it by its content from here on."""
        stream = self._recorder.stream
        resources, rename = gather(stream.take_resources(), stream.images)
        for piece in pieces:
            piece.ops = rename(piece.ops)
        for ground in grounds:
            ground.ops = rename(ground.ops)
        return resources


def _faces(pieces: Iterable[Piece]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The glyphs that pieces use, by face."""
    used: dict[str, set[int]] = {}
    for piece in pieces:
        for key, glyphs in piece.used.items():
            used.setdefault(key, set()).update(glyphs)
    return tuple((key, tuple(sorted(used[key]))) for key in sorted(used))


def _columns(
    pieces: Sequence[Piece], grounds: Sequence[Ground], places: Places, structure: Structure
) -> tuple[Column, tuple[Note, ...]]:
    """The body's column, and one for each note."""
    apart: dict[str | None, list[Piece]] = {None: []}
    for piece in pieces:
        apart.setdefault(column_of(piece.box), []).append(piece)
    behind: dict[str | None, list[Ground]] = {note: [] for note in apart}
    for ground in grounds:
        note = column_of(ground.box)
        behind[note if note in behind else None].append(ground)
    body = column(apart.pop(None), behind[None], places, 0.0, structure.of(None))
    notes = []
    for ident, element in structure.notes.items():
        own = apart.get(ident)
        if own:
            top = min(piece.top for piece in own)
            made = column(own, behind[ident], places, top, structure.of(ident))
            series, line = element.get("class").split()[1], int(element.get("data-line", 0))
            notes.append(Note(ident, series, made, line))
    return body, tuple(notes)


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
