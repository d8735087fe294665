from __future__ import annotations

from dataclasses import replace

from tests.paginate.diagrams import LINE, column, geometry, with_run_ins
from typeset.galley import Column, Decoration, Galley, Note
from typeset.paginate import RunIn, UnitPlan, make_up
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


def test_a_paragraph_of_thirty_thousand_words_beside_another_series() -> None:
    area = geometry(40, gap=1, series="textual,editor", run_in="textual")
    notes = (
        Note("1", "textual", column("p")),
        Note("2", "textual", column("n " * 2500)),
        Note("3", "editor", column("e " * 90)),
    )
    galley = Galley("u", column("a b(1) c(2,3) " + "d " * 80), notes)
    run_in: dict[RunIn, Column] = {(0, ("1", "2")): column("pn " + "n " * 2499)}
    pages = make_up([galley], [UnitPlan()], area, run_in)
    found = account(with_run_ins([galley], run_in), pages, area)
    assert found.whole and not found.reported and found.notes_split == 2
    assert {fault.code for page in pages for fault in page.faults} == {"note-split"}
    blocks = [[part.note for part in page.foot] for page in pages]
    # The shorter note does not wait for the longer one.
    assert blocks[:4] == [["1+2", "3"]] * 4 and blocks[5:] == [["1+2"]] * (len(pages) - 5)


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
