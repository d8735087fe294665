"""What a line end may not part, told by words."""

from __future__ import annotations

import itertools

import pytest

from typeset.set.bonds import Bond, bonds

# A tilde stands where a line may not end, an underscore where it had better not; at every other
# space it may.
CASES = """
en  from A.~A.~Joffe to Mr~Pope on 3~May 1918, see p.~12 and Vol.~44, pp.~98b–99a
en  a measure of 118~mm or 23~picas and 10.5~pt type, some 40~% of it
en  the line~— as it were~– ends here, and I was there
en  (see vol.~XLIV, ch.~iv) but I. said so; no. not that
en  on 2~June, 1918, at 10~a.m. in St.~Petersburg
en  Comrade_Joffe and Lord_Milner met the lord of the manor and a comrade
en  on May~3, 1918, or on the 3rd~June; in May 1918 three men came, in May 300
en  §~12, fig.~3, lines~4–9 of book~IX in 40 lines and 3 books
de  am 3.~März 1819 mit Herrn_Boeckh, S.~12, Bd.~3, z.~B. um~1800
de  bei Dr.~Faust, v.~Humboldt u.~a. um~7~Uhr von Berlin für 3~Taler
de  eine Frau_Wolf und die Frau dort, d.~h. Seite~4 und Seite an Seite
fr  le~3~mai 1917, M.~Painlevé dit~: «~Prenez garde~!~» tome~XII, page~4
fr  Qui~? Mme de parle~; Mlle~Lespinasse et Cie~: n°~3, 12~francs, le tome
es  el 3 de mayo, el 3~mayo, pág.~12, Sr.~García, en la tomo~IV
it  il 3~maggio, pag.~12, Sig.~Rossi, San_Marco, Sig.ra~Bianchi
cs  v~Praze a~v~Brně k~obědu dne 3.~května
cs  s~dr.~Novákem o~č.~5 na str.~12 nebo ve Zlíně
sk  v~Košiciach a~s~ním dňa 3.~mája, str.~12
pl  w~Warszawie i~w~Krakowie 3~maja o~świcie
pl  z~prof.~Nowakiem i~pani_Wanda, nr~5, str.~7 do domu
ru  в~Москве 3~мая 1918~г. и~с.~12
ru  стр.~12, т.~XX, А.~А.~Иоффе, тов.~Ленин, к~нам, 40~руб.
grc ἐν ἀρχῇ ἦν ὁ λόγος
"""
SIGNS = {Bond.NONE: " ", Bond.LOOSE: "_", Bond.FIRM: "~"}


@pytest.mark.parametrize("case", [line for line in CASES.splitlines() if line])
def test_bonds_hold_where_they_should(case: str) -> None:
    language, text = case.split(maxsplit=1)
    words = text.replace("~", " ").replace("_", " ").split(" ")
    held = [SIGNS[bonds(language).between(*two)] for two in itertools.pairwise(words)]
    assert words[0] + "".join(g + w for g, w in zip(held, words[1:], strict=True)) == text


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [("tlh", "p.", "12"), (None, "A.", "Joffe"), ("de-AT", "3.", "Jänner")],
)
def test_a_language_has_the_common_bonds_and_those_of_its_kin(
    language: str | None, before: str, after: str
) -> None:
    assert bonds(language).between(before, after) is Bond.FIRM
