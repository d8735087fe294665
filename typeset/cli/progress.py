"""How far the work is: a bar on a terminal, plain lines elsewhere; and the closing summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from typeset.pipeline import Progress, Report

SILENCE = 2.0
"""Seconds before the first plain line, and between two."""

FRAME = 0.1
"""Seconds between two pictures of the bar."""

STEPS = {"set": "setting letters"}
"""What a step is called while it runs."""


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
    # Drawn as the work goes on, not by a thread: worker processes are forked faster without one.
    console = Console(stderr=True)
    with Bar(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)
        drawn = 0.0

        def tell(progress: Progress) -> None:
            nonlocal drawn
            bar.update(
                task,
                description=STEPS.get(progress.step, progress.step),
                completed=progress.done,
                total=progress.total,
            )
            if (now := time.monotonic()) - drawn >= FRAME:
                drawn = now
                bar.refresh()

        yield tell


class PlainLines:
    """A line now and then, as long as the work takes; none about work that is soon done."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def tell(self, progress: Progress) -> None:
        """Print a line if the last one is long ago."""
        now = time.monotonic()
        if now - self._told >= SILENCE:
            self._told = now
            step = STEPS.get(progress.step, progress.step)
            click.echo(f"{step}: {progress.done} of {progress.total}", err=True)


def summary(report: Report) -> str:
    """What was made, in a line, where it is, and what does not hold of what was asked for."""
    parts: tuple[str, ...] = (
        _count(report.pages, "page"),
        _count(len(report.letters), "letter"),
        _count(len(report.faults), "fault"),
        f"{report.seconds['total']:.1f} s",
    )
    if report.paper:
        spines = " and ".join(f"{one['spine_mm']:.1f} mm" for one in report.paper)
        parts = (*parts, f"spine {spines}")
    files = ", ".join(map(str, report.files))
    return "\n".join((f"{', '.join(parts)}: {files}", *report.notices))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
