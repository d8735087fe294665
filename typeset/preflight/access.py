"""PDF/UA-1: what a screen reader needs, from ISO 14289-1; whether it is true, people judge."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from typeset.preflight.findings import Finding
from typeset.preflight.objects import array, entry, label, named, said, yes
from typeset.preflight.subject import Subject, error

TAGS = "write it tagged, as PDF/UA"
MOST_ELEMENTS = 2_000_000


def claims(subject: Subject) -> Iterator[Finding]:
    """The file says that it is PDF/UA-1, is tagged, and tells title and language (5, 7.1, 7.2)."""
    if subject.claimed("pdfuaid:part") != "1":
        message = (
            f"the metadata do not say that it is PDF/UA-1: “{subject.claimed('pdfuaid:part')}”"
        )
        yield error("not-claimed", message, "write it as PDF/UA-1")
    marked = entry(subject.root, "/MarkInfo")
    if not yes(entry(marked, "/Marked")) or entry(subject.root, "/StructTreeRoot") is None:
        yield error("not-tagged", "the file is not tagged", TAGS)
    if yes(entry(marked, "/Suspects")):
        yield error("suspects", "the file says that its tags may be wrong", "mend and say so")
    if not said(entry(subject.root, "/Lang")):
        yield error("no-language", "the file does not tell its language", "give Lang")
    if "dc:title" not in subject.xmp:
        yield error("no-title", "the metadata tell no title", "give dc:title")
    shown = entry(entry(subject.root, "/ViewerPreferences"), "/DisplayDocTitle")
    if not yes(shown):
        message = "readers show the file's name, not its title"
        yield error("title-not-shown", message, "set DisplayDocTitle")


def marked_content(subject: Subject) -> Iterator[Finding]:
    """All that is painted is tagged or an artifact (7.1)."""
    for leaf in subject.leaves:
        if leaf.seen.unmarked:
            message = f"{leaf.seen.unmarked} times something is painted that is not tagged"
            yield error("not-tagged", message, TAGS, leaf, leaf.label)
        if leaf.seen.text and entry(leaf.object, "/StructParents") is None:
            message = "the page's text is not in the parent tree"
            yield error("no-parent", message, TAGS, leaf, leaf.label)


def annotations_told(subject: Subject) -> Iterator[Finding]:
    """Annotations are tagged, and said in words (7.18)."""
    for leaf in subject.leaves:
        ones = array(entry(leaf.object, "/Annots"))
        if ones and named(entry(leaf.object, "/Tabs")) != "/S":
            message = "the tabulator does not follow the tags"
            yield error("tab-order", message, "set Tabs to /S", leaf, leaf.label)
        for one in ones:
            kind, name = named(entry(one, "/Subtype")), label(one, "an annotation")
            if kind != "/Popup" and entry(one, "/StructParent") is None:
                yield error("not-tagged", "an annotation is not tagged", TAGS, leaf, name)
            if kind == "/Link" and not said(entry(one, "/Contents")):
                message = "a link does not say in words what it is"
                yield error("link-words", message, "give it Contents", leaf, name)


def elements(subject: Subject) -> Iterator[Finding]:
    """Figures say what they show, headings leave no level out, header cells say for what (7)."""
    level = 0
    roles = entry(entry(subject.root, "/StructTreeRoot"), "/RoleMap")
    for element in _walk(entry(subject.root, "/StructTreeRoot")):
        kind = named(entry(element, "/S"))
        kind = named(entry(roles, kind)) or kind
        name = label(element, "an element")
        if kind in ("/Figure", "/Formula"):
            told = said(entry(element, "/Alt")) or said(entry(element, "/ActualText"))
            if not told.strip():
                message = f"a {kind[1:].lower()} does not say what it shows"
                yield error("no-alt", message, "give it Alt", None, name)
        elif kind[:2] == "/H" and kind[2:].isdigit():
            now = int(kind[2:])
            if now > level + 1:
                message = f"a heading of level {now} follows one of level {level}"
                yield error("heading-level", message, "leave no level out", None, name)
            level = now
        elif kind == "/Note" and entry(element, "/ID") is None:
            yield error("note-id", "a note has no identifier", "give it ID", None, name)


def _walk(root: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """All elements in order; each once, whatever the tree says."""
    waiting = [] if root is None else [root]
    done: set[str] = set()
    for _ in range(MOST_ELEMENTS):
        if not waiting:
            return
        element = waiting.pop()
        name = label(element)
        if name and name in done:
            continue
        done.add(name)
        if entry(element, "/S") is not None:
            yield element
        below = entry(element, "/K")
        kids = array(below) if isinstance(below, pikepdf.Array) else [below]
        waiting += [one for one in reversed(kids) if isinstance(one, pikepdf.Dictionary)]
