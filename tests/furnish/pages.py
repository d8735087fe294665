"""Small galleys and pages to furnish."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from typeset import furnish
from typeset.furnish import Furniture
from typeset.galley import Anchor, Column, Galley, Item, Note, Slot
from typeset.layout import Layout
from typeset.model import Edition, Letter, Licence
from typeset.page import Geometry, Page
from typeset.paginate import Stands, UnitPlan, make_up, stands
from typeset.read import Inherited, read_letter

INHERITED = Inherited(
    source={"title": "Collected Works", "volume": "44"},
    licences={"own": Licence("own", "CC0")},
    licence="own",
    language="en",
)


def letter(ident: str, text: str = "") -> Letter:
    """A letter; its body counts for the milestones that stand before a block's first word."""
    body = "" if "body:" in text else "body: [Text.]\n"
    data = f"title: To {ident}\n{text}\n{body}".encode()
    reading = read_letter(data, ident, f"{ident}.yaml", INHERITED)
    assert reading.letter is not None, reading.problems
    return reading.letter


def edition(*letters: Letter) -> Edition:
    """An edition of these letters."""
    none: tuple[str, ...] = ()
    return Edition(
        ident="press", folder=Path("press"), title="Letters", subtitle=None, editor=None,
        publisher=None, place=None, year=None, language="en", layout="volume", settings=(),
        letters=letters, parts=(), front_matter=none, back_matter=none,
    )  # fmt: skip


def line(n: int, leading: float, kind: str = "paragraph", **more: object) -> Item:
    """The n-th line of a column, from 0; its baseline stands 10 points below its top."""
    facts: dict[str, object] = {"text": f"line {n}", "baseline": 10.0, "kind": kind, **more}
    return Item(top=n * leading, height=leading, ops=b"", **facts)  # type: ignore[arg-type]


def galley(unit: str, count: int, layout: Layout, **lines: dict[str, object]) -> Galley:
    """A letter of so many lines; ``_3={"milestones": ("99a",)}`` tells more of the line 3."""
    leading = layout.geometry().leading
    items = [line(n, leading, **lines.get(f"_{n}", {})) for n in range(count)]  # type: ignore[arg-type]
    anchor = Anchor(f"letter-{unit}", 0.0)
    first = line(0, leading, **{"anchors": (anchor,), "first": True, **lines.get("_0", {})})  # type: ignore[arg-type]
    return Galley(unit, Column((first, *items[1:])))


def with_note(one: Galley, ident: str, count: int, series: str = "editor") -> Galley:
    """The galley with a note of so many lines."""
    column = Column(tuple(line(n, 10.5) for n in range(count)))
    return Galley(one.unit, one.body, (*one.notes, Note(ident, series, column)))


def contents(*anchors: str) -> Galley:
    """A contents list: a line with a slot for each anchor."""
    items = tuple(
        Item(n * 13.5, 13.5, b"", baseline=10.0, slots=(Slot(f"folio:{one}", 300.0, 330.0, 9.5),))
        for n, one in enumerate(anchors)
    )
    return Galley("contents", Column(items))


def made_up(
    galleys: list[Galley], geometry: Geometry, front: int = 0, starts: str = "page"
) -> tuple[Page, ...]:
    """The pages of the galleys, of which the first ``front`` are front matter."""
    plan = [
        UnitPlan("front" if n < front else "body", starts)  # type: ignore[arg-type]
        for n in range(len(galleys))
    ]
    return make_up(galleys, plan, geometry)


def what_stands(pages: Sequence[Page], galleys: Sequence[Galley]) -> list[Stands]:
    """What stands where on the pages of each galley."""
    return [
        stands(galley, [page for page in pages if n in page.units or n in page.opens])
        for n, galley in enumerate(galleys)
    ]


def final(
    pages: Sequence[Page], galleys: Sequence[Galley], given: Edition, layout: Layout
) -> tuple[Furniture, ...]:
    """The final dress of the galleys' pages."""
    return furnish.final(pages, what_stands(pages, galleys), galleys, given, layout)


def proof(
    pages: Sequence[Page], galleys: Sequence[Galley], given: Edition, layout: Layout, date: str
) -> tuple[Furniture, ...]:
    """The proof's dress of the galleys' pages."""
    return furnish.proof(pages, what_stands(pages, galleys), galleys, given, layout, date)
