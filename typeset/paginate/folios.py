"""Page numbers as they are printed."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """A whole number from 1 on in lower-case roman numerals."""
    if number < 1:
        raise ValueError(f"no roman numeral for {number}")
    numeral = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        numeral += sign * count
    return numeral


def folio(section: str, number: int) -> str:
    """The printed number of a section's page: roman in the front matter, else arabic."""
    return roman(number) if section == "front" else str(number)
