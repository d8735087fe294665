"""What a file claims to be, in XMP: PDF/A, PDF/UA, well-tagged, PDF/X."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from typeset.variants import Variant

ARCHIVE = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{properties}
</rdf:Description>
"""

ACCESS = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{properties}
</rdf:Description>
"""

SCHEMA = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/A before its fourth part knows no other standard: it is told what the property means."""

DECLARATIONS = """<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">
<pdfd:declarations><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{reuse}</pdfd:conformsTo></rdf:li>
<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{access}</pdfd:conformsTo></rdf:li>
</rdf:Bag></pdfd:declarations>
</rdf:Description>
"""

PRESS = """<rdf:Description rdf:about=""
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
{properties}
</rdf:Description>
"""

WELL_TAGGED = "http://pdfa.org/declarations/wtpdf#"


def claims(variant: Variant, ident: str) -> Iterator[str]:
    """The descriptions of a variant; ``ident`` is the file's own, 32 hexadecimal digits."""
    if variant.archive:
        revision = _simple("pdfaid:rev", "2020") if variant.modern else ""
        level = _simple("pdfaid:conformance", variant.level) if variant.level else ""
        part = _simple("pdfaid:part", str(variant.archive))
        yield ARCHIVE.format(properties=part + revision + level)
    if variant.access:
        revision = _simple("pdfuaid:rev", "2024") if variant.modern else ""
        yield ACCESS.format(properties=_simple("pdfuaid:part", str(variant.access)) + revision)
    if variant.access and variant.archive and not variant.modern:
        yield SCHEMA
    if variant.access and variant.modern:
        yield DECLARATIONS.format(
            reuse=f"{WELL_TAGGED}reuse1.0", access=f"{WELL_TAGGED}accessibility1.0"
        )
    if variant.press == 7:
        told = {
            "pdfxid:GTS_PDFXVersion": "PDF/X-4",
            "pdf:Trapped": "False",
            "xmpMM:DocumentID": f"uuid:{UUID(ident)}",
            "xmpMM:VersionID": "1",
            "xmpMM:RenditionClass": "default",
        }
        yield PRESS.format(properties="\n".join(_simple(*entry) for entry in told.items()))


def _simple(tag: str, value: str) -> str:
    return f"<{tag}>{value}</{tag}>"
