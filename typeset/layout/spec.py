"""What ``layout.yaml`` may hold."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["length", "number", "integer", "text", "choice", "flag", "face", "fallbacks"]
Expression = str
"""A Jinja2 expression over the settings, in points."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SettingSpec(_Strict):
    """A setting: its kind, its default, what it may be and what it does."""

    kind: Kind
    default: str
    help: str
    choices: tuple[str, ...] = ()
    min: str | None = None
    max: str | None = None
    scope: Literal["column", "page"] = "column"
    """``page`` settings are unknown to column.css and templates: type that is set stays good."""


class PageSpec(_Strict):
    """The page's geometry; each value is an expression over the settings."""

    width: Expression
    height: Expression
    top: Expression
    inner: Expression
    outer: Expression
    measure: Expression
    depth: Expression
    leading: Expression
    note_gap: Expression
    note_rule: Expression
    note_rule_length: Expression
    note_share: Expression = "0.6"
    series_gap: Expression = "0"
    spread: Expression = "0"
    give: Expression = "0"
    mirrored: Expression = "true"


class Zone(_Strict):
    """A place for furniture: expressions over the settings, ``page`` and ``side``, in points from
    the top of the page (``baseline``) and from the left of its type area (``left``)."""

    baseline: Expression = "0"
    left: Expression = "0"
    width: Expression = "page.measure"


class Sides(_Strict):
    """A text of its own for each side."""

    verso: str
    recto: str


class FurniturePiece(_Strict):
    """A line that pages carry besides their type."""

    text: str | Sides
    """A template; it knows ``edition``, ``letter``, ``number``, ``source``, ``pages`` (those of the
    source that the page covers), ``folio``, ``line``, ``settings`` and ``words``."""
    zone: str
    pages: tuple[str, ...]
    """``opening``, ``continued``, ``last``, ``front``, ``blank``, ``all`` or the name of a piece
    of front matter."""
    align: Literal["left", "right", "centre", "outer", "inner"] = "left"
    when: Expression = "true"
    """Is the piece wanted at all?"""
    every: Expression | None = None
    """The piece stands beside each so many-th line of the letter, not once on the page."""
    lines: tuple[str, ...] = ()
    """Kinds of block whose lines are counted."""

    def on(self, side: Literal["recto", "verso"]) -> str:
        """The text's template for such a page."""
        if isinstance(self.text, str):
            return self.text
        return self.text.verso if side == "verso" else self.text.recto


class LayoutSpec(_Strict):
    """A whole ``layout.yaml``, with what it inherits."""

    title: str
    description: str = ""
    settings: dict[str, SettingSpec] = {}
    page: PageSpec
    words: dict[str, str] = {}
    zones: dict[str, Zone] = {}
    furniture: dict[str, FurniturePiece] = {}
