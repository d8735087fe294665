"""Every place where we reach into WeasyPrint, and nothing else.

WeasyPrint promises none of these names.  Each source file that we lean on is held to the digest of
the text that this code was written against, so that another version fails loudly and at once
instead of losing a line of type somewhere.  What we rely on, file by file:

``draw/__init__.py``
    ``draw_stacking_context`` paints a context in the order that :mod:`typeset.set.record` repeats
    for the root: grounds and borders of blocks, floats, lines and replaced boxes, then positioned
    contexts; ``draw_inline_level``, ``draw_replacedbox``, ``draw_table``, ``draw_background`` paint
    one box each and leave the stream's state as they found it; lines call the second by its name.
``draw/border.py``
    ``draw_border`` likewise.
``draw/text.py``
    ``draw_text`` sets colour and calls ``draw_first_line`` through its module, with the text matrix
    as last argument; we put our own in its place (:mod:`typeset.set.glyphs`).
``svg/text.py``
    imports ``draw_first_line`` at the moment of drawing, so that ours is taken there, too.
``stacking.py``
    ``StackingContext.from_page`` gives the root context; ``blocks_and_cells`` nests blocks as the
    page has them and its keys are the very boxes that ``children`` hold.
``pdf/stream.py``
    ``Stream`` keeps operators in the list ``stream`` and what it believes to be the current state
    in ``_current_*``.
``text/fonts.py``, ``text/ffi.py``
    ``get_pango_font_key``, ``get_pango_font_hb_face``, ``get_hb_object_data`` lead from a Pango
    font to the bytes of its file; ``FontConfiguration`` reads fontconfig's own configuration.
``document.py``, ``anchors.py``
    ``Document.pages[n]`` has ``_page_box``, ``anchors`` and ``links`` in CSS pixels.
``layout/inline.py``, ``layout/block.py``
    ``get_next_linebox`` asks ``split_inline_box`` for what fits and ``text_align`` where it
    stands, both by their names in the module; ``justify_line`` takes less than nothing, too.
    ``atomic_box`` lays out a copy of a picture and leaves it as it was, ``inline_block_width``
    tells how wide an inline block will be; ``handle_leader`` fills a line's leader.
    ``_linebox_layout`` takes line boxes from ``iter_line_boxes``, by a name of its own; it reads
    their place and height, and asks for no more of them as long as the page does not end.
``text/line_break.py``
    ``create_layout``, ``line_size`` and ``strut`` measure a text in a style.
``layout/__init__.py``, ``layout/page.py``
    A forced break begins a new page, whose type begins at ``y = 0``.
``css/__init__.py``
    ``StyleFor`` makes styles of ``ComputedStyle``, by its name in the module, which reckons a value
    when it is first asked for; ours are in :mod:`typeset.set.styles`.
``html.py``
    ``UA_STYLESHEET`` keeps rules without an element's name in ``matcher.other_selectors``.

Of tinyhtml5 we mend ``characters_until_regex``, a cache that never finds what it keeps.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from math import inf
from pathlib import Path
from typing import Any

import weasyprint
import weasyprint.draw as _draw
from pyphen import Pyphen, language_fallback
from tinyhtml5 import inputstream as _inputstream
from weasyprint import CSS, HTML, Document
from weasyprint import layout as _layout
from weasyprint.draw import (
    draw_background,
    draw_inline_level,
    draw_replacedbox,
    draw_stacking_context,
    draw_table,
)
from weasyprint.draw import text as _draw_text
from weasyprint.draw.border import draw_border
from weasyprint.formatting_structure import boxes
from weasyprint.html import UA_STYLESHEET
from weasyprint.images import SVGImage
from weasyprint.layout import block as _block
from weasyprint.layout import inline as _inline
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages
from weasyprint.logger import LOGGER
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import (
    FontConfiguration,
    get_hb_object_data,
    get_pango_font_hb_face,
    get_pango_font_key,
)
from weasyprint.text.line_break import _font_style_cache_key as _font_style_key
from weasyprint.text.line_break import create_layout, line_size, strut
from weasyprint.urls import URLFetcher, URLFetcherResponse

from typeset.set.styles import style_alike

__all__ = [
    "CSS",
    "HTML",
    "LOGGER",
    "Document",
    "FontConfiguration",
    "Pyphen",
    "StackingContext",
    "Stream",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
    "clip_drawings",
    "create_layout",
    "draw_background",
    "draw_border",
    "draw_clipped",
    "draw_inline_level",
    "draw_lines_with",
    "draw_stacking_context",
    "draw_table",
    "ffi",
    "get_hb_object_data",
    "get_pango_font_hb_face",
    "get_pango_font_key",
    "hold",
    "key_and_strut",
    "language_fallback",
    "line_size",
    "make_lines_with",
    "next_line",
    "pango",
    "quicken",
    "resolve_one_percentage",
    "resolve_percentages",
    "show_text_with",
    "strut",
]

VERSION = "70.0"

SOURCES = {
    "layout/inline.py": "0e7c1569330f54734ed61b568789c4f279ba103c0385115efa6444f3c43b96b4",
    "layout/block.py": "9457dca0528c378f3ff6dd2ca5126d04ca017542de2fb77b1db48c3073401085",
    "text/line_break.py": "1f5a855ad992e0bebaf5512d2b806fd991090e0e91bf79d3d5a3a0176b22af97",
    "draw/__init__.py": "fb6fcee79a80059c72a3142ef941d4968e3aeeddc8fbbcac2e8519e8be55e348",
    "draw/border.py": "cee7e6540a8bbae058c88f6adc9994ab089a736136809cdffd422ac12f116907",
    "draw/text.py": "c9a450aa209277e760227e1fed2da492647bd28e5a5ebc4c9d8aaedecc400d77",
    "svg/text.py": "743266ead497a963fa836a0ceb68a8c37bc0be415167c4e10ab2be92ffd30bd8",
    "stacking.py": "e9ce9e67f071b5c62f9446c7e8941da9a2b060192e6aa5301864acdce7e4a52f",
    "pdf/stream.py": "4faf9169d1970d4688b9cf41f733659ca6b1c4c098707c64f67c47a07309e81e",
    "text/fonts.py": "59d74d0c161349b8416f1d13466e16dd47c1161f0a397ff1e4ca70814eb36091",
    "text/ffi.py": "530e83118f7841d2791678ece23d5e43a7a24150ee1ea64bb4ba70c70b3eb5da",
    "document.py": "f08f91af64563f5fb27596828891fb326262511a56e4ace714e5a960898024c8",
    "anchors.py": "c9778a69d84f23b2a40592563d24e3497e808f57c82584b99a398512988fc558",
    "layout/__init__.py": "f226ba97ad21e44772b571aa64bfd446ecf3080d236c4861dcab25407a04d66a",
    "css/__init__.py": "77ad7287f90d7cfaf85eb00ebe7af47d2bedfb856d7dc68717152f2d8a7605fd",
    "html.py": "a11b729157862291a6ecf7b7b3517c59d4242ea05a7f9b8d9d96a9882425ad65",
    "layout/page.py": "d99c5aceb36d458619a9cecb466a09df8827b9160fafacab7b4972a0d354dcca",
}


def digests() -> dict[str, str]:
    """SHA-256 of the WeasyPrint sources that we lean on, as they are installed."""
    root = Path(weasyprint.__file__).parent
    return {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in SOURCES}


def hold() -> None:
    """Refuse to work with a WeasyPrint other than the one that this code was written against."""
    installed = digests()
    other = [name for name, digest in SOURCES.items() if installed[name] != digest]
    if weasyprint.__version__ != VERSION or other:
        raise ImportError(
            f"typeset was made for WeasyPrint {VERSION}; found {weasyprint.__version__}"
            + (f" with other sources of {', '.join(other)}" if other else "")
            + f" (pip install weasyprint=={VERSION})"
        )


OWN_NOTES = ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
"""Pseudo-elements of the engine's own notes, which are never used here."""


