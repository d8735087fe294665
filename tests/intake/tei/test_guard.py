"""Files that are hostile, damaged or no letters are refused with line and reason; others go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Command
from tests.intake.tei.files import body, converted, tei
from typeset.errors import InputError, Problem

LINE = body("").partition("<text>")[0].count("\n") + 1
"""The line on which the text begins."""

GOOD = body("<p>The text.</p>")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
LATIN = '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'


def doctype(inside: str, text: str) -> str:
    return f"<!DOCTYPE TEI [\n{inside}]>\n" + body(f"<p>{text}</p>")


HOSTILE: dict[str, tuple[str | bytes, str, int]] = {
    "billion laughs": (doctype(f'<!ENTITY l0 "ha">{LAUGHS}', "&l8;"), "entity", 2),
    "quadratic blow-up": (
        doctype(f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 20_000),
        "entity",
        2,
    ),
    "external entity, a file": (
        doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
        "entity",
        2,
    ),
    "external entity, an address": (
        doctype('<!ENTITY x SYSTEM "http://example.org/x">', "&x;"),
        "entity",
        2,
    ),
    "parameter entity": (
        doctype('<!ENTITY % x SYSTEM "http://example.org/x.dtd">\n%x;', "text"),
        "entity",
        2,
    ),
    "xinclude": (
        body(
            '<p>\n<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
            'href="file:///etc/passwd" parse="text"/></p>'
        ),
        "xinclude",
        LINE + 1,
    ),
    "deep nesting": (body("<hi>" * 200_000 + "x" + "</hi>" * 200_000), "too-deep", LINE),
    "deep enough": (body("<hi>\n" * 150 + "x" + "</hi>" * 150), "too-deep", LINE + 97),
    "huge attribute": (body(f'<p n="{"x" * 9_000_000}">x</p>'), "too-large", LINE),
    "wrong encoding": (GOOD.replace("text.", "t\xe9xt").encode("latin-1"), "encoding", LINE),
    "another encoding than declared": (
        (LATIN + GOOD.replace("text.", "t\xe9xt")).encode(),
        "encoding",
        LINE + 1,
    ),
    "an unknown encoding": (f'<?xml version="1.0" encoding="zip"?>\n{GOOD}', "encoding", 1),
    "NUL bytes": (GOOD.replace("text.", "te\0xt").encode(), "nul", LINE),
    "a second declaration": (
        body('<p>x</p><?xml version="1.0" encoding="UTF-7"?>'),
        "not-well-formed",
        LINE,
    ),
    "something before the declaration": (
        f'<!-- x -->\n<?xml version="1.0"?>\n{GOOD}',
        "declaration",
        2,
    ),
    "a cut file": (GOOD[:-20], "not-well-formed", LINE),
    "an undefined entity": (body("<p>a&nbsp;b</p>"), "not-well-formed", LINE),
    "an undefined entity of a named type": (
        '<!DOCTYPE TEI SYSTEM "file:///etc/passwd">\n' + body("<p>a&nbsp;b</p>"),
        "not-well-formed",
        LINE + 1,
    ),
    "a bare ampersand": (body("<p>a & b</p>"), "not-well-formed", LINE),
    "an xml:id that is no name": (body('<p>\n<hi xml:id="#a">x</hi></p>'), "xml-id", LINE + 1),
    "no XML": (b"\x89PNG\r\n\x1a\n\0\0", "nul", 3),
    "nothing": (b"", "empty", 1),
    "not TEI": ("<html><p>x</p></html>", "not-tei", 1),
    "no text": (f"<TEI {NAMESPACE}><teiHeader/></TEI>", "no-letter", 1),
    "an empty text": (body("<p> </p>"), "no-letter", 1),
    "a register": (body("<listPerson><person>Ben</person></listPerson>"), "no-letter", 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_with_line_and_reason(tmp_path: Path, name: str) -> None:
    document, code, line = HOSTILE[name]
    problem = refusal(tmp_path, document)
    assert problem.place is not None
    assert (problem.code, problem.place.line) == (code, line), str(problem)
    assert problem.place.file == str(tmp_path / "letter.xml")
    assert problem.hint or problem.code == "empty"


def refusal(folder: Path, document: str | bytes) -> Problem:
    with pytest.raises(InputError) as refused:
        converted(folder, document)
    return refused.value.problems[0]


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "letter.xml"
    with file.open("wb") as sparse:
        sparse.truncate(101 * 1024 * 1024)
    from typeset.intake.tei.guard import load

    with pytest.raises(InputError, match="101 MiB"):
        load(file)


HARMLESS: dict[str, str | bytes] = {
    "instructions": '<?xml-model href="http://example.org/x.rng"?>\n'
    '<?xml-stylesheet href="x.xsl"?>\n' + body("<p>The <?pi x?>text.</p>"),
    "a document type without entities": '<!DOCTYPE TEI SYSTEM "tei.dtd">\n' + GOOD,
    "P4's switches": "<!DOCTYPE TEI.2 [<!ENTITY % TEI.prose 'INCLUDE'>]>\n" + GOOD,
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?>\n' + GOOD).encode("utf-16"),
    "Latin 1": b'<?xml version="1.0" encoding="iso-8859-1"?>\n' + GOOD.encode("latin-1"),
    "a byte order mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "no namespace": GOOD.replace(f" {NAMESPACE}", ""),
    "another namespace": GOOD.replace("tei-c.org/ns/1.0", "example.org/tei"),
    "P4": GOOD.replace("TEI", "TEI.2"),
    "an inclusion beside the text": tei(
        "<body><p>The text.</p></body>",
        beside='<standOff><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="p.xml"/>'
        "</standOff>",
    ),
    "an identifier twice": body('<p xml:id="a">The <hi xml:id="a">text.</hi></p>'),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_taken(tmp_path: Path, name: str) -> None:
    done = converted(tmp_path, HARMLESS[name])
    assert done.account.fates == {"body": 2}
    assert [one.code for one in done.findings] == ["xinclude"] * ("inclusion" in name)


def test_the_rest_go_on(tmp_path: Path, typeset: Command) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, (document, _, _) in enumerate(HOSTILE.values()):
        data = document if isinstance(document, bytes) else document.encode()
        (folder / f"{number:02}.xml").write_bytes(data)
    (folder / "good.xml").write_text(GOOD, encoding="utf-8")
    outcome = typeset("import", "tei", folder, "-o", tmp_path / "out")
    assert outcome.code == 1
    assert len(outcome.err.splitlines()) == len(HOSTILE)
    assert f"1 letter of 1 file, {len(HOSTILE)} refused" in outcome.out
    assert [file.stem for file in (tmp_path / "out" / "letters").iterdir()] == ["good"]
