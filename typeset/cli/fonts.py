"""``typeset fonts``: the faces there are, and which writings they cover."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("fonts")
@click.argument("folders", metavar="[FOLDER]...", nargs=-1, type=click.Path(path_type=Path))
def fonts_command(folders: tuple[Path, ...]) -> None:
    """List the faces with the writings they cover.

    They are those that come with typeset, or those of each FOLDER.  A family's line names the
    languages whose alphabet it has in full, a face's line counts characters by script.

    \b
    Examples:
      typeset fonts
      typeset fonts ~/my-fonts
    """
    from typeset.faces import Library
    from typeset.house import house

    library = Library.scan(folders or (house("fonts"),))
    covered = {one.face.key: one for one in library.coverage()}
    for family, faces in library.families.items():
        known = sorted({tag for face in faces for tag in covered[face.key].languages})
        click.echo(f"{family}: {', '.join(known) or 'no language in full'}")
        for face in faces:
            coverage = covered[face.key]
            scripts = ", ".join(f"{name} {count}" for name, count in coverage.scripts.items())
            lacking = [tag for tag in known if tag not in coverage.languages]
            not_these = f"; not in full: {', '.join(lacking)}" if lacking else ""
            click.echo(f"  {face.style}: {scripts}{not_these}")
