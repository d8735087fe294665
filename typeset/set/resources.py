"""From WeasyPrint's drawing resources (images, groups, patterns, states) to plain data.

WeasyPrint names them by counting; here a name comes from the content, so that a picture that two
letters show is one object of the volume, whatever was drawn before.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

import pydyf

from typeset.galley import FONTS, Resource

NAMED = re.compile(rb"/([A-Za-z0-9.]+)(?= (?:Do|gs|sh|scn|SCN|BDC)\b)")
"""A resource's name in operators (ISO 32000-2, 7.8.3): before the operator that uses it."""

STATES = re.compile(rb"^[aA][0-9.]+$")
"""WeasyPrint's names for plain opacities, which tell their content."""


class Store:
    """Gathers the resources of one galley."""

    def __init__(self, images: dict[str, Any]) -> None:
        self._images = images
        self._kept: dict[str, Resource] = {}

    @property
    def resources(self) -> tuple[Resource, ...]:
        """All that was gathered, by name."""
        return tuple(self._kept[name] for name in sorted(self._kept))

    def keep(self, kind: str, name: str, value: Any) -> str:
        """Keep a resource and give its name by content."""
        if value is None:
            image = self._images[name]
            # No smoothing by the reader: archives refuse it, and on paper there is none.
            value = image["image"].get_x_object(False, max(image["dpi_ratios"]))
        uses: list[str] = []
        body = self._entries(value.extra if isinstance(value, pydyf.Stream) else value, uses)
        data = None
        if isinstance(value, pydyf.Stream):
            data = b"\n".join(pydyf._to_bytes(part) for part in value.stream)
        if not STATES.match(name.encode()):
            digest = hashlib.sha256(kind.encode() + b"\0" + body + b"\0" + (data or b""))
            name = f"{kind[0]}{digest.hexdigest()[:12]}"
        self._kept[name] = Resource(kind, name, body, data, tuple(sorted(set(uses))))
        return name

    def _entries(self, entries: dict[str, Any], uses: list[str]) -> bytes:
        return b"".join(
            b"/%s %s" % (key.encode(), self._value(key, value, uses))
            for key, value in entries.items()
            if value is not None or key == "Font"
        )

    def _value(self, key: str, value: Any, uses: list[str]) -> bytes:
        if key == "Font" and value is None:
            return FONTS
        if key == "XObject" and isinstance(value, dict):
            named = {name: self.keep("XObject", name, x) for name, x in value.items()}
            uses.extend(named.values())
            parts = (f"/{name} @{kept}@" for name, kept in named.items())
            return f"<<{''.join(parts)}>>".encode()
        if isinstance(value, pydyf.Stream):
            name = self.keep("XObject", key, value)
            uses.append(name)
            return f"@{name}@".encode()
        if isinstance(value, dict):
            return b"<<%s>>" % self._entries(value, uses)
        if isinstance(value, list | tuple):
            return b"[%s]" % b" ".join(self._value("", part, uses) for part in value)
        return bytes(pydyf._to_bytes(value))


def gather(
    made: dict[str, Any], images: dict[str, Any]
) -> tuple[tuple[Resource, ...], Callable[[bytes], bytes]]:
    """The resources that were made, and what gives operators their new names."""
    store = Store(images)
    names = {
        name.encode(): store.keep(kind, name, value).encode()
        for kind in ("ExtGState", "XObject", "Pattern", "Shading", "Properties")
        for name, value in made[kind].items()
    }

    def rename(ops: bytes) -> bytes:
        return NAMED.sub(lambda match: b"/" + names.get(match[1], match[1]), ops) if names else ops

    return store.resources, rename
