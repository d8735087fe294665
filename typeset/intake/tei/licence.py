"""Under what terms a file may be printed, by its header."""

from __future__ import annotations

import re
from collections.abc import Iterable

from typeset.intake.tei.findings import Findings
from typeset.intake.tei.names import Element, children, find, find_all, flat, ident_of, line_of
from typeset.model import Licence

HINT = "settle it by 'licence:' in the edition"


def _any(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE | re.VERBOSE)


CC_ADDRESS = _any(
    r"""creativecommons\.org/(?:licen[cs]es|publicdomain)/([a-z-]+)
    (?:/(\d(?:\.\d)?))?(?:/([a-z]{2})(?=/|$))?"""
)
CC_CODE = _any(r"\bCC[\s_-]*(BY(?:[\s_-]+(?:NC|SA|ND))*|0|ZERO)\b(?:[\s_-]*v?(\d\.\d))?")
WORDS = (
    (
        "nc",
        _any(r"non-?\s?commercial|nicht-?\s?kommerziell|(?:pas|non)[\s-]+(?:\S+\s+)?commercial"),
    ),
    ("sa", _any(r"share-?\s?alike|unter\s+gleichen|partage\s+dans\s+les\s+m|allo\s+stesso\s+modo")),
    ("nd", _any(r"no-?\s?deriv|keine\s+bearbeitung|pas\s+de\s+modification|non\s+opere\s+deriv")),
)
ATTRIBUTION = _any(r"attribution|namensnennung|attribuzione|paternité|naamsvermelding")
COMMONS = _any(r"creative\s*commons|\bCC\b")
PUBLIC = _any(r"public\s+domain|gemeinfrei|domaine\s+public|pubblico\s+dominio|CC0|CC\s+Zero")
OTHERS = (
    ("odc-by", _any(r"opendatacommons\.org/licenses/by|ODC-BY")),
    ("etalab-2.0", _any(r"etalab|licence\s+ouverte")),
    ("ogl", _any(r"open\s+government\s+licen[cs]e")),
    ("mit", _any(r"\bMIT\s+licen[cs]e")),
    ("gpl", _any(r"\bGPL\b|general\s+public\s+licen[cs]e")),
)
RESERVED = _any(
    r"""all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|tous\s+droits\s+r[ée]serv
    |tutti\s+i\s+diritti\s+riservati|todos\s+los\s+derechos|urheberrechtlich\s+gesch
    |no\s+part\s+of|not\s+(?:for|be)\s+(?:re-?distribut|reproduc|reuse)|restricted
    |without\s+(?:the\s+)?(?:prior\s+)?(?:written\s+)?permission|permission\s+(?:is|must|to)
    |nur\s+mit\s+genehmigung|nicht\s+gestattet"""
)
VERSION = re.compile(r"\b([1-4]\.0)\b")


def licence_of(header: Element, findings: Findings) -> Licence | None:
    """The licence, where the header is clear about it; a finding says why it is not."""
    availability = find(header, "availability")
    if availability is None:
        _find(findings, header, "no-licence", "the file names no licence")
        return None
    licences = [one for one in find_all(availability, "licence", "license") if _says(one)]
    for one in licences:
        if (licence := _in_parts(header, one)) is not None:
            return licence
    parts = licences or [availability]
    codes = {code for part in parts for code in _codes(part)}
    text = " ".join(flat(part) for part in parts)
    if len({_kind(code) for code in codes}) > 1:
        named = " and ".join(sorted(codes))
        _find(findings, parts[0], "licence-unclear", f"the licence is not clear: {named}")
        return None
    reserved = RESERVED.search(text) or (availability.get("status") == "restricted" and not codes)
    if not codes:
        if reserved:
            _find(
                findings,
                parts[0],
                "no-reuse",
                "the file's terms do not allow it to be printed anew",
            )
        else:
            _find(findings, parts[0], "no-licence", "the file names no licence that is known")
        return None
    code = max(codes, key=len)
    if "nc" in code.split("-") or "nd" in code.split("-"):
        limit = "commercial use" if "nc" in code.split("-") else "adaptations"
        _find(
            findings, parts[0], "licence-limits", f"the licence {name_of(code)} allows no {limit}"
        )
    return _licence(code, header, parts)


