"""``typeset export``: an edition in the formats that others read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from typeset.cli.options import edition_argument

Command = TypeVar("Command", bound=Callable[..., Any])


def _output(what: str) -> Callable[[Command], Command]:
    return click.option(
        "-o", "--output", required=True, type=click.Path(path_type=Path), help=f"{what} to write."
    )


@click.group("export", short_help="Give letters out in other formats.")
def export_command() -> None:
    """Give an edition out as TEI, CMIF, a table or plain text.

    \b
    Examples:
      typeset export tei letters/lenin-44 -o build/tei
      typeset export cmif letters/lenin-44 -o build/lenin-44.cmif.xml
      typeset export csv letters/lenin-44 -o build/lenin-44.csv
      typeset export text letters/lenin-44 -o build/lenin-44.txt
    """


@export_command.command("tei")
@edition_argument
@_output("The folder")
def tei_command(edition: Path, output: Path) -> None:
    """Write a file of TEI P5 for each letter of EDITION, and its pictures.

    \b
    Examples:
      typeset export tei letters/lenin-44 -o build/tei
    """
    from typeset.export.tei import export_tei
    from typeset.read import read_edition

    _tell(export_tei(read_edition(edition), output), output)


@export_command.command("cmif")
@edition_argument
@_output("The file")
@click.option("--url", help="Where the file will be on the web; correspSearch needs it.")
@click.option("--letter-url", help="Where letters are on the web, with {id} for the identifier.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the last change; today unless given.",
)
def cmif_command(
    edition: Path, output: Path, url: str | None, letter_url: str | None, day: datetime | None
) -> None:
    """Write the list of EDITION's letters for correspSearch.

    \b
    Examples:
      typeset export cmif letters/lenin-44 -o lenin.xml --url https://example.org/lenin.xml
      typeset export cmif letters/lenin-44 -o lenin.xml --letter-url 'https://example.org/{id}'
    """
    from typeset.export.cmif import Addresses, export_cmif
    from typeset.read import read_edition

    changed = (day or datetime.now(UTC)).date()
    addresses = Addresses(url, letter_url)
    _tell(export_cmif(read_edition(edition), output, addresses, changed), output)
    if url is None:
        click.echo("correspSearch needs the file's own address: give --url", err=True)


@export_command.command("csv")
@edition_argument
@_output("The file")
def csv_command(edition: Path, output: Path) -> None:
    """Write the list of EDITION's letters as a table.

    \b
    Examples:
      typeset export csv letters/lenin-44 -o build/lenin-44.csv
    """
    from typeset.export.table import export_csv
    from typeset.read import read_edition

    _tell(export_csv(read_edition(edition), output), output)


@export_command.command("text")
@edition_argument
@_output("The file")
def text_command(edition: Path, output: Path) -> None:
    """Write all letters of EDITION as plain text, each with its notes.

    \b
    Examples:
      typeset export text letters/lenin-44 -o build/lenin-44.txt
    """
    from typeset.export.plain import export_text
    from typeset.read import read_edition

    _tell(export_text(read_edition(edition), output), output)


def _tell(letters: int, output: Path) -> None:
    click.echo(f"{output}: {letters} letter{'s'[: letters != 1]}")
