"""Lines with words of both directions: what stands there is found, and what does not is missed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MakeEdition
from typeset import BuildOptions, LossError, Report, build

HEBREW = "בראשית ברא אלהים את השמים"
POINTED = "וְהָאָרֶץ הָיְתָה תֹהוּ"
LETTER = f"""\
title: On two directions
body:
  - >-
    The page begins {HEBREW} and goes on with letters, <https://example.org/heron>, that nobody
    reads;[^1] then {POINTED} once more, and so on to the end.
notes:
  1: The first {POINTED} (12) and the second word.
"""
TEMPLATE = """<article class="letter" id="{{{{ anchor }}}}" data-unit="{{{{ letter.ident }}}}">
<h2 class="letter-title" data-line="1">{{{{ title }}}}</h2>
{{{{ body|replace("{old}", "{new}") }}}}
</article>
{{% for note in notes %}}{{{{ note|replace("{old}", "{new}") }}}}{{% endfor %}}
"""
Make = Callable[[str, str], Report]


@pytest.fixture
def changed(make_edition: MakeEdition, cache: Path, tmp_path: Path) -> Make:
    """Build the letter with one text in another's place."""

    def make(old: str, new: str) -> Report:
        settings = {"measure": "60mm"}
        letters = {"first": LETTER}
        folder = make_edition(letters=letters, layout="faulty", front_matter=[], settings=settings)
        layout = folder / "layouts" / "faulty"
        (layout / "templates").mkdir(parents=True)
        (layout / "layout.yaml").write_text("title: Faulty\nextends: volume\n", "utf-8")
        template = TEMPLATE.format(old=old, new=new)
        (layout / "templates" / "letter.html").write_text(template, "utf-8")
        return build(folder, tmp_path / "volume.pdf", BuildOptions(cache=cache))

    return make


def test_nothing_is_wrong_without_a_fault(changed: Make) -> None:
    coverage = changed("nothing", "nothing").coverage
    assert coverage["expected"] == coverage["printed"] == 42


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("אלהים ", ""),
        ("אלהים", "אנשים"),
        ("ברא אלהים", "אלהים ברא"),
        (POINTED.split()[1], ""),
        ("begins", ""),
        ("begins", "begun"),
        ("and goes", "goes and"),
        ("(12)", "(13)"),
        ("first", "former"),
    ],
)
def test_change_is_found(changed: Make, old: str, new: str) -> None:
    with pytest.raises(LossError) as error:
        changed(old, new)
    assert all(problem.place for problem in error.value.problems)
