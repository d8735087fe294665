"""``typeset proof``: the volume's pages as an editor wants to see them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from typeset.cli.options import edition_argument, setting_options


@click.command("proof")
@edition_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; build/EDITION-proof.pdf unless given.",
)
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date printed on the proof; today unless given.",
)
@click.option("--layout", help="A layout other than the edition's own.")
@setting_options
def proof_command(
    edition: Path,
    output: Path | None,
    date: datetime | None,
    layout: str | None,
    settings: tuple[tuple[str, str], ...],
    jobs: int | None,
    cache: Path | None,
    allow_faults: bool,
    anew: bool,
    scheduler: str | None,
) -> None:
    """Set EDITION as a proof, with a list of faults.

    The pages are the volume's own, with every line numbered.

    \b
    Examples:
      typeset proof letters/specimen
      typeset proof letters/specimen -o proof.pdf --date 2001-02-03
    """
    from typeset.cli.progress import show_progress, summary
    from typeset.pipeline import BuildOptions, build

    options = BuildOptions(
        layout=layout,
        settings=settings,
        jobs=jobs,
        cache=cache,
        dress="proof",
        date=(date or datetime.now()).date().isoformat(),
        allow_faults=allow_faults,
        anew=anew,
        scheduler=scheduler,
    )
    name = f"{edition.resolve().name}-proof.pdf"
    with show_progress() as progress:
        result = build(edition, output or Path("build") / name, options, progress=progress)
    click.echo(summary(result))
