"""Tables that would be wider than their column: their words may be broken anywhere then.

The engine makes a column of a table as wide as its longest word.  Where that does not fit it lets
the table run over the page's edge, and what stands there is lost.
"""

from __future__ import annotations

from typing import Any

from typeset.set.record import descendants

ENOUGH = 0.5
"""Pixels by which a table may be too wide."""
BROKEN = "hyphens: auto; overflow-wrap: anywhere"


def narrow_tables(document: Any) -> bool:
    """Let the words of tables that do not fit be broken, in the document's own elements.

    Tells whether anything was changed: then the document is to be laid out once more.
    """
    changed = False
    for page in document.pages:
        for block in descendants(page._page_box):
            for wrapper in getattr(block, "children", ()):
                if not getattr(wrapper, "is_table_wrapper", False):
                    continue
                table = wrapper.get_wrapped_table()
                if table.margin_width() > block.width + ENOUGH:
                    style = table.element.get("style", "")
                    table.element.set("style", f"{style}; {BROKEN}")
                    changed = True
    return changed
