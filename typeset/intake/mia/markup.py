"""HTML of the archive → pieces.  Nothing is fetched, and scripts and styles are no text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import html

from typeset.intake.mia.pages import Hint, Page, Piece, Resolve, decoded, single_spaced
from typeset.intake.proses import proses
from typeset.intake.settle import settled
from typeset.model import (
    Block,
    Emphasis,
    Inline,
    Items,
    LineBreak,
    Place,
    Prose,
    Quote,
    Span,
    Strong,
    Table,
    Text,
    TextBlock,
    WebLink,
)
from typeset.read.spans import LANGUAGE, plain

SILENT = frozenset(["script", "style", "noscript", "template", "head", "title", "object", "iframe"])
HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARAGRAPHS = frozenset(["p", "pre", "address", "dt", "dd", "center", "caption", *HEADINGS])
DIVISIONS = frozenset(["body", "div", "section", "article", "main", "header", "dl", "form", "font"])
PLACING = frozenset(["tbody", "thead", "tfoot", "tr", "td", "th"])
BLOCKS = (
    PARAGRAPHS | DIVISIONS | PLACING | {"ul", "ol", "blockquote", "table", "hr", "nav", "footer"}
)

NAVIGATION = re.compile(r"\b(?:footer|foot|nav\w*|toc|t2h-foot|updat|breadcrumbs?|links?)\b")
NOTES = re.compile(r"\b(?:endnote|footnote|fn|note|anote|enote)s?\b")
INFORMATION = re.compile(r"\binfo\b")

EMPHASIS = frozenset(["em", "i", "cite", "var", "dfn", "u"])
STRONG = frozenset(["b", "strong"])
EDITED = {"del": "del", "s": "del", "strike": "del", "ins": "add"}


def read_html(data: bytes, file: str, resolve: Resolve) -> Page | None:
    """The pieces of a page; None where it is nested too deep to be read whole."""
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    text = _characters(data)
    if not text.strip():
        return Page((), "", "")
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        return None
    body = root if (found := root.find("body")) is None else found
    reading = _Reading(file, resolve)
    reading.blocks(body, "text")
    return Page(
        pieces=tuple(reading.pieces),
        title=" ".join((root.findtext(".//title") or "").split()),
        text="".join(_texts(body)),
        language=root.get("lang") or None,
        unresolved=tuple(reading.unresolved),
    )


def _characters(data: bytes) -> str:
    """A page's characters in the encoding that it names itself, where it can be read so."""
    named = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096])
    if named:
        try:
            return data.decode(named.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)


def _texts(element: html.HtmlElement) -> Iterator[str]:
    """All text that a page shows, for the account: by another road than the pieces."""
    if element.tag in SILENT:
        return
    apart = " " if element.tag in BLOCKS or element.tag in ("br", "li") else ""
    yield apart
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""
    yield apart


