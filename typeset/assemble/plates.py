"""Plates: pages in the inks of a press.

Everything is said here: black is K alone and prints over what is below, all other colours knock it
out; RGB becomes CMYK.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from typeset.assemble.colours import colour_to_cmyk, decoded, to_cmyk
from typeset.assemble.inks import COLOUR, Inks, in_ink, said, shares
from typeset.assemble.sheet import Press
from typeset.galley import Resource
from typeset.variants import Variant

STATES = {b"over": b"/OP false/op true/OPM 1", b"out": b"/OP false/op false/OPM 1"}
"""Fills print over what is below, or knock it out (ISO 32000-1, 8.6.7); lines always knock out, so
that a white line around black type stays white."""

BLACK = b"/over gs 0 0 0 1 k 0 0 0 1 K\n"
"""How a page for press begins."""

_SIZE = re.compile(rb"/(Width|Height) (\d+)")
_FILTER = re.compile(
    rb"/Filter /\w+|/DecodeParms <<[^>]*>>|/BitsPerComponent \d+|/Decode \[[^]]*\]"
)
_ENDS = re.compile(rb"/(C0|C1) \[([^]]*)\]")
_GROUP = re.compile(rb"/Group <<[^<>]*>>")
"""A group in which nothing shines through looks as its parts do without it."""
_OPAQUE = re.compile(rb"/(?:ca|CA) 1(?:\.0*)?(?![.\d])")


class Plates(Inks):
    """For press: CMYK and the second ink, nothing else."""

    def __init__(self, press: Press, variant: Variant) -> None:
        super().__init__(press, variant)
        assert press.condition is not None
        self._profile = press.condition.profile

    @property
    def resources(self) -> tuple[Resource, ...]:
        """The states of printing over and knocking out, and the second ink."""
        states = (Resource("ExtGState", key.decode(), body) for key, body in STATES.items())
        return (*states, *super().resources)

    def page(self, operators: bytes) -> bytes:
        """A page's operators, in inks; black prints over what is below."""
        return BLACK + COLOUR.sub(self._on_page, operators) if operators else b""

    def resource(self, resource: Resource) -> Resource:
        """A picture in CMYK or grey, a form's operators in inks."""
        body, data = resource.body, resource.data
        if b"/Subtype /Image" in body:
            return self._picture(resource) if b"/DeviceRGB" in body else resource
        if b"/CS /DeviceGray" in body:  # what a mask is made of
            return resource
        if not self._variant.transparent:
            body = _GROUP.sub(b"", _OPAQUE.sub(b"", body))
        if b"/DeviceRGB" in body:
            body = _ENDS.sub(self._end, body.replace(b"/DeviceRGB", b"/DeviceCMYK"))
        if data is not None and b"/Filter" not in body:
            data = COLOUR.sub(self._in_form, data)
        return replace(resource, body=body, data=data)

    def _picture(self, resource: Resource) -> Resource:
        size = {key: int(value) for key, value in _SIZE.findall(resource.body)}
        picture = decoded(resource.data or b"", (size[b"Width"], size[b"Height"]), "RGB")
        made = to_cmyk(picture, self._profile)
        space = b"/DeviceGray" if made.mode == "L" else b"/DeviceCMYK"
        body = _FILTER.sub(b"", resource.body).replace(b"/DeviceRGB", space)
        return replace(resource, body=body + b"/BitsPerComponent 8", data=made.tobytes())

    def _end(self, match: re.Match[bytes]) -> bytes:
        rgb = shares(match[2])
        if len(rgb) != 3:  # of opacity
            return match[0]
        return b"/%b [%b]" % (match[1], said(self._printed(rgb)))

    def _on_page(self, match: re.Match[bytes]) -> bytes:
        if match["painted"]:
            return b"/out gs " + match["painted"]
        return self._colour(match, _state)

    def _in_form(self, match: re.Match[bytes]) -> bytes:
        """The same in a form, which knows no states and not the second ink."""
        return match[0] if match["painted"] else self._colour(match, None)

    def _colour(
        self, match: re.Match[bytes], state: Callable[[tuple[float, ...]], bytes] | None
    ) -> bytes:
        """A colour in inks; ``state`` gives what is said before a fill's."""
        if match["cmyk"]:
            cmyk, line = shares(match["cmyk"]), match["special"] == b"SCN"
        elif match["grey"]:
            cmyk, line = (0, 0, 0, 1 - shares(match["grey"])[0]), match["g"] == b"G"
        elif match["rgb"]:
            cmyk, line = self._printed(shares(match["rgb"])), match["rg"] == b"RG"
        else:
            return match[0]
        before = state(cmyk) if state and not line else b""
        if state and self.is_ink(cmyk):
            return before + in_ink(line)
        return before + said(cmyk) + (b"K" if line else b"k")

    def _printed(self, rgb: tuple[float, ...]) -> tuple[float, ...]:
        red, green, blue = rgb
        return colour_to_cmyk(red, green, blue, self._profile)


def _state(cmyk: tuple[float, ...]) -> bytes:
    return b"/over gs " if cmyk == (0, 0, 0, 1) else b"/out gs "