def _find(findings: Findings, element: Element, code: str, message: str) -> None:
    findings.add(code, message, line_of(element), HINT)


def _says(licence: Element) -> bool:
    return bool(flat(licence) or _address(licence))


def _address(licence: Element) -> str:
    return " ".join(licence.get(name) or "" for name in ("target", "source", "n")).strip()


def _codes(part: Element) -> set[str]:
    """What the target and the text say, each for itself."""
    addresses = [_address(part), *(ref.get("target") or "" for ref in find_all(part, "ref", "ptr"))]
    codes = {code for address in addresses if (code := _by_address(address))}
    by_text = _by_text(flat(part))
    if by_text and not (codes and by_text == "public-domain"):
        # The long form of a licence speaks of the public domain to say what it does not change.
        codes.add(by_text)
    # One that is the beginning of another says the same, less precisely.
    return {
        code
        for code in codes
        if not any(
            code != other and _kind(other) == _kind(code) and len(other) > len(code)
            for other in codes
        )
    }


def _by_address(address: str) -> str | None:
    if found := CC_ADDRESS.search(address):
        kind, version, country = (part.lower() if part else "" for part in found.groups())
        kind = {"zero": "cc0", "mark": "public-domain"}.get(kind, f"cc-{kind}")
        return "-".join(filter(None, (kind, version, country)))
    return next((code for code, pattern in OTHERS if pattern.search(address)), None)


def _by_text(text: str) -> str | None:
    if by_address := _by_address(text):
        return by_address
    if found := CC_CODE.search(text):
        kind = re.sub(r"[\s_]+", "-", found.group(1).lower())
        kind = "cc0" if kind in ("0", "zero") else f"cc-{kind}"
        return "-".join(filter(None, (kind, found.group(2) or _version(text))))
    if ATTRIBUTION.search(text) and (COMMONS.search(text) or VERSION.search(text)):
        more = [name for name, pattern in WORDS if pattern.search(text)]
        return "-".join(filter(None, ("cc-by", *more, _version(text))))
    if PUBLIC.search(text):
        return "public-domain"
    return next((code for code, pattern in OTHERS if pattern.search(text)), None)


def _version(text: str) -> str:
    found = VERSION.search(text)
    return found.group(1) if found else ""


def _kind(code: str) -> str:
    """A code without version and country: what it allows."""
    words = re.sub(r"-\d.*$", "", code).split("-")
    return "-".join(sorted(words))


def name_of(code: str) -> str:
    """A licence's name as it is printed: CC BY-SA 4.0."""
    if not code.startswith("cc"):
        return {"public-domain": "Public domain"}.get(code, code.upper())
    kind = re.sub(r"-\d.*$", "", code)
    rest = code[len(kind) :].lstrip("-").upper().replace("-", " ")
    shown = "CC0" if kind == "cc0" else "CC " + kind.removeprefix("cc-").upper()
    return f"{shown} {rest}".strip()


def _in_parts(header: Element, licence: Element) -> Licence | None:
    """A licence whose parts say themselves what they are, as an export of an edition has them."""
    said = {part.get("type") or "": flat(part) for part in children(licence, "ab")}
    if "name" not in said:
        return None
    code = ident_of(licence) or re.sub(r"[^\w.-]+", "-", said["name"].lower()).strip("-.")
    url = licence.get("target")
    return Licence(
        code, said["name"], _holder(header), said.get("statement"), said.get("credit"), url
    )


def _licence(code: str, header: Element, parts: Iterable[Element]) -> Licence:
    parts = list(parts)
    statement = flat(parts[0]) or None
    url = next(
        (one for part in parts for one in _address(part).split() if one.startswith("http")), None
    )
    if url is None:
        refs = (ref.get("target") or "" for part in parts for ref in find_all(part, "ref", "ptr"))
        url = next((target for target in refs if target.startswith("http")), None)
    return Licence(code, name_of(code), _holder(header), statement, None, url)


def _holder(header: Element) -> str | None:
    publication = find(header, "publicationStmt")
    holders = (
        children(publication, "publisher", "authority", "distributor")
        if publication is not None
        else []
    )
    return next((name for one in holders if (name := flat(one))), None)
