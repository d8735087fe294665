"""Small TEI files for tests."""

from __future__ import annotations

from pathlib import Path

from typeset.intake.draft import Draft
from typeset.intake.tei.convert import Converted, convert
from typeset.intake.tei.options import Options

LICENCE = '<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>'

HEADER = """\
<teiHeader><fileDesc>
<titleStmt><title>Letter from Ann to Ben</title></titleStmt>
<publicationStmt><publisher>The Press</publisher><availability>{licence}</availability>
</publicationStmt>
<sourceDesc><msDesc><msIdentifier><repository>Archive</repository></msIdentifier></msDesc>
</sourceDesc></fileDesc>
<profileDesc>{profile}<langUsage><language ident="en"/></langUsage></profileDesc></teiHeader>"""

SENT = """<correspDesc><correspAction type="sent"><persName>Ann</persName><date when="1800-01-02"/>
</correspAction></correspDesc>"""


def tei(text: str, licence: str = LICENCE, profile: str = SENT, beside: str = "") -> str:
    """A TEI document with this content of ``text``."""
    header = HEADER.format(licence=licence, profile=profile)
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{beside}<text>{text}</text></TEI>\n'


def body(content: str) -> str:
    """A TEI document with this content of ``body``."""
    return tei(f"<body>{content}</body>")


def converted(
    folder: Path, document: str | bytes, options: Options | None = None, name: str = "letter.xml"
) -> Converted:
    """What comes of a document."""
    file = folder / name
    file.write_bytes(document if isinstance(document, bytes) else document.encode())
    return convert(file, options or Options(), {}, lambda wish: wish)


def only_draft(folder: Path, document: str, options: Options | None = None) -> Draft:
    """The one letter of a document, whose account has to be whole."""
    done = converted(folder, document, options)
    (draft,) = done.drafts
    assert (done.account.unaccounted, done.account.extra) == (0, 0), done.findings
    return draft
