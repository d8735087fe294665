"""One copy of what is equal: fonts and pictures that several parts bring along."""

from __future__ import annotations

from hashlib import sha256

import pikepdf
from pikepdf import Array, Dictionary, Pdf, Stream

from typeset.preflight.objects import entries, entry

SHARED = ("/Font", "/XObject", "/ColorSpace")
"""Resources that are compared."""
DEPTH = 12


def share_equal(pdf: Pdf) -> int:
    """Let equal fonts and pictures be one object; gives how many were more than that."""
    digests = _Digests()
    kept: dict[bytes, pikepdf.Object] = {}
    gone: set[tuple[int, int]] = set()
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary | Stream):
            continue
        own = entry(thing, "/Resources")
        held = own if own is not None and not own.is_indirect else thing
        for kind in SHARED:
            for name, value in entries(entry(held, kind)):
                if not value.is_indirect or _is_form(value):
                    continue
                digest = digests.of(value)
                if digest is None:
                    continue
                first = kept.setdefault(digest, value)
                if first.objgen != value.objgen:
                    gone.add(value.objgen)
                    held[kind][name] = first
    return len(gone)


def _is_form(value: pikepdf.Object) -> bool:
    return isinstance(value, Stream) and entry(value, "/Subtype") == "/Form"


class _Digests:
    """Digests of objects with all that they refer to."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bytes | None] = {}

    def of(self, value: object, depth: int = 0) -> bytes | None:
        """The digest of an object; None if it goes in circles."""
        if not isinstance(value, pikepdf.Object):
            return repr(value).encode()
        where = value.objgen if value.is_indirect else None
        if where in self._known:
            return self._known[where]
        if depth > DEPTH:
            return None
        if where:
            self._known[where] = None  # what comes back here goes in circles
        digest = self._digest(value, depth)
        if where:
            self._known[where] = digest
        return digest

    def _digest(self, value: pikepdf.Object, depth: int) -> bytes | None:
        if isinstance(value, Dictionary | Stream):
            whole = sha256(b"<<")
            for key, below in entries(value):
                part = b"" if key == "/Length" else self.of(below, depth + 1)
                if part is None:
                    return None
                whole.update(b"%b %d %b" % (key.encode(), len(part), part))
            if isinstance(value, Stream):
                whole.update(sha256(value.read_raw_bytes()).digest())
            return whole.digest()
        if isinstance(value, Array):
            parts = [self.of(value[n], depth + 1) for n in range(len(value))]
            if None in parts:
                return None
            return sha256(b"[" + b" ".join(b"%d %b" % (len(p), p) for p in parts if p)).digest()
        return bytes(value.unparse())
