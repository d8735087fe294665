"""Notes in the finished volume, read back from the PDF: series, numbering by page, places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeEdition
from tests.pipeline.conftest import Built, read_back
from typeset import BuildOptions, build

SMALL = {"trim_width": "105mm", "trim_height": "148mm", "margin_inner": "12mm",
         "margin_top": "14mm", "measure": "80mm", "lines": 22}  # fmt: skip
SENTENCE = "The compositor reads upside down and from left to right, and finds it easy. "


@pytest.fixture
def built(make_edition: MakeEdition, cache: Path, tmp_path: Path) -> Any:
    """Build letters on small pages: ``built({"a": {…}}, notes_place="letter")``."""

    def make(letters: dict[str, dict[str, Any]], **settings: object) -> Built:
        folder = make_edition(letters=letters, settings=SMALL | settings, front_matter=[])
        return read_back(build(folder, tmp_path / "volume.pdf", BuildOptions(cache=cache)))

    return make


def letter(count: int, notes: dict[str, Any], every: int = 2) -> dict[str, Any]:
    """A letter that calls each of the notes once, in paragraphs of some sentences."""
    calls = iter(notes)
    body = []
    for n in range(count):
        call = next(calls, None) if n % every == 0 else None
        body.append(SENTENCE * (1 + n % 3) + (f"Word {call}.[^{call}]" if call else ""))
    assert next(calls, None) is None
    return {"body": body, "notes": notes}


def words(text: str) -> str:
    """A page's text on one line, words broken at line ends joined."""
    return " ".join(re.sub("\u00ad\\s*", "", text).replace("\u2060", "").split())


