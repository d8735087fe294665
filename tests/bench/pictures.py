"""The first page of a letter as each program set it, side by side: for docs/TYPOGRAPHY.md.

``python -m tests.bench.pictures "No. 17" FILE.pdf … -o PICTURE.png``
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.bench.maintext import main_size
from tests.bench.seen import Line, read

MARGIN = 6.0
"""Points left around the type."""

GREYS = 16


def first_page(lines: Sequence[Line], heading: str) -> list[Line]:
    """The lines of the page with a heading that ends in these words.

    Raises:
        SystemExit: there is none.
    """
    size = main_size(lines)
    for line in lines:
        if line.size > size and line.text.endswith(heading):
            return [one for one in lines if one.page == line.page and one.y >= line.y]
    raise SystemExit(f"no heading ends in “{heading}”")


def picture(file: Path, heading: str, dots: float, rows: int) -> Image.Image:
    """The type of a letter's first page, so many lines of it, in grey."""
    lines = first_page(read(file).lines, heading)[:rows]
    document = pypdfium2.PdfDocument(file)
    try:
        page = document[lines[0].page].render(scale=dots / 72)
        image: Image.Image = page.to_pil().convert("L")
    finally:
        document.close()
    edges = (
        min(line.left for line in lines) - MARGIN,
        lines[0].y - 2 * MARGIN,
        max(line.right for line in lines) + MARGIN,
        lines[-1].y + MARGIN,
    )
    left, top, right, bottom = (round(edge * dots / 72) for edge in edges)
    return image.crop((left, top, right, bottom))


def beside(images: Sequence[Image.Image], across: int) -> Image.Image:
    """Pictures in rows of so many."""
    width, height = (max(sizes) for sizes in zip(*(one.size for one in images), strict=True))
    down = -(-len(images) // across)
    sheet = Image.new("L", (width * across, height * down), 255)
    for n, image in enumerate(images):
        sheet.paste(image, (n % across * width, n // across * height))
    return sheet


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Put the same page of several PDFs side by side.")
    parser.add_argument("heading")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--dots", type=float, default=120, help="dots to the inch")
    parser.add_argument("--rows", type=int, default=40, help="lines of the page")
    parser.add_argument("--across", type=int, default=2)
    wanted = parser.parse_args()
    images = [picture(file, wanted.heading, wanted.dots, wanted.rows) for file in wanted.files]
    beside(images, wanted.across).quantize(GREYS).save(wanted.output, optimize=True)


if __name__ == "__main__":
    main()
