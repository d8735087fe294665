"""For press: what the layout's settings ask for, and what could not be printed so."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from math import ceil

from typeset.assemble import Volume
from typeset.assemble.conditions import CONDITIONS, HOUSE, HOUSE_PROFILE
from typeset.assemble.marks import ROOM
from typeset.assemble.sheet import MM, Condition, Ink, Press
from typeset.errors import InputError, Problem
from typeset.galley import Galley, Item
from typeset.house import house
from typeset.layout import Layout
from typeset.model import Edition, Place
from typeset.page import Page, column_of, standing
from typeset.pipeline.flaws import flaw_at
from typeset.pipeline.report import Flaw
from typeset.pipeline.units import Unit
from typeset.variants import Variant

MARKS = ("crop", "registration", "colour-bar")
INK_FOR = ("titles", "headings", "ornaments", "calls")
_PAPER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:gsm|g/m²)\s*,\s*(\d+(?:\.\d+)?)\s*")


def press_for(edition: Edition, layout: Layout, variants: Sequence[Variant]) -> Press:
    """What the layout's settings ask for where files are for press.

    Raises:
        InputError: the settings do not agree, the profile is not one, or a date is missing.
    """
    spine(layout, 0)
    for variant in variants:
        _date(variant, edition)
    settings = layout.settings
    slug, marks = float(str(settings.get("slug", 0))), str(settings.get("marks", "")).split()
    problems = []
    if unknown := [one for one in marks if one not in MARKS]:
        message = (
            f"setting “marks” cannot be “{settings['marks']}”: there is no mark “{unknown[0]}”"
        )
        problems.append(Problem("bad-setting", message, f"any of {', '.join(MARKS)}"))
    if marks and slug < ROOM - 0.01:
        message = f"marks need a slug of {ROOM / MM:.0f} mm, and it has {slug / MM:.1f}"
        problems.append(Problem("no-room", message, "set slug: 8mm, or marks: '' for none"))
    if problems:
        raise InputError(problems)
    return Press(
        condition=_condition(edition, layout),
        bleed=float(str(settings.get("bleed", 0))),
        slug=slug,
        marks=tuple(marks),
        ink=_ink(layout) if settings.get("second_ink") else None,
    )


def _condition(edition: Edition, layout: Layout) -> Condition:
    name = str(layout.settings.get("condition", HOUSE)).strip()
    file = str(layout.settings.get("output_intent", "")).strip()
    if not file and name != HOUSE:
        hint = f"name the printer's profile: output_intent: FILE.icc; {HOUSE} comes with typeset"
        raise InputError(Problem("no-profile", f"there is no profile for “{name}”", hint))
    path = edition.folder / file if file else house("profiles") / HOUSE_PROFILE
    if file and not path.resolve().is_relative_to(edition.folder.resolve()):
        hint = "put the profile into the edition's folder"
        raise InputError(Problem("stray-link", f"“{file}” leads out of the edition", hint))
    try:
        profile = path.read_bytes()
    except OSError as error:
        message = f"the output intent “{file}” cannot be read: {(error.strerror or '').lower()}"
        hint = "output_intent is a path from the edition's folder"
        raise InputError(Problem("no-profile", message, hint)) from error
    if file and not _of_press(profile):
        message = f"“{file}” is no profile of a CMYK press, from and to which colours can be had"
        hint = "ask the printer for the ICC profile (class prtr) of the printing condition"
        raise InputError(Problem("bad-profile", message, hint))
    return Condition(name, CONDITIONS.get(name, name), name in CONDITIONS, profile)


def _of_press(profile: bytes) -> bool:
    from typeset.assemble.colours import is_press_profile  # rarely needed, and slow to load

    return is_press_profile(profile)


def _ink(layout: Layout) -> Ink:
    name, given, what = (
        str(layout.settings[key]) for key in ("second_ink", "second_ink_cmyk", "second_ink_for")
    )
    if unknown := [one for one in what.split() if one not in INK_FOR]:
        message = f"setting “second_ink_for” cannot be “{what}”: “{unknown[0]}” is not known"
        raise InputError(Problem("bad-setting", message, f"any of {', '.join(INK_FOR)}"))
    try:
        c, m, y, k = (float(share) / 100 for share in given.split())
        if not all(0 <= share <= 1 for share in (c, m, y, k)):
            raise ValueError
    except ValueError:
        hint = "four numbers from 0 to 100, as 0 100 100 0"
        message = f"setting “second_ink_cmyk” cannot be “{given}”"
        raise InputError(Problem("bad-setting", message, hint)) from None
    return Ink(name.strip(), (c, m, y, k))


def for_variant(volume: Volume, variant: Variant, edition: Edition) -> Volume:
    """The volume in a variant; a file for press tells its date.

    Raises:
        InputError: the edition has none.
    """
    date = _date(variant, edition) or volume.metadata.date
    held = volume.attachments if variant.attaching else ()
    metadata = replace(volume.metadata, date=date)
    return replace(volume, variant=variant, metadata=metadata, attachments=held)


def _date(variant: Variant, edition: Edition) -> datetime | None:
    """The date that a standard wants: never the clock's, so that the file is always the same."""
    if not variant.press:
        return None
    told, year = os.environ.get("SOURCE_DATE_EPOCH", ""), edition.year or ""
    if re.fullmatch(r"[0-9]{1,11}", told):
        return datetime.fromtimestamp(int(told), UTC)
    if re.fullmatch(r"[12]\d{3}", year):
        return datetime(int(year), 1, 1, tzinfo=UTC)
    hint = "give edition.yaml a year, or set SOURCE_DATE_EPOCH to seconds since 1970"
    raise InputError(Problem("no-date", f"{variant.name} has to tell its date", hint))


