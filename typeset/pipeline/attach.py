"""What is attached to a volume: the edition that it was made from, and its report."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version

from typeset.assemble.attachments import Attachment
from typeset.errors import InputError, Problem
from typeset.model import Edition
from typeset.page import Page
from typeset.pipeline.flaws import places
from typeset.pipeline.made import Made
from typeset.variants import Variant
from typeset.verify import Account

YAML, JSON = "application/yaml", "application/json"
REPORT = "report.json"


def attachments(
    what: Collection[str],
    edition: Edition,
    made: Made,
    pages: Sequence[Page],
    tally: Account,
) -> tuple[Attachment, ...]:
    """The files to attach; ``what`` names ``edition``, ``report`` or both.

    Raises:
        InputError: a file of the edition is gone.
    """
    found: list[Attachment] = []
    if "edition" in what:
        found += _edition(edition)
    if "report" in what:
        told = _report(edition, made, pages, tally)
        found.append(Attachment(REPORT, JSON, "Supplement", "What typeset tells of it", told))
    return tuple(found)


def _edition(edition: Edition) -> Iterator[Attachment]:
    for file in ("edition.yaml", *(letter.file for letter in edition.letters)):
        try:
            data = (edition.folder / file).read_bytes()
        except OSError as error:
            hint = "put it back, or build without attach: edition"
            message = f"{file} cannot be attached: {(error.strerror or '').lower()}"
            raise InputError(Problem("cannot-attach", message, hint)) from error
        yield Attachment(file, YAML, "Source", "The text that the volume is made from", data)


def _report(edition: Edition, made: Made, pages: Sequence[Page], tally: Account) -> bytes:
    """The part of the report that is the same whenever and wherever the volume is made."""
    told = {
        "typeset": version("typeset"),
        "title": edition.title,
        "pages": len(pages),
        "letters": [asdict(one) for one in places(pages, made.units)],
        "notes": {"called": tally.notes_called, "placed": tally.notes_placed},
        "faults": [asdict(one) for one in made.flaws()],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def forgotten(what: Collection[str], variants: Sequence[Variant]) -> list[str]:
    """What is to be attached, and is not."""
    if not what or any(variant.attaching for variant in variants):
        return []
    return ["attach: only pdf and pdf/a-3u hold attachments, and neither is written"]
