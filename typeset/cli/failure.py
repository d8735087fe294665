"""How what goes wrong is said, and with which exit code the program ends."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

import click

from typeset.errors import TypesetError

FAULT = 1
DEFECT = 70
INTERRUPTED = 130

LIBRARIES = """\
a library that typeset prints with is missing: {reason}
Install Pango and HarfBuzz:
  Debian, Ubuntu   apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  Fedora           dnf install pango harfbuzz
  macOS            brew install pango harfbuzz
  Windows          in MSYS2: pacman -S mingw-w64-ucrt-x86_64-pango"""


@dataclass
class Session:
    """What the options before the command's name say."""

    debug: bool = False


def run(group: click.Command, arguments: Sequence[str]) -> int:
    """Run a command, say on the error stream what went wrong, and return the exit code."""
    session = Session()
    try:
        code = group.main(list(arguments), prog_name="typeset", standalone_mode=False, obj=session)
    except TypesetError as error:
        for problem in error.problems:
            _say(str(problem))
        return error.exit_code
    except click.Abort:
        _say("interrupted; letters that are set stay in the cache")
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OSError as error:
        return _say_system_error(error, session)
    except Exception as error:  # the outermost edge: nothing may pass it as a bare traceback
        return _say_defect(error, session)
    return code if isinstance(code, int) else 0


def _say_system_error(error: OSError, session: Session) -> int:
    """A file or library that cannot be used is no defect, whatever else is."""
    if error.filename is not None:
        _say(f"{error.filename}: {(error.strerror or 'cannot be used').lower()}")
        return FAULT
    if "cannot load library" in str(error):
        _say(LIBRARIES.format(reason=str(error).splitlines()[0]))
        return FAULT
    return _say_defect(error, session)


def _say_defect(error: Exception, session: Session) -> int:
    trace = "".join(traceback.format_exception(error))
    summary = "".join(traceback.format_exception_only(error)).strip()
    if session.debug:
        _say(trace)
        where = ""
    else:
        with tempfile.NamedTemporaryFile(
            "w", prefix="typeset-defect-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(f"typeset {' '.join(sys.argv[1:])}\n{trace}")
        where = f"\nThe trace is in {file.name}; --debug before the command shows it."
    _say(f"a defect of typeset, not of your edition: {summary}{where}")
    return DEFECT


def _say(message: str) -> None:
    click.echo(message, err=True)
