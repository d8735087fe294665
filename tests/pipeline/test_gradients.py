"""A drawing's gradients stand where the drawing stands."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.conftest import MakeEdition
from typeset import BuildOptions, build

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40">
<linearGradient id="g"><stop offset="0" stop-color="#fff"/><stop offset="1"/></linearGradient>
<rect x="10" y="5" width="80" height="30" fill="url(#g)" stroke="black"/></svg>"""


def frames(page: Image.Image) -> list[tuple[int, int, int, int]]:
    """Left, top, right and bottom of the frames on a page, by their long black edges."""
    edges = []
    for y in range(page.height):
        row = [page.getpixel((x, y)) for x in range(page.width)]
        at = 0
        for dark, run in groupby(row, lambda grey: isinstance(grey, int) and grey < 60):
            length = len(list(run))
            if dark and length > 180:
                edges.append((at, y, at + length))
            at += length
    lines = [edge for n, edge in enumerate(edges) if not n or edge[1] - edges[n - 1][1] > 3]
    return [(a[0], a[1], a[2], b[1]) for a, b in zip(lines[::2], lines[1::2], strict=True)]


def test_gradients_fill_their_frames(make_edition: MakeEdition, tmp_path: Path) -> None:
    drawing = {"file": "g.svg", "alt": "From white to black"}
    figures = [{"figure": {**drawing, "width": width}} for width in (0.6, 0.3)]
    folder = make_edition(letters={"a": {"body": ["Text.", *figures], "notes": None}})
    (folder / "g.svg").write_text(DRAWING)
    options = BuildOptions(cache=tmp_path / "cache", jobs=1, settings=(("front_matter", "no"),))
    build(folder, tmp_path / "volume.pdf", options)
    page = pypdfium2.PdfDocument(tmp_path / "volume.pdf")[0].render(scale=3).to_pil().convert("L")
    found = frames(page)
    assert len(found) == 2
    for left, top, right, bottom in found:
        for share, grey in ((0.1, 230), (0.5, 128), (0.9, 26)):
            for down in (0.15, 0.85):
                place = round(left + share * (right - left)), round(top + down * (bottom - top))
                painted = page.getpixel(place)
                assert isinstance(painted, int)
                assert abs(painted - grey) < 30, (place, painted, grey)
