"""Faces that stand in for scripts which a text's own face lacks: declared, by script.

Written ``Arab: Noto Naskh Arabic; Hebr: Ezra SIL``.  A script goes by its code (ISO 15924) or its
name in Unicode (``Arabic``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from fontTools.unicodedata import Scripts, script_code, script_extension

from typeset.faces.alphabets import SHARED_SCRIPTS

FAMILY = re.compile(r"[^\W_][\w .&+-]*")
"""A family's name, which may go into a style sheet between quotes."""


def read_fallbacks(given: str | Mapping[str, object]) -> dict[str, str]:
    """Families by the codes of their scripts, in the order of these.

    Raises:
        ValueError: a script is unknown, or a family's name is none; says which.
    """
    if isinstance(given, str):
        parts = [part for part in given.split(";") if part.strip()]
        pairs = [(name, family) for name, _, family in (part.partition(":") for part in parts)]
    else:
        pairs = [(name, str(family)) for name, family in given.items()]
    found = {_code(name.strip()): family.strip() for name, family in pairs}
    for code, family in found.items():
        if not FAMILY.fullmatch(family):
            raise ValueError(f"“{family}”, for {code}, is not the name of a font family")
    return dict(sorted(found.items()))


def write_fallbacks(fallbacks: Mapping[str, str]) -> str:
    """The text that :func:`read_fallbacks` reads."""
    return "; ".join(f"{code}: {family}" for code, family in sorted(fallbacks.items()))


def is_declared(text: str, family: str, fallbacks: Mapping[str, str]) -> bool:
    """May this text stand in this family?  Signs of all scripts may, in company of others."""
    codes = {code for code, name in fallbacks.items() if name == family}
    kinds = [script_extension(char) for char in text if not char.isspace()]
    proper = [kind for kind in kinds if not kind <= set(SHARED_SCRIPTS)]
    return bool(proper) and all(kind & codes for kind in proper)


def scripts_of(text: str) -> set[str]:
    """The codes of the scripts whose signs are in a text."""
    kinds = (script_extension(char) for char in text)
    return {code for kind in kinds if len(kind) == 1 for code in kind} - set(SHARED_SCRIPTS)


def _code(name: str) -> str:
    names = Scripts.NAMES
    if name.title() in names:
        return name.title()
    found = script_code(name, "")
    if not found:
        near = get_close_matches(name, [*names.values(), *names], n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise ValueError(f"there is no script “{name}”{meant}")
    return str(found)
