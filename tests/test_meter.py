"""The meter finds what is planted, and nothing in what is well set."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.bench import meter
from tests.bench.meter import Findings, measure
from tests.bench.seen import read
from tests.conftest import Command, MakeEdition

# ---- pages whose every space is known ----------------------------------------------------------

SIZE, LEADING, WIDTH, LEFT, TOP, LINES = 10.0, 12.0, 200.0, 40.0, 300.0, 20
LETTER, SPACE = 5.0, 2.5
"""Points: each letter is half an em wide, the natural space a quarter."""

GAPS = 10


@dataclass(frozen=True)
class Row:
    """A line of words, each space ``look`` times as wide as the natural one."""

    words: tuple[str, ...]
    look: float = 1.0
    indent: float = 0.0
    scale: float = 1.0
    size: float = SIZE
    drop: int = 1
    """Lines that it stands below the one above it."""

    def operators(self, y: float) -> str:
        shift = -1000 * self.look * SPACE / SIZE
        array = f" {shift:.3f} ".join(f"({word})" for word in self.words)
        place = f"{LEFT + self.indent:.3f} {y:.3f}"
        return f"BT /F {self.size} Tf {self.scale} 0 0 1 {place} Tm [{array}] TJ ET"


def full(look: float = 1.0, hyphen: bool = False, indent: float = 0.0, scale: float = 1.0) -> Row:
    """A line that ends at the right edge, filled with as many letters as leave such spaces."""
    letters = round(((WIDTH - indent) / scale - GAPS * look * SPACE) / LETTER)
    short = letters // (GAPS + 1)
    words = ["a" * short] * GAPS + ["a" * (letters - short * GAPS)]
    if hyphen:
        words[-1] = words[-1][:-1] + "-"
    look = ((WIDTH - indent) / scale - letters * LETTER) / GAPS / SPACE
    return Row(tuple(words), look, indent, scale)


END = Row(("aaa", "aaa", "aaa"))
"""A paragraph's last line."""

BEGIN = full(indent=10.0)
HEADING = Row(("aaaa", "aaaa"), indent=60.0, size=14.0)
PAGE = [BEGIN, full(), full(), END] * 5


def pdf(path: Path, pages: Sequence[Sequence[Row]]) -> Path:
    """Write a PDF by hand, with one face."""
    kids = " ".join(f"{2 * n + 4} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/FirstChar 32/LastChar 126"
        f"/Widths[250 {'500 ' * 94}]>>",
    ]
    for n, rows in enumerate(pages):
        y, operators = TOP + LEADING, []
        for row in rows:
            y -= row.drop * LEADING
            operators.append(row.operators(y))
        content = "\n".join(operators)
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 340]/Contents {2 * n + 5} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ]
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{text}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    body += f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{body.index('xref')}\n%%EOF"
    path.write_text(body, "ascii")
    return path


Found = Callable[..., Findings]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """What the meter tells of pages: ``found(rows, rows, …)``."""
    return lambda *pages: measure(read(pdf(tmp_path / "made.pdf", pages)))


def planted(*rows: Row) -> list[Row]:
    """A page with these lines in the place of as many within its first paragraphs."""
    page = list(PAGE)
    for n, row in enumerate(rows):
        page[4 * n + 1] = row
    return page


def test_a_page_that_is_well_set(found: Found) -> None:
    one = found(PAGE, PAGE, PAGE)
    assert (one.pages, one.full_lines, one.size, one.leading) == (3, 45, 10.0, 12.0)
    assert one.measure == pytest.approx(200, abs=0.1)
    assert one.natural == pytest.approx(0.25)
    assert one.mean == pytest.approx(1.0)
    assert one.loose == one.very_loose == one.tight == one.hyphens == one.short == 0
    assert one.ladders == one.overfull == one.widows == one.orphans == one.stranded == 0


def test_loose_and_tight_lines(found: Found) -> None:
    one = found(planted(full(1.4), full(1.6), full(2.2), full(0.6)), PAGE, PAGE)
    assert one.full_lines == 45
    assert one.loose == pytest.approx(100 * 2 / 45)
    assert one.very_loose == pytest.approx(100 / 45)
    assert one.tight == pytest.approx(100 / 45)


