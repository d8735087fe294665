"""The help is documentation: it has to be there, and its examples have to be right."""

from __future__ import annotations

import shlex

import click
import pytest

from tests.conftest import Command
from typeset.cli import commands

NAMES = sorted(commands.commands)


def examples(command: click.Command) -> list[list[str]]:
    """The example lines of a command's help, split as a shell does."""
    _, _, after = (command.help or "").partition("Examples:\n")
    return [shlex.split(line) for line in after.splitlines() if line.strip()]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_examples_that_can_be_called(name: str) -> None:
    command = commands.commands[name]
    lines = examples(command)
    assert lines, f"the help of {name} has no example"
    for program, called, *arguments in lines:
        assert (program, called) == ("typeset", name)
        command.make_context(name, arguments)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_has_help(name: str) -> None:
    options = [p for p in commands.commands[name].params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_help_names_every_command(typeset: Command) -> None:
    outcome = typeset("--help")
    assert outcome.code == 0
    for name in NAMES:
        assert f"\n  {name} " in outcome.out


def test_the_version_is_told(typeset: Command) -> None:
    outcome = typeset("--version")
    assert outcome.code == 0
    assert outcome.out.startswith("typeset 0.")