def quicken() -> None:
    """Spare the engine work that tells nothing: a fifth of the time that it takes.

    Its own sheet gives each element five styles for footnotes; its reader of HTML makes a regular
    expression anew for each stretch of text; its pages have sixteen boxes in their margins, which
    are made up to find them empty; it reckons the same styles over and over.
    """
    style_alike()
    _layout.make_margin_boxes = lambda context, page, state: ()
    matcher = UA_STYLESHEET.matcher
    matcher.other_selectors[:] = [
        selector for selector in matcher.other_selectors if selector[3] not in OWN_NOTES
    ]
    _inputstream.characters_until_regex = _Until()


class _Until(dict[tuple[frozenset[str], bool], "re.Pattern[str]"]):
    """Stretches of characters that are in a set, or not in it, as regular expressions."""

    def __missing__(self, key: tuple[frozenset[str], bool]) -> re.Pattern[str]:
        characters, within = key
        listed = "".join(sorted(f"\\x{ord(character):02x}" for character in characters))
        found = self[key] = re.compile(f"[{'' if within else '^'}{listed}]+")
        return found


def key_and_strut(style: Any) -> tuple[str, tuple[float, float]]:
    """The engine's key of a style's font, and a line's height and baseline in it.

    The engine keeps struts by these keys, which take longer to make than all else here.
    """
    key = _font_style_key(style, include_size=True)
    known = style.font_config.strut_layouts.get(key)
    return key, known or strut(style)


