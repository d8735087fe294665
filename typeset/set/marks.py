"""Comments among operators that tell which parts belong to which element."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typeset.galley import mark

END = mark(None)


def apart(parts: Sequence[Any], element: int) -> tuple[list[Any], int]:
    """Operators as an item has them, and the element that they begin with.

    Where all belong to one element no comment says so.  ``element`` is that of operators without
    any comment.
    """
    told = [part for part in parts if isinstance(part, bytes) and part.startswith(END)]
    if not told:
        return list(parts), element
    first = int(told[0].removeprefix(END))
    if any(one != told[0] for one in told):
        return [*parts, END], first
    return [part for part in parts if part != told[0]], first


def joined(parts: Sequence[tuple[bytes, int]]) -> bytes:
    """Operators of several elements, one behind the other."""
    if len({element for _, element in parts}) == 1 and not any(END in ops for ops, _ in parts):
        return b"\n".join(ops for ops, _ in parts)
    marked = (ops if END in ops else b"\n".join((mark(of), ops)) for ops, of in parts)
    return b"\n".join((*marked, END))
