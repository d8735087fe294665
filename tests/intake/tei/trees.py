"""TEI at random: trees of a text's elements, in places where an encoder would have them or not."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

INLINE = """
hi emph persName placeName rs foreign del add subst unclear supplied gap damage choice sic corr orig
reg abbr expan app lem rdg ref ptr seg date name title term space g c w pc metamark lb pb cb
milestone anchor handShift stamp q said quote note index formula fancy
"""
BLOCKS = """
p ab head opener closer dateline salute signed postscript address addrLine list item label table row
cell lg l figure figDesc graphic floatingText div quote cit sp speaker epigraph trailer fw note
listPerson person listBibl bibl byline argument body noteGrp strange
"""
NAMES = sorted({*INLINE.split(), *BLOCKS.split()})

VALUES = {
    "rend": ["italic", "undeline", "margin", "super script", "#hyphen", "letterspaced bold"],
    "type": [
        *("letter", "notes", "closer", "enclosure"),
        *("comment", "foliation", "translation", "header"),
    ],
    "place": ["margin", "foot"],
    "n": ["1", "98b", " "],
    "break": ["no", "yes"],
    "ref": ["#a", "https://example.org/a", "a b"],
    "target": ["#a", "#b", "#c", "https://example.org/", "other.xml"],
    "xml:id": ["a", "b", "c"],
    "xml:lang": ["fr", "lat", "x y"],
    "wit": ["#A #B"],
    "cols": ["2", "0", "x"],
}  # fmt: skip
ATTRIBUTES = st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(0, 7), max_size=2)
WORDS = ["one", "two", "Ge-", "birge", "-", "…", ",", "\u0301", "ﬁ", "שלום"]
SIGNS = ["*", "[^1]", "\\", "#", "{.del}", "<b>", "&"]
SPACES = [" ", " ", "\n  ", "\u00a0", "\u2028", "\ufeff", "\u0085"]
TEXTS = st.lists(st.sampled_from([*WORDS, *SIGNS, *SPACES]), max_size=4).map("".join)


def _element(name: str, attributes: dict[str, int], content: list[str]) -> str:
    given = "".join(
        f" {key}={quoteattr(VALUES[key][number % len(VALUES[key])])}"
        for key, number in attributes.items()
    )
    return f"<{name}{given}>{''.join(content)}</{name}>"


EMPTY = ["<!-- a -->", "<?pi x?>", "<lb/>", "<lb break='no'/>"]
LEAVES = TEXTS.map(escape) | st.sampled_from(EMPTY)
NODES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        _element, st.sampled_from(NAMES), ATTRIBUTES, st.lists(inner, max_size=4)
    ),
    max_leaves=30,
)
BODIES = st.lists(NODES, min_size=1, max_size=5).map("".join)
TEXT_CONTENTS = st.builds(
    lambda front, body, back: f"{front}<body>{body}</body>{back}",
    st.just("") | BODIES.map(lambda content: f"<front>{content}</front>"),
    BODIES,
    st.just("") | BODIES.map(lambda content: f"<back>{content}</back>"),
)
"""What a ``text`` holds."""
