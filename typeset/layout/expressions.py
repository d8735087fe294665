"""Expressions in layout.yaml: Jinja2's, sandboxed, over settings and the page's geometry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined
from jinja2.environment import Template, TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment

from typeset.errors import InputError, Problem
from typeset.layout.filters import FILTERS
from typeset.layout.templates import FAULTS
from typeset.model import Place

Names = Mapping[str, Any]

_ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


_ENVIRONMENT.filters |= FILTERS


def number(expression: str, names: Names, place: Place | None = None) -> float:
    """The value of an expression such as ``lines * leading``.

    Raises:
        InputError: it cannot be read, names what does not exist, or is no number.
    """
    try:
        value: Any = _expression(expression)(**names)
        return float(value)
    except FAULTS as error:
        raise InputError(_problem(expression, error, names, place)) from None


def truth(expression: str, names: Names, place: Place | None = None) -> bool:
    """Does the expression hold?

    Raises:
        InputError: as :func:`number`.
    """
    try:
        return bool(_expression(expression)(**names))
    except FAULTS as error:
        raise InputError(_problem(expression, error, names, place)) from None


def text(template: str, names: Names, place: Place | None = None) -> str:
    """A line of furniture: the template filled in, escaped for HTML, spaces closed up.

    Raises:
        InputError: as :func:`number`.
    """
    try:
        return " ".join(_template(template).render(**names).split())
    except FAULTS as error:
        raise InputError(_problem(template, error, names, place)) from None


@cache
def _expression(source: str) -> TemplateExpression:
    return _ENVIRONMENT.compile_expression(source, undefined_to_none=False)


@cache
def _template(source: str) -> Template:
    return _ENVIRONMENT.from_string(source)


def _problem(source: str, error: Exception, names: Names, place: Place | None) -> Problem:
    return Problem(
        "bad-expression",
        f"“{source}” cannot be worked out: {error}",
        f"it may use {', '.join(sorted(names))}",
        place,
    )
