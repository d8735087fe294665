"""The output intent's profile: sRGB, made here from its published figures.

The figures are those of IEC 61966-2-1 (primaries, white, curve), the form is that of ISO 15076-1
(ICC 4.2).  The profile is our own work and is under the program's licence; its text says that it
may be used by everybody for anything.
"""

from __future__ import annotations

import struct
from functools import cache

Matrix = tuple[tuple[float, float, float], ...]
Vector = tuple[float, float, float]

PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
"""Chromaticities of red, green and blue."""
WHITE = (0.3127, 0.3290)
"""D65."""
D50 = (0.9642, 1.0, 0.8249)
"""The white of all profiles."""
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
"""From XYZ to the cones' responses, by which white is adapted."""

NAME = "sRGB"
RIGHTS = "Made by typeset from published figures. No rights reserved."


@cache
def srgb() -> bytes:
    """The profile."""
    tags = _tags()
    head = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, body in tags:
        if body not in places:
            places[body] = head + len(data)
            data += body + bytes(-len(body) % 4)
        table += name + struct.pack(">II", places[body], len(body))
    return _header(head + len(data)) + table + data


def _header(size: int) -> bytes:
    return struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4s8sI3i4s44x",
        size, b"\0\0\0\0", 0x04200000, b"mntr", b"RGB ", b"XYZ ", 2024, 1, 1, 0, 0, 0, b"acsp",
        b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", bytes(8), 0, *map(_fixed, D50), b"\0\0\0\0",
    )  # fmt: skip


def _tags() -> list[tuple[bytes, bytes]]:
    white = _xyz(*WHITE)
    adapted = _adaptation(white)
    columns = _product(adapted, _columns(white))
    curve = b"para" + struct.pack(">IHH5i", 0, 3, 0, *map(_fixed, CURVE))
    primaries = [
        (name + b"XYZ", _place((columns[0][n], columns[1][n], columns[2][n])))
        for n, name in enumerate((b"r", b"g", b"b"))
    ]
    chad = b"sf32" + struct.pack(">I9i", 0, *(_fixed(one) for row in adapted for one in row))
    return [
        (b"desc", _words(NAME)),
        (b"cprt", _words(RIGHTS)),
        (b"wtpt", _place(D50)),
        (b"chad", chad),
        *primaries,
        *((name + b"TRC", curve) for name in (b"r", b"g", b"b")),
    ]


def _fixed(value: float) -> int:
    return round(value * 65536)


def _place(xyz: Vector) -> bytes:
    return b"XYZ " + struct.pack(">I3i", 0, *map(_fixed, xyz))


def _words(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">III2s2sII", 0, 1, 12, b"en", b"US", len(data), 28) + data


def _xyz(x: float, y: float) -> Vector:
    return x / y, 1.0, (1 - x - y) / y


def _columns(white: Vector) -> Matrix:
    """The primaries, so bright that together they are white."""
    reds = [_xyz(x, y) for x, y in PRIMARIES]
    rows: Matrix = tuple((reds[0][n], reds[1][n], reds[2][n]) for n in range(3))
    parts = _applied(_inverse(rows), white)
    return tuple((r * parts[0], g * parts[1], b * parts[2]) for r, g, b in rows)


def _adaptation(white: Vector) -> Matrix:
    """The matrix that takes one white to that of profiles."""
    ours, theirs = _applied(BRADFORD, white), _applied(BRADFORD, D50)
    scaled: Matrix = tuple(
        (a * t / o, b * t / o, c * t / o)
        for (a, b, c), o, t in zip(BRADFORD, ours, theirs, strict=True)
    )
    return _product(_inverse(BRADFORD), scaled)


def _applied(matrix: Matrix, vector: Vector) -> Vector:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _product(one: Matrix, two: Matrix) -> Matrix:
    columns = [_applied(one, (two[0][n], two[1][n], two[2][n])) for n in range(3)]
    return tuple((columns[0][n], columns[1][n], columns[2][n]) for n in range(3))


def _inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    rows = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return tuple((x / whole, y / whole, z / whole) for x, y, z in rows)
