"""What letters inherit, in which order they stand, and what their digests depend on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeEdition
from tests.read.outline import outline
from typeset.errors import InputError
from typeset.model import Credit, Letter, LetterDate, Licence, Name, Source
from typeset.read import Inherited, read_edition, read_letter

JOFFE = """\
# yaml-language-server: $schema=../../docs/schema/letter.schema.json
title: To A. A. Joffe
sender: V. I. Lenin
addressee: {name: A. A. Joffe, ref: "https://viaf.org/viaf/7393146"}
date: 1918-06-02
sent_to: Berlin
source: {pages: 98b-99a}
first_published: Lenin Miscellany XXXVI, 1959
copy_text: Printed from the original.
credits:
  - {role: translator, name: Clemens Dutt}
  - {role: transcription and markup, name: R. Cymbala}
body:
  - dateline: 2/VI. 1918
  - salutation: Comrade Joffe,
  - Sokolnikov and Bukharin are to make a trip to you, and Larin, too, I believe.[^1]
  - closer: Best regards,
  - postscript: {label: "N.B.:", text: "Taken by Germany ([Zivilgefangene]{lang=de})."}
notes:
  1: Sokolnikov, Bukharin and Larin went to Berlin.
"""

EDITION: dict[str, Any] = {
    "source": {
        "title": "Lenin Collected Works",
        "publisher": "Progress Publishers",
        "place": "Moscow",
        "year": 1975,
        "volume": 44,
    },
    "licences": {
        "mia": {
            "name": "Public Domain",
            "holder": "Lenin Internet Archive",
            "credit": "Please credit “Marxists Internet Archive” as your source.",
        }
    },
    "licence": "mia",
}


def test_a_letter_comes_with_all_that_it_has_and_inherits(make_edition: MakeEdition) -> None:
    (letter,) = read_edition(make_edition(letters={"joffe": JOFFE}, **EDITION)).letters
    assert letter.ident == "joffe"
    assert letter.file == "joffe.yaml"
    assert letter.short_title == "To A. A. Joffe"
    assert letter.language == "en"
    assert letter.senders == (Name("V. I. Lenin"),)
    assert letter.addressees == (Name("A. A. Joffe", "https://viaf.org/viaf/7393146"),)
    assert letter.date == LetterDate("1918-06-02", date(1918, 6, 2), date(1918, 6, 2))
    assert (letter.sent_from, letter.sent_to) == (None, "Berlin")
    assert letter.source == Source(
        title="Lenin Collected Works",
        publisher="Progress Publishers",
        place="Moscow",
        year="1975",
        volume="44",
        pages="98b-99a",
    )
    assert letter.licence == Licence(
        "mia",
        "Public Domain",
        holder="Lenin Internet Archive",
        credit="Please credit “Marxists Internet Archive” as your source.",
    )
    assert letter.first_published == "Lenin Miscellany XXXVI, 1959"
    assert letter.copy_text == "Printed from the original."
    assert letter.credits == (
        Credit("translator", "Clemens Dutt"),
        Credit("transcription and markup", "R. Cymbala"),
    )
    assert outline(letter).split("\n") == [
        "dateline 14:5",
        "  14:15 2/VI. 1918",
        "salutation 15:5",
        "  15:17 Comrade Joffe,",
        "paragraph 16:5",
        "  16:5 Sokolnikov and Bukharin are to make a trip to you, and Larin, too, I believe."
        "<call 1 16:82>",
        "closer 17:5",
        "  17:13 Best regards,",
        "postscript 18:5",
        "  label 18:25 N.B.:",
        "  18:40 Taken by Germany (<span lang=de>Zivilgefangene</span>).",
        "note 1 editor 20:3",
        "  paragraph 20:6",
        "    20:6 Sokolnikov, Bukharin and Larin went to Berlin.",
    ]


def test_the_edition_keeps_its_own_keys(make_edition: MakeEdition) -> None:
    folder = make_edition(
        subtitle="A selection",
        editor="The Editor",
        publisher="The Press",
        place="Mill Street",
        year=2001,
        layout="handout-a4",
        settings={"trim": "a5", "leading": 13, "size": 10.5, "widows": False, "faces": ["A", "B"]},
        front_matter=["contents"],
        back_matter=[],
    )
    edition = read_edition(folder)
    assert edition.ident == folder.name
    assert edition.title == "Letters of a press"
    assert (edition.subtitle, edition.editor) == ("A selection", "The Editor")
    assert (edition.publisher, edition.place, edition.year) == ("The Press", "Mill Street", "2001")
    assert edition.layout == "handout-a4"
    assert dict(edition.settings) == {
        "trim": "a5",
        "leading": 13,
        "size": 10.5,
        "widows": False,
        "faces": ["A", "B"],
    }
    assert edition.front_matter == ("contents",)


def test_front_matter_is_there_unless_it_is_turned_off(make_edition: MakeEdition) -> None:
    given = read_edition(make_edition("given", front_matter=None))
    assert given.front_matter == ("half-title", "title-page", "credits", "contents")
    assert read_edition(make_edition("none", front_matter=[])).front_matter == ()


def test_a_letter_overrides_what_it_inherits(make_edition: MakeEdition) -> None:
    letter = {
        "language": "de",
        "licence": "own",
        "source": {"title": "Briefe", "volume": None, "publisher": ""},
        "credits": [{"role": "editor", "name": "N. N."}],
    }
    licences = {**EDITION["licences"], "own": {"name": "CC0"}}
    inherited = {**EDITION, "licences": licences, "credits": [{"role": "scan", "name": "M. M."}]}
    folder = make_edition(letters={"a": letter, "b": {}}, **inherited)
    a, b = read_edition(folder).letters
    assert (a.language, b.language) == ("de", "en")
    assert (a.licence.ident, b.licence.ident) == ("own", "mia")
    assert a.source == Source(title="Briefe", place="Moscow", year="1975")
    assert b.source.volume == "44"
    assert (a.credits, b.credits) == ((Credit("editor", "N. N."),), (Credit("scan", "M. M."),))


def test_the_short_title_is_the_title_without_marks(make_edition: MakeEdition) -> None:
    letter = (
        "title: '[98b]{.pb}To *the* Editor,[^1]\\\n  on [Zeilen]{lang=de}'\n"
        "body: [Here.]\nnotes: {1: One.}\n"
    )
    (read,) = read_edition(make_edition(letters={"a": letter})).letters
    assert read.short_title == "To the Editor, on Zeilen"


def test_letters_that_are_referred_to_are_known(make_edition: MakeEdition) -> None:
    text = "See [b]{letter=b}, [c]{letter=c} and [b again]{letter=b}."
    folder = make_edition(letters={"a": {"body": [text], "notes": None}, "b": {}, "c": {}})
    assert read_edition(folder).letter("a").refers_to == ("b", "c")


# ---- order and parts -------------------------------------------------------------------------


DATES = {
    "a": {"date": "1918-06-04"},
    "b": {"date": "1918-06"},
    "c": {"date": "1918-06-02~"},
    "d": {"date": None},
    "e": {"date": "1917"},
    "f": {"date": "1918-06-01/1918-06-02"},
    "g": {"date": "1918-06-01"},
}


def _idents(folder: Path) -> str:
    return "".join(letter.ident for letter in read_edition(folder).letters)


def test_letters_stand_by_first_and_last_day_and_undated_ones_last(
    make_edition: MakeEdition,
) -> None:
    assert _idents(make_edition(letters=DATES)) == "egfbcad"


def test_letters_stand_by_file(make_edition: MakeEdition) -> None:
    assert _idents(make_edition(letters=DATES, order="file")) == "abcdefg"


def test_letters_stand_as_listed(make_edition: MakeEdition) -> None:
    folder = make_edition(letters=DATES, order="listed")
    file = folder / "edition.yaml"
    file.write_text(file.read_text() + "letters: [g, f, e, d, c, b, a]\n")
    assert _idents(folder) == "gfedcba"


def test_parts_keep_the_order_of_letters(make_edition: MakeEdition) -> None:
    parts = [{"title": "First", "letters": ["d", "[a-c]"]}, {"title": "Second", "letters": ["*"]}]
    with pytest.raises(InputError, match="stands in two parts"):
        read_edition(make_edition("shared", letters=DATES, parts=parts))
    parts[1]["letters"] = ["[e-g]"]
    edition = read_edition(make_edition(letters=DATES, parts=parts))
    assert [(part.title, "".join(part.letters)) for part in edition.parts] == [
        ("First", "bcad"),
        ("Second", "egf"),
    ]
    assert "".join(letter.ident for letter in edition.letters) == "bcadegf"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1918", date(1918, 1, 1), date(1918, 12, 31)),
        ("1918-06", date(1918, 6, 1), date(1918, 6, 30)),
        ("1918-06-XX", date(1918, 6, 1), date(1918, 6, 30)),
        ("1918-06-02~", date(1918, 6, 2), date(1918, 6, 2)),
        ("1918-06-02/1918-06-04", date(1918, 6, 2), date(1918, 6, 4)),
        ("1918-06-02/..", date(1918, 6, 2), date.max),
        ("191X", date(1910, 1, 1), date(1919, 12, 31)),
        ("-0044-03", date.min, date.min),
    ],
)
def test_a_date_has_a_first_and_a_last_day(
    edtf: str, first: date, last: date, make_edition: MakeEdition
) -> None:
    (letter,) = read_edition(make_edition(letters={"a": {"date": edtf}})).letters
    assert letter.date == LetterDate(edtf, first, last)


# ---- digests ---------------------------------------------------------------------------------


def _digest(folder: Path) -> str:
    (letter,) = read_edition(folder).letters
    return letter.digest


def test_a_digest_changes_with_the_letter_and_with_what_it_inherits(
    make_edition: MakeEdition,
) -> None:
    base = _digest(make_edition("base"))
    changed = [
        _digest(make_edition("text", letters={"first": {"sent_to": "Berlin"}})),
        _digest(make_edition("source", source={"title": "Another book"})),
        _digest(make_edition("licence", licences={"own": {"name": "CC BY"}})),
        _digest(make_edition("language", language="de")),
        _digest(make_edition("credits", credits=[{"role": "scan", "name": "M. M."}])),
    ]
    assert len({base, *changed}) == 1 + len(changed)


def test_a_digest_does_not_change_with_anything_else(make_edition: MakeEdition) -> None:
    base = _digest(make_edition("base"))
    assert _digest(make_edition("other", title="Other letters", settings={"leading": 14})) == base


def test_a_digest_changes_with_a_picture(make_edition: MakeEdition) -> None:
    body = [{"figure": {"file": "proof.svg", "alt": "A proof"}}]
    folder = make_edition(letters={"a": {"body": body, "notes": None}})
    (folder / "proof.svg").write_text("<svg/>")
    before = _digest(folder)
    (folder / "proof.svg").write_text("<svg></svg>")
    assert _digest(folder) != before


def test_a_letter_is_a_function_of_its_bytes_and_what_it_inherits() -> None:
    inherited = Inherited({"title": "A book"}, {"own": Licence("own", "CC0")}, "own", "en")
    first = read_letter(JOFFE.encode(), "joffe", "joffe.yaml", inherited)
    again = read_letter(JOFFE.encode(), "joffe", "joffe.yaml", inherited)
    assert isinstance(first.letter, Letter)
    assert first == again
