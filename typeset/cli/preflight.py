"""``typeset preflight``: what a printer, an archive or a screen reader would say of a PDF."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typeset.preflight import Verdict


@click.command("preflight")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--gate",
    required=True,
    metavar="NAME",
    help="x-4, x-1a, a-2u, ua-1, pod-kdp or pod-ingram.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or JSON.",
)
@click.pass_context
def preflight_command(context: click.Context, file: Path, gate: str, form: str) -> None:
    """Judge FILE, any PDF, by a gate.

    Each finding is a line with its page, its object and a way to mend it.  The exit code is 1 if
    there are errors; warnings let a file pass.

    \b
    Examples:
      typeset preflight volume.x-4.pdf --gate x-4
      typeset preflight volume.pdf --gate pod-kdp --format json
    """
    from typeset.preflight import preflight

    verdict = preflight(file, gate)
    click.echo(as_json(verdict) if form == "json" else as_text(verdict))
    if not verdict.passed:
        context.exit(1)


def as_text(verdict: Verdict) -> str:
    """A line for each finding, and one for the whole."""
    errors = sum(one.level == "error" for one in verdict.findings)
    told = f"{errors} error{'s'[: errors != 1]}" if errors else "passed"
    warnings = len(verdict.findings) - errors
    if warnings:
        told += f", {warnings} warning{'s'[: warnings != 1]}"
    return "\n".join((*map(str, verdict.findings), f"{verdict.file}: {verdict.gate}: {told}"))


def as_json(verdict: Verdict) -> str:
    """All that was found, as JSON."""
    from dataclasses import asdict

    return json.dumps({"passed": verdict.passed, **asdict(verdict)}, indent=2, ensure_ascii=False)