def symbols(count: int) -> list[str]:
    return ["*†‡§‖¶"[n % 6] * (n // 6 + 1) for n in range(count)]


def test_symbols_begin_again_on_each_page(built: Any) -> None:
    notes = {f"n{n}": {"series": "author", "text": f"Remark {n}."} for n in range(40)}
    volume = built({"a": letter(45, notes, 1)})
    counts = []
    for page in map(words, volume.pages):
        at_foot = re.findall(r"([*†‡§‖¶]+) Remark \d+\.", page)
        assert at_foot == symbols(len(at_foot))
        assert re.findall(r"Word n\d+\.([*†‡§‖¶]+)", page) == at_foot
        counts.append(len(at_foot))
    assert sum(counts) == len(notes)
    assert len([count for count in counts if count > 1]) > 5


def test_figures_by_page_begin_again_and_a_note_s_own_note_counts_on_its_page(built: Any) -> None:
    notes: dict[str, Any] = {f"n{n}": f"Remark {n}." for n in range(12)}
    notes["n3"] = f"Remark 3. {SENTENCE * 25} Word i.[^i]"
    one = letter(24, notes)
    one["notes"]["i"] = "Remark 100."
    volume = built({"a": one}, editor_numbering="page")
    for page in map(words, volume.pages):
        marks = [int(mark) for mark in re.findall(r"(\d+) Remark", page)]
        assert marks == list(range(1, len(marks) + 1))
        assert sorted(map(int, re.findall(r"Word n?[\di]+\.(\d+)", page))) == marks
    away = next(page for page in map(words, volume.pages) if "Remark 100." in page)
    assert "Word i." in away
    assert "Remark 3." not in away


def test_figures_may_go_on_through_the_volume(built: Any) -> None:
    notes = {f"n{n}": f"Remark {n}." for n in range(3)}
    volume = built({"a": letter(6, notes), "b": letter(6, notes)}, editor_numbering="volume")
    marks = re.findall(r"(\d+) Remark", words(" ".join(volume.pages)))
    assert marks == ["1", "2", "3", "4", "5", "6"]


THREE = {
    "e": "An editor’s note.",
    "a": {"series": "author", "text": "An author’s note."},
    "t": {"series": "textual", "lemma": "easy", "text": "so the draft."},
    "u": {"series": "textual", "lemma": "left", "text": "right in the fair copy."},
    "f": "Another editor’s note.",
}


@pytest.mark.parametrize(
    ("order", "first", "second", "third"),
    [
        ("textual author editor", "easy] so", "* An author’s", "1 An editor’s"),
        ("editor textual author", "1 An editor’s", "easy] so", "* An author’s"),
    ],
)
def test_series_stand_in_the_layout_s_order(
    built: Any, order: str, first: str, second: str, third: str
) -> None:
    body = ["".join(f"Word {ident}.[^{ident}] " for ident in THREE)]
    volume = built({"a": {"body": body, "notes": THREE}}, series_order=order)
    page = words(volume.pages[0])
    assert page.index(first) < page.index(second) < page.index(third)
    assert page.index("2 Another editor’s") > page.index("1 An editor’s")


def test_notes_run_on_in_one_paragraph_broken_anew_for_each_page(built: Any) -> None:
    notes = {
        f"n{n}": {"series": "textual", "lemma": f"word{n}", "text": f"so text{n}."}
        for n in range(30)
    }
    volume = built({"a": letter(60, notes)})
    lines = [line for page in volume.pages for line in page.split("\n") if "] so" in line]
    assert max(line.count("] so") for line in lines) >= 2
    assert words(" ".join(volume.pages)).count("] so text") == len(notes)
    for page in map(words, volume.pages):
        told = [int(n) for n in re.findall(r"word(\d+)\] so", page)]
        called = [int(n) for n in re.findall(r"Word n(\d+)\.", page)]
        assert told == called  # none is called by a sign, each stands on the page of its word
    assert volume.report.notes["called"] == volume.report.notes["placed"] == len(notes)


def test_notes_that_run_on_are_parted_by_a_wide_space(built: Any) -> None:
    notes = {n: {"series": "textual", "lemma": n, "text": "so the draft."} for n in ("aa", "bb")}
    volume = built({"a": letter(2, notes, 1)})
    gaps = volume.gaps(0, "so the draft. bb]")
    assert gaps[-1] > 2.5 * max(gaps[:-1])


def test_notes_at_the_end_of_the_letter(built: Any) -> None:
    volume = built({"a": letter(6, THREE, 1), "b": {}}, notes_place="letter")
    text = words("".join(volume.pages))
    here, _, after = text.partition("Notes")
    assert "An editor’s note." not in here
    assert re.search(r"easy\] so the draft\. left\] right in", after)
    assert after.index("easy]") < after.index("* An author’s") < after.index("1 An editor’s")
    assert after.index("2 Another") < after.index("The proofs are") < after.index("Notes")


def test_notes_at_the_end_of_the_volume_have_a_running_head(built: Any) -> None:
    notes = {f"n{n}": f"Remark {n}. {SENTENCE * 20}" for n in range(6)}
    volume = built({"a": letter(18, notes, 3)}, notes_place="volume")
    first = volume.page_with("Remark 0.")
    recto, verso = (words(volume.pages[at]) for at in (first + 2, first + 1))
    assert "Notes" in recto and "Letters of a press" in verso


def test_notes_at_the_end_of_the_volume_name_the_pages_of_their_calls(built: Any) -> None:
    notes = {f"n{n}": f"Remark {n}." for n in range(9)}
    letters = {"a": letter(27, notes, 3), "b": letter(27, notes, 3)}
    volume = built(letters, notes_place="volume", running_heads=False)
    first = volume.page_with("Remark 0.")
    assert first % 2 == 0  # a recto
    labels = volume.reader.page_labels
    called = [
        (labels[at], int(n))
        for at, page in enumerate(volume.pages[:first])
        for n in re.findall(r"Word n(\d)\.", words(page))
    ]
    # Folio and pages are furniture, drawn when the notes are.
    figures = [re.findall(r"^\d+$", page, re.MULTILINE) for page in volume.pages[first:]]
    assert [folio for folio, *_ in figures] == [*labels[first:]]
    assert [page for _, *pages in figures for page in pages] == [page for page, _ in called]
    text = words(" ".join(volume.pages[first:]))
    assert re.findall(r"Remark (\d)\.", text) == [str(n) for _, n in called]
    assert len({page for page, _ in called}) > 6
    assert "Notes" in volume.pages[first]


EVERYWHERE: dict[str, Any] = {
    "title": "To the Editor[^title]",
    "body": [
        {"letterhead": ["The Press[^letterhead]", "Printers"]},
        {"dateline": "Mill Street[^dateline]"},
        {"address": ["The Editor,[^address]", "4 Mill Street"]},
        {"salutation": "Dear Editor,[^salutation]"},
        {"heading": "On type[^heading]"},
        {"quote": {"text": "Brevity[^quote] is all.", "attribution": "The Editor[^attribution]"}},
        {"verse": "The proofs are here,[^verse]\n  And they are dear."},
        {"list": ["Ink.[^list]", ["Paper, that is", {"list": ["laid,[^inner]", "wove"]}]]},
        {"table": {"caption": "Faces[^table]", "head": ["Face[^head]", "Size"],
                   "rows": [["Garamond[^cell]", "12"], ["Caslon", "11[^last]"]]}},
        {"figure": {"file": "a.svg", "alt": "A proof", "caption": "A proof[^caption]"}},
        {"closer": "Yours,[^closer]"},
        {"signature": ["The Press[^signature]"]},
        {"postscript": {"label": "P.S.[^label]", "text": "More.[^postscript]"}},
        {"endorsement": "Answered.[^endorsement]"},
        {"enclosure": {"title": "A list[^enclosure]", "text": "Of faces.[^enclosed]"}},
    ],
}  # fmt: skip
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 3"><rect width="8" height="3"/></svg>'


@pytest.mark.parametrize("series", ["editor", "author", "textual"])
def test_notes_are_called_from_everywhere(
    make_edition: MakeEdition, cache: Path, tmp_path: Path, series: str
) -> None:
    idents = re.findall(r"\[\^(\w+)\]", str(EVERYWHERE))
    notes = {ident: {"series": series, "text": f"Of {ident} here."} for ident in idents}
    folder = make_edition(letters={"a": EVERYWHERE | {"notes": notes}}, settings=SMALL)
    (folder / "a.svg").write_text(SVG, "utf-8")
    volume = read_back(build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache)))
    assert volume.report.notes["called"] == volume.report.notes["placed"] == len(idents)
    text = words(" ".join(volume.pages))
    places = [text.index(f"Of {ident} here.") for ident in idents]
    assert len(set(places)) == len(idents)


