"""The account is made by itself: what a conversion loses or adds, it tells with the line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.intake.tei.files import body, converted, tei
from tests.intake.tei.test_guard import LINE
from typeset.intake.tei import handlers
from typeset.intake.tei.flow import Flow
from typeset.intake.tei.names import Element
from typeset.intake.tei.walker import Walker


def test_a_word_that_is_not_taken_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(handlers.HANDLERS, "seg", lambda walker, element, flow: None)
    done = converted(tmp_path, body("<p>One\n<seg>lost</seg> two.</p>"))
    assert (done.account.unaccounted, done.account.fates["lost"]) == (1, 1)
    (found,) = [one for one in done.findings if one.code == "lost-words"]
    assert found.place is not None and found.place.line == LINE + 1
    assert "'lost'" in found.message


def test_a_word_that_is_taken_and_not_printed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swallow(walker: Walker, element: Element, flow: Flow) -> None:
        walker.fill(element, walker.flow())

    monkeypatch.setitem(handlers.HANDLERS, "seg", swallow)
    done = converted(tmp_path, body("<p>One <seg>lost</seg> two.</p>"))
    assert (done.account.missing, done.account.unaccounted) == (1, 1)


def test_a_word_that_is_printed_twice_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def double(walker: Walker, element: Element, flow: Flow) -> None:
        walker.fill(element, flow)
        flow.put(" again ")

    monkeypatch.setitem(handlers.HANDLERS, "seg", double)
    done = converted(tmp_path, body("<p>One <seg>two</seg> three.</p>"))
    assert (done.account.extra, done.account.unaccounted) == (1, 0)


def test_the_report_has_every_file_and_rule(tmp_path: Path, typeset: Command) -> None:
    text = """<body><fw type="header">A header</fw><p>Three small words.<note>A note.</note>
    <choice><sic>teh</sic><corr>the</corr></choice></p></body>
    <back><listPerson><person>Ben</person></listPerson></back>"""
    (tmp_path / "a.xml").write_text(tei(text), encoding="utf-8")
    (tmp_path / "b.xml").write_text("<html/>", encoding="utf-8")
    report = tmp_path / "report.json"
    typeset("import", "tei", tmp_path, "-o", tmp_path / "out", "--report", report)
    told = json.loads(report.read_text(encoding="utf-8"))
    taken, refused = told["files"]
    assert taken["words"] == told["totals"]["words"] == 10
    assert taken["went"] == {"body": 4, "notes": 2, "registers": 1}
    assert taken["left_out"] == {"furniture of the page (fw)": 2, "readings not printed (corr)": 1}
    assert (taken["unaccounted"], taken["letters"]) == (0, ["a"])
    assert refused["refused"]["code"] == "not-tei"


def test_letters_that_refer_to_letters(tmp_path: Path, typeset: Command) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, target in (("a", "b.xml"), ("b", "bad.xml"), ("c", "a.xml#x")):
        document = body(f'<p>See <ref target="{target}">that</ref>.</p>')
        (folder / f"{name}.xml").write_text(document, encoding="utf-8")
    (folder / "bad.xml").write_text("<html/>", encoding="utf-8")
    typeset("import", "tei", folder, "-o", tmp_path / "out")
    assert typeset("check", tmp_path / "out").code == 0
    written = {file.stem: file.read_text("utf-8") for file in (tmp_path / "out/letters").iterdir()}
    assert "[that]{letter=b}" in written["a"]
    assert "letter=" not in written["b"]
