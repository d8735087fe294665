"""What templates and expressions may call, beside Jinja2's own filters."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping

_RANGE = re.compile(r"(?<=[0-9A-Za-z])\s*(?:--|[-–])\s*(?=[0-9ivxlcIVXLC])")


def dashes(pages: str) -> str:
    """Page ranges with an en dash: ``98b-99a`` is printed ``98b–99a``."""
    return _RANGE.sub("–", pages)


def several(pages: str) -> bool:
    """Is it more than one page?"""
    return bool(re.search(r"[-–,;&]", pages))


def numbers(given: Iterable[int]) -> str:
    """Numbers in order, runs of three and more closed up: ``1–3, 5, 7, 8``."""
    runs: list[list[int]] = []
    for number in sorted(set(given)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def shorten(text: str, characters: int) -> str:
    """A text cut after a word and ended with ``…`` where it has more characters."""
    return textwrap.shorten(text, characters, placeholder="…")


def families(fallbacks: str) -> str:
    """Families of fallback faces as a style sheet has them, each behind a comma."""
    names = (part.partition(":")[2].strip() for part in fallbacks.split(";") if part.strip())
    return "".join(f', "{name}"' for name in dict.fromkeys(names))


def ink(cmyk: str) -> str:
    """Per cent of cyan, magenta, yellow and black as a colour of CSS: ``0 100 100 0``."""
    return f"device-cmyk({' '.join(f'{share}%' for share in cmyk.split())})"


FILTERS: Mapping[str, Callable[..., object]] = {
    "dashes": dashes,
    "families": families,
    "ink": ink,
    "numbers": numbers,
    "several": several,
    "shorten": shorten,
}
