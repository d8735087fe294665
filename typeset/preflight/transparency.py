"""What shines through."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.preflight.content import Seen
from typeset.preflight.objects import array, entry, named, number


def transparencies(seen: Seen) -> Mapping[str, str]:
    """What shines through on a page: why, by object."""
    found: dict[str, str] = {}
    for name, state in seen.states.items():
        for key in ("/ca", "/CA"):
            share = number(entry(state, key))
            if share is not None and share < 1:
                found[name] = f"opacity {share:g}"
        mask = entry(state, "/SMask")
        if mask is not None and named(mask) != "/None":
            found[name] = "a soft mask"
        modes = entry(state, "/BM")
        mixed = array(modes) or ([modes] if modes is not None else [])
        if any(named(one) not in ("/Normal", "/Compatible") for one in mixed):
            found[name] = "a blend mode"
    for name, form in seen.forms.items():
        if named(entry(entry(form, "/Group"), "/S")) == "/Transparency":
            found[name] = "a transparency group"
    for shown in seen.images:
        if entry(shown.image, "/SMask") is not None or (
            number(entry(shown.image, "/SMaskInData")) or 0
        ):
            found[shown.object] = "a picture with a soft mask"
    return found
