"""An edition that has every block, mark and series of notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from PIL import Image

SENTENCE = "Two sheets of eight pages were sent on Monday, and one of four on Thursday. "

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">
<rect width="30" height="20" fill="#c33"/><circle cx="40" cy="20" r="9" opacity=".4"/></svg>"""

EDITION: dict[str, Any] = {
    "title": "Everything",
    "language": "en",
    "source": {"title": "The press’s own files", "year": 2001, "pages": "1-9"},
    "licences": {"own": {"name": "CC0", "holder": "The press", "url": "https://example.org/cc0"}},
    "licence": "own",
    "year": 2001,
    "attach": ["edition", "report"],
    "parts": [
        {"title": "The first", "letters": ["a"]},
        {"title": "Другая часть", "letters": ["b", "c"]},
    ],
}

BLOCKS: list[Any] = [
    {"letterhead": ["The Press", "Printers of letters"]},
    {"address": ["The Editor", "4 Mill Street"]},
    {"dateline": "Mill Street, 4 March"},
    {"salutation": "Dear Editor,"},
    "The *proofs*[^1] are **there**.[^2] [Prenez garde]{lang=fr}, [see](https://example.org/a?b).",
    {"heading": {"text": "On good type[^3]", "level": 2}},
    "[2]{.pb}We have [weighed]{.del} [measured]{.add} the [type]{.supplied} [x]{.unclear} []{.gap}",
    "In [שָׁלוֹם עולם]{lang=he}, [ἐν ἀρχῇ ἦν]{lang=grc} and [за\u0301мок]{lang=ru}; x\u030c.",
    {"heading": "On type"},
    {"quote": {"body": ["Brevity.[^4]", {"verse": "A line,\n  another.\n\nSo be it."}],
               "attribution": "A. N. Other"}},
    {"list": {"ordered": True, "items": ["Ink.[^5]", ["Paper:", {"list": ["laid", "wove"]}]]}},
    {"table": {"caption": "Stock", "head": ["Face", "Sheets"], "align": ["left", "right"],
               "rows": [["Serif[^6]", ""]] + [["Sans", "2"]] * 60}},
    {"table": {"rows": [["a", "b"], ["c", "d"]]}},
    {"figure": {"file": "a.svg", "alt": "A page of proof", "caption": "The *proof*", "width": 0.4}},
    {"figure": {"file": "b.png", "alt": "A fading stamp", "width": 0.1}},
    {"figure": {"file": "c.jpg", "alt": "A grey stamp", "width": 0.1}},
    {"ornament": None},
    SENTENCE * 60,
    {"closer": "Yours faithfully,"},
    {"signature": "The Press"},
    {"postscript": {"label": "N.B.:", "text": "Do not send it by post."}},
    {"enclosure": {"title": "Faces", "body": ["They are these.[^8]", {"list": ["A", "B"]}]}},
    {"endorsement": "Received 5 March. See [the last]{letter=c}."},
]  # fmt: skip

HELD = [block for block in BLOCKS[9:14] if "[^" not in str(block)]
NOTES: dict[str, Any] = {
    "1": SENTENCE * 30,
    "2": {"series": "author", "text": "The author’s.[^7]"},
    "3": {"series": "textual", "lemma": "good type", "text": "the draft has *type*."},
    "4": {"series": "textual", "lemma": "Brevity", "text": "brevity."},
    "5": {"body": ["With blocks:", {"list": ["x", "y"]}, *HELD]},
    "6": "In a cell.",
    "7": "Nested.",
    "8": {"series": "author", "text": "Of an enclosure."},
}


def write_everything(folder: Path) -> None:
    """Write the edition into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.svg").write_text(PICTURE, "utf-8")
    Image.new("RGBA", (20, 20), (200, 30, 90, 128)).save(folder / "b.png")
    Image.new("L", (20, 20), 90).save(folder / "c.jpg")
    letters = {
        "edition": EDITION,
        "a": _letter("To the Editor", "2001-03-04", BLOCKS, NOTES),
        "b": _letter("An den Setzer", "2001-03-05", ["Die Bogen sind da.[^1]"], {"1": "Zwei."})
        | {"language": "de"},
        "c": _letter("A last", "2001-03-06", ["All [is well]{lang=la}."], {}),
    }
    for name, content in letters.items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(text, "utf-8")


def _letter(title: str, date: str, body: list[Any], notes: dict[str, Any]) -> dict[str, Any]:
    made = {"title": title, "date": date, "source": {"pages": "1-2"}, "body": body}
    return made | ({"notes": notes} if notes else {})
