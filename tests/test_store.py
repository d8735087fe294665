"""The store gives back what was put into it, whole, or nothing."""

from __future__ import annotations

import multiprocessing
import pickle
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.galley import Column, Galley, Item
from typeset.store import Store, pack, unpack

GALLEY = Galley("unit", Column((Item(0.0, 12.0, b"ops", "words"),)))
KEY = "ab" + "0" * 62


def test_an_entry_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.load(KEY) is None
    store.keep(KEY, pack(GALLEY))
    assert store.load(KEY) == GALLEY


@given(cut=st.integers(min_value=0), turned=st.integers(min_value=0))
def test_a_damaged_entry_is_nothing(cut: int, turned: int) -> None:
    entry = pack(GALLEY)
    with pytest.raises(ValueError):
        unpack(entry[: cut % len(entry)])
    place = turned % len(entry)
    with pytest.raises(ValueError):
        unpack(entry[:place] + bytes([entry[place] ^ 1]) + entry[place + 1 :])


def test_an_entry_that_would_run_code_is_refused(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (str(tmp_path / "evil"),)

    data = zlib.compress(pickle.dumps(Evil()))
    with pytest.raises(ValueError, match="no plain data"):
        unpack(sha256(data).digest() + data)
    assert not (tmp_path / "evil").exists()


def _keep_again_and_again(folder: Path) -> None:
    store = Store(folder)
    for n in range(200):
        store.keep(KEY, pack(GALLEY))
        assert store.load(KEY) == GALLEY, n


def test_two_builds_may_share_a_store_and_one_be_killed(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ours = context.Process(target=_keep_again_and_again, args=(tmp_path,))
    other = context.Process(target=_keep_again_and_again, args=(tmp_path,))
    ours.start()
    other.start()
    while not list(Store(tmp_path).entries()):
        pass
    other.kill()
    ours.join()
    assert ours.exitcode == 0
    assert Store(tmp_path).load(KEY) == GALLEY
