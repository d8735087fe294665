"""``typeset import``: letters that are encoded otherwise, as an edition."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from typeset.cli.options import import_options


@click.group("import", short_help="Bring letters of other formats in.")
def import_command() -> None:
    """Bring letters of other formats in, as an edition's files.

    \b
    Examples:
      typeset import tei letters-in-tei -o letters/my-edition
    """


@import_command.command("tei")
@click.argument(
    "sources",
    metavar="SRC...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@import_options
@click.option(
    "--readings",
    type=click.Choice(["original", "edited"]),
    default="original",
    show_default=True,
    help="Of sic and corr, orig and reg, abbr and expan: which is printed.",
)
@click.option(
    "--hyphens",
    type=click.Choice(["drop", "keep"]),
    default="drop",
    show_default=True,
    help="The hyphens of words that the source divides at a line's end.",
)
@click.option(
    "--repair", is_flag=True, help="Mend common damage of files, and say what was mended."
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what became of every file and word as JSON.",
)
@click.pass_context
def tei_command(
    context: click.Context,
    sources: tuple[Path, ...],
    folder: Path,
    title: str | None,
    language: str | None,
    force: bool,
    readings: Literal["original", "edited"],
    hyphens: str,
    repair: bool,
    report: Path | None,
) -> None:
    """Import letters in TEI: files, or folders with all that is below them.

    Every word of the files' text is accounted for.  A file that cannot be taken is refused with
    its line and the reason, and the rest go on; the exit code is 1 then, and where a word is lost.

    \b
    Examples:
      typeset import tei letters-in-tei -o letters/my-edition
      typeset import tei one.xml two.xml -o letters/two --readings edited --report build/two.json
    """
    from typeset.intake.tei import Options, import_tei, lines, write_report

    options = Options(readings, hyphens == "keep", repair)
    imported = import_tei(sources, folder, options, title=title, language=language, force=force)
    for problem in imported.refused:
        click.echo(str(problem), err=True)
    for line in lines(imported):
        click.echo(line)
    if report:
        write_report(imported, report)
    if imported.written is None:
        click.echo("nothing was written")
    else:
        click.echo(f"written to {folder}: {_told(imported.written)}; now: typeset check {folder}")
    if imported.refused or imported.account.unaccounted:
        context.exit(1)


def _told(written: object) -> str:
    counts = ((name, len(getattr(written, name))) for name in ("new", "changed", "same", "kept"))
    return ", ".join(f"{number} files {name}" for name, number in counts if number)
