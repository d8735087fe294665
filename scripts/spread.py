"""Draw a spread of a PDF as a picture: `python scripts/spread.py volume.pdf VERSO out.png`.

VERSO is the number of the left page from 1; the right one is the next.  150 dots to the inch.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

DPI = 150
DESK = 24
"""Grey around and between the pages, in pixels."""


def main(volume: str, verso: str, out: str) -> None:
    """Draw the two pages side by side on grey, as an open book lies."""
    document = pypdfium2.PdfDocument(volume)
    pages = [document[int(verso) - 1 + n].render(scale=DPI / 72).to_pil() for n in (0, 1)]
    width, height = pages[0].size
    spread = Image.new("L", (2 * width + 2 * DESK + 2, height + 2 * DESK), 200)
    spread.paste(pages[0], (DESK, DESK))
    spread.paste(pages[1], (DESK + width + 2, DESK))
    spread.quantize(32).save(Path(out), optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
