"""The layout's templates: Jinja2, sandboxed, since a layout may come with an edition."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from typeset.errors import InputError, Problem
from typeset.layout.filters import FILTERS
from typeset.layout.settings import Value
from typeset.model import Place

CSS = "column.css"
TEMPLATES = "templates"

FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError)
"""What a faulty template or expression may raise when it is used."""

_AT_PAGE = re.compile(r"/\*.*?\*/|@page\b", re.DOTALL)


def environment(
    folders: Sequence[Path], settings: Mapping[str, Value], words: Mapping[str, str]
) -> ImmutableSandboxedEnvironment:
    """The HTML templates of a layout; a child's replaces its parent's of the same name.

    ``{% extends "volume/letter.html" %}`` names a parent's own.
    """
    own = [folder / TEMPLATES for folder in folders]
    # Of two layouts of one name the parent is meant: a child need not name itself.
    named = {path.parent.name: FileSystemLoader(path) for path in reversed(own)}
    loader = ChoiceLoader([FileSystemLoader(list(reversed(own))), PrefixLoader(named)])
    env = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {"settings": settings, "words": words}
    env.filters |= FILTERS
    return env


def asks_for(env: Environment, template: str, name: str) -> bool:
    """May a template, or one that it draws on, ask for something of this name?

    A template that is faulty, or draws on one that only its values tell, may ask for anything.
    """
    ahead, known = [template], set()
    try:
        while ahead:
            one = ahead.pop()
            known.add(one)
            assert env.loader is not None
            tree = env.parse(env.loader.get_source(env, one)[0])
            drawn = list(find_referenced_templates(tree))
            if None in drawn or name in find_undeclared_variables(tree):
                return True
            ahead += [other for other in drawn if other and other not in known]
    except TemplateError:
        return True
    return False


def style_sheet(
    folders: Sequence[Path], settings: Mapping[str, Value], words: Mapping[str, str]
) -> str:
    """The rules for what stands in the column, the oldest parent's first.

    Raises:
        InputError: a file is not a good template, or it has an ``@page`` rule.
    """
    env = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.filters |= FILTERS
    sheets = []
    for folder in folders:
        file = folder / CSS
        if not file.is_file():
            continue
        text = file.read_text("utf-8")
        _refuse_pages(text, file)
        try:
            sheets.append(env.from_string(text).render(settings=settings, words=words))
        except FAULTS as error:
            raise InputError(template_problem(error, file)) from None
    return "\n".join(sheets)


def template_problem(error: Exception, file: Path | str) -> Problem:
    """What a template's error means to the one who wrote the layout."""
    line = error.lineno if isinstance(error, TemplateSyntaxError) else _line_of(error)
    code = "forbidden-template" if isinstance(error, SecurityError) else "bad-template"
    return Problem(
        code,
        f"the template cannot be used: {error}",
        "templates are Jinja2; they know the layout's words and its settings of scope “column”",
        Place(str(file), line or 1, 1),
    )


def _line_of(error: BaseException) -> int | None:
    """The template's own line in a traceback, where Jinja2 puts it."""
    trace, line = error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _refuse_pages(text: str, file: Path) -> None:
    problems = []
    for found in _AT_PAGE.finditer(text):
        if found[0].startswith("@"):
            before = text[: found.start()]
            column = found.start() - before.rfind("\n")
            problems.append(
                Problem(
                    "page-rule",
                    "“@page” has no place in column.css: letters are set before pages exist",
                    "describe the page in layout.yaml, under “page” and “furniture”",
                    Place(str(file), before.count("\n") + 1, column),
                )
            )
    if problems:
        raise InputError(problems)
