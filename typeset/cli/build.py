"""``typeset build``: the volume."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.cli.options import edition_argument, setting_options


@click.command("build")
@edition_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; build/EDITION.pdf unless given.",
)
@click.option("--layout", help="A layout other than the edition's own.")
@click.option(
    "--variant",
    "variants",
    metavar="NAME",
    multiple=True,
    help="The standard to keep, as pdf/ua-1 or pdf/a-2u; several give a file each.",
)
@click.option(
    "--letter",
    "letters",
    metavar="ID",
    multiple=True,
    help="Only this letter; may be given several times.",
)
@click.option(
    "--separate",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write a PDF of each letter into this folder, with the pages of the volume.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what was printed, kept and found at fault as JSON.",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the account of every word, read back from the finished file, as JSON.",
)
@click.option(
    "--hyphen-list",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the words broken at line ends: text, or JSON if the file's name ends in .json.",
)
@click.option(
    "--attach",
    type=click.Choice(["edition", "report"]),
    multiple=True,
    help="Attach the edition's YAML or its report to a pdf or pdf/a-3u; may be given twice.",
)
@click.option(
    "--paper",
    metavar="GSM,BULK",
    help="Weight and bulk (cm³/g) of the paper, as 80gsm,1.2: tells the spine's width.",
)
@setting_options
def build_command(
    edition: Path,
    output: Path | None,
    layout: str | None,
    variants: tuple[str, ...],
    letters: tuple[str, ...],
    separate: Path | None,
    report: Path | None,
    certificate: Path | None,
    hyphen_list: Path | None,
    attach: tuple[str, ...],
    paper: str | None,
    settings: tuple[tuple[str, str], ...],
    jobs: int | None,
    cache: Path | None,
    allow_faults: bool,
    anew: bool,
    scheduler: str | None,
) -> None:
    """Set EDITION and write the volume.

    \b
    Examples:
      typeset build letters/lenin-44
      typeset build letters/lenin-44 -o volume.pdf --set starts=recto
      typeset build letters/specimen --letter 2024-03-04-press --separate build/letters
      typeset build letters/specimen --jobs 1 --report build/report.json
      typeset build letters/specimen --variant pdf --variant pdf/a-2u --variant pdf/ua-1
      typeset build letters/specimen --variant pdf/x-4 --set bleed=3mm --paper 80gsm,1.2
    """
    from typeset.cli.progress import show_progress, summary
    from typeset.pipeline import BuildOptions, build
    from typeset.pipeline.hyphen_list import write_hyphens

    options = BuildOptions(
        layout=layout,
        settings=settings if paper is None else (*settings, ("paper", paper)),
        letters=letters,
        variants=variants,
        attach=attach,
        jobs=jobs,
        cache=cache,
        allow_faults=allow_faults,
        anew=anew,
        scheduler=scheduler,
    )
    target = output or default_output(edition)
    with show_progress() as progress:
        result = build(
            edition,
            target,
            options,
            separate=separate,
            report=report,
            certificate=certificate,
            progress=progress,
        )
    if hyphen_list:
        write_hyphens(result.hyphens, hyphen_list, target.stem)
    click.echo(summary(result))


def default_output(edition: Path) -> Path:
    """``build/EDITION.pdf`` in the working directory."""
    return Path("build") / f"{edition.resolve().name}.pdf"
