"""Schemas of the field, and what they find wrong with a document."""

from __future__ import annotations

import lzma
from functools import cache
from pathlib import Path

from lxml import etree

DATA = Path(__file__).parents[1] / "data"


@cache
def schema(name: str) -> etree.RelaxNG:
    """``tei_all`` or ``cmif``.  TEI All takes some seconds to be read."""
    return etree.RelaxNG(etree.fromstring(lzma.decompress((DATA / f"{name}.rng.xz").read_bytes())))


def faults(name: str, document: bytes) -> list[str]:
    """What the schema says of a document."""
    rules = schema(name)
    if rules.validate(etree.fromstring(document)):
        return []
    return [f"line {fault.line}: {fault.message}" for fault in rules.error_log]
