"""A small volume with one of everything, in several variants: to be judged and to be joined."""

from __future__ import annotations

from pathlib import Path

import yaml
from PIL import Image

from tests.conftest import EDITION
from typeset import BuildOptions, build

BODY = [
    {"heading": "On *type*"},
    "The proofs[^1] are there, [see](https://example.org/a) them.",
    {"list": ["ink", "paper"]},
    {"figure": {"file": "a.png", "alt": "A stamp", "width": 0.05}},
]
LETTER = {"title": "To the Editor", "date": "2001-03-04", "source": {"pages": 1}, "body": BODY}


def build_volumes(folder: Path) -> dict[str, Path]:
    """A small volume in all variants that gates know, and one with marks; by variant."""
    edition = folder / "edition"
    edition.mkdir()
    Image.linear_gradient("L").resize((400, 400)).convert("RGB").rotate(45).save(edition / "a.png")
    for name, content in (
        ("edition", EDITION | {"year": 2001}),
        ("a", LETTER | {"notes": {1: "Two sheets."}}),
    ):
        (edition / f"{name}.yaml").write_text(yaml.safe_dump(content), "utf-8")
    names = ("pdf", "pdf/x-4", "pdf/x-1a", "pdf/a-2u", "pdf/ua-1", "pdf/ua-2")
    options = BuildOptions(cache=folder / "cache", variants=names)
    made = build(edition, folder / "v.pdf", options).variants
    marked = BuildOptions(
        cache=folder / "cache",
        variants=("pdf/x-1a",),
        settings=(("bleed", "3mm"), ("slug", "10mm"), ("marks", "crop colour-bar")),
    )
    build(edition, folder / "marked.pdf", marked)
    files = {name.removeprefix("pdf/"): Path(file) for name, file in made.items()}
    return files | {"marked": folder / "marked.pdf"}
