"""The plain text of TEI letters as an edition: paragraphs alone, without notes and deletions."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

from tests.bench.engines import FONTS
from tests.bench.generate import write_yaml

TEI = "{http://www.tei-c.org/ns/1.0}"
LEFT_OUT = {"note", "del", "sic", "orig", "abbr", "fw", "figDesc", "gap"}
ENGLISH = "mitford"
"""The collection whose manifest names no language."""

NO_TEXT = re.compile(r"[\\*_\[\]{}<>^`~|#]")
"""What would be read as a mark; such text is not to be tested here."""


def write_edition(data: Path, language: str, folder: Path) -> int:
    """Write a language's letters (``en-US``, ``de``) as an edition; tells how many there are."""
    known = frozenset(map(chr, TTFont(FONTS / "LibertinusSerif-Regular.otf").getBestCmap()))
    texts = [text for file in files(data, language[:2]) if (text := list(paragraphs(file, known)))]
    if not texts:
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    edition = {
        "title": "TEI letters",
        "language": language,
        "source": {"title": "TEI letters", "year": 2019},
        "licences": {"own": {"name": "see the collection"}},
        "licence": "own",
        "front_matter": [],
    }
    write_yaml(folder / "edition.yaml", edition)
    for number, text in enumerate(texts, start=1):
        letter = {
            "title": f"Letter {number}",
            "date": f"1{700 + number}-01-01",
            "source": {"pages": str(number)},
            "body": text,
        }
        write_yaml(folder / f"letter-{number:05}.yaml", letter)
    return len(texts)


def files(data: Path, language: str) -> Iterator[Path]:
    """The files of all collections that are mostly in a language, by their manifests."""
    for manifest in sorted(data.glob("*/MANIFEST.csv")):
        with manifest.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                languages = row["languages"] or ("en" if manifest.parent.name == ENGLISH else "")
                if languages.split()[:1] == [language]:
                    yield manifest.parent / row["path"]


def paragraphs(file: Path, known: frozenset[str]) -> Iterator[str]:
    """The paragraphs of a letter's body, without what the face does not know; none if the file is
    no XML."""
    try:
        root = ElementTree.parse(file).getroot()
    except ElementTree.ParseError:
        return
    for paragraph in root.iterfind(f".//{TEI}body//{TEI}p"):
        text = "".join(_words(paragraph))
        text = re.sub(r"\s*\ufdd0\s*", "", text)
        text = NO_TEXT.sub("", " ".join(text.split())).replace("--", "—").replace("'", "’")
        text = "".join(char for char in normalize("NFC", text) if char in known)
        text = re.sub(r'(^|[\s—(])"', r"\1“", text).replace('"', "”")
        if len(text) > 20:
            yield text


def _words(element: ElementTree.Element) -> Iterator[str]:
    """An element's text; a line end within a word becomes a mark that no text has."""
    name = str(element.tag).removeprefix(TEI)
    if name in LEFT_OUT or not isinstance(element.tag, str):
        return
    if name in ("lb", "pb"):
        yield "\ufdd0" if element.get("break") == "no" else " "
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
