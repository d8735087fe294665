"""``typeset merge``: finished PDFs joined to a volume."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write.",
)
@click.option("--title", default="", help="The volume's title; that of the first file otherwise.")
def merge_command(files: tuple[Path, ...], output: Path, title: str) -> None:
    """Join FILES, finished PDFs of whatever origin, to one.

    Outline, links, destinations, page labels, tags and languages are kept, and fonts and pictures
    that are equal are there once.

    \b
    Examples:
      typeset merge cover.pdf build/specimen.pdf -o volume.pdf
      typeset merge part-*.pdf -o collected.pdf --title "Collected letters"
    """
    from typeset.merge import merge

    made = merge(files, output, title)
    shared = f", {made.shared} fonts and pictures shared" if made.shared else ""
    click.echo(f"{made.parts} files, {made.pages} pages{shared}: {made.file}")
    for notice in made.notices:
        click.echo(notice)
