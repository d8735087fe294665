"""Words that end one line of the source with a hyphen and go on in the next, unmarked."""

from __future__ import annotations

import re

from typeset.intake.tei.findings import Findings
from typeset.intake.tei.names import Element, find_all, line_of

BEFORE = re.compile(r"[^\W\d_]([-\u2010])\s*$")
SURELY = re.compile(r"[^\W\d_][\u00ad\u00ac\u2e17]\s*$")
"""Signs that are hyphens of a line's end and nothing else."""
AFTER = re.compile(r"\s*(?!(?:und|oder|u\.|bzw|et|ou|and|or|en|y|e|o)\b)[^\W\d_A-Z]")
"""The next line goes on with a small letter, not with a word that joins what has one end in common
(*Haupt- und Nebensache*)."""
TOLD = ("break", "rend", "rendition", "type")


def mark_divided(text: Element, take_all: bool, findings: Findings) -> None:
    """Mark line ends that stand within a word by their signs.

    A plain hyphen may be the word's own, so it is taken for a line's end where ``take_all`` says
    so, and told otherwise.
    """
    for element in find_all(text, "lb", "pb", "cb"):
        if any(element.get(name) for name in TOLD):
            continue
        outer, before = element.getparent(), element.getprevious()
        last = before.tail if before is not None else outer.text if outer is not None else ""
        surely = SURELY.search(last or "")
        if not surely and not BEFORE.search(last or ""):
            continue
        found = AFTER.match(element.tail or "")
        if surely or (found and found.group()[-1].islower()):
            if surely or take_all:
                element.set("break", "no")
            else:
                hint = "mark it by break='no'; --hyphens all takes such hyphens out"
                message = "a hyphen at a line's end that may divide a word is kept"
                findings.add("line-end", message, line_of(element), hint)
