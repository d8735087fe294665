"""What the lines of information say → a letter's particulars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from typeset.intake.dates import Found, find_date
from typeset.intake.draft import Doubt
from typeset.intake.wording import slug
from typeset.model import Credit, Licence, Source

SENTENCES = re.compile(
    r"(?<=[.;])\s+(?=(?:Sent|Printed|Published|First published|Written|Dictated|Reprinted|"
    r"Delivered)\b)"
)
SENT = re.compile(
    r"Sent(?: from (?P<start>.+?))?(?: to (?P<end>.+?))?(?: (?P<means>(?:by|through|via) .+?))?\.?"
)
FIRST = re.compile(r"First published:?\s*", re.IGNORECASE)

VOLUME = re.compile(r"(?:Volume|Vol\.?|Band|Bd\.?)\s*(\[?[\w–-]+\]?)", re.IGNORECASE)
PAGES = re.compile(r"(?:pages?|pp?\.)\s*(\d+[a-z]?(?:\s*[-–]\s*\d+[a-z]?)?)", re.IGNORECASE)
YEAR = re.compile(r"\[?\d{4}\]?")
PUBLISHER = re.compile(
    r"Publish|Press\b|Verlag|House|Books|Edition|& Co|Company|Lawrence", re.IGNORECASE
)

ROLES = {
    "translat": "translator",
    "transcription\\markup": "transcription and markup",
    "transcription/markup": "transcription and markup",
    "transcri": "transcription",
    "html": "markup",
    "mark": "markup",
    "proof": "proofreading",
    "edit": "editing",
    "online": "online version",
    "check": "checking",
    "correct": "correction",
}
CREDIT = re.compile(r"Please credit .*", re.DOTALL)
TERMS = re.compile(r"(?:You may|Permission is|This (?:work|text)|All rights|Reproduc)\b")


@dataclass
class Particulars:
    """A letter's particulars, as far as the page gives them, and what is doubtful in them."""

    source: Source | None = None
    licence: Licence | None = None
    first_published: str | None = None
    copy_text: str | None = None
    sent_from: str | None = None
    sent_to: str | None = None
    written: Found | None = None
    credits: list[Credit] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, key: str, text: str) -> None:
        """Note what an editor has to confirm."""
        self.doubts.append(Doubt(key, text))


def read_particulars(lines: Sequence[tuple[str, str]]) -> Particulars:
    """Read the lines, each a label with what it says."""
    found = Particulars()
    for label, said in lines:
        if said:
            _read(label.lower().removesuffix(" by"), label, said, found)
    if found.source is None:
        found.doubt("source", "the page names no source")
    if found.licence is None:
        found.doubt("licence", "the page says nothing of its licence")
    return found


def _read(kind: str, label: str, said: str, found: Particulars) -> None:
    role = next((role for start, role in ROLES.items() if kind.startswith(start)), None)
    if kind == "source":
        _source(said, found)
    elif kind in ("public domain", "copyleft", "copyright", "licence", "license"):
        _licence(label, said, found)
    elif kind in ("written", "dictated", "delivered"):
        _written(label, said, found)
    elif "published" in kind or "issued" in kind:
        for sentence in SENTENCES.split(said):
            _publication(kind, sentence, found)
    elif role:
        found.credits.append(Credit(role, re.sub(r"(?<=\w{3})\.$", "", said)))


def _written(label: str, said: str, found: Particulars) -> None:
    found.written = find_date(said)
    if found.written is None or not found.written.certain or label != "Written":
        found.doubt("date", f"the page says: {label}: {said}")


def _publication(kind: str, sentence: str, found: Particulars) -> None:
    sent = SENT.fullmatch(sentence)
    if sent and (sent["start"] or sent["end"]):
        found.sent_from, found.sent_to = sent["start"], sent["end"]
        if sent["means"]:
            found.doubt("sent_to", f"the page says: {sentence}")
    elif sentence.startswith(("Printed", "Sent", "Reprinted")):
        found.copy_text = f"{found.copy_text} {sentence}" if found.copy_text else sentence
    elif sentence.startswith(("Written", "Dictated", "Delivered")):
        _written(sentence.split()[0], sentence, found)
    elif found.first_published:
        found.first_published += f". {sentence.rstrip('.;')}"
    else:
        said = FIRST.sub("", sentence, count=1).rstrip(".;")
        if kind == "published" and said == sentence.rstrip(".;"):
            found.doubt("first_published", "the page does not say “first”")
        found.first_published = said


# ---- source ----------------------------------------------------------------------------------


def _source(said: str, found: Particulars) -> None:
    """A title, then publisher, place and year in any order, volume and pages."""
    rest = said.rstrip(" .;")
    volume, pages = VOLUME.search(rest), PAGES.search(rest)
    for match in (pages, volume):
        if match:
            rest = rest.replace(match.group(), "", 1)
    title, *parts = [part.strip(" ;.") for part in rest.split(",") if part.strip(" ;.")] or [said]
    year = next((part for part in parts if YEAR.fullmatch(part)), None)
    publisher = next((part for part in parts if PUBLISHER.search(part)), None)
    others = [part for part in parts if part not in (year, publisher)]
    place = others.pop(0) if others and publisher and others[0][:1].isupper() else None
    if others:
        found.doubt("source", f"not taken: {', '.join(others)}")
    found.source = Source(
        title=title,
        publisher=publisher,
        place=place,
        year=year,
        volume=volume.group(1) if volume else None,
        pages=re.sub(r"\s*[-–]\s*", "-", pages.group(1)) if pages else None,
    )


# ---- licence ---------------------------------------------------------------------------------


def _licence(label: str, said: str, found: Particulars) -> None:
    """Holder, terms, and the sentence of credit."""
    credit = CREDIT.search(said)
    before = said[: credit.start()] if credit else said
    terms = TERMS.search(before)
    holder = (before[: terms.start()] if terms else before).strip(" .")
    statement = before[terms.start() :].strip() if terms else None
    name = label.title() if label.lower() == "public domain" else label
    if name != "Public Domain":
        found.doubt("licence", f"“{name}” is no licence by name; what does it allow?")
    found.licence = Licence(
        ident=slug(holder or name),
        name=name,
        holder=holder or None,
        statement=statement,
        credit=credit.group().strip() if credit else None,
    )
