"""Furniture: lines set for themselves and rules, and how they come onto pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from typeset.galley import Item
from typeset.page import Home, Page, Piece, Rule


@dataclass(frozen=True, slots=True)
class Want:
    """A line that a page wants: HTML with its own width, the left edge and the baseline.

    Lines of the same words, look and width have the same fragment, which is set once.
    """

    fragment: str
    x: float
    baseline: float
    home: Home | None = None
    """The element of the text that it completes, if it does."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a page wants besides its type."""

    wants: tuple[Want, ...] = ()
    rules: tuple[Rule, ...] = ()

    def __add__(self, other: Furniture) -> Furniture:
        return Furniture(self.wants + other.wants, self.rules + other.rules)


def fragment(text: str, name: str, align: str, width: float) -> str:
    """A line of furniture as HTML: ``name`` and ``align`` are its classes for the style sheet."""
    return Markup('<div class="furniture {} {}" style="width: {}pt">{}</div>').format(
        name, align, f"{width:.2f}", Markup(text)
    )


def plain_fragment(text: str, name: str, align: str, width: float) -> str:
    """As :func:`fragment`, for a text that is not yet HTML."""
    return fragment(escape(text), name, align, width)


def fragments(furniture: Iterable[Furniture]) -> tuple[str, ...]:
    """All different lines to set, in a fixed order."""
    return tuple(sorted({want.fragment for one in furniture for want in one.wants}))


def attach(
    pages: Sequence[Page], furniture: Sequence[Furniture], items: Mapping[str, Item]
) -> tuple[Page, ...]:
    """The pages with their furniture in place; ``items`` are the lines set, by fragment."""
    return tuple(
        replace(
            page,
            pieces=page.pieces + tuple(_piece(want, items[want.fragment]) for want in one.wants),
            rules=page.rules + one.rules,
        )
        for page, one in zip(pages, furniture, strict=True)
    )


def _piece(want: Want, item: Item) -> Piece:
    baseline = item.height if item.baseline is None else item.baseline
    return Piece(item, want.x, want.baseline - baseline, want.home)
