"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def split_settings(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Each ``key=value`` as a pair; one without an equals sign is a wrong use."""
    pairs = []
    for value in values:
        key, equals, wanted = value.partition("=")
        if not (key and equals):
            raise click.BadParameter(f"{value!r} is not key=value, as in measure=112mm")
        pairs.append((key.strip(), wanted.strip()))
    return tuple(pairs)


def edition_argument(command: Command) -> Command:
    """EDITION: the folder of an edition."""
    return click.argument("edition", type=click.Path(path_type=Path))(command)


def setting_options(command: Command) -> Command:
    """What every command that prints takes: ``--set``, ``--jobs``, ``--cache`` and the rest."""
    for option in (
        click.option(
            "--allow-faults",
            is_flag=True,
            help="Write the file even if words or notes are lost; the report says which.",
        ),
        click.option(
            "--anew",
            is_flag=True,
            help="Print it even if nothing has changed since it was printed last.",
        ),
        click.option(
            "--cache",
            type=click.Path(path_type=Path, file_okay=False, resolve_path=True),
            help="Folder for letters that are set, in place of the user's cache.",
        ),
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="Set the letters on a Dask cluster: tcp://HOST:PORT of its scheduler.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(min=1),
            help="Letters set at the same time; as many as there are processors unless given.",
        ),
        click.option(
            "--set",
            "settings",
            metavar="KEY=VALUE",
            callback=split_settings,
            multiple=True,
            help="Change a setting of the layout (typeset layouts NAME lists them).",
        ),
    ):
        command = option(command)
    return command


def import_options(command: Command) -> Command:
    """SRC…, ``-o``, ``--title``, ``--language``, ``--force`` and ``--report``, for every import."""
    for option in (
        click.option(
            "--report",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write what became of every file and word as JSON.",
        ),
        click.option("--force", is_flag=True, help="Write over files that have been edited."),
        click.option(
            "--language", metavar="TAG", help="The edition's language; else the most used."
        ),
        click.option("--title", help="The edition's title; else the importer gives one."),
        click.option(
            "-o",
            "--output",
            "folder",
            metavar="DIR",
            required=True,
            type=click.Path(path_type=Path, file_okay=False),
            help="The edition's folder.",
        ),
        click.argument(
            "sources",
            metavar="SRC...",
            nargs=-1,
            required=True,
            type=click.Path(exists=True, path_type=Path),
        ),
    ):
        command = option(command)
    return command
