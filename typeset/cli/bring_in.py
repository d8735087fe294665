"""``typeset import``: letters that are encoded otherwise, as an edition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from typeset.cli.options import import_options

if TYPE_CHECKING:
    from typeset.intake.account import Imported
    from typeset.intake.writer import Written


@click.group("import", short_help="Bring letters of other formats in.")
def import_command() -> None:
    """Bring letters of other formats in, as an edition's files.

    What was guessed stands in the files below a comment "# confirm:".  Files that were edited since
    they were imported are not written over without --force.

    \b
    Examples:
      typeset import tei letters-in-tei -o letters/my-edition
      typeset import mia saved-pages -o letters/my-edition
    """


def _importing(command: Callable[..., Imported]) -> Callable[..., None]:
    """A command that imports: it takes what all imports take, and tells what became of it.

    ``command`` gets the sources, the folder, its own options, and ``title``, ``language`` and
    ``force``.
    """

    def run(
        context: click.Context,
        /,
        sources: tuple[Path, ...],
        folder: Path,
        report: Path | None,
        **options: Any,
    ) -> None:
        _tell(context, command(sources, folder, **options), folder, report)

    update_wrapper(run, command)
    return import_options(click.pass_context(run))


@import_command.command("tei")
@click.option(
    "--readings",
    type=click.Choice(["original", "edited"]),
    default="original",
    show_default=True,
    help="Of sic and corr, orig and reg, abbr and expan: which is printed.",
)
@click.option(
    "--hyphens",
    type=click.Choice(["drop", "keep", "all"]),
    default="drop",
    show_default=True,
    help="Hyphens of words divided at a line's end: drop those that are marked so, or all.",
)
@click.option(
    "--repair", is_flag=True, help="Mend common damage of files, and say what was mended."
)
@_importing
def tei_command(
    sources: Sequence[Path],
    folder: Path,
    readings: Literal["original", "edited"],
    hyphens: Literal["drop", "keep", "all"],
    repair: bool,
    **common: Any,
) -> Imported:
    """Import letters in TEI: files, or folders with all that is below them.

    Every word of the files' text is accounted for.  A file that cannot be taken is refused with
    its line and the reason, and the rest go on; the exit code is 1 then, and where a word is lost.

    \b
    Examples:
      typeset import tei letters-in-tei -o letters/my-edition
      typeset import tei one.xml two.xml -o letters/two --readings edited --report build/two.json
    """
    from typeset.intake.tei import Options, import_tei

    return import_tei(sources, folder, Options(readings, hyphens, repair), **common)


@import_command.command("mia")
@click.option("--base", metavar="URL", help="Where the pages' folder is on the web, for links.")
@_importing
def mia_command(sources: Sequence[Path], folder: Path, base: str | None, **common: Any) -> Imported:
    """Import letters of marxists.org: pages saved as HTML or as text, or folders of them.

    \b
    Examples:
      typeset import mia joffe.htm -o letters/joffe
      typeset import mia saved-pages -o letters/lenin --report build/lenin.json
    """
    from typeset.intake.mia import import_mia

    return import_mia(sources, folder, base=base, **common)


def _by_pandoc(form: Literal["docx", "markdown"], example: str) -> None:
    """The command of a format that Pandoc reads."""

    @_importing
    def command(sources: Sequence[Path], folder: Path, **common: Any) -> Imported:
        from typeset.intake.pandoc import import_pandoc

        return import_pandoc(sources, folder, form, **common)

    text = f"""Import letters in {form.capitalize()} by way of Pandoc, which has to be installed.

    A file is a letter; one with several headings of the first level is a letter for each.

    \b
    Examples:
      typeset import {form} {example} -o letters/mine
    """
    import_command.command(form, help=text)(command)


_by_pandoc("docx", "letter.docx")
_by_pandoc("markdown", "letters-in-markdown")


def _tell(context: click.Context, imported: Imported, folder: Path, report: Path | None) -> None:
    """Say what became of the files; the exit code is 1 if one was refused or a word was lost."""
    from typeset.intake.report import lines, write_report

    if report:
        write_report(imported, report)
    for problem in imported.refused:
        click.echo(str(problem), err=True)
    for line in lines(imported):
        click.echo(line)
    if imported.written is None:
        click.echo("nothing was written")
    else:
        for file in imported.written.kept:
            click.echo(f"{folder / file}: edited, so kept; --force writes it anew", err=True)
        click.echo(f"written to {folder}: {_told(imported.written)}; now: typeset check {folder}")
    if imported.refused or imported.account.unaccounted:
        context.exit(1)


def _told(written: Written) -> str:
    counts = ((name, len(getattr(written, name))) for name in ("new", "changed", "same", "kept"))
    return ", ".join(f"{number} files {name}" for name, number in counts if number)
