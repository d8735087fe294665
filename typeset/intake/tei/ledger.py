"""What became of each piece of a file's text.

The converter writes down where each text node went when it takes it; the account reads the same
nodes again by itself and asks the ledger for their fates.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from typeset.intake.account import BODY, LEFT_OUT
from typeset.intake.tei.names import Element


@dataclass
class Ledger:
    """Fates of the texts of one letter.  ``fate`` is what befalls the text that is taken now."""

    fate: str = BODY
    fates: dict[tuple[Element, bool], str] = field(default_factory=dict)
    apart: set[Element] = field(default_factory=set)
    """Elements whose text goes elsewhere than the text around them."""
    sent: set[Element] = field(default_factory=set)
    """Elements of which nothing is printed."""
    noted: set[Element] = field(default_factory=set)
    """Notes that are written; one that several letters call is written for each."""
    added: list[str] = field(default_factory=list)
    """Words that the importer put in: sigla of witnesses, notes that are printed again."""

    def text(self, element: Element) -> str:
        """Take the text at an element's beginning."""
        self.fates[(element, False)] = self.fate
        return element.text or ""

    def tail(self, element: Element) -> str:
        """Take the text behind an element."""
        self.fates[(element, True)] = self.fate
        return element.tail or ""

    @contextmanager
    def going(self, fate: str, element: Element) -> Iterator[None]:
        """What is taken meanwhile goes elsewhere; ``element`` is where that begins."""
        before, self.fate = self.fate, fate
        self.apart.add(element)
        yield
        self.fate = before

    def send(self, element: Element, fate: str) -> None:
        """All the text within an element goes to one place."""
        self.apart.add(element)
        self.sent.add(element)
        for inner in element.iter():
            self.fates.setdefault((inner, False), fate)
            if inner is not element:
                self.fates.setdefault((inner, True), fate)

    def leave(self, element: Element, rule: str) -> None:
        """All the text within an element is left out by this rule."""
        self.send(element, LEFT_OUT + rule)

    def leave_between(self, element: Element) -> None:
        """Spaces between the children of an element are no text."""
        if not (element.text or "").strip():
            self.fates[(element, False)] = self.fate
        for child in element:
            if not (child.tail or "").strip():
                self.fates[(child, True)] = self.fate
