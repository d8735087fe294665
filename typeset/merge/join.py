"""The volume in the making: pages first, then what hangs on the catalogue."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from hashlib import sha256
from operator import itemgetter

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from typeset.merge.part import (
    Part,
    identified,
    lead_within,
    leaves,
    number_anew,
    rename_destinations,
    rename_roles,
)
from typeset.preflight.objects import array, entries, entry, named, said, yes

NODE = 64
"""Entries in a node of a tree."""

PDF_2 = "http://iso.org/pdf2/ssn"
"""The namespace of PDF 2.0's tags."""

LOST = {
    "/AcroForm": "its form is no longer to be filled in",
    "/OpenAction": "what opening it did is left out",
    "/AA": "its actions are left out",
    "/Threads": "its article threads are left out",
}
"""Of the catalogue's entries those that cannot be kept."""


class Volume:
    """Takes parts one after the other."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.notices: list[str] = []
        self._parts: list[Part] = []
        self._names: dict[bytes, pikepdf.Object] = {}
        self._files: dict[bytes, pikepdf.Object] = {}
        self._labels: list[tuple[int, pikepdf.Object]] = []
        self._branches: list[pikepdf.Object] = []
        self._keys: list[pikepdf.Object] = []
        self._tops: list[pikepdf.Object] = []
        self._roles: dict[str, str] = {}
        self._classes: dict[str, pikepdf.Object] = {}
        self._spaces: list[pikepdf.Object] = []
        self._identified: list[tuple[bytes, pikepdf.Object]] = []
        self._intents: list[bytes] = []
        self._layers: list[pikepdf.Object] = []

    def take(self, part: Part) -> None:
        """Add a part behind the others."""
        nth = len(self._parts)
        part.first = len(self.pdf.pages)
        if not isinstance(part.root, Dictionary):
            raise ValueError("it has no catalogue")
        rename_destinations(part, set(self._names), nth)
        values = number_anew(part, len(self._keys), nth)
        if part.tree is not None:
            rename_roles(part, self._roles, nth)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)  # it is seen to here
            self.pdf.pages.extend(part.pdf.pages)
        self._keys += map(self._copy, values)
        self._names |= {name: self._copy(goes) for name, goes in part.names.items()}
        self._take_labels(part)
        self._take_outline(part, self._take_tags(part))
        self._take_files(part, nth)
        self._intents.append(_digest_of_intents(part))
        if layers := entry(part.root, "/OCProperties"):
            self._layers.append(self._copy(layers))
        name = part.path.name
        self.notices += [f"{name}: {said}" for key, said in LOST.items() if _has(part, key)]
        self._parts.append(part)

    def finish(self, title: str) -> None:
        """Hang everything on the catalogue."""
        files = {part.path.name: part for part in self._parts}
        for thing in self.pdf.objects:
            if isinstance(thing, Dictionary):
                lead_within(thing, files)
        root, first = self.pdf.Root, self._parts[0]
        if self._names:
            root.Names = Dictionary(Dests=self._tree("/Names", self._sorted(self._names)))
        if self._files:
            held = root.get("/Names", Dictionary())
            held.EmbeddedFiles = self._tree("/Names", self._sorted(self._files))
            root.Names = held
            root.AF = Array(list(self._files.values()))
        if any(entry(part.root, "/PageLabels") is not None for part in self._parts):
            pairs = [one for pair in self._labels for one in pair]
            root.PageLabels = Dictionary(Nums=Array(pairs))
        self._hang_outline()
        self._hang_tags()
        if first.language:
            root.Lang = String(first.language)
        self._hang_intents(first)
        self._hang_layers()
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with self.pdf.open_metadata(set_pikepdf_as_editor=False) as told:
            told["dc:title"] = title or first.title
            if first.language:
                told["dc:language"] = [first.language]

    def _copy(self, value: pikepdf.Object) -> pikepdf.Object:
        """A part's value as one of the volume's own."""
        if not isinstance(value, pikepdf.Object):
            return value
        if value.is_indirect:
            return self.pdf.copy_foreign(value)
        if isinstance(value, Array):
            return Array([self._copy(value[n]) for n in range(len(value))])
        if isinstance(value, Dictionary):
            made = {key: self._copy(below) for key, below in entries(value)}
            return Dictionary(made)
        return value

    # ---- labels, outline, files ------------------------------------------------------------------

    def _take_labels(self, part: Part) -> None:
        found = {
            int(start): label
            for start, label in leaves(entry(part.root, "/PageLabels"), "/Nums")
            if isinstance(start, int) and 0 <= start < len(part.pdf.pages)
        }
        if 0 not in found:
            self._labels.append((part.first, Dictionary(S=Name.D)))
        self._labels += [(part.first + start, self._copy(found[start])) for start in sorted(found)]

    def _take_outline(self, part: Part, tops: Sequence[pikepdf.Object]) -> None:
        """An entry for the part, its own outline below it, closed.

        Where its tags are those of PDF 2.0 it leads to them, too.
        """
        branch = self.pdf.make_indirect(Dictionary(Title=String(part.title)))
        place = Array([self.pdf.pages[part.first].obj, Name.Fit])
        if tops and entry(part.tree, "/Namespaces") is not None:
            branch.A = Dictionary(S=Name.GoTo, D=place, SD=Array([tops[0], Name.Fit]))
        else:
            branch.Dest = place
        own = entry(part.root, "/Outlines")
        if entry(own, "/First") is not None and own is not None:
            copied = self._copy(part.pdf.make_indirect(own))
            kids = list(_siblings(copied.First))
            for kid in kids:
                kid.Parent = branch
            branch.First, branch.Last, branch.Count = kids[0], kids[-1], -len(kids)
        self._branches.append(branch)

    def _hang_outline(self) -> None:
        outline = self.pdf.make_indirect(Dictionary(Type=Name.Outlines))
        outline.First, outline.Last = self._branches[0], self._branches[-1]
        outline.Count = len(self._branches)
        for n, branch in enumerate(self._branches):
            branch.Parent = outline
            if n:
                branch.Prev, self._branches[n - 1].Next = self._branches[n - 1], branch
        self.pdf.Root.Outlines = outline
        self.pdf.Root.PageMode = Name.UseOutlines

    def _take_files(self, part: Part, nth: int) -> None:
        tree = entry(entry(part.root, "/Names"), "/EmbeddedFiles")
        for name, file in leaves(tree, "/Names"):
            key = bytes(name) if isinstance(name, String) else b"file"
            while key in self._files:
                key = b"%d.%b" % (nth + 1, key)
            self._files[key] = self._copy(file)

    def _sorted(self, found: dict[bytes, pikepdf.Object]) -> list[tuple[object, pikepdf.Object]]:
        return [(String(name), found[name]) for name in sorted(found)]

    def _tree(self, key: str, pairs: Sequence[tuple[object, pikepdf.Object]]) -> pikepdf.Object:
        """A tree of names or numbers."""
        kids = []
        for start in range(0, len(pairs), NODE):
            held = pairs[start : start + NODE]
            flat = Array([one for pair in held for one in pair])
            limits = Array([held[0][0], held[-1][0]])
            kids.append(self.pdf.make_indirect(Dictionary({key: flat, "/Limits": limits})))
        return self.pdf.make_indirect(Dictionary(Kids=Array(kids)))

    # ---- tags ------------------------------------------------------------------------------------

    def _take_tags(self, part: Part) -> list[pikepdf.Object]:
        """Take a part's tags; gives the outermost."""
        if part.tree is None:
            return []
        first = len(self._tops)
        below = entry(part.tree, "/K")
        for top in array(below) if isinstance(below, Array) else [below]:
            if not isinstance(top, Dictionary):
                continue
            copied = self._copy(part.pdf.make_indirect(top))
            if part.language and entry(copied, "/Lang") is None:
                copied.Lang = String(part.language)
            self._tops.append(copied)
        for name, attributes in entries(entry(part.tree, "/ClassMap")):
            self._classes.setdefault(name, self._copy(attributes))
        self._spaces += map(self._copy, array(entry(part.tree, "/Namespaces")))
        for ident, element in identified(part):
            self._identified.append((ident, self._copy(element)))
        return self._tops[first:]

    def _hang_tags(self) -> None:
        if not self._tops:
            return
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        whole = self.pdf.make_indirect(Dictionary(S=Name.Document, P=root, K=Array(self._tops)))
        if modern := [one for one in self._spaces if said(entry(one, "/NS")) == PDF_2]:
            whole.NS = modern[0]
        root.K = whole
        for top in self._tops:
            top.P = whole
        numbers = [(n, value) for n, value in enumerate(self._keys)]
        root.ParentTree = self._tree("/Nums", numbers)
        root.ParentTreeNextKey = len(self._keys)
        if self._identified:
            found = sorted(dict(self._identified).items(), key=itemgetter(0))
            pairs = [(String(ident), element) for ident, element in found]
            root.IDTree = self._tree("/Names", pairs)
        if self._roles:
            root.RoleMap = Dictionary({role: Name(other) for role, other in self._roles.items()})
        if self._classes:
            root.ClassMap = Dictionary(self._classes)
        if self._spaces:
            root.Namespaces = Array(self._spaces)
        self.pdf.Root.StructTreeRoot = root
        tagged = all(
            part.tree is not None and yes(entry(entry(part.root, "/MarkInfo"), "/Marked"))
            for part in self._parts
        )
        self.pdf.Root.MarkInfo = Dictionary(Marked=tagged)
        if not tagged:
            names = ", ".join(part.path.name for part in self._parts if part.tree is None)
            self.notices.append(f"not tagged, so that the volume is not, as a whole: {names}")

    # ---- colours, layers -------------------------------------------------------------------------

    def _hang_intents(self, first: Part) -> None:
        """Output intents are kept where all parts have the same."""
        if self._intents[0] and len(set(self._intents)) == 1:
            found = array(entry(first.root, "/OutputIntents"))
            self.pdf.Root.OutputIntents = Array([self._copy(one) for one in found])
        elif any(self._intents):
            self.notices.append("the parts' output intents differ: the volume has none")

    def _hang_layers(self) -> None:
        if not self._layers:
            return
        joined = self._layers[0]
        shown = joined.get("/D", Dictionary())
        for other in self._layers[1:]:
            joined.OCGs = Array([*array(entry(joined, "/OCGs")), *array(entry(other, "/OCGs"))])
            for key in ("/Order", "/ON", "/OFF", "/Locked", "/RBGroups", "/AS"):
                both = [*array(entry(shown, key)), *array(entry(entry(other, "/D"), key))]
                if both:
                    shown[key] = Array(both)
        joined.D = shown
        self.pdf.Root.OCProperties = joined


def _siblings(first: pikepdf.Object) -> list[pikepdf.Object]:
    """An entry of the outline and those behind it."""
    found: list[pikepdf.Object] = []
    done: set[tuple[int, int]] = set()
    at: pikepdf.Object | None = first
    while isinstance(at, Dictionary) and at.objgen not in done:
        done.add(at.objgen)
        found.append(at)
        at = entry(at, "/Next")
    return found


def _has(part: Part, key: str) -> bool:
    found = entry(part.root, key)
    if key == "/AcroForm":
        return bool(array(entry(found, "/Fields")))
    if key == "/OpenAction":
        return named(entry(found, "/S")) not in ("", "/GoTo")
    return found is not None


def _digest_of_intents(part: Part) -> bytes:
    """A digest of a part's output intents with their profiles; empty if there are none."""
    found = array(entry(part.root, "/OutputIntents"))
    if not found:
        return b""
    whole = sha256()
    for intent in found:
        for key, value in entries(intent):
            held = value.read_bytes() if isinstance(value, Stream) else value.unparse()
            whole.update(key.encode() + b"\0" + held + b"\0")
    return whole.digest()