class _Reading:
    """Goes through the elements of a page and gathers its pieces."""

    def __init__(self, file: str, resolve: Resolve) -> None:
        self.pieces: list[Piece] = []
        self.unresolved: list[tuple[str, int]] = []
        self._file = file
        self._resolve = resolve

    def blocks(self, element: html.HtmlElement, hint: Hint) -> None:
        """The pieces of an element that holds blocks, and text between them."""
        loose: list[Inline] = []

        def paragraph() -> None:
            self._add(tuple(loose), element, hint)
            loose.clear()

        loose += _text(element.text)
        for child in element:
            if child.tag in SILENT or not isinstance(child.tag, str):
                pass
            elif child.tag in BLOCKS or _holds_blocks(child):
                paragraph()
                self._block(child, _hint(child, hint))
            else:
                loose += self._inline(child)
            loose += _text(child.tail)
        paragraph()

    def _block(self, element: html.HtmlElement, hint: Hint) -> None:
        tag = element.tag
        if tag in HEADINGS and not _holds_blocks(element):
            known: Hint = "heading" if hint == "text" else hint
            self._add(self._inlines(element), element, known, HEADINGS[tag])
        elif tag in PARAGRAPHS and not _holds_blocks(element):
            self._add(self._inlines(element), element, hint)
        elif hint == "text" and tag in ("ul", "ol", "blockquote", "table"):
            self._other(element)
        else:
            self.blocks(element, hint)

    def _other(self, element: html.HtmlElement) -> None:
        """A list, table or quotation, which stands in the letter as it is."""
        if element.tag == "table" and _holds_blocks_of(element, BLOCKS - PLACING - {"caption"}):
            # A table that only places what stands in it.
            self.blocks(element, "text")
            return
        place = self._place(element)
        block: Block
        if element.tag == "table":
            block = self._table(element)
        elif element.tag == "blockquote":
            block = Quote(self._inner(element), None, place)
        else:
            items = (self._inner(item) for item in element if item.tag == "li")
            block = Items(element.tag == "ol", tuple(item for item in items if item), place)
        text = "\n".join(plain(prose.inlines) for prose in proses([block]))
        if text.strip():
            self.pieces.append(Piece((Text(text),), place, block=block))

    def _inner(self, element: html.HtmlElement) -> tuple[Block, ...]:
        inner = _Reading(self._file, self._resolve)
        inner.blocks(element, "text")
        self.unresolved += inner.unresolved
        return tuple(
            piece.block or TextBlock("paragraph", (piece.prose,), piece.place)
            for piece in inner.pieces
        )

    def _table(self, element: html.HtmlElement) -> Block:
        rows = [
            tuple(
                Prose(settled(self._inlines(cell)), self._place(cell))
                for cell in row
                if cell.tag in ("td", "th")
            )
            for row in element.iter("tr")
        ]
        widest = max(map(len, rows), default=0)
        empty = Prose((), self._place(element))
        even = tuple((*row, *[empty] * (widest - len(row))) for row in rows)
        caption = element.find("caption")
        said = None if caption is None else Prose(self._inlines(caption), self._place(caption))
        return Table((), even, ("left",) * widest, said, self._place(element))

    def _add(
        self, inlines: tuple[Inline, ...], element: html.HtmlElement, hint: Hint, level: int = 1
    ) -> None:
        inlines = settled(inlines)
        if inlines:
            own = hint == "text" and not _holds_blocks(element)
            linked = own and _only_links(element, plain(inlines))
            known: Hint = "navigation" if linked else hint
            self.pieces.append(Piece(inlines, self._place(element), known, level=level))

    def _place(self, element: html.HtmlElement) -> Place:
        return Place(self._file, element.sourceline or 1, 1)

    # ---- inside a paragraph ------------------------------------------------------------------

    def _inlines(self, element: html.HtmlElement) -> tuple[Inline, ...]:
        inlines = [*_text(element.text)]
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SILENT:
                inlines += self._inline(child)
            inlines += _text(child.tail)
        return tuple(inlines)

    def _inline(self, element: html.HtmlElement) -> tuple[Inline, ...]:
        tag, inner = element.tag, self._inlines(element)
        place = self._place(element)
        language = element.get("lang") or ""
        if LANGUAGE.fullmatch(language):
            inner = (Span(inner, (), (("lang", language),), place),)
        if tag == "br":
            return (LineBreak(), *inner)
        if tag in EMPHASIS:
            return (Emphasis(inner),)
        if tag in STRONG:
            return (Strong(inner),)
        if tag in EDITED:
            return (Span(inner, (EDITED[tag],), (), place),)
        if tag == "a" and (target := element.get("href")) and not target.startswith("#"):
            return self._link(target, inner, place)
        if INFORMATION.search(element.get("class") or ""):
            return (LineBreak(), *inner)
        return inner

    def _link(self, target: str, inner: tuple[Inline, ...], place: Place) -> tuple[Inline, ...]:
        meant = self._resolve(target.strip())
        if meant is None:
            self.unresolved.append((target.strip(), place.line))
            return inner
        if meant.startswith("letter:"):
            return (Span(inner, (), (("letter", meant.removeprefix("letter:")),), place),)
        return (WebLink(meant, inner),)


def _text(text: str | None) -> Sequence[Inline]:
    return [Text(single_spaced(text))] if text else []


def _hint(element: html.HtmlElement, hint: Hint) -> Hint:
    classes = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if element.tag in ("nav", "footer") or NAVIGATION.search(classes):
        return "navigation"
    return "note" if NOTES.search(classes) and hint == "text" else hint


def _holds_blocks(element: html.HtmlElement) -> bool:
    return _holds_blocks_of(element, BLOCKS)


def _holds_blocks_of(element: html.HtmlElement, tags: frozenset[str]) -> bool:
    return any(inner.tag in tags for inner in element.iterdescendants())


def _only_links(element: html.HtmlElement, text: str) -> bool:
    """Whether all words of an element, and there are several links, stand in links."""
    links = element.findall(".//a[@href]")
    if len(links) < 2:
        return False
    linked = sum(len(re.findall(r"\w", "".join(link.itertext()))) for link in links)
    return linked >= len(re.findall(r"\w", text))
