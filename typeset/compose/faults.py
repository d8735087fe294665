"""The list of faults at the end of a proof."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.compose.inline import language
from typeset.compose.template import render
from typeset.errors import Problem
from typeset.layout import Layout
from typeset.model import Edition


def compose_faults(problems: Sequence[Problem], edition: Edition, layout: Layout) -> str:
    """What an editor should look at, in the order given, as the unit ``faults``.

    Raises:
        InputError: the layout's ``faults.html`` is faulty.
    """
    return render(
        layout,
        "faults.html",
        edition=edition,
        problems=problems,
        language=language(edition.language),
    )
