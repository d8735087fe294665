"""Styles: what is styled alike is reckoned once for a document.

The engine shares a style among elements whose parents share one.  A letter has an id, hence a style
of its own, and nothing in it shares its style with what is just so in the next letter.
"""

from __future__ import annotations

from typing import Any

from weasyprint import css as _css
from weasyprint.css import ComputedStyle

ANCHOR = "anchor"
"""The property by which the engine keeps an element's id; never inherited, all other values hold
for every element that is styled alike."""


class _Alike(ComputedStyle):  # type: ignore[misc]
    """A style that takes its values from a model, the first of its kind.

    Models belong to no box, so they stay as the sheets have them, whatever the engine writes into a
    box's style.
    """

    def __init__(
        self, parent_style: Any, cascaded: Any, pseudo_type: Any, root_style: Any, *rest: Any
    ) -> None:
        super().__init__(parent_style, cascaded, pseudo_type, root_style, *rest)
        root = parent_style is None
        self.models: dict[object, Any] = {} if root else parent_style.models
        above = None if root else parent_style.model
        rules = tuple(
            # A language is given by attributes, read anew for each; all else comes from the sheets.
            (name, value if name == "lang" else id(value), *weight[:2], *weight[2])
            for name, (value, weight) in cascaded.items()
            if name != ANCHOR
        )
        key = id(above), pseudo_type, rest[0], rules
        model = self.models.get(key)
        if model is None:
            model = self.models[key] = ComputedStyle(
                above, cascaded, pseudo_type, root_style, *rest
            )
        self.model = model
        self.specified = model.specified

    def __missing__(self, key: str) -> Any:
        value = super().__missing__(key) if key == ANCHOR else self.model[key]
        self[key] = value
        return value


def style_alike() -> None:
    """Have the engine take styles from models."""
    _css.ComputedStyle = _Alike
