"""How far the work is: a bar on a terminal, plain lines elsewhere; and the closing summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from typeset.build import Progress, Report

SILENCE = 5.0
"""Seconds between plain lines about the same step."""


@contextmanager
def show_progress() -> Iterator[Callable[[Progress], None]]:
    """Give what a build reports its progress to, for as long as it runs."""
    if not sys.stderr.isatty():
        yield PlainLines().tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(progress: Progress) -> None:
            bar.update(
                task,
                description=progress.step,
                completed=progress.done,
                total=progress.total,
            )

        yield tell


class PlainLines:
    """A line for each step, and one now and then while a step takes long."""

    def __init__(self) -> None:
        self._step = ""
        self._told = 0.0

    def tell(self, progress: Progress) -> None:
        """Print a line if there is something new to say."""
        now = time.monotonic()
        if progress.step == self._step and now - self._told < SILENCE:
            return
        self._step, self._told = progress.step, now
        click.echo(f"{progress.step}: {progress.done} of {progress.total}", err=True)


def summary(report: Report) -> str:
    """What was made, in a line, and where it is."""
    parts = (
        _count(report.pages, "page"),
        _count(len(report.letters), "letter"),
        _count(len(report.faults), "fault"),
        f"{report.seconds['total']:.1f} s",
    )
    return f"{', '.join(parts)}: {report.file}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
