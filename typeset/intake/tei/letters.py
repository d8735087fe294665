"""The letters in a file: one, several in a group, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from typeset.intake.tei.languages import tag_of
from typeset.intake.tei.names import (
    REGISTERS,
    XML_LANG,
    Element,
    children,
    find_all,
    flat,
    ident_of,
    local,
    words_of,
)

LETTER = re.compile(
    r"(^|[\s_-])(letter|brief|lettre|lettera|carta|epistle|epistola|postcard)s?([\s_-]|$)",
    re.IGNORECASE,
)
TRANSLATED = re.compile(r"^(translation|übersetzung|uebersetzung|traduction|transl)", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A letter in a file."""

    document: Element
    """The ``TEI`` element, or what stands for it."""
    header: Element
    text: Element
    description: Element | None
    """Its ``correspDesc``."""
    suffix: str = ""
    """What tells it from other letters of the file."""
    without: tuple[Element, ...] = ()
    """Divisions of the text that are letters of their own: translations."""
    translation: bool = False


@dataclass(frozen=True)
class Document:
    """A TEI document of a file: its letters, and the whole text that holds them."""

    element: Element
    header: Element
    text: Element | None
    letters: tuple[Found, ...]


def documents(root: Element) -> Iterator[Document]:
    """The documents of a file: itself, or those of a corpus."""
    for element in _documents(root):
        header = next(iter(children(element, "teiHeader")), None)
        if header is None:
            header = next(iter(children(root, "teiHeader")), element)
        texts = [element] if local(element) == "text" else children(element, "text")
        for text in texts:
            yield Document(element, header, text, tuple(_letters(element, header, text)))
        if not texts:
            yield Document(element, header, None, ())


def _documents(root: Element) -> list[Element]:
    if local(root).startswith("teiCorpus"):
        return [
            one
            for child in children(root, "TEI", "TEI.2", "teiCorpus", "teiCorpus.2")
            for one in _documents(child)
        ]
    inner = [one for child in children(root, "TEI", "TEI.2") for one in _documents(child)]
    return inner if inner and not children(root, "text") else [root, *inner]


def _letters(document: Element, header: Element, text: Element) -> Iterator[Found]:
    descriptions = find_all(header, "correspDesc")
    units = _units(text, descriptions)
    if units == [text] and (translations := _translations(text)):
        description = descriptions[0] if descriptions else None
        yield Found(document, header, text, description, without=translations)
        for number, unit in enumerate(translations, start=1):
            suffix = tag_of(unit.get(XML_LANG)) or f"translation-{number}"
            yield Found(document, header, unit, description, suffix, translation=True)
        return
    for number, unit in enumerate(units, start=1):
        description = _description(unit, number - 1, len(units), descriptions)
        suffix = "" if len(units) == 1 else ident_of(unit) or str(number)
        yield Found(document, header, unit, description, suffix)


def _translations(text: Element) -> tuple[Element, ...]:
    """Divisions that say of themselves that they translate what others hold."""
    divisions = [div for body in children(text, "body") for div in children(body, "div", "div1")]
    found = [div for div in divisions if TRANSLATED.match(div.get("type") or "") and flat(div)]
    others = [div for div in divisions if div not in found and flat(div)]
    return tuple(found) if others else ()


def _described(text: Element, descriptions: list[Element]) -> list[Element]:
    """Divisions that have a ``correspDesc`` of their own, by either's word."""
    divisions = find_all(text, "div", "div1", "div2", "floatingText")
    named = {ident for one in descriptions if (ident := ident_of(one))}
    found = []
    for division in divisions:
        if not flat(division):
            continue
        pointed = {value.lstrip("#") for value in words_of(division.get("decls"))}
        about = {
            value.lstrip("#") for one in descriptions for value in words_of(one.get("corresp"))
        }
        if pointed & named or (ident_of(division) or "") in about - {""}:
            found.append(division)
    return found


def _units(text: Element, descriptions: list[Element]) -> list[Element]:
    """The texts of a group, or several divisions that are letters, or the text as a whole."""
    groups = children(text, "group")
    if groups:
        inner = [one for group in groups for one in _grouped(group)]
        return [one for one in inner if flat(one)] or [text]
    if described := _described(text, descriptions):
        return described
    divisions = [
        division
        for body in children(text, "body")
        for division in find_all(body, "div", "div1", "div2", "div3")
        if (division.get("type") or "").lower() in ("letter", "brief", "lettre", "carta", "lettera")
        and flat(division)
    ]
    if len(descriptions) == 1:
        return [text]  # One description: the file's editor takes them for one letter.
    chosen = set(divisions)
    outermost = [
        one for one in divisions if not any(outer in chosen for outer in one.iterancestors())
    ]
    return outermost if len(outermost) > 1 else [text]


def _grouped(group: Element) -> Iterator[Element]:
    for text in children(group, "text", "group", "TEI"):
        if local(text) == "group":
            yield from _grouped(text)
        elif local(text) == "TEI" or children(text, "group"):
            for inner in children(text, "group", "text"):
                yield from _grouped(inner) if local(inner) == "group" else iter([inner])
        else:
            yield text


def _description(
    unit: Element, index: int, count: int, descriptions: list[Element]
) -> Element | None:
    ident = ident_of(unit)
    pointed = {
        value.lstrip("#") for name in ("decls", "corresp") for value in words_of(unit.get(name))
    }
    for description in descriptions:
        about = {
            value.lstrip("#")
            for name in ("corresp", "target", "sameAs")
            for value in words_of(description.get(name))
        }
        if (ident and ident in about) or (ident_of(description) or "") in pointed - {""}:
            return description
    if count == 1:
        return descriptions[0] if descriptions else None
    return descriptions[index] if len(descriptions) == count else None


def reason_for_none(document: Document) -> str | None:
    """Why there is no letter in a document; None where there may be one."""
    if document.text is None:
        described = find_all(document.header, "correspDesc")
        if len(described) > 1:
            return "it lists letters and holds no text (an exchange file)"
        if any(local(child) in ("facsimile", "sourceDoc") for child in document.element):
            return "it has pictures or a transcription by lines (sourceDoc) and no text element"
        return "it has a header and no text"
    if find_all(document.text, "schemaSpec"):
        return "it specifies a schema (ODD)"
    if not _words(document.text):
        described = find_all(document.header, "correspDesc")
        if len(described) > 1:
            return "it lists letters and its text is empty (an exchange file)"
        if flat(document.text):
            return "its text is a register of persons, places or the like"
        return "its text is empty"
    return None


def _words(element: Element) -> bool:
    """Whether there is text that is not a register's."""
    if (element.text or "").strip():
        return True
    for child in element:
        if (
            local(child)
            and local(child) not in REGISTERS
            and local(child) not in ("figDesc", "listBibl", "fw")
            and _words(child)
        ):
            return True
        if (child.tail or "").strip():
            return True
    return False


def is_letter(found: Found) -> bool:
    """Whether anything in a file says that its text is a letter."""
    if found.description is not None:
        return True
    for name in ("opener", "closer", "salute", "signed", "dateline", "postscript"):
        if find_all(found.text, name):
            return True
    said = [
        found.text.get("type") or "",
        found.document.get("type") or "",
        found.document.get("n") or "",
    ]
    said += [div.get("type") or "" for div in find_all(found.text, "div", "div1")]
    said += [flat(part) for part in find_all(found.header, "title", "term", "genre", "catRef")]
    return any(LETTER.search(words) for words in said)