def test_notes_hold_whatever_a_letter_holds(
    make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    held: list[Any] = [
        "One paragraph.[^nested]",
        "Another, with [שלום עולם]{lang=he} and [ἐν ἀρχῇ]{lang=grc} in it.",
        {"verse": "A line,[^verse]\n  another."},
        {"list": ["Ink.", "Paper."]},
        {"table": {"head": ["a", "b"], "rows": [["c", "d[^cell]"]]}},
        {"figure": {"file": "a.svg", "alt": "A proof", "caption": "A picture"}},
        {"quote": {"text": "Brevity.", "attribution": "A. N. Other"}},
        "The last.",
    ]
    notes: dict[str, Any] = {
        "nested": {"series": "author", "text": "Nested once.[^deep]"},
        "deep": {"series": "textual", "lemma": "Nested", "text": "nested twice.[^deepest]"},
        "deepest": "Nested three times.",
        "verse": "Called in verse.",
        "cell": "Called in a cell.",
    }
    for series in ("editor", "textual"):
        own = {"x": {"series": series, "body": held}, "y": {"series": series, "text": "After."}}
        one = {"body": ["The stove.[^x] A heron.[^y]", SENTENCE * 30], "notes": own | notes}
        folder = make_edition(series, letters={"a": one}, settings=SMALL)
        (folder / "a.svg").write_text(SVG, "utf-8")
        volume = read_back(build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache)))
        assert volume.report.notes["called"] == volume.report.notes["placed"] == 7
        text = words(" ".join(volume.pages))
        said = ["Nested once.", "nested twice.", "Nested three times.", "Called in verse."]
        said += ["Called in a cell.", "A picture", "A. N. Other", "The last.", "After."]
        assert [text.count(one) for one in said] == [1] * len(said)
