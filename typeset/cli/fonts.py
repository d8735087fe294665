"""``typeset fonts``: the faces there are, and which writings they cover."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("fonts")
@click.argument("folders", metavar="[FOLDER]...", nargs=-1, type=click.Path(path_type=Path))
def fonts_command(folders: tuple[Path, ...]) -> None:
    """List the faces with the writings they cover.

    They are those that come with typeset, or those of each FOLDER.

    \b
    Examples:
      typeset fonts
      typeset fonts ~/my-fonts
    """
    from typeset.faces import Library
    from typeset.layout import house

    library = Library.scan(folders or (house("fonts"),))
    covered = {one.face.key: one for one in library.coverage()}
    for family, faces in library.families.items():
        click.echo(family)
        for face in faces:
            coverage = covered[face.key]
            scripts = ", ".join(f"{name} {count}" for name, count in coverage.scripts.items())
            click.echo(f"  {face.style}: {scripts}")
            click.echo(f"    in full: {', '.join(coverage.languages) or 'no language'}")
