"""``typeset new``: a working edition to start from."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.errors import Problem, UsageError

STARTER = Path(__file__).parent / "starter"


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new_command(folder: Path) -> None:
    """Make an edition to start from in DIR.

    \b
    Examples:
      typeset new letters/my-edition
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            Problem(
                "folder-in-use",
                f"{folder} is there already and not an empty folder",
                "name a new folder",
            )
        )
    from typeset.read.schema import main as write_schemas

    # Where the starter's first lines say, so that editors complete and check.
    write_schemas(folder / ".schema")
    for file in sorted(STARTER.glob("*.yaml")):
        (folder / file.name).write_bytes(file.read_bytes())
    click.echo(f"made {folder}; now: typeset build {folder}")
