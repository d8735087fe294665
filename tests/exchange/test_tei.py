"""TEI out and in again: valid, and nothing is lost on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, assume, given, settings

from tests.conftest import Command, MakeEdition
from tests.exchange.schemas import faults
from tests.intake.drafts import bare, drafts
from typeset.export.tei import export_tei, tei
from typeset.intake.draft import Draft, DraftEdition
from typeset.intake.proses import proses
from typeset.intake.tei import import_tei
from typeset.intake.writer import write_edition
from typeset.model import Block, Edition, Letter, Licence, Prose
from typeset.read import read_edition
from typeset.read.spans import plain

ROOT = Path(__file__).parents[2]
LETTERS = ROOT / "letters"
DATA = ROOT.parent / "shared" / "data"

EVERYTHING = """\
title: To the Editor, on *everything*
short_title: On everything
sender: [{name: A. B., ref: "https://example.org/ab"}, C. D.]
addressee: The Editor
date: 1918-06-XX
sent_from: Mill Street
sent_to: Berne
first_published: in the Miscellany
copy_text: From the original.
credits: [{role: translator, name: N. N.}]
body:
  - letterhead: |
      The Press
      Printers
  - dateline: Mill Street, 4 March
  - salutation: Dear Editor,
  - "[98b]{.pb}We *have* **seen** [it]{.sc}, 10[th]{.sup} H[2]{.sub} [so]{.ul}.[^a]"
  - "[Wort]{lang=de} [old]{.del}[new]{.add} [may]{.unclear reason=blot} [be]{.supplied}"
  - "[]{.gap reason=torn extent=\\"2 words\\"} [Ben]{person=ben} in [Bern]{place=bern}"
  - "see [the page](https://example.org/x?a=1&b=2), [our last]{letter=other}.[^b] half[2]{.pb}done"
  - salutation: And you, Sir,
  - quote: {attribution: The Editor, text: Brevity is all.}
  - verse: |
      The proofs are here,
        And they are dear.

      So be it.
  - list: {ordered: true, items: [Ink, [Paper, {list: [laid, wove]}]]}
  - table: {caption: Stock, head: [Face, Size], align: [left, right], rows: [[Garamond, 12]]}
  - enclosure: {title: A list, body: [One., {heading: Two}, Three.]}
  - address: [The Editor, Mill Street]
  - ornament: "* * *"
  - heading: First
  - One.
  - heading: {text: Second, level: 2}
  - Two.
  - endorsement: Received.
  - closer: Yours,
  - signature: |
      A. B.
      and C. D.
  - postscript: {label: P.S., text: One more.}
  - dateline: 5 March
notes:
  a: {series: textual, lemma: it, text: omitted A}
  b: {series: author, body: ["So I think.[^c]", {list: [one, two]}]}
  c: I do.
