"""``typeset fonts``: the faces there are, and which writings they cover."""

from __future__ import annotations

import click


@click.command("fonts")
def fonts_command() -> None:
    """List the faces with the writings they cover.

    \b
    Examples:
      typeset fonts
    """
    raise NotImplementedError
