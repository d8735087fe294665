"""What the file says of itself, twice: in its information dictionary and as XMP."""

from __future__ import annotations

from html import escape

from typeset.assemble.claims import claims
from typeset.assemble.file import PdfFile
from typeset.assemble.syntax import date, text
from typeset.assemble.volume import Metadata
from typeset.variants import Variant

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{properties}
</rdf:Description>
{claims}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def write_information(file: PdfFile, data: Metadata, variant: Variant) -> int:
    """The information dictionary."""
    texts = {
        b"Title": data.title,
        b"Author": data.author,
        b"Subject": data.subject,
        b"Keywords": ", ".join(data.keywords),
        b"Creator": data.creator,
        b"Producer": data.creator,
    }
    entries = [b"/%b%b" % (key, text(value)) for key, value in texts.items() if value]
    if data.date:
        entries += [b"/CreationDate%b/ModDate%b" % (date(data.date), date(data.date))]
    if variant.press:
        entries.append(b"/Trapped/False")
    if variant.press == 1:
        claim = b"/GTS_PDFXVersion(PDF/X-1:2001)/GTS_PDFXConformance(PDF/X-1a:2001)"
        entries.append(claim)
    return file.add(b"<<%b>>" % b"".join(entries))


def write_xmp(file: PdfFile, data: Metadata, variant: Variant) -> int:
    """The same, the language and what the variant claims, as XMP.

    It is not compressed, so that any program finds it.
    """
    made = data.date.replace(microsecond=0).isoformat() if data.date else ""
    properties = [
        "<dc:format>application/pdf</dc:format>",
        _container("dc:title", "Alt", data.title),
        _container("dc:creator", "Seq", data.author),
        _container("dc:description", "Alt", data.subject),
        _container("dc:language", "Bag", data.language),
        _container("dc:subject", "Bag", *data.keywords),
        _simple("pdf:Keywords", ", ".join(data.keywords)),
        _simple("pdf:Producer", data.creator),
        _simple("xmp:CreatorTool", data.creator),
        _simple("xmp:CreateDate", made),
        _simple("xmp:ModifyDate", made),
        _simple("xmp:MetadataDate", made),
    ]
    told = "\n".join(filter(None, properties))
    packet = XMP.format(properties=told, claims="".join(claims(variant, file.ident)))
    return file.add_stream(b"/Type/Metadata/Subtype/XML", packet.encode(), compress=False)


def _simple(tag: str, value: str) -> str:
    return f"<{tag}>{escape(value)}</{tag}>" if value else ""


def _container(tag: str, kind: str, *values: str) -> str:
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    entries = "".join(f"<rdf:li{language}>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{tag}><rdf:{kind}>{entries}</rdf:{kind}></{tag}>" if entries else ""
