"""What is found in a file, and the list of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a gate does not take, or that it warns of."""

    code: str
    """``font-not-embedded`` …; docs/PREFLIGHT.md lists them."""
    level: Level
    message: str
    hint: str
    """How to mend it."""
    page: int = 0
    """The first page where it is, from 1; 0 for the file as a whole."""
    pages: int = 1
    """On how many pages it is."""
    object: str = ""
    """The object's number in the file, as ``12 0``, or what it is called on its page."""

    def __str__(self) -> str:
        more = f" and {self.pages - 1} more" if self.pages > 1 else ""
        where = f"p. {self.page}{more}" if self.page else "file"
        where += f", object {self.object}" if self.object else ""
        return f"{self.level}: {where}: {self.code}: {self.message} ({self.hint})"


@dataclass
class Findings:
    """Gathers findings; what is found again on another page is counted."""

    _found: dict[tuple[str, str, str], Finding] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        """Add one."""
        where = "page" if finding.object.startswith("page") else finding.object
        key = finding.code, finding.message, where
        known = self._found.get(key)
        if known is None:
            self._found[key] = finding
        elif finding.page != known.page:
            self._found[key] = replace(known, pages=known.pages + 1)

    def __iter__(self) -> Iterator[Finding]:
        order = {"error": 0, "warning": 1}
        return iter(sorted(self._found.values(), key=lambda one: (order[one.level], one.page)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says of a file."""

    file: str
    gate: str
    pages: int
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Is there no error?"""
        return not any(one.level == "error" for one in self.findings)
