"""A short run of the fuzzer; ``make fuzz SEEDS=1000`` is the long one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz.judge import judge
from tests.fuzz.letters import edition
from tests.fuzz.pages import SIZES
from tests.fuzz.trial import trial
from tests.fuzz.words import SCRIPTS, Mint, bare, codes

SHORT = (1, 9, 14, 23)
"""Editions of different sizes and places of notes."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder, and one cache in it, for all trials."""
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("seed", SHORT)
def test_letters_made_at_random_are_printed_whole(seed: int, folder: Path) -> None:
    outcome = trial(edition(seed, 4), folder, jobs=2)
    assert not outcome.error, outcome.problems
    assert not outcome.verdict.faults
    assert outcome.covered
    assert outcome.verdict.words > 100


def test_the_judge_misses_what_is_not_printed(folder: Path) -> None:
    """A judge that finds nothing would be no judge."""
    made = edition(SHORT[0], 2)
    outcome = trial(made, folder)
    first, second = made.letters
    made.letters = [first]
    apart = trial(made, folder)
    words = [word for passage in second.body for word in passage.words]
    verdict = judge(folder / f"edition-{made.seed}.pdf", [first, second], at_foot=False)
    assert outcome.verdict.words > apart.verdict.words
    assert len(verdict.lost) >= len(set(words)) // 2 > 0


def test_the_same_seed_makes_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        edition(3, 3).write(tmp_path / name)
    files = sorted(file.name for file in (tmp_path / "one").glob("*.yaml"))
    assert len(files) == 4
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_many_seeds_meet_all_sizes_and_settings_of_series() -> None:
    papers = [edition(seed, 0).paper for seed in range(100)]
    assert {paper.size for paper in papers} == set(SIZES)
    assert {paper.place for paper in papers} == {"foot", "letter", "volume"}
    assert len({one for paper in papers for one in paper.series}) > 65


@pytest.mark.parametrize("script", sorted(SCRIPTS))
def test_words_are_found_again(script: str) -> None:
    mint = Mint(random.Random(1), 0, share=0.3)
    text = "\n".join(mint.word(script) for _ in range(3000))
    assert [code for _, code in codes(bare(text))] == mint.codes
