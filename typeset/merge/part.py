"""A part of a volume: a finished PDF, made ready in memory to stand beside others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from typeset.preflight.objects import array, entries, entry, label, named, said

DEPTH = 40
"""Of a tree of names or numbers."""


@dataclass
class Part:
    """The file, and what it brings along."""

    path: Path
    pdf: Pdf
    first: int = 0
    """The index of its first page in the volume."""
    names: dict[bytes, pikepdf.Object] = field(default_factory=dict)
    """Its named destinations, by the names that they have in the volume."""
    renamed: dict[bytes, bytes] = field(default_factory=dict)
    """Those names, by its own."""

    @property
    def root(self) -> pikepdf.Object:
        """Its catalogue."""
        return self.pdf.Root

    @property
    def title(self) -> str:
        """What it is called."""
        told = said(entry(entry(self.pdf.trailer, "/Info"), "/Title")).strip()
        return told or self.path.stem

    @property
    def language(self) -> str:
        """BCP 47; empty if it is not told."""
        return said(entry(self.root, "/Lang"))

    @property
    def tree(self) -> pikepdf.Object | None:
        """The root of its structure tree."""
        return entry(self.root, "/StructTreeRoot")


def leaves(tree: object, key: str, depth: int = 0) -> Iterator[tuple[object, pikepdf.Object]]:
    """The pairs of a tree of ``/Names`` or ``/Nums``."""
    pairs = array(entry(tree, key))
    yield from zip(pairs[::2], pairs[1::2], strict=False)
    if depth < DEPTH:
        for kid in array(entry(tree, "/Kids")):
            yield from leaves(kid, key, depth + 1)


def destinations(part: Part) -> dict[bytes, pikepdf.Object]:
    """Its named destinations, both kinds, by their own names."""
    found: dict[bytes, pikepdf.Object] = {}
    for key, value in entries(entry(part.root, "/Dests")):
        found[key[1:].encode()] = value
    for name, value in leaves(entry(entry(part.root, "/Names"), "/Dests"), "/Names"):
        if isinstance(name, String):
            found[bytes(name)] = value
    return found


def rename_destinations(part: Part, taken: set[bytes], nth: int) -> None:
    """Give its destinations names that are free, and tell all that lead there."""
    own = destinations(part)
    renamed = part.renamed
    for name, value in own.items():
        new, count = name, nth
        while new in taken:
            new, count = b"%b.%d" % (name, count), count + 1
        taken.add(new)
        renamed[name] = new
        part.names[new] = value
    for thing in part.pdf.objects:
        if isinstance(thing, Dictionary | Stream):
            _lead(thing, "/Dest", renamed)
            _lead(thing, "/D", renamed)
            if entry(thing, "/A") is not None:
                _lead(entry(thing, "/A"), "/D", renamed)


def lead_within(thing: pikepdf.Object, parts: Mapping[str, Part]) -> None:
    """Let a link to a part, named by its file, lead to its place in the volume."""
    action = entry(thing, "/A")
    if named(entry(action, "/S")) != "/GoToR" or not isinstance(action, Dictionary):
        return
    file, name = entry(action, "/F"), entry(action, "/D")
    part = parts.get(said(entry(file, "/UF") or file))
    new = part.renamed.get(bytes(name)) if part and isinstance(name, String) else None
    if new is not None:
        action["/S"], action["/D"] = Name.GoTo, String(new)
        del action["/F"]


def _lead(thing: object, key: str, renamed: dict[bytes, bytes]) -> None:
    """Let an entry lead to a destination's new name."""
    goes = entry(thing, key)
    if key == "/D" and named(entry(thing, "/S")) != "/GoTo":
        return
    old = bytes(goes) if isinstance(goes, String) else named(goes)[1:].encode()
    if old in renamed and isinstance(thing, Dictionary):
        thing[key] = String(renamed[old])


def number_anew(part: Part, keys: int, nth: int) -> list[pikepdf.Object]:
    """Give it keys in the parent tree that are free, and identifiers of its own.

    ``keys`` are taken already.  What the tree has comes out in the order of its new keys.
    """
    found = {
        key: value
        for key, value in leaves(entry(part.tree, "/ParentTree"), "/Nums")
        if isinstance(key, int)
    }
    moved = {key: keys + n for n, key in enumerate(sorted(found))}
    for thing in part.pdf.objects:
        if isinstance(thing, Dictionary | Stream):
            for key in ("/StructParents", "/StructParent"):
                number = entry(thing, key)
                if isinstance(number, int) and number in moved:
                    thing[key] = moved[number]
                elif number is not None:
                    del thing[key]
            if nth and part.tree is not None:
                _identify(thing, b"%d." % (nth + 1))
    return [found[key] for key in sorted(found)]


def _identify(thing: pikepdf.Object, prefix: bytes) -> None:
    """Make an element's identifier its own, and those that its header cells are named by."""
    ident = entry(thing, "/ID")
    if isinstance(ident, String) and entry(thing, "/S") is not None and entry(thing, "/P"):
        thing["/ID"] = String(prefix + bytes(ident))
    attributes = entry(thing, "/A")
    several: list[object] = [*array(attributes)] or [attributes]
    for one in several:
        heads = array(entry(one, "/Headers"))
        if heads and isinstance(one, Dictionary):
            one["/Headers"] = Array(
                [String(prefix + bytes(head)) for head in heads if isinstance(head, String)]
            )


def elements(part: Part) -> Iterator[pikepdf.Object]:
    """All elements of its structure tree, each once."""
    waiting = [] if part.tree is None else [part.tree]
    done: set[str] = set()
    while waiting:
        element = waiting.pop()
        name = label(element)
        if name and name in done:
            continue
        done.add(name)
        if entry(element, "/S") is not None:
            yield element
        below = entry(element, "/K")
        kids = array(below) if isinstance(below, Array) else [below]
        waiting += [kid for kid in kids if isinstance(kid, Dictionary)]


def identified(part: Part) -> Iterator[tuple[bytes, pikepdf.Object]]:
    """Its elements that have identifiers."""
    for element in elements(part):
        ident = entry(element, "/ID")
        if isinstance(ident, String) and element.is_indirect:
            yield bytes(ident), element


def rename_roles(part: Part, roles: dict[str, str], nth: int) -> None:
    """Give roles of its own that mean something else than ``roles`` says other names."""
    renamed: dict[str, str] = {}
    for role, meaning in entries(entry(part.tree, "/RoleMap")):
        if roles.setdefault(role, named(meaning)) != named(meaning):
            renamed[role] = f"{role}.{nth + 1}"
            roles[renamed[role]] = named(meaning)
    if renamed:
        for element in elements(part):
            role = named(entry(element, "/S"))
            if role in renamed:
                element["/S"] = Name(renamed[role])
