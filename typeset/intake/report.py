"""An import's report: for people in lines, for programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typeset.errors import Problem
from typeset.intake.account import LEFT_OUT, Account, Imported

MOST_KINDS = 40
"""Kinds of finding that are listed; the report file has them all."""


def lines(imported: Imported) -> Iterator[str]:
    """What a person wants to know, briefly."""
    account = imported.account
    taken = sum(1 for report in imported.files if report.letters)
    letters, files = _count(imported.letters, "letter"), _count(taken, "file")
    yield f"{letters} of {files}, {len(imported.refused)} refused"
    if account.words:
        went = [f"{number:,} {fate}" for fate, number in sorted(_destinations(account).items())]
        yield f"{account.words:,} words of text: {', '.join(went)}"
        for rule, number in sorted(_rules(account).items()):
            yield f"  left out: {number:,} {rule}"
        share = 100 * (1 - account.unaccounted / account.words)
        yield f"  accounted for: {share:.3f} %" + (
            f", {account.unaccounted} words lost" if account.unaccounted else ""
        )
    yield from _findings(imported)
    if imported.doubts:
        yield f"{_count(imported.doubts, 'thing')} to confirm: look for '# confirm:' in the files"


def _findings(imported: Imported) -> Iterator[str]:
    kinds: dict[tuple[str, str], tuple[Problem, int]] = {}
    for report in imported.files:
        for problem in report.findings:
            message = problem.message.partition(", here first")[0]
            message = message.rpartition(", ")[0] if message.endswith(" times") else message
            first, number = kinds.get((problem.code, message), (problem, 0))
            kinds[(problem.code, message)] = (first, number + 1)
    for (_, message), (first, number) in list(kinds.items())[:MOST_KINDS]:
        files = f" [{number} files, here first]" if number > 1 else ""
        hint = f" ({first.hint})" if first.hint else ""
        yield f"{first.place}: {message}{hint}{files}"
    if len(kinds) > MOST_KINDS:
        yield f"{len(kinds) - MOST_KINDS} more kinds of finding; --report FILE has them all"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s'[: number != 1]}"


def _destinations(account: Account) -> dict[str, int]:
    return {fate: n for fate, n in account.fates.items() if not fate.startswith(LEFT_OUT)}


def _rules(account: Account) -> dict[str, int]:
    return {
        fate.removeprefix(LEFT_OUT): n
        for fate, n in account.fates.items()
        if fate.startswith(LEFT_OUT)
    }


def write_report(imported: Imported, file: Path) -> None:
    """Write the whole report as JSON."""
    totals = {
        "files": len(imported.files),
        "letters": imported.letters,
        "refused": len(imported.refused),
        **_account(imported.account),
    }
    files = [
        {
            "file": str(report.file),
            "letters": list(report.letters),
            "refused": _problem(report.refused) if report.refused else None,
            "to_confirm": report.doubts,
            **_account(report.account),
            "findings": [_problem(problem) for problem in report.findings],
        }
        for report in imported.files
    ]
    text = json.dumps({"totals": totals, "files": files}, indent=2, ensure_ascii=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n", encoding="utf-8")


def _account(account: Account) -> dict[str, Any]:
    return {
        "words": account.words,
        "went": dict(sorted(_destinations(account).items())),
        "left_out": dict(sorted(_rules(account).items())),
        "unaccounted": account.unaccounted,
        "in_drafts": account.drafts,
        "added": account.added,
        "extra": account.extra,
        "line_end_hyphens": account.hyphens,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "line": problem.place.line if problem.place else None,
        "col": problem.place.col if problem.place else None,
    }
