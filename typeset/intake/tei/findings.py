"""What an editor should know of an imported file, told once for each kind of thing."""

from __future__ import annotations

from dataclasses import dataclass, field

from typeset.errors import Problem
from typeset.model import Place


@dataclass
class Findings:
    """The findings of one file.  The same one met again is counted, not repeated."""

    file: str
    _met: dict[tuple[str, str], tuple[Problem, int]] = field(default_factory=dict)

    def add(self, code: str, message: str, line: int, hint: str = "") -> None:
        """Note a finding; the place of the first is kept."""
        problem, count = self._met.get((code, message), (None, 0))
        if problem is None:
            problem = Problem(code, message, hint, Place(self.file, max(line, 1), 1))
        self._met[(code, message)] = (problem, count + 1)

    def listed(self) -> tuple[Problem, ...]:
        """All findings in the order of meeting; one met often says how often."""
        return tuple(
            problem
            if count == 1
            else Problem(
                problem.code,
                f"{problem.message}, {count} times, here first",
                problem.hint,
                problem.place,
            )
            for problem, count in self._met.values()
        )
