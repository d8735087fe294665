"""What each element of TEI does; one that is not named here is running text."""

from __future__ import annotations

from typeset.intake.tei import apparatus, blocks, figures, marks, notebook, structures, verse
from typeset.intake.tei.names import REGISTERS
from typeset.intake.tei.walker import Handler


def _all(names: str, handler: Handler) -> dict[str, Handler]:
    return dict.fromkeys(names.split(), handler)


HANDLERS: dict[str, Handler] = {
    **_all(
        "text body front back group div div0 div1 div2 div3 div4 div5 div6 div7 argument epigraph "
        "titlePage docTitle prologue epilogue",
        blocks.division,
    ),
    **_all(
        "p ab trailer titlePart docAuthor docImprint docEdition docDate imprimatur speaker stage",
        blocks.paragraph,
    ),
    **_all("sp castList set", blocks.speech),
    "head": blocks.heading,
    "opener": blocks.opener,
    "closer": blocks.closer,
    **_all("dateline salute signed address byline", blocks.part),
    "addrLine": blocks.address_line,
    **_all("postscript postScript", blocks.postscript),
    "label": blocks.label,
    **_all("fw header footer", blocks.furniture),
    "stamp": blocks.stamp,
    "floatingText": blocks.floating,
    **dict.fromkeys(REGISTERS, blocks.register),
    **_all("quote q said cit blockquote", structures.quotation),
    "list": structures.listing,
    "listBibl": structures.bibliography,
    "table": structures.table,
    "lg": verse.verse,
    "l": verse.verse_line,
    "figure": figures.figure,
    "graphic": figures.picture,
    "note": notebook.note,
    "pb": marks.page,
    "lb": marks.line,
    **_all("cb gb milestone", marks.column),
    "space": marks.blank,
    **_all("del add supplied unclear surplus", marks.classed),
    **_all("gap ellipsis", marks.gap),
    "damage": marks.damage,
    "choice": marks.choice,
    **_all("ref ptr xr", marks.reference),
    "g": marks.glyph,
    "index": marks.index_term,
    "app": apparatus.apparatus,
    **_all("linkGrp link interp interpGrp spanGrp joinGrp altGrp", blocks.metadata),
    "xenoData": blocks.metadata,
}
