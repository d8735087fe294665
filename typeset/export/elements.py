"""Elements of TEI, built piece by piece."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"

NAMES: dict[str, str] = {None: NAMESPACE}  # type: ignore[dict-item]  # the default namespace

Element: TypeAlias = etree._Element
Content: TypeAlias = "str | Element | None"


def element(name: str, *content: Content, **attributes: str | None) -> Element:
    """An element with what it holds; attributes that are None are left out, ``xml_`` stands for
    ``xml:``.
    """
    made = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap=NAMES)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.replace("xml_", f"{{{XML}}}"), value)
    return put(made, content)


def put(parent: Element, content: Iterable[Content]) -> Element:
    """Add texts and elements at an element's end."""
    for one in content:
        if isinstance(one, str):
            if len(parent):
                parent[-1].tail = (parent[-1].tail or "") + one
            else:
                parent.text = (parent.text or "") + one
        elif one is not None:
            parent.append(one)
    return parent


def written(root: Element) -> bytes:
    """A document's bytes: elements that hold elements alone have a line for each."""
    _lay_out(root, 0)
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data.replace(b"<?xml version='1.0' encoding='utf-8'?>", DECLARATION) + b"\n"


DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'

TEXTS = frozenset(
    [
        *("p", "ab", "head", "salute", "dateline", "signed", "addrLine", "l", "cell", "item"),
        *("note", "title", "bibl", "label", "fw"),
    ]
)
"""Elements with text of their own: a space in them would be part of it."""


def _lay_out(parent: Element, depth: int) -> None:
    if etree.QName(parent).localname in TEXTS or not len(parent) or (parent.text or "").strip():
        return
    for number, child in enumerate(parent):
        _lay_out(child, depth + 1)
        last = number == len(parent) - 1
        child.tail = "\n" + "  " * (depth if last else depth + 1)
    parent.text = "\n" + "  " * (depth + 1)
