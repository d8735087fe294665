"""Preflight: what we write passes, planted faults are found, nothing makes it stumble."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.conftest import Command
from typeset import InputError
from typeset.preflight import GATES, preflight

Volumes = dict[str, Path]
Plant = Callable[[Pdf], None]


@pytest.mark.parametrize(
    ("volume", "gate"),
    [("x-4", "x-4"), ("x-1a", "x-1a"), ("marked", "x-1a"), ("a-2u", "a-2u"), ("ua-1", "ua-1")],
)
def test_what_we_write_passes(volumes: Volumes, volume: str, gate: str) -> None:
    verdict = preflight(volumes[volume], gate)
    assert verdict.findings == () and verdict.passed and verdict.pages == 7


def page(pdf: Pdf) -> Any:
    """The page with the letter."""
    return pdf.pages[-1]


def paint(operators: bytes) -> Plant:
    """A fault: these operators, behind what stands on the page; ``/F1`` is one of its fonts."""

    def plant(pdf: Pdf) -> None:
        font = next(iter(page(pdf).Resources.Font.keys())).encode()
        shown = operators.replace(b"/F1", font)
        old = page(pdf).Contents
        old = old if isinstance(old, Array) else [old]
        page(pdf).Contents = Array([*old, pdf.make_indirect(Stream(pdf, b"\n" + shown))])

    return plant


def resource(kind: str, name: str, thing: Any, operators: bytes) -> Plant:
    """A fault: something that the page's operators name."""

    def plant(pdf: Pdf) -> None:
        made = thing(pdf) if callable(thing) else thing
        held = page(pdf).Resources
        if kind not in held:
            held[kind] = Dictionary()
        held[kind][name] = made
        paint(operators)(pdf)

    return plant


def change(*path: str, to: Any = None) -> Plant:
    """A fault: an entry below the catalogue or the page taken away, or changed."""

    def plant(pdf: Pdf) -> None:
        holder: Any = page(pdf).obj if path[0] == "page" else pdf.Root
        holder = pdf.trailer.Info if path[0] == "info" else holder
        for key in path[1:-1]:
            holder = holder[int(key)] if key.isdigit() else holder[key]
        if to is None:
            del holder[path[-1]]
        else:
            holder[path[-1]] = to

    return plant


def annotate(**entries: Any) -> Plant:
    """A fault: an annotation."""

    def plant(pdf: Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Rect=[90, 90, 120, 120], **entries)
        page(pdf).Annots = Array([*page(pdf).get("/Annots", []), pdf.make_indirect(made)])

    return plant


def picture(space: Name, **entries: Any) -> Callable[[Pdf], Stream]:
    def make(pdf: Pdf) -> Stream:
        shape = {"Width": 2, "Height": 2, "BitsPerComponent": 8}
        made = Stream(pdf, bytes(16), Subtype=Name.Image, ColorSpace=space, **shape, **entries)
        return pdf.make_indirect(made)

    return make


def rewrite_xmp(old: bytes, new: bytes) -> Plant:
    def plant(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new))

    return plant


def forget_font(pdf: Pdf) -> None:
    for font in page(pdf).Resources.Font.values():
        told = font.DescendantFonts[0].FontDescriptor
        for key in ("/FontFile2", "/FontFile3"):
            if key in told:
                del told[key]


def forget_texts(pdf: Pdf) -> None:
    for font in page(pdf).Resources.Font.values():
        if "/ToUnicode" in font:
            del font["/ToUnicode"]