"""


@pytest.fixture
def everything(make_edition: MakeEdition) -> Edition:
    return read_edition(make_edition(letters={"all": EVERYTHING, "other": {}}))


def words(prose: Iterable[Prose]) -> Counter[str]:
    return Counter(word for one in prose for word in re.findall(r"\w+", plain(one.inlines)))


def signs(blocks: Iterable[Block]) -> Counter[str]:
    """Letters and digits: at random, words are divided where no language divides them."""
    texts = (plain(one.inlines) for one in proses(blocks))
    return Counter(sign for text in texts for sign in text if sign.isalnum())


def again(edition: Edition, folder: Path) -> Edition:
    """The edition by way of TEI."""
    export_tei(edition, folder / "tei")
    imported = import_tei([folder / "tei"], folder / "again", title=edition.title)
    assert imported.refused == ()
    assert imported.account.unaccounted == 0
    return read_edition(folder / "again")


def test_what_is_written_is_valid_tei(everything: Edition) -> None:
    ours = [read_edition(LETTERS / name) for name in ("lenin-44", "specimen")]
    for edition in (everything, *ours):
        for letter in edition.letters:
            assert faults("tei_all", tei(edition, letter)) == [], letter.ident


def test_a_letter_with_everything_comes_back(everything: Edition, tmp_path: Path) -> None:
    first, second = everything.letter("all"), again(everything, tmp_path).letter("all")
    for one in fields(Letter):
        if one.name in ("digest", "file", "body", "notes", "title"):
            continue
        assert getattr(second, one.name) == getattr(first, one.name), one.name
    assert plain(second.title.inlines) == "To the Editor, on everything"
    assert [(note.series, note.lemma is not None) for note in second.notes] == [
        ("textual", True),
        ("author", False),
        ("editor", False),
    ]
    for before, after in zip(first.notes, second.notes, strict=True):
        assert words(proses(before.blocks)) == words(proses(after.blocks))
    kinds = [[getattr(b, "kind", type(b).__name__) for b in one.body] for one in (first, second)]
    assert kinds[0] == kinds[1]
    for before_block, after_block in zip(first.body, second.body, strict=True):
        before_texts = [one.inlines for one in proses([bare(before_block)])]
        after_texts = [one.inlines for one in proses([bare(after_block)])]
        numbers = str(before_texts).replace("'a'", "'1'").replace("'b'", "'2'")
        if "Brevity" not in numbers:
            assert numbers == str(after_texts)


@pytest.mark.parametrize("name", ["lenin-44", "specimen"])
def test_no_word_of_the_letters_is_lost(name: str, tmp_path: Path) -> None:
    edition = read_edition(LETTERS / name)
    second = again(edition, tmp_path)
    for letter in edition.letters:
        other = second.letter(letter.ident)
        assert words(proses(letter.body)) == words(proses(other.body))
        assert len(letter.notes) == len(other.notes)
        for before, after in zip(letter.notes, other.notes, strict=True):
            assert before.series == after.series
            assert words(proses(before.blocks)) == words(proses(after.blocks))
        assert letter.date == other.date
        assert (letter.source, letter.credits) == (other.source, other.credits)
        assert replace(letter.licence, ident="") == replace(other.licence, ident="")


OWN = Licence("own", "CC0")


@settings(max_examples=15, phases=[Phase.explicit, Phase.generate], deadline=None)
@given(drafts())
def test_letters_at_random_lose_no_word_and_stay_valid(draft: Draft) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "first" / "figures").mkdir(parents=True)
        (folder / "first/figures/a.svg").write_text("<svg/>")
        written = replace(draft, licence=OWN)
        write_edition(DraftEdition("Letters", "en", (written,)), folder / "first")
        edition = read_edition(folder / "first")
        letter = edition.letters[0]
        assert faults("tei_all", tei(edition, letter)) == []
        # A letter without a word is none to the importer, nor is such a note.
        assume(signs(letter.body))
        other = again(edition, folder).letters[0]
        assert signs(letter.body) == signs(other.body)
        said = [signs(one.blocks) for one in letter.notes]
        assert list(filter(None, said)) == [signs(one.blocks) for one in other.notes]
        assert letter.date == other.date
        assert [one.name for one in letter.senders] == [one.name for one in other.senders]


def without_doubts(folder: Path) -> dict[str, str]:
    """The files of an edition, without what is to be confirmed."""
    files = [folder / "edition.yaml", *sorted((folder / "letters").iterdir())]
    doubt = re.compile(r"^# (?!yaml-language-server).*\n", re.M)
    return {file.name: doubt.sub("", file.read_text(encoding="utf-8")) for file in files}


@pytest.mark.skipif(not DATA.is_dir(), reason="the data of other projects is not there")
@pytest.mark.parametrize("corpus", ["dahn", "mitford"])
def test_tei_to_yaml_to_tei_to_yaml(corpus: str, tmp_path: Path) -> None:
    files = sorted(DATA.glob(f"{corpus}/**/*.xml"))[::3]
    imported = import_tei(files, tmp_path / "first", title="Letters")
    assert imported.letters > 14
    export_tei(read_edition(tmp_path / "first"), tmp_path / "tei")
    import_tei([tmp_path / "tei"], tmp_path / "second", title="Letters")
    first, second = without_doubts(tmp_path / "first"), without_doubts(tmp_path / "second")
    assert list(first) == list(second)
    for name, text in first.items():
        assert text.splitlines() == second[name].splitlines(), name


def test_the_command(typeset: Command, tmp_path: Path) -> None:
    outcome = typeset("export", "tei", LETTERS / "lenin-44", "-o", tmp_path / "tei")
    assert (outcome.code, outcome.out) == (0, f"{tmp_path / 'tei'}: 1 letter\n")
    before = (tmp_path / "tei/1918-06-02-joffe.xml").read_bytes()
    typeset("export", "tei", LETTERS / "lenin-44", "-o", tmp_path / "tei")
    assert (tmp_path / "tei/1918-06-02-joffe.xml").read_bytes() == before
