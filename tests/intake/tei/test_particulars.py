"""What the header tells: dates, people, licence; several letters in a file; translations."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.intake.tei.files import SENT, body, converted, only_draft, tei
from typeset.intake.draft import Doubt
from typeset.intake.tei.dates import edtf
from typeset.intake.tei.options import Options
from typeset.model import Name

TEXT = "<body><p>The text.</p></body>"

DATES = {
    'when="1800-05-02"': "1800-05-02",
    'when-iso="1800-05-02T16:00:01+01:00"': "1800-05-02",
    'when="18000502"': "1800-05-02",
    'when="1800-05"': "1800-05",
    'when="1800-05-02" cert="low"': "1800-05-02?",
    'when="1800" precision="low"': "1800~",
    'from="1800-05-02" to="1800-06"': "1800-05-02/1800-06",
    'notBefore="1800" notAfter="1801" cert="medium"': "1800?/1801?",
    'notBefore="1800-05"': "1800-05/..",
    'notAfter="1800-05"': "../1800-05",
    'notBefore="1800" notAfter="1800"': "1800",
    'when="1800-02-30"': None,
    'when="--05-02"': None,
    'from="1801" to="1800"': None,
    "": None,
}


@pytest.mark.parametrize("attributes", DATES)
def test_dates(attributes: str) -> None:
    assert edtf(etree.fromstring(f"<date {attributes}/>")) == DATES[attributes]


def sent(inside: str) -> str:
    return f'<correspDesc><correspAction type="sent">{inside}</correspAction></correspDesc>'


def test_a_letters_way_by_its_description(tmp_path: Path) -> None:
    profile = """<correspDesc><correspAction type="sent">
    <persName ref="https://d-nb.info/gnd/1"><surname>Lee</surname><forename>Ann</forename></persName>
    <persName ref="#carl">Carl</persName><placeName>Bern</placeName><date when="1800-05-02"/>
    </correspAction><correspAction type="received"><orgName>The Bank</orgName>
    <settlement>Basel</settlement></correspAction></correspDesc>"""
    entry = "<person xml:id='carl'><idno>https://viaf.org/viaf/2</idno></person>"
    back = f"<back><listPerson>{entry}</listPerson></back>"
    draft = only_draft(tmp_path, tei(TEXT + back, profile=profile))
    assert draft.senders == (
        Name("Ann Lee", "https://d-nb.info/gnd/1"),
        Name("Carl", "https://viaf.org/viaf/2"),
    )
    assert draft.addressees == (Name("The Bank"),)
    assert (draft.date, draft.sent_from, draft.sent_to) == ("1800-05-02", "Bern", "Basel")
    assert draft.doubts == ()


def test_what_is_guessed_is_to_be_confirmed(tmp_path: Path) -> None:
    draft = converted(tmp_path, tei(TEXT, profile=""), name="1800-05-02_x.xml").drafts[0]
    assert (draft.senders, draft.addressees) == ((Name("Ann"),), (Name("Ben"),))
    assert draft.date == "1800-05-02"
    assert draft.doubts == (
        Doubt("sender", "taken from the title statement"),
        Doubt("addressee", "taken from the title"),
        Doubt("date", "taken from the file's name"),
    )


BY = "https://creativecommons.org/licenses/by/4.0/"
LICENCES = {
    f'<licence target="{BY}">Attribution 4.0</licence>': ("CC BY 4.0", []),
    "<licence>CC BY-SA 4.0</licence>": ("CC BY-SA 4.0", []),
    "<p>Distributed under a Creative Commons Attribution-ShareAlike 3.0 Unported License</p>": (
        "CC BY-SA 3.0",
        [],
    ),
    f'<licence target="{BY}deed.de"/><licence>CC BY</licence>': ("CC BY 4.0", []),
    f'<licence target="{BY}">Parts are in the public domain.</licence>': ("CC BY 4.0", []),
    '<licence target="https://creativecommons.org/publicdomain/zero/1.0/"/>': ("CC0 1.0", []),
    "<licence>CC BY-NC 4.0</licence>": ("CC BY-NC 4.0", ["licence-limits"]),
    f'<licence target="{BY}">CC BY-NC 4.0</licence>': (None, ["licence-unclear"]),
    "<p>All rights reserved.</p>": (None, ["no-reuse"]),
    "<p>Ask the archive.</p>": (None, ["no-licence"]),
    "": (None, ["no-licence"]),
}


@pytest.mark.parametrize("given", LICENCES)
def test_licences(tmp_path: Path, given: str) -> None:
    done = converted(tmp_path, tei(TEXT, licence=given))
    licence = done.drafts[0].licence
    found = (licence.name if licence else None, [one.code for one in done.findings])
    assert found == LICENCES[given]


def idents(folder: Path, document: str) -> list[str]:
    done = converted(folder, document)
    assert (done.account.unaccounted, done.account.extra) == (0, 0), done.findings
    return [draft.ident for draft in done.drafts]


def test_letters_in_a_group(tmp_path: Path) -> None:
    one = "<text><body><head>First</head><p>One.</p></body></text>"
    two = '<text xml:id="b"><body><p>Two.</p></body></text>'
    group = f"<front><p>Preface.</p></front><group>{one}<group>{two}</group></group>"
    assert idents(tmp_path, tei(group)) == ["letter-1", "letter-b"]


def test_letters_in_divisions(tmp_path: Path) -> None:
    divisions = '<div type="letter"><p>One.</p></div><div type="letter"><p>Two.</p></div>'
    assert idents(tmp_path, tei(f"<body>{divisions}</body>", profile="")) == [
        "letter-1",
        "letter-2",
    ]
    # One description for all of them: they are one letter.
    assert idents(tmp_path, tei(f"<body>{divisions}</body>")) == ["letter"]


def test_divisions_with_descriptions_of_their_own(tmp_path: Path) -> None:
    second = SENT.replace("Ann", "Carl").replace("<correspDesc>", '<correspDesc xml:id="c2">')
    profile = SENT.replace("<correspDesc>", '<correspDesc xml:id="c1">') + second
    text = '<body><div decls="#c1"><p>One.</p></div><div decls="#c2"><p>Two.</p></div></body>'
    done = converted(tmp_path, tei(text, profile=profile))
    assert [draft.senders[0].name for draft in done.drafts] == ["Ann", "Carl"]


def test_a_corpus(tmp_path: Path) -> None:
    document = body("<p>One.</p>")
    corpus = (
        f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{document * 3}</teiCorpus>'
    )
    assert len(idents(tmp_path, corpus)) == 3


def test_a_translation_is_a_letter_of_its_own_with_the_same_notes(tmp_path: Path) -> None:
    text = """<body><div type="original" xml:lang="nl"><p>Een<ptr target="#n"/></p></div>
    <div type="translation" xml:lang="en"><p>One<ptr target="#n"/></p></div></body>"""
    notes = '<standOff><listAnnotation><note xml:id="n">Two.</note></listAnnotation></standOff>'
    done = converted(tmp_path, tei(text, beside=notes))
    assert (done.account.unaccounted, done.account.extra) == (0, 0), done.findings
    assert [(draft.ident, draft.language) for draft in done.drafts] == [
        ("letter", "nl"),
        ("letter-en", "en"),
    ]
    assert [len(draft.notes) for draft in done.drafts] == [1, 1]


def test_edited_readings(tmp_path: Path) -> None:
    document = body("<p><choice><sic>teh</sic><corr>the</corr></choice> end</p>")
    draft = only_draft(tmp_path, document, Options(readings="edited"))
    assert "the end" in repr(draft.body)


def test_all_hyphens_at_line_ends(tmp_path: Path) -> None:
    document = body("<p>s'ins-\n<lb/>taller, Haupt-<lb/>und Neben</p>")
    assert "line-end" in [one.code for one in converted(tmp_path, document).findings]
    draft = only_draft(tmp_path, document, Options(hyphens="all"))
    assert "s'installer, Haupt- und Neben" in repr(draft.body)


def test_a_picture_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "tree.png").write_bytes(b"png")
    document = body('<figure><graphic url="tree.png"/><head>A tree</head></figure>')
    done = converted(tmp_path, document)
    assert done.figures == ((tmp_path / "tree.png", "figures/tree.png"),)
    assert "figures/tree.png" in repr(done.drafts[0].body)
    outside = body('<p>x</p><figure><graphic url="../../etc/passwd.png"/></figure>')
    assert converted(tmp_path, outside).figures == ()
