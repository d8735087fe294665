"""TEI's elements by what they do to the text that they hold."""

from __future__ import annotations

from lxml import etree

Element = etree._Element


def names(words: str) -> frozenset[str]:
    """Names of elements, parted by spaces."""
    return frozenset(words.split())


XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XINCLUDE = "http://www.w3.org/2001/XInclude"

DIVISIONS = names(
    """
    text body front back group div div0 div1 div2 div3 div4 div5 div6 div7 argument epigraph
    titlePage opener
    """
)
PARAGRAPHS = names(
    """
    p ab head trailer byline docAuthor docDate docEdition docImprint docTitle titlePart
    imprimatur sp speaker stage dateline salute signed closer postscript postScript address
    addrLine meeting set castList prologue epilogue
    """
)
DISPLAYS = names("list table lg l figure floatingText listBibl egXML eg")
QUOTING = names("quote q said cit blockquote")
BLOCKS = DIVISIONS | PARAGRAPHS | DISPLAYS

REGISTERS = names(
    """
    listPerson listPlace listOrg listEvent listObject listNym listWit listRelation listChange
    listTranspose person personGrp place org standOff particDesc settingDesc
    """
)
"""Entries about persons and places; no part of a letter's text."""

FURNITURE = names("fw header footer")
"""What a page of the source bears beside the text."""

IN_PIECES = names(
    """
    choice subst app rdgGrp table thead tbody tfoot row list lg listBibl figure group
    """
)
"""Elements that hold other elements alone: the spaces between those are no text."""

ORIGINAL = ("sic", "orig", "abbr", "am")
EDITED = ("corr", "reg", "expan", "ex")

INLINE = names(
    """
    abbr add affiliation am anchor author bibl biblScope birth c cb cell choice citedRange cl
    code corr country damage damageSpan death del desc date delSpan addSpan distinct district
    docDate edition editor email emph ex expan figDesc foreign forename formula fw g gap geo
    geogFeat geogName gloss graphic handShift hi idno index item label lang lb lem m measure
    measureGrp mentioned metamark milestone mod msIdentifier name nameLink note noteGrp num
    objectName offset orgName orig pb pc persName person phr placeName ptr publisher pubPlace
    rdg rdgGrp redo ref reg region repository restore retrace roleName row rs s seg series
    settlement sic soCalled space stamp street subst supplied surname surplus term time title
    unclear undo unit w xr genName addName bloc postCode postBox state occupation education
    faith floruit age sex nationality trait residence material dim height width depth extent
    quantity incident kinesic vocal writing pause shift u line zone metaMark media
    binaryObject notatedMusic app caesura rhyme secl handNote orgname placename persname
    abstract locus locusGrp collection institution head listAnnotation link linkGrp join
    joinGrp span spanGrp interp interpGrp alt altGrp said q quote cit ident gi att val tag
    eventName event textLang bibScope headLabel headItem msName origDate origPlace biblStruct
    biblFull monogr analytic imprint relatedItem ellipsis seal decoNote watermark signatures
    catchwords heraldry precision certainty attRef specDesc listRef schemaRef classRef speech
    witDetail witStart witEnd lacunaStart lacunaEnd fsdLink substJoin listTranspose transpose
    ruby rb rt
    """
)
"""Elements of running text whose name needs no remark."""

KNOWN = BLOCKS | QUOTING | REGISTERS | FURNITURE | INLINE | names("note noteGrp standOff")


def local(element: Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2]


def line_of(element: Element) -> int:
    """The line of the file where an element begins."""
    line = element.sourceline
    return line if isinstance(line, int) and line > 0 else 1


def words_of(value: str | None) -> list[str]:
    """The words of an attribute."""
    return (value or "").split()


def ident_of(element: Element) -> str | None:
    """An element's identifier; P4 has it without a namespace."""
    return element.get(XML_ID) or element.get("id")


def flat(element: Element | None) -> str:
    """The words of an element, on one line."""
    if element is None:
        return ""
    return " ".join("".join(map(str, element.itertext(etree.Element))).split())


def name_of(element: Element) -> str:
    """A person's name in the order of speaking, where its parts are marked."""
    parts = {kind: [flat(one) for one in element if local(one) == kind] for kind in _SPOKEN}
    if parts["forename"] and parts["surname"]:
        return " ".join(name for kind in _SPOKEN for name in parts[kind] if name)
    return flat(element)


_SPOKEN = ("roleName", "forename", "nameLink", "surname")


def find(element: Element, *names: str) -> Element | None:
    """The first descendant of one of these names, whatever its namespace; earlier names first."""
    for name in names:
        for found in element.iter("{*}" + name):
            return found
    return None


def find_all(element: Element, *names: str) -> list[Element]:
    """All descendants of these names in the order of the file."""
    return list(element.iter(*("{*}" + name for name in names)))


def children(element: Element, *names: str) -> list[Element]:
    """The child elements of these names; all of them where none is given."""
    return [child for child in element if local(child) and (not names or local(child) in names)]
