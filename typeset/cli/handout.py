"""``typeset handout``: one letter for a classroom."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.cli.options import edition_argument, setting_options


@click.command("handout")
@edition_argument
@click.argument("letter")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; build/LETTER.pdf unless given.",
)
@click.option("--layout", default="handout-a4", show_default=True, help="The layout to use.")
@setting_options
def handout_command(
    edition: Path,
    letter: str,
    output: Path | None,
    layout: str,
    settings: tuple[tuple[str, str], ...],
    jobs: int | None,
    cache: Path | None,
    allow_faults: bool,
    anew: bool,
    scheduler: str | None,
) -> None:
    """Set one LETTER of EDITION as a handout with numbered lines.

    \b
    Examples:
      typeset handout letters/lenin-44 1918-06-02-joffe -o handout.pdf
      typeset handout letters/lenin-44 1918-06-02-joffe --set number_every=10
    """
    from typeset.cli.progress import show_progress, summary
    from typeset.pipeline import BuildOptions, build

    options = BuildOptions(
        layout=layout,
        settings=settings,
        letters=(letter,),
        jobs=jobs,
        cache=cache,
        allow_faults=allow_faults,
        anew=anew,
        scheduler=scheduler,
    )
    with show_progress() as progress:
        result = build(
            edition, output or Path("build") / f"{letter}.pdf", options, progress=progress
        )
    click.echo(summary(result))
