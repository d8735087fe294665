"""A file as it is judged: opened once, its pages followed one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf

from typeset.preflight.content import Seen, look
from typeset.preflight.findings import Finding
from typeset.preflight.objects import (
    MALFORMED,
    Rectangle,
    entry,
    first_line,
    inherited,
    label,
    rectangle,
    stream_bytes,
)


@dataclass(frozen=True)
class Leaf:
    """A page: its number from 1, its object, and what stands on it."""

    number: int
    object: pikepdf.Object
    seen: Seen
    broken: str = ""
    """Why its content could not be followed; empty if it could."""

    @property
    def label(self) -> str:
        """The page's object."""
        return f"page {label(self.object)}".strip()

    def box(self, name: str) -> Rectangle | None:
        """One of its boxes."""
        found = inherited(self.object, name) if name in INHERITED else entry(self.object, name)
        return rectangle(found)

    @property
    def trimmed(self) -> Rectangle | None:
        """The page as it is cut."""
        for name in ("/TrimBox", "/ArtBox", "/CropBox", "/MediaBox"):
            if box := self.box(name):
                return box
        return None


INHERITED = ("/MediaBox", "/CropBox")


@dataclass
class Subject:
    """The file."""

    path: Path
    pdf: pikepdf.Pdf

    @cached_property
    def head(self) -> bytes:
        """How the file begins."""
        with self.path.open("rb") as file:
            return file.read(1024)

    @cached_property
    def version(self) -> float:
        """The version of PDF that the file claims."""
        found = re.search(rb"%PDF-(\d\.\d)", self.head)
        told = [float(found[1])] if found else []
        later = str(entry(self.pdf.Root, "/Version") or "").lstrip("/")
        if re.fullmatch(r"\d\.\d", later):
            told.append(float(later))
        return max(told, default=0.0)

    @cached_property
    def root(self) -> pikepdf.Object:
        """The catalogue."""
        return self.pdf.Root

    @cached_property
    def information(self) -> pikepdf.Object | None:
        """The information dictionary."""
        return entry(self.pdf.trailer, "/Info")

    @cached_property
    def xmp(self) -> str:
        """The file's metadata as text; empty if there is none to be read."""
        stream = entry(self.root, "/Metadata")
        if not isinstance(stream, pikepdf.Stream):
            return ""
        try:
            return stream_bytes(stream).decode("utf-8", "replace")
        except MALFORMED:
            return ""

    def claimed(self, name: str) -> str:
        """A simple property of the metadata, as ``pdfaid:part``: an element or an attribute."""
        found = re.search(
            rf"<{name}(?:\s[^>]*)?>\s*([^<]*?)\s*</{name}>|\b{name}\s*=\s*[\"']([^\"']*)", self.xmp
        )
        return (found[1] or found[2] or "") if found else ""

    @cached_property
    def leaves(self) -> list[Leaf]:
        """All pages."""
        return [_leaf(n, page.obj) for n, page in enumerate(self.pdf.pages, 1)]


def _leaf(number: int, page: pikepdf.Object) -> Leaf:
    try:
        return Leaf(number, page, look(page))
    except MALFORMED as error:
        return Leaf(number, page, Seen(), first_line(error))


Check = Callable[[Subject], Iterator[Finding]]
"""Looks for faults of one kind."""


def error(
    code: str, message: str, hint: str, leaf: Leaf | None = None, object_: str = ""
) -> Finding:
    """A finding that keeps the gate closed."""
    return Finding(code, "error", message, hint, leaf.number if leaf else 0, 1, object_)


def warning(
    code: str, message: str, hint: str, leaf: Leaf | None = None, object_: str = ""
) -> Finding:
    """A finding that does not."""
    return Finding(code, "warning", message, hint, leaf.number if leaf else 0, 1, object_)