# ---- what cannot be printed ----------------------------------------------------------------------

_SEEN_THROUGH = re.compile(rb"/SMask (?!/None)|/BM (?!/Normal)|/(?:ca|CA) (?!1(?:\.0*)?(?![.\d]))")
_RGB = re.compile(rb"(?<!\S)(?:[\d.]+ ){3}(?:rg|RG)(?!\S)")
_LAB = re.compile(rb"/lab-d\d\d (?:cs|CS)")


def unprintable(
    galleys: Sequence[Galley], units: Sequence[Unit], variant: Variant, *, convert: bool
) -> list[Problem]:
    """What of the galleys cannot be printed in a variant for press, with its place.

    ``convert`` is whether RGB may become CMYK.
    """
    return [
        problem
        for galley, unit in zip(galleys, units, strict=True)
        for problem in _unprintable(galley, unit, variant, convert)
    ]


def _unprintable(galley: Galley, unit: Unit, variant: Variant, convert: bool) -> Iterator[Problem]:
    tests = []
    if not variant.transparent:
        hint = "put the picture on white, without opacity or an alpha channel, or print pdf/x-4"
        tests.append(("transparent", "what shines through cannot be", _SEEN_THROUGH, hint))
    if not convert:
        hint = "convert it to CMYK or grey, or set rgb: convert"
        tests.append(("rgb-colour", "RGB cannot be", re.compile(b"/DeviceRGB"), hint))
    for code, what, pattern, hint in tests:
        found = {one.name for one in galley.resources if pattern.search(one.body)}
        found |= {one.name for one in galley.resources if found & set(one.uses)}
        for item in _items(galley):
            named = any(b"/%b " % one.encode() in item.ops for one in found)
            if named or (code == "rgb-colour" and _RGB.search(item.ops)):
                yield _problem(code, f"{what} printed in {variant.name}", hint, unit, item)
    for item in _items(galley):
        if _LAB.search(item.ops):
            hint = "give the colour as device-cmyk(…) or in RGB"
            yield _problem("lab-colour", "a colour in Lab has no inks", hint, unit, item)


def _problem(code: str, message: str, hint: str, unit: Unit, item: Item) -> Problem:
    place = Place(unit.letter.file, item.line, 1) if unit.letter else None
    return Problem(code, message if place else f"{unit.name}: {message}", hint, place)


def _items(galley: Galley) -> Iterator[Item]:
    for column in (galley.body, *(note.column for note in galley.notes)):
        yield from column.items


# ---- pictures ------------------------------------------------------------------------------------

FINE = 300
"""Pixels to the inch that a printed picture should have."""
_SHOWN = re.compile(rb"(?m)^([\d.]+) 0 0 -([\d.]+) \S+ \S+ cm\n/(\S+) Do")
_PIXELS = re.compile(rb"/Width (\d+)/Height (\d+)")


def coarse_pictures(
    pages: Sequence[Page], galleys: Sequence[Galley], units: Sequence[Unit]
) -> Iterator[Flaw]:
    """Pictures that are printed with fewer pixels to the inch than they should have."""
    sizes = {n: found for n, galley in enumerate(galleys) if (found := _pixels(galley))}
    for page in pages:
        for part in (*page.body, *page.foot):
            for item, _ in standing(part, column_of(part, galleys)) if part.unit in sizes else ():
                for dpi in _dpi(item, sizes[part.unit]):
                    if round(dpi) < FINE:
                        message = f"a picture has {dpi:.0f} pixels to the inch, {FINE} are wanted"
                        yield flaw_at(
                            "coarse-picture", message, dpi, page, units[part.unit], item.line
                        )


def _pixels(galley: Galley) -> dict[str, tuple[int, int]]:
    """Width and height of a galley's pictures, by their names."""
    return {
        one.name: (int(found[1]), int(found[2]))
        for one in galley.resources
        if b"/Subtype /Image" in one.body and (found := _PIXELS.search(one.body))
    }


def _dpi(item: Item, sizes: Mapping[str, tuple[int, int]]) -> Iterator[float]:
    for wide, high, name in _SHOWN.findall(item.ops):
        if size := sizes.get(name.decode()):
            # A pixel of CSS is the 96th part of an inch.
            yield min(size[0] / float(wide), size[1] / float(high)) * 96


# ---- paper ---------------------------------------------------------------------------------------


def spine(layout: Layout, pages: int) -> list[dict[str, float]]:
    """The thickness of a volume's block of pages, without its cover; none if no paper is told.

    Raises:
        InputError: the paper is not told as weight and bulk.
    """
    told = str(layout.settings.get("paper", "")).strip()
    if not told:
        return []
    found = _PAPER.fullmatch(told)
    if found is None or not float(found[1]) or not float(found[2]):
        hint = "weight and bulk (cm³/g), as 80gsm,1.2"
        raise InputError(Problem("bad-setting", f"setting “paper” cannot be “{told}”", hint))
    weight, bulk, leaves = float(found[1]), float(found[2]), ceil(pages / 2)
    thick = round(leaves * weight * bulk / 1000, 2)
    return [{"gsm": weight, "bulk": bulk, "leaves": leaves, "spine_mm": thick}]


def notices(layout: Layout, variants: Sequence[Variant]) -> list[str]:
    """What was asked for and holds in none of the files."""
    if any(variant.press for variant in variants):
        return []
    asked = [key for key in ("bleed", "slug", "marks") if layout.settings.get(key)]
    files = "files for press (--variant pdf/x-4 or pdf/x-1a), and none is written"
    return [f"{' and '.join(asked)}: only in {files}"] if asked else []
