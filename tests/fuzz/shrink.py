"""From an edition that fails to a letter of few blocks that fails in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path

from tests.fuzz.blocks import Passage
from tests.fuzz.letters import Edition, Letter
from tests.fuzz.trial import Outcome, trial

MOST_TRIALS = 40


class Shrinker:
    """Tries parts of an edition in a folder."""

    def __init__(self, made: Edition, failure: Outcome, folder: Path) -> None:
        self._edition = made
        self._kind = failure.signature
        self._folder = folder
        self._left = MOST_TRIALS
        self.outcome = failure

    def shrink(self) -> tuple[Edition, Outcome]:
        """The smallest edition found that fails so, and how it does."""
        for letter in self._edition.letters:
            if self._fails([letter]):
                self._edition = self._with([letter])
                self._shrink_letter(letter)
                break
        self.outcome = trial(self._edition, self._folder)
        return self._edition, self.outcome

    def _shrink_letter(self, letter: Letter) -> None:
        """Leave out halves of the blocks, then quarters, down to single ones."""
        size = len(letter.body)
        while size > 1 and self._left:
            size = (size + 1) // 2
            for body in _without(letter.body, size):
                smaller = letter.with_blocks(body)
                if self._fails([smaller]):
                    letter, size = smaller, min(size * 2, len(body) + 1)
                    break
        self._edition = self._with([letter])

    def _fails(self, letters: Sequence[Letter]) -> bool:
        if not self._left:
            return False
        self._left -= 1
        found = trial(self._with(letters), self._folder, [letters[0].ident])
        return bool(set(self._kind) & set(found.signature) - {""})

    def _with(self, letters: Sequence[Letter]) -> Edition:
        """The edition with these letters in their places: others may refer to all."""
        given = {letter.ident: letter for letter in letters}
        smaller = copy(self._edition)
        smaller.letters = [given.get(one.ident, one) for one in self._edition.letters]
        return smaller


def _without(body: Sequence[Passage], size: int) -> Iterator[list[Passage]]:
    for start in range(0, len(body), size):
        rest = [*body[:start], *body[start + size :]]
        if rest:
            yield rest
