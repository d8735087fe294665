"""A paragraph as the line-maker sees it: its text by style, and the inline elements in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from typeset.set import seams
from typeset.set.seams import boxes
from typeset.set.structure import home
from typeset.set.words import look_of

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]")
WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff]")
"""Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean."""

SIDES = ("left", "right")
ATOM = "\ufffc"
"""Stands in a paragraph's text for what is set as a whole: a picture, an inline block, a leader."""

TOLD = ("id", "href", "data-call", "data-page", "data-slot")
"""Attributes of inline elements that an item tells of."""

NUDGE = 0.02
"""Pixels by which an inline element may be taller than its line."""


class Odd(Exception):  # noqa: N818 - no error: the paragraph goes another way
    """The paragraph holds what the line-maker does not compose; says what."""


@dataclass(slots=True)
class Leaf:
    """A run of text in one style.  ``rise`` is how far it stands above the baseline, in pixels."""

    text: str
    start: int
    """Offset in the paragraph's text."""
    style: Any
    look: str
    rise: float
    colour: tuple[float, ...]
    home: int
    """The element that it belongs to."""
    box: Any = None
    """The engine's box, if it is an atom: its text is :data:`ATOM`."""
    width: float = 0.0
    """An atom's width in pixels, when the engine has told it."""

    @property
    def stop(self) -> int:
        """Where it ends in the paragraph's text."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Mark:
    """An inline element that an item tells of, from ``start`` to ``stop`` in the text."""

    box: Any
    start: int
    stop: int


@dataclass(slots=True)
class Paragraph:
    """The inline content of a block."""

    leaves: list[Leaf] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    height: float = 0.0
    """Of a line, in pixels."""
    baseline: float = 0.0
    """From the line's top."""
    drawn: str = ""
    """Why its lines have to be drawn by the engine; empty if words can be set side by side."""

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join(leaf.text for leaf in self.leaves)


def read_paragraph(box: Any) -> Paragraph:
    """The paragraph that a line box holds before it is laid out.

    Raises:
        Odd: it holds something that only the layout engine can set.
    """
    style = box.style
    if style["white_space"] != "normal" or style["word_spacing"]:
        raise Odd("spaces")
    paragraph = Paragraph()
    paragraph.height, paragraph.baseline = height, baseline = seams.strut(style)
    for child in box.children:
        _read(child, paragraph, 0.0, (baseline, height - baseline))
    text = paragraph.text
    if not text.strip(" \n"):
        raise Odd("empty")
    if style["direction"] != "ltr" or RIGHT_TO_LEFT.search(text):
        paragraph.drawn = "right-to-left"
    if WITHOUT_SPACES.search(text):
        raise Odd("script")
    return paragraph


def _read(box: Any, paragraph: Paragraph, rise: float, room: tuple[float, float]) -> None:
    """Read a text or an inline box; ``room`` is what the line has above and below its baseline."""
    if isinstance(box, boxes.TextBox):
        _read_text(box, paragraph, rise, room)
        return
    if is_atom(box):
        paragraph.drawn = "box"
        colour = tuple(box.style["color"])
        leaf = Leaf(ATOM, paragraph.length, box.style, "", rise, colour, home(box), box)
        paragraph.leaves.append(leaf)
        paragraph.length += 1
        return
    style = box.style
    if type(box) is not boxes.InlineBox or box.is_outside_marker or any(_lengths(style)):
        raise Odd("box")
    if _decorated(style):
        paragraph.drawn = "decoration"
    start = paragraph.length
    align = _rise(style)
    if align is None:
        paragraph.drawn = "alignment"
    rise += align or 0.0
    for child in box.children:
        _read(child, paragraph, rise, room)
    element = box.element
    if element is not None and any(element.get(name) for name in TOLD):
        paragraph.marks.append(Mark(box, start, paragraph.length))


def is_atom(box: Any) -> bool:
    """Is it set as a whole in its line?"""
    if isinstance(box, boxes.InlineBlockBox):
        return not box.is_table_wrapper and bool(box.is_in_normal_flow())
    return bool(box.is_leader) or type(box) is boxes.InlineReplacedBox


def _read_text(box: Any, paragraph: Paragraph, rise: float, room: tuple[float, float]) -> None:
    style, text = box.style, box.text
    if style["text_decoration_line"] != "none" or style["visibility"] != "visible":
        paragraph.drawn = "decoration"
    if style["font_size"] < 1 or style["text_overflow"] != "clip":
        raise Odd("size")
    if style["overflow_wrap"] != "normal":
        raise Odd("breaks anywhere")
    kept = style["white_space"] not in ("normal", "nowrap")
    if text != "\n" and ("\n" in text or "\t" in text or kept):
        raise Odd("spaces")
    key, (height, baseline) = seams.key_and_strut(style)
    if baseline + rise > room[0] + NUDGE or height - baseline - rise > room[1] + NUDGE:
        paragraph.drawn = "tall"
    colour = tuple(style["color"])
    if colour[-1] < 1:
        paragraph.drawn = "colour"
    leaf = Leaf(text, paragraph.length, style, look_of(key, style), rise, colour, home(box))
    paragraph.leaves.append(leaf)
    paragraph.length += len(text)


def _rise(style: Any) -> float | None:
    """How far an inline box stands above its parent's baseline; None for another alignment."""
    align = style["vertical_align"]
    if align == "baseline":
        return 0.0
    if isinstance(align, int | float):
        return float(align)
    value = getattr(align, "value", None)
    return float(value) if isinstance(value, int | float) else None


def _decorated(style: Any) -> bool:
    """Does an inline box draw anything besides its text?"""
    return (
        style["position"] != "static"
        or style["background_color"].alpha > 0
        or any(kind != "none" for kind, _ in style["background_image"])
        or bool(style["transform"])
        or style["opacity"] < 1
    )


def _lengths(style: Any) -> Iterator[Any]:
    """What an inline box takes beside its text."""
    for side in SIDES:
        yield style[f"border_{side}_width"]
        for kind in ("margin", "padding"):
            yield getattr(style[f"{kind}_{side}"], "value", 0)
