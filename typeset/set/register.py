"""Register: what follows a picture stands on the line grid again, and backs the lines overleaf.

A picture's height is known when it is laid out; what it lacks to a whole number of lines is given
to it as padding, and the document is laid out once more.
"""

from __future__ import annotations

from typing import Any

from typeset.set.record import descendants
from typeset.set.seams import boxes

ENOUGH = 0.01
"""Pixels by which a height may miss the grid."""


def pad_pictures(document: Any, leading: float) -> bool:
    """Give each picture the padding that it lacks, in the document's own elements.

    ``leading`` is the grid's in CSS pixels.  Tells whether anything was changed.
    """
    changed = False
    for page in document.pages:
        for box in descendants(page._page_box):
            for picture, height in _pictures(box):
                lacking = -height % leading
                if ENOUGH < lacking < leading - ENOUGH:
                    style = picture.element.get("style", "")
                    picture.element.set("style", f"{style}; padding-bottom: {lacking}px")
                    changed = True
    return changed


def _pictures(box: Any) -> list[tuple[Any, float]]:
    """Pictures that stand in this very box, with the height that they take in the column."""
    if isinstance(box, boxes.LineBox):
        inside = [one for one in descendants(box) if isinstance(one, boxes.InlineReplacedBox)]
        return [(max(inside, key=lambda one: one.margin_height()), box.height)] if inside else []
    if isinstance(box, boxes.BlockReplacedBox) and box.is_in_normal_flow():
        return [(box, box.margin_height())]
    return []
