"""Page sizes and settings of the layout ``volume``, from a random source."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from random import Random

SIZES = {
    "A6": (105.0, 148.0),
    "pocket": (110.0, 178.0),
    "A5": (148.0, 210.0),
    "royal octavo": (156.0, 234.0),
    "letter": (215.9, 279.4),
    "A4": (210.0, 297.0),
}
"""Width and height in mm."""

POINT = 25.4 / 72
COLUMN = 24.0
"""Least width of a table's column, in mm."""

SERIES = ("author", "editor", "textual")
MARKS = ("figures", "letters", "symbols", "lemma")
NUMBERING = ("page", "letter", "volume")
SETTING = ("lines", "run-in")


@dataclass(frozen=True)
class Paper:
    """A size, and settings in two parts: in the edition's file, and told to the build."""

    size: str
    place: str
    """Where notes stand."""
    given: dict[str, str | int | float | bool]
    told: tuple[tuple[str, str], ...]
    bare: bool
    """The face has neither Hebrew nor narrow spaces."""
    columns: int
    """Columns of a table that the measure holds."""

    @property
    def series(self) -> list[str]:
        """The settings of the series, as ``author page run-in symbols``."""
        every = {**self.given, **dict(self.told)}
        return [
            f"{one} {every[f'{one}_marks']} {every[f'{one}_numbering']} {every[f'{one}_setting']}"
            for one in SERIES
        ]


def paper(random: Random) -> Paper:
    """A page that type fits on, and all that a publisher may choose for notes."""
    size = random.choice(list(SIZES))
    place = random.choice(("foot", "foot", "foot", "letter", "volume"))
    page = _page(random, *SIZES[size])
    face = random.choice(("Libertinus Serif",) * 4 + ("EB Garamond",))
    settings = {
        **page, **_look(random), **_notes(random), "body_face": face, "notes_place": place,
    }  # fmt: skip
    told = {name for name in settings if random.random() < 0.3}
    return Paper(
        size,
        place,
        {name: value for name, value in settings.items() if name not in told},
        tuple((name, _said(settings[name])) for name in settings if name in told),
        face == "EB Garamond",
        max(1, min(5, int(float(str(page["measure"])[:-2]) / COLUMN))),
    )


def _said(value: str | int | float | bool) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _page(random: Random, width: float, height: float) -> dict[str, str | int | float | bool]:
    """Trim, margins, measure, sizes: whatever they are, the type area stays inside the trim."""
    body = random.choice((7.5, 8, 9) if width < 120 else (8.5, 9.5, 10.5, 12))
    leading = round(body * random.uniform(1.18, 1.5) * 4) / 4
    inner, outer = (round(width * random.uniform(0.08, 0.16), 1) for _ in range(2))
    top = round(max(3 * leading * POINT, height * random.uniform(0.07, 0.13)), 1)
    bottom = max(3.5 * leading * POINT, height * random.uniform(0.07, 0.13))
    note = round(body * random.uniform(0.75, 0.95) * 4) / 4
    return {
        "trim_width": f"{width}mm",
        "trim_height": f"{height}mm",
        "margin_top": f"{top}mm",
        "margin_inner": f"{inner}mm",
        "measure": f"{width - inner - outer:.1f}mm",
        "lines": int((height - top - bottom) / (leading * POINT)),
        "body_size": f"{body}pt",
        "leading": f"{leading}pt",
        "note_size": f"{note}pt",
        "note_leading": f"{round(note * random.uniform(1.12, 1.4) * 4) / 4}pt",
        "indent": f"{random.choice((0, 6, 10.5, 18))}pt",
        "sink": random.choice((0, 2, 4)),
    }


def _look(random: Random) -> dict[str, str | int | float | bool]:
    return {
        "starts": random.choice(("page", "recto")),
        "figures": random.choice(("old-style", "lining")),
        "hyphenate": random.random() < 0.8,
        "page_marks": random.choice(("none", "inline")),
        "running_heads": random.random() < 0.8,
    }


def _notes(random: Random) -> dict[str, str | int | float | bool]:
    settings: dict[str, str | int | float | bool] = {
        "note_gap": f"{random.choice((4, 10, 13.5, 24))}pt",
        "note_rule": f"{random.choice((0, 40, 60))}pt",
        "note_share": round(random.uniform(0.15, 0.9), 2),
        "note_continued": random.choice(("rule", "cue", "none")),
        "series_order": " ".join(random.choice(list(permutations(SERIES)))),
        "series_gap": f"{random.choice((0, 3, 5.25, 12))}pt",
        "series_rule": f"{random.choice((0, 0, 20, 60))}pt",
    }
    for series in SERIES:
        settings[f"{series}_marks"] = random.choice(MARKS)
        settings[f"{series}_numbering"] = random.choice(NUMBERING)
        settings[f"{series}_setting"] = random.choice(SETTING)
    return settings
