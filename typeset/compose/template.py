"""Filling in a layout's templates."""

from __future__ import annotations

from jinja2.exceptions import TemplateNotFound

from typeset.errors import InputError, Problem
from typeset.layout import Layout
from typeset.layout.templates import FAULTS, template_problem


def render(layout: Layout, name: str, **values: object) -> str:
    """A template of the layout with these values.

    Raises:
        InputError: the layout has no such template, or it cannot be filled in.
    """
    try:
        return layout.templates.get_template(name).render(values)
    except TemplateNotFound as error:
        raise InputError(
            Problem(
                "no-template",
                f"layout “{layout.name}” has no template “{error.name}”",
                f"there are: {', '.join(layout.templates.list_templates(filter_func=_own))}",
            )
        ) from None
    except FAULTS as error:
        raise InputError(template_problem(error, f"{layout.name}/templates/{name}")) from None


def _own(name: str) -> bool:
    """Not a parent's under the parent's name."""
    return "/" not in name
