"""The pen: joins the operators of shaped runs to those of a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typeset.faces import Face
from typeset.set.runs import TOLERANCE, Run, font_operator, number, text_string


class Pen:
    """Joins the runs of one line."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._array: list[str] = []
        self._type = ("", 0.0)
        self._per_em = 0.0
        self._behind = 0.0  # how far the operators are behind the pen, in thousandths of an em

    def use(self, face: Face, size: float, anew: bool = False) -> None:
        """Go on in a face at a size (CSS pixels); ``anew`` says so even if it is in use."""
        if (face.key, size) == self._type:
            if anew:
                self.end()
                operator = font_operator(face.key, size)
                if self._stream.stream[-1] != operator:
                    self._stream.stream.append(operator)
            return
        self.end()
        self._type = face.key, size
        self._stream.set_font_size(face.key, size)
        self._behind *= self._per_em and (1000 / size) / self._per_em
        self._per_em = 1000 / size

    def move(self, by: float) -> None:
        """Move the pen by so many pixels."""
        self._behind += by * self._per_em

    def show(self, run: Run) -> None:
        """Show a run from where the pen is."""
        for name, told in run.properties:
            self._stream.name_text(name, text_string(told))
        if abs(self._behind) >= TOLERANCE:
            shift = round(self._behind)
            self._array.append(f">{-shift}<")
            self._behind -= shift
        for part in run.parts:
            if isinstance(part, bytes):
                self.end()
                self._stream.stream.append(part)
            else:
                self._array.append(part)
        self._behind += run.advance - run.printed

    def end(self) -> None:
        """Write what is pending."""
        if self._array:
            self._stream.show_text(f"<{''.join(self._array)}>".replace("<>", " "))
            self._array.clear()


def text_matrix(values: Sequence[float]) -> bytes:
    """The operator that sets the text matrix, its place on whole steps of 1/1024 pixel."""
    *turn, x, y = values
    place = [number(round(value * 1024) / 1024) for value in (x, y)]
    return " ".join([*(f"{value:.5g}" for value in turn), *place, "Tm"]).encode()
