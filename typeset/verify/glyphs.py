"""What each glyph of a PDF's font is for who reads a page: its outline, its width, its text.

A face that gains a sign is another file, but all that stood in it before is as it was.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO

from fontTools.cffLib import CFFFontSet

Get = Callable[[int], tuple[bytes, bytes | None]]
"""An object by its number: its body and its stream."""

_WIDTHS = re.compile(rb"(\d+)\s*\[([^\]]*)\]")
_TEXT = re.compile(rb"<([0-9a-f]{4})>\s*<([0-9a-f]+)>\n")


def glyphs_of(get: Get, font: int) -> dict[str, str]:
    """A digest of each glyph by its code.

    Raises:
        ValueError: the font is not as the assembling room writes it.
    """
    body, _ = get(font)
    below, _ = get(_number(rb"/DescendantFonts\s*\[(\d+)", body))
    about, _ = get(_number(rb"/FontDescriptor (\d+)", below))
    outlines = dict(_outlines(_stream(get, _number(rb"/FontFile3 (\d+)", about))))
    texts = _stream(get, _number(rb"/ToUnicode (\d+)", body))
    if b"beginbfrange" in texts or b"/Identity-H" not in body:
        raise ValueError("another kind of font")
    reads = {int(code, 16): text for code, text in _TEXT.findall(texts)}
    widths = dict(_widths(below))
    common = re.sub(rb"/FontName\S+|/FontBBox\[[^\]]*\]|/FontFile3 \d+ 0 R", b"", about)
    return {
        str(code): sha256(
            b"%b %b %b %b" % (outline, widths.get(code, b""), reads.get(code, b""), common)
        ).hexdigest()[:24]
        for code, outline in outlines.items()
    }


def _outlines(data: bytes) -> Iterator[tuple[int, bytes]]:
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    top = fonts[0]
    if len(fonts.GlobalSubrs) or any(hasattr(one.Private, "Subrs") for one in top.FDArray):
        raise ValueError("outlines with subroutines")
    for name in top.CharStrings.keys():  # noqa: SIM118  (it is no mapping)
        yield (
            int(name.removeprefix("cid")) if name != ".notdef" else 0,
            top.CharStrings[name].bytecode,
        )


def _widths(body: bytes) -> Iterator[tuple[int, bytes]]:
    found = re.search(rb"/W\s*\[((?:\s*\d+\s*\[[^\]]*\])*)\s*\]", body)
    for first, widths in _WIDTHS.findall(found[1] if found else b""):
        for n, width in enumerate(widths.split()):
            yield int(first) + n, width


def _number(pattern: bytes, body: bytes) -> int:
    found = re.search(pattern, body)
    if found is None:
        raise ValueError(f"no {pattern!r}")
    return int(found[1])


def _stream(get: Get, number: int) -> bytes:
    _, stream = get(number)
    return zlib.decompress(stream or b"")
