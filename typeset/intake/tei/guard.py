"""Reads a TEI file that may be damaged or hostile.

Nothing outside the file is opened, no entity is expanded, and what is too large, too deep or not
XML at all is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from typeset.errors import InputError, Problem
from typeset.intake.tei.names import XINCLUDE, XML_ID, Element, line_of, local
from typeset.intake.tei.prolog import DamageError, decode, split
from typeset.intake.tei.repair import mend
from typeset.model import Place

MOST_BYTES = 32 * 1024 * 1024
"""A larger file is refused unread: a tree takes about ten times the file's room."""

MOST_TAGS = 500_000
"""Tags of a file, which take more room in a tree than their signs in the file."""

DEEPEST = 100
"""Elements within one another; letters have ten to thirty."""

LONGEST_TAG = 50_000
"""Signs of a tag: reading its attributes takes longer than their number grows."""
OVERLONG = re.compile(rf"<[A-Za-z_][^<>]{{{LONGEST_TAG}}}")
NCNAME = re.compile(r"[^\W\d][\w.·-]*")

ROOTS = frozenset(["TEI", "TEI.2", "teiCorpus", "teiCorpus.2", "text"])

OUTER = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\|\.\.")
"""Addresses that lead out of the file's folder."""


@dataclass(frozen=True)
class Loaded:
    """A file's tree, and what was mended to read it: lines with what was done there."""

    root: Element
    mended: tuple[tuple[int, str], ...] = ()


def load(path: Path, repair: bool = False) -> Loaded:
    """The tree of a file; InputError with its line and the reason where it cannot be taken."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        message = f"the file has {size >> 20} MiB; at most {MOST_BYTES >> 20} are read"
        raise _refusal(
            path, DamageError("too-large", message, 1, "divide it into files of one letter")
        )
    data = path.read_bytes()
    mended: tuple[tuple[int, str], ...] = ()
    try:
        if repair:
            data, mended = mend(data)
        root = _parse(split(decode(data)).text)
        _inspect(root)
    except DamageError as damage:
        raise _refusal(path, damage) from damage
    return Loaded(root, mended)


def _refusal(path: Path, damage: DamageError) -> InputError:
    place = Place(str(path), max(damage.line, 1), max(damage.col, 1))
    return InputError(Problem(damage.code, damage.message, damage.hint, place))


def _parse(text: str) -> Element:
    if not text.strip():
        raise DamageError("empty", "the file is empty")
    if overlong := OVERLONG.search(text):
        line = text.count("\n", 0, overlong.start()) + 1
        message = f"a tag of more than {LONGEST_TAG} signs"
        raise DamageError("too-large", message, line, "no tag of TEI is so long")
    if (tags := text.count("<")) > MOST_TAGS:
        message = f"the file has {tags} tags; at most {MOST_TAGS} are read"
        raise DamageError("too-large", message, 1, "divide it into files of one letter")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        # An identifier that stands twice is a fault of the edition, not of the XML.
        collect_ids=False,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        line, col = error.position
        said = re.sub(r", line \d+, column \d+.*", "", error.msg or "it cannot be parsed")
        if "xcessive depth" in said:
            raise _too_deep(line) from error
        raise DamageError("not-well-formed", _said(said), line, _hint(said), max(col, 1)) from error


def _too_deep(line: int) -> DamageError:
    message = f"elements stand more than {DEEPEST} deep in one another"
    return DamageError("too-deep", message, line, "encode the text flatter")


def _said(said: str) -> str:
    if "EndTag: '</' not found" in said or "Premature end" in said:
        return f"the file ends too early: {said}"
    return f"not well-formed XML: {said}"


def _hint(said: str) -> str:
    mendable = (
        "xmlParseEntityRef",
        "EntityRef",
        "Entity '",
        "prefix",
        "PCDATA",
        "hyphen",
        "comment",
    )
    if any(word in said for word in mendable):
        return "--repair may mend it"
    return "mend the file; an XML editor shows what is wrong"


def _inspect(root: Element) -> None:
    """Refuse a tree that is not TEI or holds what leads out of it; a loop, since it may be deep."""
    if local(root) not in ROOTS:
        message = f"not TEI: the file's first element is <{local(root)[:60]}>"
        raise DamageError("not-tei", message, line_of(root), "name files of TEI")
    for element, depth in _with_depths(root):
        line = line_of(element)
        if depth > DEEPEST:
            raise _too_deep(line)
        if isinstance(element, etree._Entity):
            message = f"the entity {element.text} is not defined"
            raise DamageError(
                "entity", message, line, "write the character; --repair does for HTML's"
            )
        if not isinstance(element.tag, str):
            continue
        if element.tag.startswith("{" + XINCLUDE):
            _judge_include(element, line)
        for name, value in _attributes(element):
            if name == XML_ID and not NCNAME.fullmatch(value):
                message = f"the xml:id {value[:60]!r} is no name"
                hint = "begin it with a letter and use letters, digits, '.', '-' and '_' alone; "
                raise DamageError("xml-id", message, line, hint + "--repair does")


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for name, value in element.items():
        yield str(name), str(value)


def _with_depths(root: Element) -> Iterator[tuple[Element, int]]:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start":
            yield element, depth


def _judge_include(element: Element, line: int) -> None:
    """An inclusion is never followed.  Beside the text it is left alone; in it, or leading out of
    the folder, it is refused, since the letter would not be whole."""
    href = element.get("href", "")
    beside = any(
        local(outer) in ("teiHeader", "standOff", "back") for outer in element.iterancestors()
    )
    if not beside or OUTER.match(href) or element.get("parse") == "text":
        message = f"part of the text is elsewhere: XInclude of {href[:60]!r} is not followed"
        raise DamageError("xinclude", message, line, "put what is included into the file")
