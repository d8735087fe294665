"""``typeset layouts``: what layouts there are, and what can be set in each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typeset.layout import SettingSpec


@click.command("layouts")
@click.argument("name", required=False)
@click.option(
    "--edition",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also look for layouts in this edition.",
)
def layouts_command(name: str | None, edition: Path | None) -> None:
    """List the layouts, or the settings of the layout NAME.

    \b
    Examples:
      typeset layouts
      typeset layouts volume
      typeset layouts --edition letters/my-edition
    """
    from typeset.layout import load, names, search

    folders = search(edition)
    if name is None:
        for known, folder in names(folders).items():
            click.echo(f"{known}: {load(known, folders).title}  ({folder})")
        return
    layout = load(name, folders)
    click.echo(f"{name}: {layout.title}")
    if layout.description:
        click.echo(layout.description)
    for key, spec in layout.specs.items():
        click.echo(f"\n{_signature(key, spec)}\n    {spec.help}")


def _signature(key: str, spec: SettingSpec) -> str:
    """``measure = 112mm   (a length such as 156mm or 10.5pt)``."""
    from typeset.layout.settings import allowed

    default = {True: "yes", False: "no"}.get(spec.default, spec.default)  # type: ignore[call-overload]
    return f"{key} = {default}   ({allowed(spec)})"