_engine_lines = _inline.iter_line_boxes
_engine_split = _inline.split_inline_box
_engine_align = _inline.text_align


def next_line(context: Any, part: Any, position_y: float, block: Any, rest: Sequence[Any]) -> Any:
    """Lay out a line box that has a ``fit`` (:class:`typeset.set.slices.Fit`) as one line."""
    bottom_space, absolute_boxes, fixed_boxes = rest
    line, resume_at = _inline.get_next_linebox(
        context,
        part,
        position_y,
        bottom_space,
        None,
        block,
        absolute_boxes,
        fixed_boxes,
        None,
        None,
    )
    assert resume_at is None, "what cannot wrap does not go on"
    _inline.handle_leader(context, line, block)
    return line


def atom_width(context: Any, box: Any, block: Any) -> float:
    """How much of a line an inline block, a picture or a leader takes.

    What has a negative margin, such as a folio that stands out of its line, makes no room for text.
    """
    if box.is_leader:
        return sum(_text_width(context, text) for text in box.children)
    copy = box.copy()
    resolve_percentages(copy, block)
    if isinstance(copy, boxes.InlineBlockBox):
        # As wide whatever it holds, or as its text asks; its lines need not be made for that.
        sides = copy.margin_left, copy.margin_right
        copy.margin_left, copy.margin_right = (0 if side == "auto" else side for side in sides)
        _inline.inline_block_width(copy, context, block)
    else:
        copy = _inline.atomic_box(context, copy, 0, None, block, [], [])
    return max(0.0, float(copy.margin_width()))


def _text_width(context: Any, box: Any) -> float:
    layout = create_layout(box.text, box.style, context, None, 0)  # the line dies with it
    line, _ = layout.get_first_line()
    return float(line_size(line, box.style)[0])


def _split_without_wrapping(context: Any, box: Any, x: float, max_x: float, *more: Any) -> Any:
    return _engine_split(context, box, x, inf if hasattr(box, "fit") else max_x, *more)


def _align_by_fit(context: Any, line: Any, room: float, last: bool) -> Any:
    fit = getattr(line, "fit", None)
    if fit is None:
        return _engine_align(context, line, room, last)
    if fit.align != "justify":
        return _engine_align(context, line, room + fit.left + fit.right, last)
    _inline.justify_line(context, line, fit.indent + fit.width - line.width)
    return 0


def make_lines_with(make_lines: Callable[..., list[Any] | None]) -> None:
    """Have the lines of paragraphs made by ``make_lines``; where it returns None, by the engine."""

    def iter_line_boxes(
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Iterator[tuple[Any, Any]]:
        plain = skip_stack is None and not first_letter_style and not first_line_style
        rest = (bottom_space, absolute_boxes, fixed_boxes)
        lines = make_lines(context, box, position_y, block, rest) if plain else None
        if lines is None:
            yield from _engine_lines(
                context,
                box,
                position_y,
                bottom_space,
                skip_stack,
                block,
                absolute_boxes,
                fixed_boxes,
                first_letter_style,
                first_line_style,
            )
            return
        for line in lines[:-1]:
            yield line, {0: None}  # the page is endless: nobody resumes from here
        yield lines[-1], None

    _inline.split_inline_box = _split_without_wrapping
    _inline.text_align = _align_by_fit
    _inline.iter_line_boxes = iter_line_boxes
    _block.iter_line_boxes = iter_line_boxes


def draw_lines_with(draw_line: Callable[[Any, Any], None]) -> None:
    """Have lines that we composed (``set_line``) drawn by ``draw_line``, wherever they stand."""

    def draw(stream: Any, page: Any, box: Any, *rest: Any, **more: Any) -> None:
        if hasattr(box, "set_line"):
            draw_line(stream, box)
        else:
            draw_inline_level(stream, page, box, *rest, **more)

    _draw.draw_inline_level = draw


def show_text_with(show_line: object) -> None:
    """Have all text drawn by ``show_line`` instead of WeasyPrint's ``draw_first_line``."""
    _draw_text.draw_first_line = show_line


def clip_drawings() -> None:
    """Have SVG images end where their boxes do, whatever their lines do (SVG 2, section 3.3)."""
    _draw.draw_replacedbox = draw_clipped


def draw_clipped(stream: Stream, box: Any) -> None:
    """Paint an image as the engine does; a drawing no farther than its box."""
    if not isinstance(box.replacement, SVGImage):
        draw_replacedbox(stream, box)
        return
    with stream.stacked():
        stream.rectangle(box.content_box_x(), box.content_box_y(), box.width, box.height)
        stream.clip()
        stream.end()
        draw_replacedbox(stream, box)
