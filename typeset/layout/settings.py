"""Settings: what a layout lets an edition choose, and how a value is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from typeset.errors import Problem
from typeset.layout.spec import SettingSpec
from typeset.model import Place

Value = bool | int | float | str

POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pc": 12.0}
"""Units of length in points."""

_LENGTH = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|pc)")
_FACE = re.compile(r"[^\W_][\w .&+-]*")
_FLAGS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


class BadValueError(ValueError):
    """A value does not suit its setting; the message says what would."""


def parse(spec: SettingSpec, given: object) -> Value:
    """A setting's value from YAML or from the command line; lengths come out in points.

    Raises:
        BadValueError: it does not suit.
    """
    value = _READERS[spec.kind](spec, given)
    for limit, wrong in ((spec.min, "least"), (spec.max, "most")):
        if limit is None or isinstance(value, str):
            continue
        bound = _READERS[spec.kind](spec, limit)
        assert not isinstance(bound, str)
        if (value < bound) if wrong == "least" else (value > bound):
            raise BadValueError(f"at {wrong} {limit}")
    return value


def allowed(spec: SettingSpec) -> str:
    """In words, what a setting may be."""
    said = {
        "length": "a length such as 156mm or 10.5pt",
        "number": "a number",
        "integer": "a whole number",
        "text": "text",
        "choice": f"one of {', '.join(spec.choices)}",
        "flag": "yes or no",
        "face": "the name of a font family",
        "fallbacks": "families by script, such as “Arab: Amiri; Hebr: Ezra SIL”",
    }[spec.kind]
    limits = [f"at {word} {limit}" for word, limit in (("least", spec.min), ("most", spec.max))
              if limit is not None]  # fmt: skip
    return ", ".join([said, *limits])


def settle(
    specs: Mapping[str, SettingSpec],
    overrides: Iterable[tuple[str, object, Place | None]],
    layout: str,
) -> tuple[dict[str, Value], list[Problem]]:
    """All settings' values, the defaults overridden, and what is wrong with the overrides.

    A default is taken as read: :func:`check_defaults` has looked at it.
    """
    values = {name: parse(spec, spec.default) for name, spec in specs.items()}
    problems = []
    for name, given, place in overrides:
        spec = specs.get(name)
        if spec is None:
            near = get_close_matches(name, specs, n=1)
            meant = f"did you mean “{near[0]}”? " if near else ""
            problems.append(
                Problem(
                    "unknown-setting",
                    f"layout “{layout}” has no setting “{name}”",
                    f"{meant}there are: {', '.join(specs)}",
                    place,
                )
            )
            continue
        try:
            values[name] = parse(spec, given)
        except BadValueError as error:
            problems.append(_unsuited(name, given, error, spec, place))
    return values, problems


def check_defaults(
    specs: Mapping[str, SettingSpec], places: Mapping[str, Place | None]
) -> list[Problem]:
    """What is wrong with the defaults that a layout gives."""
    problems = []
    for name, spec in specs.items():
        try:
            parse(spec, spec.default)
        except BadValueError as error:
            problems.append(_unsuited(name, spec.default, error, spec, places.get(name)))
    return problems


def _unsuited(
    name: str, given: object, error: BadValueError, spec: SettingSpec, place: Place | None
) -> Problem:
    return Problem(
        "bad-setting",
        f"setting “{name}” cannot be “{given}”: {error}",
        f"{spec.help}: {allowed(spec)}",
        place,
    )


def _length(_: SettingSpec, given: object) -> Value:
    found = _LENGTH.fullmatch(given.strip()) if isinstance(given, str) else None
    if given in (0, "0"):
        return 0.0
    if found is None:
        raise BadValueError(f"a length has a unit, one of {', '.join(POINTS)}")
    return float(found[1]) * POINTS[found[2]]


def _number(_: SettingSpec, given: object) -> Value:
    try:
        if isinstance(given, bool) or not isinstance(given, int | float | str):
            raise ValueError
        value = float(given)
    except ValueError:
        raise BadValueError("not a number") from None
    if not abs(value) < 1e6:
        raise BadValueError("not a number of any use here")
    return value


def _integer(spec: SettingSpec, given: object) -> Value:
    value = _number(spec, given)
    if value != int(value):
        raise BadValueError("not a whole number")
    return int(value)


def _text(_: SettingSpec, given: object) -> Value:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise BadValueError("not a text")
    return str(given)


def _choice(spec: SettingSpec, given: object) -> Value:
    if given not in spec.choices:
        raise BadValueError(f"one of {', '.join(spec.choices)}")
    return str(given)


def _flag(_: SettingSpec, given: object) -> Value:
    if isinstance(given, bool):
        return given
    if isinstance(given, str) and given.lower() in _FLAGS:
        return _FLAGS[given.lower()]
    raise BadValueError("yes or no")


def _face(_: SettingSpec, given: object) -> Value:
    # A face's name goes into the style sheet between quotes: nothing may end them.
    if not isinstance(given, str) or not _FACE.fullmatch(given):
        raise BadValueError("not the name of a font family")
    return given


def _fallbacks(_: SettingSpec, given: object) -> Value:
    if not given:
        return ""
    from typeset.faces.fallbacks import read_fallbacks, write_fallbacks  # rarely needed

    try:
        if not isinstance(given, str | Mapping):
            raise ValueError("families by script are wanted")
        return write_fallbacks(read_fallbacks(given))
    except ValueError as error:
        raise BadValueError(str(error)) from None


_READERS = {
    "length": _length,
    "number": _number,
    "integer": _integer,
    "text": _text,
    "choice": _choice,
    "flag": _flag,
    "face": _face,
    "fallbacks": _fallbacks,
}
