"""The worker process: an engine that takes batches from a pipe and answers with entries."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import os
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from html import escape
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from typeset.errors import Problem, TypesetError
from typeset.house import house
from typeset.set.task import Style, Task
from typeset.store import pack

if TYPE_CHECKING:
    from typeset.set.engine import Engine

MEMORY_LIMIT = 4 * 1024**3
"""Bytes of address space for a worker: a letter of 120,000 words takes a fifth of it."""

ORPHANED = 2.0
"""Seconds until a worker notices that its parent is gone."""

INSTALL = (
    "install Pango: Debian and Ubuntu “apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0”, Fedora “dnf install pango”, macOS “brew install pango”, Windows: MSYS2 "
    "“pacman -S mingw-w64-ucrt-x86_64-pango”"
)


class Batch(NamedTuple):
    """Tasks to be set as one document; or fragments of furniture, a line each."""

    tasks: tuple[Task, ...]
    pieces: bool = False
    follow: bool = False
    """Do with the galleys what the style has after setting."""


class Answer(NamedTuple):
    """What became of a batch: an entry for each task, or what went wrong."""

    entries: tuple[bytes, ...] = ()
    after: tuple[bytes, ...] = ()
    """What was done with them, if anything was to be."""
    problems: tuple[Problem, ...] = ()
    defect: str = ""
    """The trace of an error that nobody foresaw."""


def work(pipe: Connection, cache: Path, eager: bool = True) -> None:
    """Load the engine, then answer batches until the pipe closes.

    The first message is the style to set in.  An eager worker loads the engine before it comes, the
    others when there is another.  ``cache`` is the folder for fontconfig's files.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells when to stop
    _limit_memory()
    problem = _load(cache) if eager else None
    messages: Iterator[Style | Batch] = _messages(pipe)
    style = next(messages, None)
    if not isinstance(style, Style):
        return
    if not eager:
        first = next(messages, None)
        if first is None:
            return
        messages = chain([first], messages)
        problem = _load(cache)
    engine = problem or _engine(style)
    gc.collect()
    gc.freeze()
    pipe.send(None)  # ready
    for batch in messages:
        if isinstance(batch, Batch):
            pipe.send(engine if isinstance(engine, Answer) else answer(engine, style, batch))
        gc.collect()
        gc.freeze()  # what is left are words and styles that are known now


def _messages(pipe: Connection) -> Iterator[Style | Batch]:
    """What comes through the pipe, until nobody is left at its other end.

    A closed pipe alone does not tell: forked siblings hold its end open, too.
    """
    parent = os.getppid()
    with contextlib.suppress(EOFError, ConnectionResetError):
        while os.getppid() == parent:
            if pipe.poll(ORPHANED):
                yield pipe.recv()


def answer(engine: Engine, style: Style, batch: Batch) -> Answer:
    """Set a batch; whatever goes wrong is an answer, too."""
    try:
        if batch.pieces:
            slugs = engine.set_pieces([task.html for task in batch.tasks])
            return Answer(entries=tuple(map(pack, slugs)))
        galleys = engine.set(batch.tasks)
        after: tuple[bytes, ...] = ()
        if batch.follow:
            after = tuple(map(pack, map(style.followed, galleys, batch.tasks)))
        return Answer(tuple(map(pack, galleys)), after)
    except TypesetError as error:
        return Answer(problems=error.problems)
    except RecursionError:
        return Answer(problems=(Problem("too-deep", "blocks stand too deep in one another"),))
    except MemoryError:
        return Answer(problems=(Problem("too-large", "setting it takes too much memory"),))
    except Exception:
        return Answer(defect=traceback.format_exc())


def _load(cache: Path) -> Answer | None:
    """Load the engine, which takes half a second; tells what is missing for it."""
    os.environ["FONTCONFIG_FILE"] = str(_fontconfig((house("fonts"),), cache))
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            import typeset.set.engine  # noqa: F401
    except OSError as error:
        return Answer(problems=(Problem("no-pango", f"Pango is missing: {error}", INSTALL),))
    except ImportError as error:
        return Answer(problems=(Problem("engine-version", str(error)),))
    return None


def _engine(style: Style) -> Engine | Answer:
    from typeset.set.engine import Engine

    os.environ["FONTCONFIG_FILE"] = str(_fontconfig(style.fonts, style.cache))
    try:
        return Engine(style)
    except ImportError as error:
        return Answer(problems=(Problem("engine-version", str(error)),))
    except TypesetError as error:
        return Answer(problems=error.problems)
    except Exception:
        return Answer(defect=traceback.format_exc())


def _fontconfig(fonts: Sequence[Path], cache: Path) -> Path:
    """A configuration by which only the layout's own fonts exist, unhinted: on every machine the
    same faces are chosen and have the same widths."""
    cache = cache.resolve()
    kept = cache / "fontconfig"
    kept.mkdir(parents=True, exist_ok=True)  # two workers that both make it complain
    folders = "".join(f"<dir>{escape(str(folder.resolve()))}</dir>" for folder in fonts)
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"{folders}<cachedir>{escape(str(kept))}</cachedir>"
        '<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit>'
        '<edit name="hintstyle" mode="assign"><const>hintnone</const></edit></match></fontconfig>'
    )
    path = cache / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    if not path.exists():
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(text, "utf-8")
        part.replace(path)
    return path


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
