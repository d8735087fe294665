from __future__ import annotations

from dataclasses import replace

from tests.paginate.diagrams import LINE, column, geometry
from typeset.galley import Decoration, Galley, Note
from typeset.paginate import UnitPlan, make_up
from typeset.verify import account


def test_a_note_of_twenty_thousand_words() -> None:
    area = geometry(40, gap=1)
    text = column("a b(1) c " + "d " * 60)
    galley = Galley("u", text, (Note("1", "editor", column("n " * 1700)),))
    pages = make_up([galley], [UnitPlan()], area)
    found = account([galley], pages, area)
    assert found.whole and found.notes_split == 1
    assert all(page.carried for page in pages[1:])
    assert {fault.code for page in pages for fault in page.faults} == {"note-split"}
    # Beside text the note has its share of the page, then all of it.
    heights = [sum(part.stop - part.start for part in page.foot) for page in pages]
    texts = [bool(page.body) for page in pages]
    last_text = texts.index(False) - 1
    assert set(heights[:last_text]) == {24}
    assert set(heights[last_text + 1 : -1]) == {40}


def test_a_long_letter_fills_its_pages() -> None:
    area = geometry(40)
    galley = Galley("u", column("a " * 10_000))
    pages = make_up([galley], [UnitPlan()], area)
    assert len(pages) == 250
    assert account([galley], pages, area).whole


def test_a_ground_that_ends_below_its_text_keeps_its_distance_from_the_notes() -> None:
    area = geometry(3)
    notes = (Note("1", "editor", column("p")),)
    plain = Galley("u", column("a b(1) . c d"), notes)
    ground = Decoration(top=0, bottom=2.5 * LINE, ops=b"")
    shaded = replace(plain, body=replace(plain.body, decorations=(ground,)))
    assert make_up([plain], [UnitPlan()], area)[0].body[0].stop == 2
    assert make_up([shaded], [UnitPlan()], area)[0].body[0].stop == 1
