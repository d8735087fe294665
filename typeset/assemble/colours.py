"""From one kind of colour to another, by ICC profiles."""

from __future__ import annotations

import zlib
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms

from typeset.assemble.profile import srgb

BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION

_PNG = b"\x89PNG\r\n\x1a\n"
_KINDS = {"L": 0, "RGB": 2}


def is_press_profile(data: bytes) -> bool:
    """Is this the profile of a device that prints in CMYK, from and to which colours can be had?"""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data)).profile
        ready = profile.is_intent_supported(ImageCms.Intent.RELATIVE_COLORIMETRIC, 1)
    except (OSError, ValueError, ImageCms.PyCMSError):
        return False
    return profile.device_class == "prtr" and profile.xcolor_space.strip() == "CMYK" and bool(ready)


def to_cmyk(picture: Image.Image, profile: bytes) -> Image.Image:
    """A picture in sRGB as it is to be printed; one that is grey in grey."""
    red, green, blue = (band.tobytes() for band in picture.split())
    if red == green == blue:
        return picture.getchannel(0)
    made = ImageCms.applyTransform(picture, _way("RGB", "CMYK", profile))
    assert made is not None  # it is, where it is not made in place
    return made


@cache
def colour_to_cmyk(red: float, green: float, blue: float, profile: bytes) -> tuple[float, ...]:
    """A colour in sRGB as it is to be printed; greys in black alone.  Shares from 0 to 1."""
    if red == green == blue:
        return 0, 0, 0, 1 - red
    return _colour("RGB", "CMYK", (red, green, blue), profile)


@cache
def colour_to_srgb(cmyk: tuple[float, ...], profile: bytes) -> tuple[float, ...]:
    """A printed colour as it is seen."""
    if not any(cmyk[:3]):
        return (1 - cmyk[3],) * 3
    return _colour("CMYK", "RGB", cmyk, profile)


def decoded(data: bytes, size: tuple[int, int], mode: str) -> Image.Image:
    """The picture of a stream: JPEG, or the rows of a PNG.

    Raises:
        ValueError: it is neither.
    """
    if not data.startswith(b"\xff\xd8"):
        head = b"".join(side.to_bytes(4, "big") for side in size) + bytes(
            (8, _KINDS[mode], 0, 0, 0)
        )
        data = _PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    try:
        return Image.open(BytesIO(data)).convert(mode)
    except (OSError, SyntaxError) as error:
        raise ValueError(str(error)) from error


def _chunk(kind: bytes, data: bytes) -> bytes:
    length = len(data).to_bytes(4, "big")
    return length + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


@cache
def _way(source: str, target: str, press: bytes) -> ImageCms.ImageCmsTransform:
    profiles = {"RGB": srgb(), "CMYK": press}
    one, other = (ImageCms.ImageCmsProfile(BytesIO(profiles[mode])) for mode in (source, target))
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    return ImageCms.buildTransform(one, other, source, target, intent, BLACK_POINT)


def _colour(source: str, target: str, colour: tuple[float, ...], press: bytes) -> tuple[float, ...]:
    dot = Image.new(source, (1, 1), tuple(round(255 * share) for share in colour))
    made = ImageCms.applyTransform(dot, _way(source, target, press))
    assert made is not None
    pixel = made.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return tuple(round(share / 255, 3) for share in pixel)
