"""Reading finished PDFs back."""

from __future__ import annotations

from ctypes import byref, c_double
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader


@dataclass(frozen=True)
class Seen:
    """A line of text as a reader finds it: left edge and baseline from the page's top left."""

    text: str
    x: float
    y: float


def lines(path: Path, page: int) -> list[Seen]:
    """The lines of a page (from 1), in the order in which they were printed."""
    document = pypdfium2.PdfDocument(path)
    try:
        leaf = document[page - 1]
        height = leaf.get_height()
        words = leaf.get_textpage()
        seen: list[Seen] = []
        for at in range(words.count_chars()):
            char = words.get_text_range(at, 1)
            x, y = _origin(words, at)
            if char in "\r\n":
                continue
            if seen and abs(seen[-1].y - (height - y)) < 0.05 and x >= seen[-1].x:
                seen[-1] = Seen(seen[-1].text + char, seen[-1].x, seen[-1].y)
            else:
                seen.append(Seen(char, x, height - y))
        return [Seen(line.text.strip(), line.x, round(line.y, 2)) for line in seen]
    finally:
        document.close()


def texts(path: Path, page: int) -> list[str]:
    """The words of a page's lines."""
    return [line.text for line in lines(path, page)]


def grey(path: Path, page: int, x: float, y: float) -> int:
    """How light the page is at a place, from 0 (black) to 255."""
    document = pypdfium2.PdfDocument(path)
    try:
        image = document[page - 1].render(scale=4).to_pil().convert("L")
        return int(image.getpixel((round(x * 4), round(y * 4))))
    finally:
        document.close()


def catalog(path: Path) -> Any:
    """The document's catalogue, as pypdf sees it."""
    return PdfReader(path).trailer["/Root"]


def links(path: Path, page: int) -> list[Any]:
    """The annotations of a page."""
    annotations = PdfReader(path).pages[page - 1].get("/Annots", ())
    return [annotation.get_object() for annotation in annotations]


def _origin(words: Any, at: int) -> tuple[float, float]:
    x, y = c_double(), c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(words, at, byref(x), byref(y))
    return round(x.value, 2), y.value
