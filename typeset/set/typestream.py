"""The stream that type is painted into: operators come off in portions, with their element."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

from typeset.galley import ARTIFACT, mark
from typeset.set import seams
from typeset.set.glyphs import number
from typeset.set.marks import apart
from typeset.set.resources import NAMED
from typeset.set.structure import home

PATTERN = b"/Pattern "
"""In operators: a pattern is painted with."""

EVERYWHERE = (-100_000, -100_000, 100_000, 100_000)
"""A box that ends nowhere."""


class TypeStream(seams.Stream):  # type: ignore[misc]
    """A stream that takes operators off in portions, each of which stands by itself.

    Black is printed in grey space, and what a page begins with (black, opaque) is not said again.
    """

    def __init__(self) -> None:
        self.images: dict[str, Any] = {}
        self._resources: dict[str, Any] = {}
        self._home: int | None = None
        super().__init__({}, (-1e5, -1e5, 2e5, 2e5), _no_resources(), self.images, None, {}, None)
        self._base = ARTIFACT
        self._begin()

    def start(self, element: int) -> None:
        """Say to which element belongs what is painted next without saying another."""
        self._base = element

    def belong(self, element: int) -> None:
        """Say to which element of its column belongs what is painted next."""
        if element != self._home:
            self._home = element
            self.stream.append(mark(element))

    def take_text(self) -> tuple[bytes, int]:
        """The operators since the last time, which stand in a text object, and their element."""
        parts, element = self._take()
        return b"\n".join(parts), element

    def name_text(self, name: str, told: bytes) -> None:
        """Keep a property list, by which operators tell a text."""
        self._resources["Properties"][name] = {"ActualText": told}

    def take_resources(self) -> dict[str, Any]:
        """Hand over the resources that operators named since the last time."""
        made, self._resources = self._resources, _no_resources()
        return made

    def _take(self) -> tuple[list[Any], int]:
        taken = apart(self.stream, self._base)
        self.stream.clear()
        self._begin()
        return taken

    def _begin(self) -> None:
        self._home = None
        self._current_color = self._current_color_stroke = None
        self._current_alpha, self._current_alpha_stroke = "a1", "A1"
        self._current_font = self._old_font = None

    # Names and signatures of what follows are WeasyPrint's.

    def set_alpha(self, alpha: float, stroke: bool = False, fill: bool | None = None) -> None:
        """Set the opacity."""
        super().set_alpha(1 if alpha == 1 else alpha, stroke, fill)

    def set_color_rgb(self, r: float, g: float, b: float, stroke: bool = False) -> None:
        """Set a colour; a grey one in grey space."""
        if r == g == b:
            self.stream.append(f"{r:.4g} {'G' if stroke else 'g'}".encode())
        else:
            super().set_color_rgb(r, g, b, stroke)

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Paint what belongs to a box's element."""
        self.belong(home(box))
        yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Paint what belongs to none: a ground, a border, a line through words."""
        around = self._base if self._home is None else self._home
        self.belong(ARTIFACT)
        yield
        self.belong(around)

    def take(self, top: float) -> tuple[bytes, int]:
        """The operators since the last time, moved up by ``top`` pixels, and their element."""
        parts, element = self._take()
        ops = b"\n".join(x if isinstance(x, bytes) else x.data for x in parts)
        ops = ops.removeprefix(b"0 g\n")
        if PATTERN in ops and mark(None) not in ops:
            ops = self._in_a_form(ops)
        if ops and top:
            ops = f"1 0 0 1 0 {number(-top)} cm\n".encode() + ops
        return ops, element

    def _in_a_form(self, ops: bytes) -> bytes:
        """Operators as a picture of their own.

        A pattern lies where the stream that names it begins (ISO 32000-2, 8.7.2), wherever that is
        moved to; in a picture of its own it moves with it.
        """
        used = {name.decode() for name in NAMED.findall(ops)}
        resources = {
            kind: {name: value for name, value in values.items() if name in used}
            for kind, values in self._resources.items()
        }
        self._resources["Pattern"] = pydyf.Dictionary()
        extra = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array(EVERYWHERE),
            "Resources": pydyf.Dictionary({**resources, "Font": None}),
        }
        pictures = self._resources["XObject"]
        name = f"form{len(pictures)}"
        pictures[name] = pydyf.Stream([ops], extra)
        return f"/{name} Do".encode()


def _no_resources() -> dict[str, Any]:
    kinds = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace", "Properties")
    return {kind: pydyf.Dictionary() for kind in kinds}
