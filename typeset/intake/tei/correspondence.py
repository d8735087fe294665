"""Who wrote to whom, when and where: ``correspDesc``, and what stands in for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from typeset.intake.draft import Doubt
from typeset.intake.tei.dates import edtf, in_name
from typeset.intake.tei.findings import Findings
from typeset.intake.tei.header import ADDRESS, author_of, names_by_title
from typeset.intake.tei.names import (
    Element,
    children,
    find,
    find_all,
    flat,
    line_of,
    local,
    name_of,
    words_of,
)
from typeset.model import Name

SENT = frozenset(["sent", "sender", "from", "sending", "created", "written", "composed"])
RECEIVED = frozenset(
    ["received", "receiver", "to", "recipient", "addressee", "addressed", "deliveredTo"]
)
NAMES = ("persName", "orgName", "name", "rs", "groupName")
PLACES = (
    "placeName",
    "settlement",
    "place",
    "geogName",
    "country",
    "region",
    "district",
    "location",
)


@dataclass(frozen=True)
class Correspondence:
    """What is known of a letter's way."""

    senders: tuple[Name, ...] = ()
    addressees: tuple[Name, ...] = ()
    date: str | None = None
    sent_from: str | None = None
    sent_to: str | None = None
    doubts: tuple[Doubt, ...] = ()


def correspondence_of(
    header: Element,
    description: Element | None,
    text: Element,
    title: str,
    file: str,
    registers: Mapping[str, Element],
    findings: Findings,
) -> Correspondence:
    """A letter's way by its description; what that leaves open by the letter's own opening, by
    the title and by the file's name, which is in doubt."""
    sent, received = _actions(description, SENT), _actions(description, RECEIVED)
    doubts: list[Doubt] = []
    senders, addressees = _names(sent, registers), _names(received, registers)
    by_title = names_by_title(title)
    if not senders and (name := author_of(header) or by_title[0]):
        senders = (name,)
        doubts.append(Doubt("sender", "taken from the title statement"))
    if not addressees and (name := by_title[1]):
        addressees = (name,)
        doubts.append(Doubt("addressee", "taken from the title"))
    date = _date(sent, findings)
    if date is None:
        date, taken = _date_elsewhere(header, text, file)
        if date:
            doubts.append(Doubt("date", f"taken from {taken}"))
    return Correspondence(senders, addressees, date, _place(sent), _place(received), tuple(doubts))


def _actions(description: Element | None, kinds: frozenset[str]) -> list[Element]:
    if description is None:
        return []
    return [
        action
        for action in find_all(description, "correspAction")
        if (action.get("type") or "").strip().lower() in kinds
    ]


def _names(actions: list[Element], registers: Mapping[str, Element]) -> tuple[Name, ...]:
    found: dict[str, Name] = {}
    for action in actions:
        for element in _outermost(action, NAMES):
            name = name_of(element) or " ".join((element.get("key") or "").split())
            if name and name not in found:
                found[name] = Name(name, _authority(element, registers))
    return tuple(found.values())


def _outermost(action: Element, names: tuple[str, ...]) -> list[Element]:
    result: list[Element] = []
    for child in children(action):
        if local(child) in names:
            result.append(child)
        elif local(child) not in ("note", "date", *PLACES):
            result += _outermost(child, names)
    return result


def _authority(element: Element, registers: Mapping[str, Element]) -> str | None:
    """An address in an authority file among the references of a name, or in the register's entry
    that they lead to."""
    values = [value for one in (element, *children(element)) for value in words_of(one.get("ref"))]
    values += words_of(element.get("key"))
    for value in values:
        if ADDRESS.fullmatch(value):
            return value
        entry = registers.get(value.lstrip("#"))
        for idno in children(entry, "idno") if entry is not None else []:
            if ADDRESS.fullmatch(flat(idno)):
                return flat(idno)
    return None


def _place(actions: list[Element]) -> str | None:
    for action in actions:
        for name in PLACES:
            for element in find_all(action, name):
                if words := flat(element):
                    return words
    return None


def _date(actions: list[Element], findings: Findings) -> str | None:
    for action in actions:
        for element in find_all(action, "date"):
            if day := edtf(element):
                return day
            if any(
                name.startswith(("when", "not", "from", "to")) for name in map(str, element.keys())
            ):
                line = line_of(element)
                findings.add("date", "a date that cannot be", line, "mend its attributes")
    return None


def _date_elsewhere(header: Element, text: Element, file: str) -> tuple[str | None, str]:
    opening = find(text, "dateline", "opener")
    places = (
        (opening, "the dateline"),
        (find(header, "titleStmt"), "the title statement"),
        (find(header, "creation"), "the header's creation"),
        (find(header, "origDate", "docDate"), "the source's description"),
        (find(text, "closer"), "the closer"),
    )
    for part, taken in places:
        if part is not None:
            for element in (part, *find_all(part, "date", "origDate", "docDate")):
                if day := edtf(element):
                    return day, taken
    day = in_name(PurePath(file).stem)
    return day, "the file's name"
