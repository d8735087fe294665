"""Whatever the tree: nothing crashes, no word is lost, and what is written can be read."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from tests.intake.tei.files import converted, tei
from tests.intake.tei.trees import TEXT_CONTENTS
from typeset.errors import InputError
from typeset.intake.draft import DraftEdition
from typeset.intake.tei.account import words_of_draft
from typeset.intake.writer import write_edition
from typeset.read import read_edition


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(TEXT_CONTENTS)
def test_random_text(content: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            done = converted(folder, tei(content))
        except InputError as refused:
            assert refused.problems[0].code == "no-letter"
            return
        account = done.account
        assert (account.unaccounted, account.extra) == (0, 0), done.findings
        for number, draft in enumerate(done.drafts):
            named = replace(draft, ident=f"d{number}")
            write_edition(DraftEdition("T", "en", (named,)), folder / f"e{number}")
            (letter,) = read_edition(folder / f"e{number}").letters
            as_read = replace(draft, body=tuple(letter.body), notes=letter.notes)
            assert Counter(words_of_draft(as_read)) == Counter(words_of_draft(draft))