def forget_alt(pdf: Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/S") == Name.Figure:
            del thing["/Alt"]


SHOW = b"q 90 0 0 90 90 90 cm /Bad Do Q"
SEEN = Dictionary(ca=0.5)
SCRIPT = Dictionary(S=Name.JavaScript, JS=String(""))

PLANTED: list[tuple[str, str, Plant]] = [
    # gate, code, fault
    ("x-1a", "colour", paint(b"1 0 0 rg 90 90 9 9 re f")),
    ("x-1a", "colour", resource("/XObject", "/Bad", picture(Name.DeviceRGB), SHOW)),
    ("x-1a", "colour", resource(
        "/ColorSpace", "/Bad", Array([Name.Lab, Dictionary(WhitePoint=[1, 1, 1])]),
        b"/Bad cs 50 0 0 scn 9 9 9 9 re f")),
    ("x-4", "colour", paint(b"BI /W 1 /H 1 /CS /RGB /BPC 8 ID \0\0\0 EI")),
    ("x-1a", "transparency", resource("/ExtGState", "/Bad", SEEN, b"/Bad gs 9 9 9 9 re f")),
    ("x-1a", "transparency", resource(
        "/ExtGState", "/Bad", Dictionary(BM=Name.Multiply), b"/Bad gs 9 9 9 9 re f")),
    ("x-1a", "transparency", change(
        "page", "/Group", to=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))),
    ("x-1a", "font-not-embedded", forget_font),
    ("x-4", "font-not-embedded", forget_font),
    ("x-4", "output-intent", change("root", "/OutputIntents")),
    ("x-4", "output-intent", change("root", "/OutputIntents", "0", "/DestOutputProfile")),
    ("x-1a", "output-intent", change("root", "/OutputIntents", "0", "/OutputConditionIdentifier")),
    ("x-4", "no-trim", change("page", "/TrimBox")),
    ("x-1a", "no-trim", change("page", "/ArtBox", to=Array([0, 0, 9, 9]))),
    ("x-1a", "boxes", change("page", "/BleedBox", to=Array([10, 10, 99, 99]))),
    ("x-4", "boxes", change("page", "/MediaBox", to=Array([0, 0, 0, 0]))),
    ("x-1a", "annotation", annotate(Subtype=Name.Link)),
    ("x-4", "annotation", annotate(Subtype=Name.Text)),
    ("x-1a", "trapped", change("info", "/Trapped", to=Name.Unknown)),
    ("x-1a", "no-date", change("info", "/CreationDate")),
    ("x-1a", "not-claimed", change("info", "/GTS_PDFXConformance")),
    ("x-4", "not-claimed", rewrite_xmp(b"PDF/X-4", b"PDF/X-5")),
    ("x-4", "metadata", rewrite_xmp(b"xmpMM:DocumentID", b"xmpMM:Other")),
    ("x-4", "script", change("root", "/OpenAction", to=SCRIPT)),
    ("x-1a", "layers", change("root", "/OCProperties", to=Dictionary(OCGs=Array([])))),
    ("x-1a", "transfer-curve", resource(
        "/ExtGState", "/Bad", Dictionary(TR=Array([])), b"/Bad gs")),
    ("x-4", "halftone", resource(
        "/ExtGState", "/Bad", Dictionary(HT=Dictionary(HalftoneType=6)), b"/Bad gs")),
    ("x-4", "separated", change("page", "/SeparationInfo", to=Dictionary())),
    ("x-1a", "unknown-operator", paint(b"1 2 zz")),
    ("x-4", "broken-content", paint(b"1 2 cm")),
    ("a-2u", "no-unicode", forget_texts),
    ("a-2u", "interpolate", resource(
        "/XObject", "/Bad", picture(Name.DeviceGray, Interpolate=True), SHOW)),
    ("a-2u", "colour", paint(b"1 0 0 0 k 9 9 9 9 re f")),
    ("a-2u", "not-claimed", rewrite_xmp(b"<pdfaid:part>2", b"<pdfaid:part>1")),
    ("a-2u", "annotation", annotate(Subtype=Name.Text, F=4)),
    ("a-2u", "script", annotate(Subtype=Name.Link, F=4, A=Dictionary(S=Name.Launch))),
    ("ua-1", "not-tagged", paint(b"9 9 9 9 re f")),
    ("ua-1", "no-language", change("root", "/Lang")),
    ("ua-1", "no-alt", forget_alt),
    ("ua-1", "not-tagged", annotate(Subtype=Name.Link, Contents=String("a"))),
    ("ua-1", "link-words", annotate(Subtype=Name.Link, StructParent=0)),
    ("ua-1", "tab-order", change("page", "/Tabs")),
    ("ua-1", "title-not-shown", change("root", "/ViewerPreferences")),
]  # fmt: skip


@pytest.mark.parametrize(("gate", "code", "plant"), PLANTED)
def test_a_planted_fault_is_found(
    volumes: Volumes, tmp_path: Path, gate: str, code: str, plant: Plant
) -> None:
    with pikepdf.open(volumes[gate]) as pdf:
        plant(pdf)
        pdf.save(
            tmp_path / "bad.pdf",
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            force_version=pdf.pdf_version,
            fix_metadata_version=False,
        )
    found = {one.code: one for one in preflight(tmp_path / "bad.pdf", gate).findings}
    assert found[code].level == "error" and found[code].hint
    # Nothing else is amiss, but for what follows from the fault.
    assert set(found) - {code} <= {"not-tagged", "coarse-picture"}


