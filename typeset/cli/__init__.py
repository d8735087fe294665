"""The command line: a thin file for each command, which imports what is heavy when it runs.

Only here is anything printed.  Exit codes: 0 done, 1 the input or the result is at fault, 2 wrong
usage, 70 a defect of typeset, 130 interrupted.
"""

from __future__ import annotations

import gc
import sys

import click

from typeset.cli.bring_in import import_command
from typeset.cli.build import build_command
from typeset.cli.check import check_command
from typeset.cli.failure import Session, run
from typeset.cli.fonts import fonts_command
from typeset.cli.give_out import export_command
from typeset.cli.handout import handout_command
from typeset.cli.layouts import layouts_command
from typeset.cli.merge import merge_command
from typeset.cli.new import new_command
from typeset.cli.preflight import preflight_command
from typeset.cli.proof import proof_command

__all__ = ["commands", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="typeset", message="typeset %(version)s")
@click.option("--debug", is_flag=True, help="Show the full trace of a defect of typeset.")
@click.pass_obj
def commands(session: Session, debug: bool) -> None:
    """Make print-ready editions of letters.

    \b
    Examples:
      typeset new letters/my-edition        an edition to start from
      typeset check letters/my-edition      everything that is to be mended
      typeset build letters/my-edition      the volume, as build/my-edition.pdf
    """
    session.debug = debug


for _command in (
    new_command,
    import_command,
    check_command,
    build_command,
    handout_command,
    proof_command,
    export_command,
    preflight_command,
    merge_command,
    layouts_command,
    fonts_command,
):
    commands.add_command(_command)


COLLECT = 200_000
"""Objects that are made before the garbage collector looks for cycles: a volume's galleys are many
objects and no cycles, and walking them took a fifth of the time when nothing had changed."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(COLLECT, 20, 100)
    sys.exit(run(commands, sys.argv[1:]))
