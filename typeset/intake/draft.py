"""A draft: a letter as an importer found it, before an editor has seen it.

It is made of the blocks and marks of :mod:`typeset.model`, whose places tell where in the imported
file they were found.  Unlike a letter's, its particulars may be missing: what a file does not say
is left out of the YAML for an editor to give.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from typeset.model import Block, Credit, Licence, Name, Note, Prose, Source


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that an editor has to confirm."""

    key: str
    """The key of the letter's file that it is about: ``date``, ``sender``, ``body`` …"""
    text: str
    """What is doubtful, in a short sentence; stands as a comment before the key."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it was found.  None and empty tuples stand for what the file does not say."""

    ident: str
    """The name of its file to be, without ``.yaml``."""
    title: Prose
    body: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    short_title: str | None = None
    language: str | None = None
    senders: tuple[Name, ...] = ()
    addressees: tuple[Name, ...] = ()
    date: str | None = None
    """EDTF"""
    sent_from: str | None = None
    sent_to: str | None = None
    source: Source | None = None
    licence: Licence | None = None
    first_published: str | None = None
    copy_text: str | None = None
    credits: tuple[Credit, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftEdition:
    """Drafts that are to make one edition."""

    title: str
    language: str
    letters: tuple[Draft, ...]
    figures: tuple[tuple[Path, str], ...] = ()
    """Pictures to be copied: where each is, and its path in the edition's folder."""
    order: Literal["date", "file"] = "date"
    """By date, or by the names of the letters' files."""
