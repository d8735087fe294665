"""Variants: what each claims and holds, and how they are asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.conftest import Command
from tests.structure import Node, read_structure
from typeset import BuildOptions, InputError, build, read_edition
from typeset.variants import VARIANTS

MakeEdition = Callable[..., Path]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def claimed(file: Path) -> dict[str, str]:
    """What a file says that it is."""
    xmp = PdfReader(file).trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    found = re.findall(r"<(pdfaid|pdfuaid|pdfxid):(\w+)>([^<]*)</", xmp)
    declared = re.findall(r"<pdfd:conformsTo>[^<]*#(\w+)", xmp)
    return {f"{schema}:{key}": value for schema, key, value in found} | dict.fromkeys(declared, "")


CLAIMS = {
    "pdf": {},
    "pdf/a-2u": {"pdfaid:part": "2", "pdfaid:conformance": "U"},
    "pdf/a-2a": {"pdfaid:part": "2", "pdfaid:conformance": "A"},
    "pdf/a-3u": {"pdfaid:part": "3", "pdfaid:conformance": "U"},
    "pdf/a-4": {"pdfaid:part": "4", "pdfaid:rev": "2020"},
    "pdf/ua-1": {"pdfuaid:part": "1"},
    "pdf/ua-2": {"pdfuaid:part": "2", "pdfuaid:rev": "2024", "reuse1": "", "accessibility1": ""},
    "pdf/x-4": {"pdfxid:GTS_PDFXVersion": "PDF/X-4"},
    "pdf/x-1a": {},
}


def test_one_build_gives_every_variant(
    make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    folder = make_edition(variant=list(VARIANTS), year=2001)
    report = build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache))
    assert list(report.variants) == list(VARIANTS)
    for name, claims in CLAIMS.items():
        file = tmp_path / ("v.pdf" if name == "pdf" else f"v.{name.removeprefix('pdf/')}.pdf")
        assert report.variants[name] == str(file)
        assert claimed(file) == claims
        assert file.read_bytes().startswith(f"%PDF-{VARIANTS[name].version}".encode())
        root: Any = PdfReader(file).trailer["/Root"]
        assert ("/OutputIntents" in root) == name.startswith(("pdf/a", "pdf/x"))
    both = claimed(tmp_path / "v.a-2a+ua-1.pdf")
    assert both["pdfaid:part"] == "2" and both["pdfuaid:part"] == "1"


def test_the_profile_is_srgb(make_edition: MakeEdition, cache: Path, tmp_path: Path) -> None:
    options = BuildOptions(cache=cache, variants=("pdf/a-2u",))
    build(make_edition(), tmp_path / "v.pdf", options)
    root: Any = PdfReader(tmp_path / "v.pdf").trailer["/Root"]
    profile = root["/OutputIntents"][0]["/DestOutputProfile"].get_data()
    assert profile[12:20] == b"mntrRGB " and profile[36:40] == b"acsp"
    assert int.from_bytes(profile[:4], "big") == len(profile) < 1000
    red = profile[profile.index(b"XYZ \0\0\0\0\0\0\x6f") + 8 :][:12]
    places = [int.from_bytes(red[n : n + 4], "big") / 65536 for n in (0, 4, 8)]
    assert places == pytest.approx([0.4361, 0.2225, 0.0139], abs=2e-4)


def referred(node: Node) -> Any:
    """What an element refers to."""
    return node.entries["/Ref"][0].get_object()


def test_pdf_2_tells_where_notes_and_ways_lead(
    make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    options = BuildOptions(cache=cache, variants=("pdf/ua-2",))
    build(make_edition(), tmp_path / "v.pdf", options)
    tagged = read_structure(tmp_path / "v.pdf")
    (note,) = tagged.root.all("FENote")
    call = next(one for one in tagged.root.all("Reference") if one.text == "1")
    assert referred(note) == call.entries and referred(call) == note.entries
    assert note.entries["/NS"]["/NS"] == "http://iso.org/pdf2/ssn"
    (entry,) = tagged.root.all("TOCI")
    (link,) = entry.all("Link")
    letter = referred(entry)
    assert link.annotations[0]["/A"]["/SD"][0].get_object() == letter
    assert letter == next(one for one in tagged.root.all("Sect") if one.all("FENote")).entries
    assert tagged.catalog["/Outlines"]["/First"]["/A"]["/SD"][0].get_object() == letter
    assert "/Info" not in PdfReader(tmp_path / "v.pdf").trailer


def test_an_unknown_variant_is_told_with_the_nearest(make_edition: MakeEdition) -> None:
    folder = make_edition(variant="pdf/ua1")
    with pytest.raises(InputError, match=r"edition\.yaml:\d+:\d+: .*'pdf/ua-1'"):
        read_edition(folder)


def test_the_command_line_knows_variants(
    typeset: Command, make_edition: MakeEdition, cache: Path
) -> None:
    folder = make_edition()
    wrong = typeset("build", folder, "--variant", "a2u", "--cache", cache)
    assert wrong.code == 1
    assert "there is no variant “a2u”" in wrong.err and "did you mean “pdf/a-2u”?" in wrong.err
    right = typeset("build", folder, "--variant", "pdf/a-4", "-o", "v.pdf", "--cache", cache)
    assert right.code == 0 and claimed(Path("v.pdf"))["pdfaid:part"] == "4"


def test_archives_refuse_pictures_in_other_colours(
    make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    body = [{"figure": {"file": "a.jpg", "alt": "A stamp", "width": 0.1}}]
    folder = make_edition(letters={"a": {"body": body, "notes": None}})
    Image.new("CMYK", (9, 9), (10, 200, 30, 0)).save(folder / "a.jpg")
    with pytest.raises(InputError, match="a picture of a is in CMYK, and pdf/a-2u means sRGB"):
        build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache, variants=("pdf/a-2u",)))
    build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache, variants=("pdf/ua-1",)))


def test_a_figure_has_to_say_what_it_shows(make_edition: MakeEdition) -> None:
    body = [{"figure": {"file": "a.svg"}}]
    folder = make_edition(letters={"a": {"body": body, "notes": None}}, variant="pdf/ua-1")
    (folder / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    with pytest.raises(InputError, match=r"a\.yaml:\d+:\d+: .*'alt'"):
        read_edition(folder)


def attached(file: Path) -> dict[str, Any]:
    """File specifications by name, those that the catalogue is associated with."""
    root: Any = PdfReader(file).trailer["/Root"]
    specs = [one.get_object() for one in root.get("/AF", ())]
    if not specs:
        return {}
    names = root["/Names"]["/EmbeddedFiles"]["/Names"]
    assert names[::2] == sorted(names[::2])
    assert {one.get_object()["/UF"] for one in names[1::2]} == {one["/UF"] for one in specs}
    return {one["/UF"]: one for one in specs}


def test_the_edition_and_its_report_are_attached(
    make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    names = ["pdf", "pdf/a-2u", "pdf/a-3u"]
    folder = make_edition(variant=names, attach=["edition", "report"])
    made = build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache)).variants
    assert attached(Path(made["pdf/a-2u"])) == {}
    for name in ("pdf", "pdf/a-3u"):
        found = attached(Path(made[name]))
        assert list(found) == ["edition.yaml", "first.yaml", "report.json"]
        for file in ("edition.yaml", "first.yaml"):
            stream = found[file]["/EF"]["/F"]
            assert stream.get_data() == (folder / file).read_bytes()
            assert stream["/Subtype"] == "/application/yaml"
            assert found[file]["/AFRelationship"] == "/Source"
        report = found["report.json"]
        assert json.loads(report["/EF"]["/F"].get_data())["letters"][0]["id"] == "first"
        assert report["/AFRelationship"] == "/Supplement"
    once = Path(made["pdf"]).read_bytes()
    again = BuildOptions(cache=tmp_path / "other", jobs=1)
    assert Path(build(folder, tmp_path / "w.pdf", again).variants["pdf"]).read_bytes() == once


def test_what_cannot_be_attached_is_told(
    typeset: Command, make_edition: MakeEdition, cache: Path
) -> None:
    folder = make_edition()
    done = typeset(
        "build", folder, "--attach", "edition", "--variant", "pdf/a-2u", "--cache", cache
    )
    assert done.code == 0 and "attach: only pdf and pdf/a-3u hold attachments" in done.out
