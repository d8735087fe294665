"""Gates: what a file is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from typeset.errors import InputError, Problem
from typeset.preflight import access, archive, common, demand, press
from typeset.preflight.findings import Finding, Findings, Verdict
from typeset.preflight.objects import MALFORMED, first_line, open_pdf
from typeset.preflight.subject import Check, Subject


@dataclass(frozen=True, slots=True)
class Gate:
    """A list of checks, by the name of what asks for them."""

    name: str
    title: str
    checks: tuple[Check, ...]


_SOUND = (common.sound_pages, common.fonts_embedded)
_PRESS = (
    common.identifier, press.trapped, press.output_intent, press.boxes, press.nothing_on_the_page,
    press.whole_pages, press.xfa, common.titled, common.no_scripts, common.no_press_tricks,
    common.images_fine, press.black_type,
)  # fmt: skip

GATES: dict[str, Gate] = {
    gate.name: gate
    for gate in (
        Gate("x-4", "PDF/X-4 (ISO 15930-7)", (
            press.claims_x4, *_SOUND, *_PRESS, press.colours_x4, common.allowed_filters(),
        )),
        Gate("x-1a", "PDF/X-1a (ISO 15930-1, 15930-4)", (
            press.claims_x1a, *_SOUND, *_PRESS, press.dated, press.colours_x1a, press.no_actions,
            common.nothing_shines_through,
            common.allowed_filters("/LZWDecode", "/LZW", "/JBIG2Decode", "/JPXDecode", "/Crypt"),
        )),
        Gate("a-2u", "PDF/A-2u (ISO 19005-2)", (
            archive.claims, *_SOUND, common.identifier, common.texts_known, archive.colours,
            archive.pictures, archive.annotations_printed, archive.attachments, common.no_scripts,
            common.no_press_tricks, common.allowed_filters("/LZWDecode", "/LZW", "/Crypt"),
        )),
        Gate("ua-1", "PDF/UA-1 (ISO 14289-1)", (
            access.claims, *_SOUND, common.texts_known, access.marked_content,
            access.annotations_told, access.elements,
        )),
        Gate("pod-kdp", "Amazon KDP, paperback", (
            *_SOUND, *demand.CHECKS_KDP, common.images_fine, common.no_scripts,
        )),
        Gate("pod-ingram", "IngramSpark, pages of a book", (
            *_SOUND, *demand.CHECKS_INGRAM, press.black_type, common.images_fine,
            common.nothing_shines_through, common.no_scripts,
        )),
    )
}  # fmt: skip


def gate_called(name: str) -> Gate:
    """The gate of a name.

    Raises:
        InputError: there is none.
    """
    if gate := GATES.get(name.lower().removeprefix("pdf/")):
        return gate
    near = get_close_matches(name.lower(), GATES, n=1)
    meant = f"did you mean “{near[0]}”? " if near else ""
    hint = f"{meant}there are: {', '.join(GATES)}"
    raise InputError(Problem("unknown-gate", f"there is no gate “{name}”", hint))


def preflight(file: Path, gate: str) -> Verdict:
    """Judge a file by a gate.

    Raises:
        InputError: there is no such gate, or the file is no PDF, broken, encrypted or empty.
    """
    chosen = gate_called(gate)
    with open_pdf(file) as pdf:
        subject = Subject(file, pdf)
        findings = Findings()
        for check in chosen.checks:
            try:
                for finding in check(subject):
                    findings.add(finding)
            except MALFORMED as failed:
                message = f"a check could not be done ({_name(check)}): {first_line(failed)}"
                findings.add(Finding("broken-object", "error", message, "write the file anew"))
        return Verdict(str(file), chosen.name, len(pdf.pages), tuple(findings))


def _name(check: Check) -> str:
    return getattr(check, "__name__", "check").replace("_", " ")
