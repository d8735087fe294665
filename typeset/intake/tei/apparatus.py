"""The apparatus: the reading that is printed, and the others in a textual note."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.intake.account import NOTES
from typeset.intake.proses import proses
from typeset.intake.tei.flow import Flow
from typeset.intake.tei.names import Element, children, flat, local, words_of
from typeset.intake.tei.stream import joined
from typeset.intake.tei.walker import Walker, clean
from typeset.model import Inline, Note, NoteCall, Prose, Text, TextBlock

OMITTED = "om."
"""A reading without words: the witness omits what is printed."""

LONGEST_LEMMA = 8
"""Words of a lemma that are given; of a longer one its first and last words."""


def apparatus(walker: Walker, element: Element, flow: Flow) -> None:
    """An entry: its lemma goes on in the text, its readings become a textual note."""
    walker.ledger.leave_between(element)
    lemmas = children(element, "lem")
    for lemma in lemmas:
        walker.meet(lemma, flow)
    others = [child for child in children(element) if child not in lemmas]
    readings = [one for child in others for one in _readings(walker, child)]
    for child in (element, *element):
        text = walker.ledger.text(child) if child is element else walker.ledger.tail(child)
        if text.strip():
            flow.put(clean(text))
    if readings:
        call = _note(walker, element, lemmas, readings)
        if call is not None:
            flow.put(call)


def _readings(walker: Walker, child: Element) -> list[Element]:
    if local(child) == "rdgGrp":
        walker.ledger.leave_between(child)
        return [one for inner in children(child) for one in _readings(walker, inner)]
    return [child]


def _note(
    walker: Walker, element: Element, lemmas: Sequence[Element], readings: Sequence[Element]
) -> NoteCall | None:
    walker.called += 1
    ident, at, place = str(walker.called), len(walker.notes), walker.place(element)
    run: list[Inline] = []
    for reading in readings:
        if run:
            # Signs between readings are the importer's own.
            run.append(Text(" | "))
            walker.ledger.added.append("|")
        run += _reading(walker, reading)
    if not run:
        walker.called -= walker.called == int(ident)
        return None
    shown = lemma(walker, lemmas[0]) if lemmas else ""
    head = Prose((Text(shown),), place) if shown else None
    block = TextBlock("paragraph", (Prose(joined(run), place),), place)
    walker.notes.insert(at, Note(ident, "textual", (block,), place, head))
    return NoteCall(ident, place)


def _reading(walker: Walker, reading: Element) -> list[Inline]:
    """A reading with the sigla of its witnesses."""
    inner = walker.flow()
    inner.inside = True
    with walker.ledger.going(NOTES, reading):
        if local(reading) in ("rdg", "lem"):
            walker.fill(reading, inner)
        else:
            walker.meet(reading, inner)
    run: list[Inline] = []
    for prose in proses(inner.finish()):
        run += [Text(" "), *prose.inlines] if run else prose.inlines
    if not run:
        run = [Text(OMITTED)]
        walker.ledger.added.append(OMITTED)
    sigla = " ".join(
        walker.edition.sigla.get(wit.lstrip("#"), wit.lstrip("#")) for wit in witnesses(reading)
    )
    if sigla:
        walker.ledger.added.append(sigla)
        run = [*run, Text(" "), Text(sigla)]
    return run


def witnesses(reading: Element) -> list[str]:
    """The witnesses of a reading."""
    return words_of(reading.get("wit") or reading.get("resp"))


def lemma(walker: Walker, element: Element) -> str:
    """The words of the text that a reading is for; the first and last ones of many."""
    words = flat(element).split()
    if len(words) > LONGEST_LEMMA:
        words = [*words[:2], "…", *words[-2:]]
    return " ".join(words)
