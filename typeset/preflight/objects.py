"""PDF objects of files that nobody vouches for: asked for with care, never taken on trust."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pikepdf

from typeset.errors import InputError, Problem

MALFORMED = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    UserWarning,
    ValueError,
    zlib.error,
)
"""What pikepdf and its like raise at objects that are not what they should be."""

MOST = 32 << 20
"""Bytes of a stream that are read: a few kilobytes may stand for gigabytes."""


def open_pdf(path: Path) -> pikepdf.Pdf:
    """Open a file.

    Raises:
        InputError: there is none, it is no PDF, it is broken, encrypted or has no pages.
    """
    try:
        if not path.stat().st_size:
            raise _refused("empty-file", path, "is empty", "write it anew")
        pdf = pikepdf.open(path, suppress_warnings=True)
        encrypted, pages = pdf.is_encrypted, len(pdf.pages)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise _refused("cannot-read", path, reason, "name a PDF file") from error
    except pikepdf.PasswordError:
        encrypted, pages = True, 1
    except MALFORMED as error:
        hint = "write it anew, or try qpdf to mend it"
        raise _refused("broken-file", path, f"is no sound PDF: {first_line(error)}", hint) from None
    if encrypted:
        hint = "take the encryption away: qpdf --decrypt --password=… IN OUT"
        raise _refused("encrypted", path, "is encrypted", hint)
    if not pages:
        raise _refused("no-pages", path, "has no pages", "write it anew")
    return pdf


def _refused(code: str, path: Path, message: str, hint: str) -> InputError:
    return InputError(Problem(code, f"{path}: {message}", hint))


def first_line(error: BaseException) -> str:
    """What an error says, in short."""
    text = str(error).partition("\n")[0].strip()
    return text[:120] if text else type(error).__name__


def entry(holder: object, key: str) -> pikepdf.Object | None:
    """An entry of a dictionary; None if there is none, or no dictionary."""
    if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        found: pikepdf.Object | None = holder.get(key)
        return found
    return None


def entries(holder: object) -> Iterator[tuple[str, pikepdf.Object]]:
    """The entries of a dictionary."""
    if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        for key in sorted(holder.keys()):
            found = entry(holder, key)
            if found is not None:
                yield key, found


def array(value: object) -> list[pikepdf.Object]:
    """The items of an array; none if it is no array."""
    return [value[n] for n in range(len(value))] if isinstance(value, pikepdf.Array) else []


def named(value: object) -> str:
    """A name with its solidus; empty if it is none."""
    return str(value) if isinstance(value, pikepdf.Name) else ""


def said(value: object) -> str:
    """A text; empty if it is none."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def number(value: object) -> float | None:
    """A number; None if it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return float(value)


def yes(value: object) -> bool:
    """Is it true?"""
    return value is True


def label(value: object, other: str = "") -> str:
    """The number of an object, or another name for one that has none."""
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return f"{value.objgen[0]} {value.objgen[1]}"
    return other


def filters(stream: object) -> list[str]:
    """The names of a stream's filters."""
    found = entry(stream, "/Filter")
    return [named(found)] if named(found) else [named(one) for one in array(found)]


def stream_bytes(stream: pikepdf.Stream) -> bytes:
    """What a stream holds.

    Raises:
        ValueError: it is too large, or cannot be had.
    """
    if set(filters(stream)) <= {"/FlateDecode", "/Fl"}:
        data = stream.read_raw_bytes()
        if entry(stream, "/DecodeParms") is None:
            for _ in filters(stream):
                inflated = zlib.decompressobj()
                data = inflated.decompress(data, MOST)
                if inflated.unconsumed_tail:
                    raise ValueError("a stream is too large to be judged")
            return data
        bound = zlib.decompressobj()
        bound.decompress(data, MOST)
        if bound.unconsumed_tail:
            raise ValueError("a stream is too large to be judged")
    data = stream.read_bytes()
    if len(data) > MOST:
        raise ValueError("a stream is too large to be judged")
    return data


Rectangle = tuple[float, float, float, float]


def rectangle(value: object) -> Rectangle | None:
    """Left, bottom, right, top; None if it is no rectangle with room in it."""
    sides = [number(one) for one in array(value)]
    if len(sides) != 4 or None in sides:
        return None
    x0, y0, x1, y1 = (side or 0.0 for side in sides)
    box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return box if box[0] < box[2] and box[1] < box[3] else None


def inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    """An entry of a page, or of what is above it in the page tree."""
    node: pikepdf.Object | None = page
    for _ in range(40):
        if node is None:
            break
        found = entry(node, key)
        if found is not None:
            return found
        node = entry(node, "/Parent")
    return None
