"""The volume's style sheet, set for real: one leading, and figures that stay with their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.compose.golden import edition, letter
from typeset.compose import compose_front, compose_letter
from typeset.faces import Library
from typeset.galley import Break, Galley, Item
from typeset.house import house
from typeset.layout import Layout, load
from typeset.model import Edition, Letter
from typeset.set import Style, Task, setting_room
from typeset.store import Store

WORDS = "The length to which a line is set is called the measure, and it comes first of all. " * 3

LETTER = f"""\
source: {{pages: 1-4}}
sent_to: London
body:
  - letterhead: [The Press, Printers]
  - dateline: The Press, 4 March
  - address: [The Editor, at his desk]
  - salutation: Dear Editor,
  - "{WORDS}[^1] *Emphasis*, **strength**, [Small]{{.sc}}, [ἐν ἀρχῇ]{{lang=grc}}."
  - "[Ж]{{lang=ru}} [שלום]{{lang=he}} [out]{{.del}} [in]{{.add}} []{{.gap}}. {WORDS}"
  - heading: Of the measure
  - "{WORDS}"
  - heading: {{text: Of its parts, level: 2}}
  - quote: {{text: "{WORDS}", attribution: A. N. Other}}
  - "{WORDS}"
  - verse: "One line,\\n\\n  another."
  - "{WORDS}"
  - list: [one, two]
  - "{WORDS}"
  - table: {{caption: A table, head: [a, b], rows: [[c, d], [e, f]]}}
  - "{WORDS}"
  - table: {{rows: [[c, d], [e, f]]}}
  - ornament:
  - "{WORDS}"
  - closer: I remain,
  - signature: [The Press, its reader]
  - postscript: {{label: "P.S.", text: "{WORDS}"}}
  - endorsement: Received 5 March
  - enclosure: {{title: A list, text: "{WORDS}"}}
notes:
  1: "{WORDS}"
"""

Setter = Callable[[Layout, str], Galley]


@pytest.fixture(scope="module")
def set_html(tmp_path_factory: pytest.TempPathFactory) -> Setter:
    """Set a unit in a layout's own style."""
    cache = tmp_path_factory.mktemp("cache")
    fonts = (house("fonts"),)
    digest = Library.scan(fonts, cache=cache / "cards").digest

    def set_one(layout: Layout, html: str) -> Galley:
        style = Style(layout.css(), layout.geometry().measure, fonts, digest, cache)
        with setting_room(style, Store(cache / "galleys"), jobs=1) as room:
            return room.set([Task("a", html)])[0]

    return set_one


def composed(text: str, layout: Layout) -> str:
    one = letter(text)
    return compose_letter(one, 1, edition(one), layout)


def off_grid(items: tuple[Item, ...], leading: float) -> Iterator[tuple[str, str, float]]:
    """Lines whose tops are not a whole number of lines down."""
    for item in items:
        off = item.top % leading
        if item.kind != "table" and 0.02 < off < leading - 0.02:
            yield item.kind, item.text[:30], off


@pytest.mark.parametrize("name", ["volume", "handout-a4"])
def test_every_line_stands_on_the_grid(name: str, set_html: Setter) -> None:
    layout = load(name, [house("layouts")])
    galley = set_html(layout, composed(LETTER, layout))
    leading = layout.geometry().leading
    kinds = {item.kind for item in galley.body.items}
    assert {"heading", "verse-line", "closer", "signature-line", "enclosure-title"} <= kinds
    assert list(off_grid(galley.body.items, leading)) == []
    assert list(off_grid(galley.notes[0].column.items, layout.settings["note_leading"])) == []  # type: ignore[arg-type]


def test_no_line_begins_with_the_figure_that_calls_a_note(volume: Layout, set_html: Setter) -> None:
    calls = range(1, 41)
    text = "".join(f"{'word ' * (n % 7 + 1)}and a wooord.[^{n}] " for n in calls)
    notes = "".join(f"  {n}: Note.\n" for n in calls)
    galley = set_html(volume, composed(f'body: ["{text}"]\nnotes:\n{notes}', volume))
    assert sum(len(item.calls) for item in galley.body.items) == len(calls)
    assert not [item.text for item in galley.body.items if item.text.lstrip("\u2060")[:1].isdigit()
                and item.kind == "paragraph"]  # fmt: skip


def test_nothing_parts_a_heading_or_a_salutation_from_its_text(
    volume: Layout, set_html: Setter
) -> None:
    items = set_html(volume, composed(LETTER, volume)).body.items
    kept = {"letter-number", "letter-title", "source-line", "heading", "salutation", "dateline"}
    assert all(item.after is Break.FORBID for item in items if item.kind in kept)


def test_contents_leave_a_slot_at_the_end_of_the_measure(volume: Layout, set_html: Setter) -> None:
    long = "title " * 20
    given: list[Letter] = [letter("body: [Text.]", "l1"), letter("body: [Text.]", "l2")]
    book: Edition = edition(*given, title=long)
    galley = set_html(volume, compose_front("contents", book, volume))
    slots = [slot for item in galley.body.items for slot in item.slots]
    assert [slot.name for slot in slots] == ["folio:letter-l1", "folio:letter-l2"]
    assert all(abs(slot.x1 - volume.geometry().measure) < 0.1 for slot in slots)


def test_figures_can_be_lining(tmp_path: Path) -> None:
    lining = load("volume", [house("layouts")], [("figures", "lining", None)])
    assert "lining-nums proportional-nums" in lining.css()
