"""Do pages of another PDF fit into a volume that keeps a standard?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from typeset.preflight.common import (
    allowed_filters,
    fonts_embedded,
    no_press_tricks,
    nothing_shines_through,
    sound_pages,
    texts_known,
)
from typeset.preflight.findings import Finding, Findings
from typeset.preflight.objects import open_pdf
from typeset.preflight.press import X1A_COLOURS
from typeset.preflight.subject import Check, Subject, error
from typeset.variants import Variant


def page_count(file: Path) -> int:
    """How many pages a file has.

    Raises:
        InputError: it is missing, empty, broken or encrypted.
    """
    with open_pdf(file) as pdf:
        return len(pdf.pages)


def unfit(file: Path, variant: Variant) -> tuple[Finding, ...]:
    """What stands on the pages of a file and must not in such a variant.

    Raises:
        InputError: the file is missing, empty, broken or encrypted.
    """
    checks: list[Check] = [sound_pages]
    if variant.archive or variant.press or variant.access:
        checks += [fonts_embedded]
    if variant.archive or variant.access:
        checks += [texts_known]
    if variant.archive or variant.press:
        refused = ("/LZWDecode", "/LZW", "/Crypt")
        checks += [no_press_tricks, allowed_filters(*refused), _colours(variant)]
    if not variant.transparent:
        checks += [nothing_shines_through]
    with open_pdf(file) as pdf:
        subject, findings = Subject(file, pdf), Findings()
        for check in checks:
            for finding in check(subject):
                findings.add(finding)
        return tuple(findings)


def _colours(variant: Variant) -> Check:
    """A check against the output intents that volumes have: sRGB for archives, CMYK for press."""

    def check(subject: Subject) -> Iterator[Finding]:
        for leaf in subject.leaves:
            for family, what in leaf.seen.spaces:
                alone = variant.press == 1 and family not in X1A_COLOURS
                if alone or family == ("DeviceCMYK" if variant.archive else "DeviceRGB"):
                    message = f"a colour in {family}"
                    yield error("colour", message, "convert it", leaf, what)

    return check
