"""``typeset layouts``: what layouts there are, and what can be set in each."""

from __future__ import annotations

import click


@click.command("layouts")
@click.argument("name", required=False)
def layouts_command(name: str | None) -> None:
    """List the layouts, or the settings of the layout NAME.

    \b
    Examples:
      typeset layouts
      typeset layouts volume
    """
    raise NotImplementedError
