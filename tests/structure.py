"""The structure of a finished PDF: pypdf reads the tree, PDFium the type."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ArrayObject, IndirectObject
from pypdfium2 import raw

_TEXT = 1 << 14


@dataclass
class Node:
    """An element: what it is, what it tells of itself, and what it holds in order."""

    kind: str
    entries: Any
    page: int | None
    """The page, from 1, on which it begins; None if it holds elements alone."""
    kids: list[Node | str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    """The pages of its own content."""
    annotations: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(self._text().split())

    def _text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid._text() for kid in self.kids)

    def all(self, kind: str) -> list[Node]:
        """The elements of a kind in it, in the order of reading."""
        return [node for node in self.walk() if node.kind == kind]

    def walk(self) -> Iterator[Node]:
        """It and all elements in it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def shape(self) -> str:
        """The kinds of elements, nested: ``L(LI(Lbl LBody(P)))``."""
        inside = " ".join(kid.shape() for kid in self.kids if isinstance(kid, Node))
        return f"{self.kind}({inside})" if inside else self.kind


@dataclass
class Tagged:
    """A tagged file."""

    root: Node
    catalog: Any
    apart: list[list[str]]
    """On each page, the texts that are artifacts."""
    loose: list[str]
    """Texts that are neither part of an element nor an artifact."""
    parents: dict[int, Any]
    """The parent tree."""


def read_structure(file: Path) -> Tagged:
    """Read a file's structure back."""
    reader = PdfReader(file)
    catalog: Any = reader.trailer["/Root"]
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1)
               if page.indirect_reference}  # fmt: skip
    texts, apart, loose = _texts(file)
    tree = catalog["/StructTreeRoot"]
    root = _node(tree["/K"], numbers, texts)
    return Tagged(root, catalog, apart, loose, dict(_numbers(tree["/ParentTree"])))


def _node(entries: Any, numbers: dict[int, int], texts: dict[tuple[int, int], str]) -> Node:
    page = entries.raw_get("/Pg") if "/Pg" in entries else None
    node = Node(entries["/S"][1:], entries, numbers[page.idnum] if page else None)
    kids = entries["/K"]
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        held: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(held, int):
            _hold(node, node.page, held, texts)
        elif held.get("/Type") == "/MCR":
            _hold(node, numbers[held.raw_get("/Pg").idnum], held["/MCID"], texts)
        elif held.get("/Type") == "/OBJR":
            node.annotations.append(held["/Obj"])
        else:
            node.kids.append(_node(held, numbers, texts))
    return node


def _hold(node: Node, page: int | None, mcid: int, texts: dict[tuple[int, int], str]) -> None:
    assert page is not None
    node.kids.append(texts.get((page, mcid), ""))
    node.pages.append(page)


def _numbers(node: Any) -> Iterator[tuple[int, Any]]:
    for kid in node.get("/Kids", ()):
        yield from _numbers(kid.get_object())
    nums = node.get("/Nums", ())
    yield from zip(nums[::2], nums[1::2], strict=True)


def _texts(file: Path) -> tuple[dict[tuple[int, int], str], list[list[str]], list[str]]:
    document = pypdfium2.PdfDocument(file)
    found: dict[tuple[int, int], str] = {}
    apart: list[list[str]] = []
    loose: list[str] = []
    for number, page in enumerate(document, 1):
        words = raw.FPDFText_LoadPage(page)
        apart.append([])
        for n in range(raw.FPDFPage_CountObjects(page)):
            one = raw.FPDFPage_GetObject(page, n)
            if raw.FPDFPageObj_GetType(one) != raw.FPDF_PAGEOBJ_TEXT:
                continue
            text = _text(one, words)
            mcid = raw.FPDFPageObj_GetMarkedContentID(one)
            if mcid >= 0:
                found[number, mcid] = found.get((number, mcid), "") + text
            elif "Artifact" in _marks(one):
                apart[-1].append(text)
            else:
                loose.append(text)
        raw.FPDFText_ClosePage(words)
    document.close()
    return found, apart, loose


def _text(one: Any, words: Any) -> str:
    buffer = (ctypes.c_ushort * _TEXT)()
    length = raw.FPDFTextObj_GetText(one, words, buffer, 2 * _TEXT) // 2 - 1
    return ctypes.string_at(buffer, 2 * max(0, length)).decode("utf-16-le")


def _marks(one: Any) -> list[str]:
    names = []
    for n in range(raw.FPDFPageObj_CountMarks(one)):
        buffer, size = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
        mark = raw.FPDFPageObj_GetMark(one, n)
        raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size)
        names.append(ctypes.string_at(buffer, size.value - 2).decode("utf-16-le"))
    return names
