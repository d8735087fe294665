"""The list of words broken at line ends, which editors publish: a hyphen there tells a reader of
print nothing of how the word is spelt."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from typeset.pipeline.report import Hyphen


def write_hyphens(found: Sequence[Hyphen], file: Path, title: str) -> None:
    """Write the list: JSON if the file's name ends in ``.json``, else a text to be read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".json":
        text = json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2) + "\n"
    else:
        text = "".join(_text(found, title))
    file.write_text(text, "utf-8")


def _text(found: Sequence[Hyphen], title: str) -> Iterator[str]:
    own = sum(one.own for one in found)
    yield f"{title}: words broken at line ends\n\n"
    yield f"{len(found)} words, broken at |.  The hyphen of {own} is the word's own: marked =.\n"
    wheres = [f"p. {one.folio}, line {one.row}" for one in found]
    wide, long = (
        max((len(text) for text in texts), default=0)
        for texts in (wheres, [one.word for one in found])
    )
    letter = None
    for one, where in zip(found, wheres, strict=True):
        if one.letter != letter:
            letter = one.letter
            yield f"\n{letter}\n"
        note = f"note {one.note}, " if one.note else ""
        source = f"{one.file}:{one.line}" if one.file else ""
        text = f"  {where:<{wide}}  {'=' if one.own else ' '} {one.word:<{long}}  {note}{source}"
        yield text.rstrip(" ,") + "\n"
