"""``typeset check``: everything that is to be mended before an edition can be set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from typeset.cli.options import edition_argument
from typeset.errors import InputError, Problem


@click.command("check")
@edition_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or JSON for an editor.",
)
@click.pass_context
def check_command(context: click.Context, edition: Path, form: str) -> None:
    """List the problems of EDITION, a line each.

    A line is FILE:LINE:COL: message (hint).  The exit code is 1 if there is any.

    \b
    Examples:
      typeset check letters/lenin-44
      typeset check letters/lenin-44 --format json
    """
    from typeset.read import read_edition

    try:
        found = read_edition(edition)
    except InputError as error:
        if form == "text":
            raise
        click.echo(json.dumps([_as_json(p) for p in error.problems], indent=2, ensure_ascii=False))
        context.exit(error.exit_code)
    if form == "json":
        click.echo("[]")
    else:
        count = len(found.letters)
        click.echo(f"{found.title}: {count} letter{'s'[: count != 1]}, nothing to mend")


def _as_json(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "col": place.col if place else None,
    }
