"""The setting room keeps what was set, and one bad unit does not hold up the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from typeset.errors import SettingError
from typeset.set import SettingRoom, Style, Task, setting_room
from typeset.set.pool import Limits, Pool
from typeset.store import Store

GOOD = [Task(f"good-{n}", f"<article><p>Text number {n}.</p></article>") for n in range(6)]
SLOW = Task("slow", f'<article style="overflow-wrap: anywhere"><p>{"x" * 60_000}</p></article>')
DEEP = Task("deep", "<article>" + "<div>" * 900 + "x" + "</div>" * 900 + "</article>")


def room(
    style: Style, folder: Path, jobs: int = 2, limits: Limits | None = None
) -> AbstractContextManager[SettingRoom]:
    return setting_room(style, Store(folder), jobs, limits)


def test_what_was_set_is_not_set_again(style: Style, tmp_path: Path) -> None:
    with room(style, tmp_path) as first:
        galleys = first.set(GOOD)
        assert (first.count.hits, first.count.misses) == (0, len(GOOD))
    with room(style, tmp_path) as second:
        assert second.set(GOOD) == galleys
        assert (second.count.hits, second.count.misses) == (len(GOOD), 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda style, task: (replace(style, css=style.css + " p { color: #111 }"), task),
        lambda style, task: (replace(style, measure=style.measure - 1), task),
        lambda style, task: (replace(style, fonts_digest="other"), task),
        lambda style, task: (style, replace(task, html=task.html + " ")),
        lambda style, task: (style, replace(task, unit="renamed")),
        lambda style, task: (style, replace(task, assets=(("a.svg", b"<svg/>"),))),
    ],
    ids=["css", "measure", "fonts", "text", "name", "picture"],
)
def test_whatever_a_galley_depends_on_changes_its_key(style: Style, change: object) -> None:
    other_style, other_task = change(style, GOOD[0])  # type: ignore[operator]
    assert other_style.key(other_task) != style.key(GOOD[0])
    assert style.key(replace(GOOD[0], place="elsewhere.yaml")) == style.key(GOOD[0])


def test_a_unit_that_takes_too_long_fails_by_name(style: Style, tmp_path: Path) -> None:
    with room(style, tmp_path, limits=Limits(1.5, 0)) as busy:
        with pytest.raises(SettingError) as error:
            busy.set([*GOOD[:3], SLOW, *GOOD[3:]])
        assert [problem.message for problem in error.value.problems] == ["slow was not set in time"]
        assert len(busy.set(GOOD)) == len(GOOD)
        assert busy.count.hits == len(GOOD)


def test_a_unit_nested_too_deep_fails_alone(style: Style, tmp_path: Path) -> None:
    with room(style, tmp_path) as other:
        with pytest.raises(SettingError, match="too deep"):
            other.set([*GOOD, DEEP])
        other.set(GOOD)
        assert other.count.hits == len(GOOD)


def hands(room: SettingRoom) -> list[Any]:
    """The workers of a room."""
    assert isinstance(room._pool, Pool)
    return list(room._pool._hands)


def test_a_worker_that_dies_is_replaced(style: Style, tmp_path: Path) -> None:
    with room(style, tmp_path, jobs=1) as other:
        other.set(GOOD[:1])
        (hand,) = hands(other)
        assert hand.process.pid
        os.kill(hand.process.pid, signal.SIGKILL)
        assert len(other.set(GOOD)) == len(GOOD)


def test_a_picture_that_is_not_there_is_an_error(style: Style, tmp_path: Path) -> None:
    task = Task("picture", '<article><p>x<img src="../../etc/passwd" alt=""></p></article>')
    with room(style, tmp_path) as other, pytest.raises(SettingError, match="picture"):
        other.set([task])


def test_nothing_is_fetched(style: Style, tmp_path: Path) -> None:
    for source in (f"file://{__file__}", "http://127.0.0.1:9/x.png"):
        task = Task("picture", f'<article><p>x<img src="{source}" alt=""></p></article>')
        with room(style, tmp_path) as other, pytest.raises(SettingError, match="Failed to load"):
            other.set([task])


def test_furniture_is_set_once_and_kept(style: Style, tmp_path: Path) -> None:
    texts = [f'<div lang="en">{n}</div>' for n in range(30)]
    with room(style, tmp_path) as first:
        slugs = first.set_pieces(texts)
        assert [slugs[text].item.text for text in texts] == [str(n) for n in range(30)]
    with room(style, tmp_path, jobs=1) as second:
        again = second.set_pieces([texts[7], texts[3]])
        assert not hands(second)
        assert again[texts[3]] == slugs[texts[3]]


def test_furniture_of_two_lines_is_refused(style: Style, tmp_path: Path) -> None:
    with room(style, tmp_path) as other, pytest.raises(SettingError, match="not one line"):
        other.set_pieces(["<div>one<br>two</div>"])


def test_workers_end_when_their_parent_is_killed(style: Style, tmp_path: Path) -> None:
    script = (
        "import os, pickle, sys, time\n"
        "from typeset.set import setting_room\n"
        "from typeset.store import Store\n"
        "style, tasks, folder = pickle.load(sys.stdin.buffer)\n"
        "open_room = setting_room(style, Store(folder), 2)\n"
        "room = open_room.__enter__()\n"
        "room.set(tasks)\n"
        "print(*(hand.process.pid for hand in room._pool._hands), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    import pickle

    run = subprocess.run(
        [sys.executable, "-c", script],
        input=pickle.dumps((style, GOOD, tmp_path)),
        stdout=subprocess.PIPE,
        check=False,
    )
    pids = [int(pid) for pid in run.stdout.split()]
    assert len(pids) == 2
    for _ in range(100):
        if not any(_alive(pid) for pid in pids):
            return
        signal.sigtimedwait([], 0.1)
    raise AssertionError(f"workers {pids} live on")


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().split(b") ")[-1][:1] != b"Z"
    except FileNotFoundError:
        return False