def test_every_code_is_documented() -> None:
    root = Path(__file__).parents[2]
    told = (root / "docs/PREFLIGHT.md").read_text("utf-8")
    sources = "".join(file.read_text("utf-8") for file in (root / "typeset/preflight").glob("*.py"))
    used = set(re.findall(r"\b(?:error|warning|Finding)\(\s*\"([a-z-]+)\"", sources))
    assert len(used) > 40 and {code for code in used if f"`{code}`" not in told} == set()


def test_a_newer_pdf_is_no_x_1a(volumes: Volumes, tmp_path: Path) -> None:
    with pikepdf.open(volumes["x-1a"]) as pdf:
        pdf.save(
            tmp_path / "new.pdf",
            min_version="1.5",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    found = [one.message for one in preflight(tmp_path / "new.pdf", "x-1a").findings]
    assert any("PDF 1.5" in one for one in found) and any("compressed" in one for one in found)


def codes(file: Path, gate: str, level: str = "error") -> set[str]:
    return {one.code for one in preflight(file, gate).findings if one.level == level}


def test_printers_on_demand_take_plain_pages(volumes: Volumes) -> None:
    assert codes(volumes["pdf"], "pod-kdp") == {"page-count"}
    assert codes(volumes["pdf"], "pod-kdp", "warning") == {"annotation", "bookmarks"}
    assert codes(volumes["marked"], "pod-kdp") == {"page-count", "marks"}
    assert codes(volumes["x-1a"], "pod-ingram") == set()
    assert codes(volumes["x-1a"], "pod-ingram", "warning") == {"last-page"}


TINT = Dictionary(FunctionType=2, N=1, Domain=[0, 1])
ON_DEMAND: list[tuple[str, str, Plant]] = [
    ("pod-kdp", "margin", paint(b"BT /F1 9 Tf 1 0 0 1 8 300 Tm <0022> Tj ET")),
    ("pod-ingram", "margin", paint(b"BT /F1 9 Tf 1 0 0 1 200 20 Tm <0022> Tj ET")),
    ("pod-ingram", "heavy-ink", paint(b"1 1 1 1 k 99 99 9 9 re f")),
    ("pod-ingram", "spot-colour", resource("/ColorSpace", "/Bad", Array(
        [Name.Separation, Name.Gold, Name.DeviceCMYK, TINT]),
        b"/Bad cs 1 scn 99 99 9 9 re f")),
    ("pod-kdp", "page-size", change("page", "/TrimBox", to=Array([9, 9, 99, 99]))),
]  # fmt: skip


@pytest.mark.parametrize(("gate", "code", "plant"), ON_DEMAND)
def test_what_printers_on_demand_refuse_is_found(
    volumes: Volumes, tmp_path: Path, gate: str, code: str, plant: Plant
) -> None:
    with pikepdf.open(volumes["x-1a"]) as pdf:
        plant(pdf)
        pdf.save(tmp_path / "bad.pdf")
    assert code in codes(tmp_path / "bad.pdf", gate)


def test_what_is_warned_of_lets_a_file_pass(volumes: Volumes, tmp_path: Path) -> None:
    with pikepdf.open(volumes["x-4"]) as pdf:
        resource("/XObject", "/Bad", picture(Name.DeviceCMYK), SHOW)(pdf)
        paint(b"BT .4 .3 .3 1 k /F1 9 Tf 1 0 0 1 99 99 Tm <0022> Tj ET")(pdf)
        pdf.save(tmp_path / "warned.pdf")
    verdict = preflight(tmp_path / "warned.pdf", "x-4")
    assert verdict.passed
    assert {one.code for one in verdict.findings} == {"coarse-picture", "rich-black"}


def test_forms_that_hold_themselves_end(volumes: Volumes, tmp_path: Path) -> None:
    with pikepdf.open(volumes["x-4"]) as pdf:
        form = pdf.make_indirect(Stream(pdf, b"/Bad Do 1 0 0 rg 9 9 9 9 re f", Subtype=Name.Form))
        form.Resources = Dictionary(XObject=Dictionary(Bad=form))
        resource("/XObject", "/Bad", form, SHOW)(pdf)
        pdf.save(tmp_path / "loop.pdf")
    assert codes(tmp_path / "loop.pdf", "x-4") == {"colour"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"no pdf at all", "is no sound PDF"),
        (b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n", "is no sound PDF"),
    ],
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "bad.pdf"
    file.write_bytes(content)
    with pytest.raises(InputError, match=f"bad.pdf: {said}"):
        preflight(file, "x-4")


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_refused(volumes: Volumes, tmp_path: Path, password: str) -> None:
    with pikepdf.open(volumes["pdf"]) as pdf:
        pdf.save(tmp_path / "shut.pdf", encryption=pikepdf.Encryption(owner="x", user=password))
    with pytest.raises(InputError, match=r"shut\.pdf: is encrypted"):
        preflight(tmp_path / "shut.pdf", "x-4")


def test_a_bomb_is_not_swallowed(volumes: Volumes, tmp_path: Path) -> None:
    import zlib

    with pikepdf.open(volumes["x-4"]) as pdf:
        bomb = Stream(pdf, b"")
        bomb.write(zlib.compress(bytes(200 << 20)), filter=Name.FlateDecode)
        page(pdf).Contents = pdf.make_indirect(bomb)
        pdf.save(tmp_path / "bomb.pdf")
    (finding,) = preflight(tmp_path / "bomb.pdf", "x-4").findings
    assert finding.code == "broken-content" and "too large" in finding.message


@pytest.mark.parametrize("seed", range(40))
def test_mutated_files_are_judged_or_refused(volumes: Volumes, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(volumes[chance.choice(["x-1a", "x-4", "ua-1"])].read_bytes())
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    for _ in range(chance.choice([1, 8, 60])):
        at = chance.randrange(len(data))
        if chance.random() < 0.5:
            data[at] = chance.randrange(256)
        else:
            data[at : at + chance.randrange(6)] = chance.choice(TOKENS)
    file = tmp_path / "mutated.pdf"
    file.write_bytes(data)
    for gate in chance.sample(sorted(GATES), 2):
        try:
            preflight(file, gate)
        except InputError as error:
            assert "mutated.pdf" in str(error)


TOKENS = [
    b"<<",
    b">>",
    b"[",
    b"]",
    b" null ",
    b" 0 0 R ",
    b"/",
    b"(",
    b"-1",
    b"9999999999",
    b" true ",
]


@pytest.mark.parametrize("seed", range(25))
def test_twisted_objects_are_judged(volumes: Volumes, tmp_path: Path, seed: int) -> None:
    """Values of the wrong kind, in a file that is sound as such."""
    chance = random.Random(seed)
    with pikepdf.open(volumes[chance.choice(["x-1a", "x-4", "a-2u", "ua-1"])]) as pdf:
        things = [one for one in pdf.objects if isinstance(one, Dictionary | Stream)]
        for thing in chance.sample(things, min(30, len(things))):
            keys = [
                key for key in sorted(thing.keys()) if key not in ("/Length", "/Kids", "/Count")
            ]
            if keys and thing.get("/Type") not in (Name.Catalog, Name.XRef):
                thing[chance.choice(keys)] = chance.choice(twisted())
        pdf.save(tmp_path / "twisted.pdf")
    for gate in GATES:
        try:
            preflight(tmp_path / "twisted.pdf", gate)
        except InputError as error:
            assert "twisted.pdf" in str(error)


def twisted() -> list[Any]:
    """Values of all kinds, made anew: a file keeps those that it is given."""
    return [
        0, -1, 3.5, 10**12, True, String("x"), Name("/X"), Array([]),
        Array([1, Name("/X"), Array([])]), Dictionary(), Dictionary(S=1, W=Name("/X")),
    ]  # fmt: skip


def test_the_command_line_tells_findings(
    typeset: Command, volumes: Volumes, tmp_path: Path
) -> None:
    good = typeset("preflight", volumes["x-4"], "--gate", "x-4")
    assert good.code == 0 and good.out.strip().endswith("x-4: passed")
    bad = typeset("preflight", volumes["pdf"], "--gate", "pdf/x-4")
    assert bad.code == 1 and "error: p. " in bad.out and ": annotation: " in bad.out
    told = typeset("preflight", volumes["pdf"], "--gate", "x-4", "--format", "json")
    read = json.loads(told.out)
    assert told.code == 1 and not read["passed"] and read["gate"] == "x-4"
    assert {"code", "level", "message", "hint", "page", "pages", "object"} == set(
        read["findings"][0]
    )
    wrong = typeset("preflight", volumes["pdf"], "--gate", "x4")
    assert wrong.code == 1 and "did you mean “x-4”?" in wrong.err
    missing = typeset("preflight", tmp_path / "none.pdf", "--gate", "x-4")
    assert missing.code == 1 and "none.pdf: no such file" in missing.err
