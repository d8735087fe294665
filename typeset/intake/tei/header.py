"""A letter's particulars, as its file's header tells them."""

from __future__ import annotations

import re
from collections.abc import Collection

from typeset.intake.tei.languages import tag_of
from typeset.intake.tei.names import (
    XML_LANG,
    Element,
    children,
    find,
    find_all,
    flat,
    local,
    name_of,
)
from typeset.model import Credit, Name, Source

EDITORS = ("editor",)
PEOPLE = ("persName", "name", "orgName")
PAGES = frozenset(["pp", "page", "pages", "pag", "p"])
VOLUMES = frozenset(["vol", "volume", "bd", "band", "tome"])
ADDRESS = re.compile(r"(https?://\S+|[a-z][a-z0-9+.-]*:\S+)", re.IGNORECASE)


def title_of(header: Element, language: str) -> str:
    """The main title, in the letter's language where there are several."""
    statement = find(header, "titleStmt")
    titles = children(statement, "title") if statement is not None else []
    titles = [title for title in titles if flat(title)]
    ranks = {"main": 0, "": 1, "letter": 1, "short": 3, "sub": 4, "series": 5, "project": 5}

    def rank(title: Element) -> tuple[int, int]:
        spoken = tag_of(title.get(XML_LANG))
        other = spoken is not None and spoken.split("-")[0] != language.split("-")[0]
        level = 5 if title.get("level") == "s" else 0
        return (other, ranks.get((title.get("type") or "").lower(), 2) + level)

    return min(((rank(title), flat(title)) for title in titles), default=((0, 0), ""))[1]


def short_title_of(header: Element) -> str | None:
    """A title for running heads, where there is one."""
    statement = find(header, "titleStmt")
    titles = children(statement, "title") if statement is not None else []
    return next((flat(one) for one in titles if one.get("type") == "short" and flat(one)), None)


def language_of(root: Element, text: Element, without: Collection[Element] = ()) -> str | None:
    """The language that a letter is in for the most part, but for some of its divisions."""
    for element in (text, *children(text, "body"), *_only_division(text, without)):
        if tag := tag_of(element.get(XML_LANG) or element.get("lang")):
            return tag
    found: list[tuple[int, str]] = []
    for language in find_all(root, "language"):
        usage = language.get("usage") or ""
        if tag := tag_of(language.get("ident") or language.get("id")):
            found.append((int(usage) if usage.isdecimal() else 0, tag))
    if found:
        return max(found, key=lambda one: one[0])[1]
    described = find(root, "textLang")
    if described is not None and (tag := tag_of(described.get("mainLang"))):
        return tag
    return tag_of(root.get(XML_LANG) or root.get("lang"))


def _only_division(text: Element, without: Collection[Element]) -> list[Element]:
    bodies = children(text, "body")
    divisions = [div for body in bodies for div in children(body, "div") if div not in without]
    return divisions if len(divisions) == 1 else []


def credits_of(header: Element) -> tuple[Credit, ...]:
    """Who edited, transcribed, translated, encoded."""
    found: list[Credit] = []
    statement = find(header, "titleStmt")
    edition = find(header, "editionStmt")
    for part in (statement, edition):
        if part is None:
            continue
        for editor in children(part, *EDITORS):
            role = editor.get("role") or "editor"
            found += [Credit(role, name) for name in _people(editor)]
        for responsible in children(part, "respStmt"):
            found += _responsible(responsible)
    return tuple(dict.fromkeys(found))


def _responsible(statement: Element) -> list[Credit]:
    roles = [role for one in children(statement, "resp") if (role := flat(one))]
    role = re.sub(r"\s+by$", "", ", ".join(roles).strip(" :,"), flags=re.IGNORECASE)
    return [
        Credit(role, name)
        for one in children(statement)
        if local(one) not in ("resp", "note") and role
        for name in _people(one)
    ]


def _people(element: Element) -> list[str]:
    """The names in an element, or its own words where it has no names."""
    inner = children(element, *PEOPLE)
    if local(element) in PEOPLE or not inner:
        return [name] if (name := name_of(element)) else []
    return [name for one in inner if (name := name_of(one))]


# ---- the source ------------------------------------------------------------------------------