@pytest.mark.parametrize("scale", [0.98, 1.0, 1.02])
def test_word_spaces_of_expanded_lines(tmp_path: Path, scale: float) -> None:
    row = full(1.2, scale=scale)
    (line,) = read(pdf(tmp_path / "made.pdf", [[row]])).lines
    assert line.gaps == pytest.approx([row.look / 4] * GAPS, abs=1e-3)
    assert line.right == pytest.approx(LEFT + WIDTH, abs=0.01)


def test_marks_that_hang_end_full_lines(found: Found) -> None:
    row = full()
    hanging = replace(row, words=(*row.words[:-1], row.words[-1] + "."), scale=0.995)
    assert found(planted(hanging), PAGE, PAGE).full_lines == 45


def test_lines_that_stand_out_are_overfull(found: Found) -> None:
    row = full()
    one = found(planted(replace(row, words=(*row.words[:-1], row.words[-1] + "aa"))), PAGE, PAGE)
    assert (one.full_lines, one.overfull) == (45, 1)


def test_ladders_of_hyphens(found: Found) -> None:
    two, three = ([full(hyphen=True)] * count for count in (2, 3))
    pages = [[BEGIN, *two, full(), *three, full(), END, BEGIN, *two, *PAGE[12:]], PAGE]
    one = found(*pages)
    assert one.ladders == 1
    assert one.hyphens == pytest.approx(100 * 7 / one.full_lines)


def test_widows(found: Found) -> None:
    assert found([*PAGE[:19], full()], [END, *PAGE[:19]], PAGE).widows == 1
    assert found([*PAGE[:18], full(), full()], [full(), END, *PAGE[:18]], PAGE).widows == 0


def test_orphans(found: Found) -> None:
    assert found([*PAGE[:16], BEGIN, full(), END, BEGIN], [full(), END, *PAGE[:18]]).orphans == 1
    assert found([*PAGE[:16], BEGIN, END, BEGIN, full()], [full(), END, *PAGE[:18]]).orphans == 0


@pytest.mark.parametrize(("under", "stranded"), [(1, 1), (2, 1), (3, 0)])
def test_stranded_headings(found: Found, under: int, stranded: int) -> None:
    below = [replace(full(), drop=2), *[full()] * (under - 1)]
    above = PAGE[: 20 - under - 3]
    one = found([*above, replace(HEADING, drop=2), *below], [full(), END, *PAGE[:18]], PAGE)
    assert one.stranded == stranded


def test_a_short_letter_strands_no_heading(found: Found) -> None:
    opening = [HEADING, replace(full(), drop=2), END]
    assert found(opening, [HEADING, replace(BEGIN, drop=2), *PAGE[1:]], PAGE).stranded == 0


def test_pages_whose_foot_misses(found: Found) -> None:
    assert found(PAGE, PAGE[:16], PAGE, PAGE).short == pytest.approx(100 / 3)
    assert found(PAGE, PAGE[:19], PAGE, PAGE).short == 0


def test_last_pages_may_be_short(found: Found) -> None:
    opening = [HEADING, replace(BEGIN, drop=2), *PAGE[1:18]]
    assert found(PAGE, PAGE[:8], opening, PAGE[:4], opening, PAGE[:4]).short == 0


def test_heads_and_folios_are_no_text(found: Found) -> None:
    head, folio = Row(("aaa", "aaa"), indent=60), Row(("17",), indent=90, drop=2)
    pages = [[head, replace(page[0], drop=2), *page[1:17], folio] for page in [PAGE] * 4]
    pages[1][-1:] = [full(), full(), full(), folio]
    one = found(*pages)
    assert (one.widows, one.orphans) == (0, 0)
    assert one.short == pytest.approx(100 / 3)  # the second is deeper by three lines


def test_a_volume_of_typeset(
    make_edition: MakeEdition, typeset: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "The proofs are with the carrier, who would rather not be asked for them again. " * 9
    letter = {"body": [text, text, text + "We await."] * 8, "notes": None}
    edition = make_edition(letters={"first": letter})
    volume = tmp_path / "volume.pdf"
    assert typeset("build", edition, "-o", volume, "--cache", tmp_path / "cache").code == 0
    meter.main([str(volume), "--json"])
    (one,) = json.loads(capsys.readouterr().out).values()
    assert one["full_lines"] > 150
    assert (one["size"], one["leading"], one["measure"]) == (10.5, 13.5, 334.5)
    assert (one["natural"], one["overfull"]) == (0.25, 0)
    assert 0.9 < one["mean"] < 1.2


def test_what_has_no_justified_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no justified text"):
        measure(read(pdf(tmp_path / "made.pdf", [[HEADING]])))
