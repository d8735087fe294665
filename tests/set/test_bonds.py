"""What a line end may not part, told by words."""

from __future__ import annotations

import itertools

import pytest

from typeset.set.bonds import bonds

# A tilde stands where a line may not end; at every other space it may.
CASES = """
en  from A.~A.~Joffe to Mr~Pope on 3~May 1918, see p.~12 and Vol.~44, pp.~98b–99a
en  a measure of 118~mm or 23~picas and 10.5~pt type, some 40~% of it
en  the line~— as it were~– ends here, and I was there
en  (see vol.~XLIV, ch.~iv) but I. said so; no. not that
en  on 2~June, 1918, at 10~a.m. in St.~Petersburg
de  am 3.~März 1819 mit Herrn~Boeckh, S.~12, Bd.~3, z.~B. um~1800
fr  le~3~mai 1917, M.~Painlevé dit~: «~Prenez garde~!~» tome~XII, page~4
cs  v~Praze a~v~Brně k~obědu dne 3.~května
pl  w~Warszawie i~w~Krakowie 3~maja o~świcie
ru  в~Москве 3~мая 1918~г. и~с.~12
grc ἐν ἀρχῇ ἦν ὁ λόγος
"""


@pytest.mark.parametrize("case", [line for line in CASES.splitlines() if line])
def test_bonds_hold_where_they_should(case: str) -> None:
    language, text = case.split(maxsplit=1)
    words = text.replace("~", " ").split(" ")
    gaps = [char for char in text if char in " ~"]
    held = [
        "~" if bonds(language).hold(one, other) else " " for one, other in itertools.pairwise(words)
    ]
    shown = words[0] + "".join(g + w for g, w in zip(held, words[1:], strict=True))
    assert shown == text
    assert len(held) == len(gaps)


def test_a_language_without_a_table_has_the_common_bonds() -> None:
    assert bonds("tlh").hold("p.", "12")
    assert bonds(None).hold("A.", "Joffe")
    assert bonds("de-AT").hold("3.", "Jänner")