def source_of(header: Element) -> Source | None:
    """Where the text was taken from: a book, or a manuscript and where it is kept."""
    description = find(header, "sourceDesc")
    if description is None:
        return None
    manuscript = find(description, "msDesc", "msIdentifier")
    if manuscript is not None and (source := _manuscript(manuscript)):
        return source
    book = find(description, "biblStruct", "biblFull", "bibl")
    if book is not None and (source := _book(book)):
        return source
    words = flat(description)
    return Source(words) if words else None


def first_published_of(header: Element) -> str | None:
    """Where a letter was first published."""
    description = find(header, "sourceDesc")
    books = children(description, "bibl") if description is not None else []
    return next((flat(one) or None for one in books if one.get("type") == "first-published"), None)


def copy_text_of(header: Element) -> str | None:
    """What a letter is printed from."""
    notes = find_all(header, "note")
    return next((flat(one) or None for one in notes if one.get("type") == "copy-text"), None)


def _manuscript(manuscript: Element) -> Source | None:
    identifier = find(manuscript, "msIdentifier")
    if identifier is None:
        identifier = manuscript
    names = ("repository", "institution", "collection", "fond", "msName", "idno", "shelfmark")
    parts = [flat(child) for name in names for child in children(identifier, name)]
    title = ", ".join(dict.fromkeys(part for part in parts if part and not ADDRESS.fullmatch(part)))
    settlement = flat(next(iter(children(identifier, "settlement")), None))
    return Source(title, place=settlement or None) if title else None


def _book(book: Element) -> Source | None:
    titles = [title for title in find_all(book, "title") if flat(title)]
    larger = [title for title in titles if title.get("level") in ("m", "j", "s")] or titles
    title = flat(larger[0]) if larger else flat(book)
    if not title:
        return None
    scopes = {
        (scope.get("unit") or scope.get("type") or "").lower(): flat(scope)
        for scope in find_all(book, "biblScope")
    }
    author = flat(find(book, "author") if larger else None) or flat(
        find(book, "editor") if larger else None
    )
    pointer = find(book, "ref", "ptr")
    target = (pointer.get("target") or "") if pointer is not None else ""
    dated = find(book, "date") if larger else None
    return Source(
        title=title,
        author=author or None,
        publisher=flat(find(book, "publisher")) or None if larger else None,
        place=flat(find(book, "pubPlace")) or None if larger else None,
        year=(flat(dated) or (dated.get("when") if dated is not None else "")) or None,
        volume=next((value for key, value in scopes.items() if key in VOLUMES and value), None),
        pages=next((value for key, value in scopes.items() if key in PAGES and value), None),
        url=target if target.startswith("http") else None,
    )


# ---- who and whom, where nothing but the title says --------------------------------------------


def _title(words: str) -> re.Pattern[str]:
    return re.compile(words, re.VERBOSE)


BY_TITLE = (
    _title(
        r"""^(?i:letter|note|postcard)\s+(?:(?i:no|number)\.?\s*\d+\s+)?from\s+(?P<sender>.+?)
        \s+to\s+(?P<addressee>[^,(;]+)"""
    ),
    _title(r"^(?i:letter|note|postcard)\s+to\s+(?P<addressee>[^,(;]+)"),
    _title(
        r"""^(?i:lettre)\s+(?:n°\s*\d+\s+)?(?:de\s+|d['’])(?P<sender>.+?)
        \s+[àa]\s+(?P<addressee>[^,(;]+)"""
    ),
    _title(r"^(?:Brief\s+)?(?:[Vv]on\s+)?(?P<sender>[^,(;:]+?)\s+an\s+(?P<addressee>[^,(;:]+)"),
    _title(r"^(?P<sender>[A-Z][^,(;:]+?)\s+to\s+(?P<addressee>[A-Z][^,(;:]+)"),
)


def names_by_title(title: str) -> tuple[Name | None, Name | None]:
    """Sender and addressee, where a title names them."""
    for pattern in BY_TITLE:
        if found := pattern.search(title):
            named = found.groupdict()
            sender, addressee = (
                Name(words) if (words := (named.get(key) or "").strip(" .")) else None
                for key in ("sender", "addressee")
            )
            return sender, addressee
    return None, None


def author_of(header: Element) -> Name | None:
    """The author that the title statement names."""
    statement = find(header, "titleStmt")
    author = next(iter(children(statement, "author")), None) if statement is not None else None
    people = _people(author) if author is not None else []
    return Name(people[0]) if people else None
