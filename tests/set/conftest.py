"""A setting room with a small style, one for each module of tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from typeset.faces import Library
from typeset.galley import Galley
from typeset.house import house
from typeset.set import SettingRoom, Style, Task, setting_room
from typeset.store import Store

CSS = """
html { font: 10pt/12pt "Libertinus Serif"; hyphens: auto; text-align: justify }
p { margin: 0; orphans: 2; widows: 2 }
h2 { font-size: 10pt; line-height: 12pt; margin: 12pt 0; break-after: avoid }
aside { font-size: 8pt; line-height: 10pt }
a { color: inherit; text-decoration: none }
sup { font-variant-position: super; line-height: 0 }
.keep { break-inside: avoid }
.new { break-before: page }
.recto { break-before: recto }
.quote { padding: 6pt 0; border-top: 1pt solid; border-bottom: 1pt solid }
table { border-collapse: collapse; width: 100% }
td, th { border-bottom: .5pt solid; padding: 1pt }
.float { float: right; width: 30pt; height: 40pt }
.small-caps { font-variant-caps: small-caps }
.capitals { font-variant-caps: all-small-caps }
"""

MEASURE = 300.0


@pytest.fixture(scope="session")
def style(tmp_path_factory: pytest.TempPathFactory) -> Style:
    cache = tmp_path_factory.mktemp("style")
    fonts = (house("fonts"),)
    digest = Library.scan(fonts, cache=cache / "cards").digest
    return Style(CSS, MEASURE, fonts, digest, cache, leading=12.0)


@pytest.fixture(scope="module")
def room(style: Style, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SettingRoom]:
    with setting_room(style, Store(tmp_path_factory.mktemp("store")), jobs=1) as room:
        yield room


@pytest.fixture
def set_unit(room: SettingRoom) -> Callable[[str], Galley]:
    """Set a piece of HTML as a unit."""

    def set_unit(html: str, **assets: bytes) -> Galley:
        files = tuple((name.replace("_", "."), data) for name, data in assets.items())
        return room.set([Task("unit", f'<article lang="en">{html}</article>', files)])[0]

    return set_unit


def data(name: str) -> bytes:
    """A file beside the tests."""
    return (Path(__file__).parent / name).read_bytes()
