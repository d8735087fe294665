"""Files for press: boxes, marks, inks, pictures, paper."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.conftest import Command, MakeEdition
from typeset import BuildOptions, InputError, Report, build

MM = 72 / 25.4
WIDE, HIGH = 156 * MM, 234 * MM
MARKED = (("bleed", "3mm"), ("slug", "10mm"), ("marks", "crop registration colour-bar"))
RED = (("second_ink", "Rubric"), ("second_ink_cmyk", "0 90 80 5"))
SEEN = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" %s/></svg>'

Print = Callable[..., Any]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def printed(make_edition: MakeEdition, cache: Path, tmp_path: Path) -> Print:
    """Build a small edition, with pictures if any are given, and open one of its files."""

    def make(
        variant: str, *settings: tuple[str, str], pictures: dict[str, Any] | None = None
    ) -> tuple[Report, pikepdf.Pdf]:
        report = build(folder(pictures), tmp_path / "v.pdf", options(variant, settings))
        return report, pikepdf.open(report.variants[variant])

    def folder(pictures: dict[str, Any] | None) -> Path:
        figures = [{"figure": {"file": f, "alt": f, "width": 0.2}} for f in pictures or {}]
        body = [{"heading": "On type"}, "The proofs are here.", *figures, {"ornament": None}]
        made = make_edition(letters={"a": {"body": body, "notes": None}}, year=2001)
        for name, picture in (pictures or {}).items():
            if isinstance(picture, str):
                (made / name).write_text(picture, "utf-8")
            else:
                picture.save(made / name)
        return made

    def options(variant: str, settings: tuple[tuple[str, str], ...]) -> BuildOptions:
        return BuildOptions(cache=cache, variants=("pdf", variant), settings=settings)

    return make


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(side) for side in page.obj[name]]


def operators(page: pikepdf.Page) -> set[str]:
    return {str(one.operator) for one in pikepdf.parse_content_stream(page)}


@pytest.mark.parametrize("variant", ["pdf/x-4", "pdf/x-1a"])
def test_a_page_stands_on_its_sheet(printed: Print, variant: str) -> None:
    _, pdf = printed(variant, *MARKED)
    page = pdf.pages[-1]
    assert box(page, "/MediaBox") == pytest.approx([0, 0, WIDE + 26 * MM, HIGH + 26 * MM], abs=0.01)
    trimmed = [13 * MM, 13 * MM, WIDE + 13 * MM, HIGH + 13 * MM]
    assert box(page, "/TrimBox") == pytest.approx(trimmed, abs=0.01)
    bleeding = [10 * MM, 10 * MM, WIDE + 16 * MM, HIGH + 16 * MM]
    assert box(page, "/BleedBox") == pytest.approx(bleeding, abs=0.01)
    assert all("/marks" in page.Resources.XObject for page in pdf.pages)
    assert not any("/Annots" in page.obj for page in pdf.pages)


def test_what_is_for_reading_has_no_sheet(printed: Print) -> None:
    report, _ = printed("pdf/x-4", *MARKED)
    plain = pikepdf.open(report.variants["pdf"])
    assert box(plain.pages[-1], "/MediaBox") == pytest.approx([0, 0, WIDE, HIGH], abs=0.01)
    assert report.notices == []


def test_marks_stand_outside_the_bleed(printed: Print) -> None:
    import pypdfium2

    report, _ = printed("pdf/x-4", *MARKED)
    with pypdfium2.PdfDocument(report.variants["pdf/x-4"]) as document:
        picture = document[1].render(scale=2).to_pil().convert("L")  # a page left blank
    edge, (wide, high) = round(20 * MM), picture.size
    page = picture.crop((edge, edge, wide - edge, high - edge))
    assert page.getextrema() == (255, 255)
    assert picture.getextrema()[0] < 60


@pytest.mark.parametrize("variant", ["pdf/x-4", "pdf/x-1a"])
def test_type_is_black_alone(printed: Print, tool: Callable[[str], str], variant: str) -> None:
    report, pdf = printed(variant)
    assert all(operators(page) <= BLACK_AND_TYPE for page in pdf.pages)
    run = [tool("gs"), "-q", "-o", "-", "-sDEVICE=inkcov", report.variants[variant]]
    told = subprocess.run(run, capture_output=True, text=True, check=True).stdout.splitlines()
    inked = [[float(share) for share in line.split()[:4]] for line in told]
    assert len(inked) == len(pdf.pages) and inked[-1][3] > 0
    assert all(page[:3] == [0, 0, 0] for page in inked)


BLACK_AND_TYPE = {
    "q", "Q", "cm", "gs", "k", "K", "BT", "ET", "Tf", "Tm", "TJ", "Tj", "Ts", "Tr", "Td", "Tz",
    "BDC", "BMC", "EMC", "w", "m", "l", "S", "re", "W", "n", "f", "d", "J", "j", "M", "h",
}  # fmt: skip


def test_black_prints_over_what_is_below(printed: Print) -> None:
    _, pdf = printed("pdf/x-4")
    page = pdf.pages[-1]
    begun = [str(one.operator) for one in pikepdf.parse_content_stream(page)][:3]
    assert begun == ["gs", "k", "K"]
    assert page.Resources.ExtGState["/over"].op is True
    assert page.Resources.ExtGState["/over"].OPM == 1


def test_the_second_ink_is_a_spot_colour(
    printed: Print, make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    report, pdf = printed("pdf/x-1a", *RED)
    space = pdf.pages[-1].Resources.ColorSpace["/second.ink"]
    assert space[0] == "/Separation" and space[1] == "/Rubric" and space[2] == "/DeviceCMYK"
    assert [float(share) for share in space[3].C1] == pytest.approx([0, 0.9, 0.8, 0.05])
    plain = pikepdf.open(report.variants["pdf"])
    assert "/second.ink" in plain.pages[-1].Resources.ColorSpace
    archived = make_edition("archived", year=2001)
    options = BuildOptions(cache=cache, variants=("pdf/a-2u",), settings=RED)
    build(archived, tmp_path / "a.pdf", options)
    with pikepdf.open(tmp_path / "a.pdf") as archive:
        assert "rg" in operators(archive.pages[-1])
        assert all("/ColorSpace" not in page.Resources for page in archive.pages)


PICTURES: dict[str, Any] = {
    "colour.png": Image.linear_gradient("L").resize((90, 90)).convert("RGB").rotate(90),
    "red.jpg": Image.new("RGB", (90, 90), (200, 20, 30)),
    "drawn.svg": SEEN % 'fill="#f00"',
}


@pytest.mark.parametrize("variant", ["pdf/x-4", "pdf/x-1a"])
def test_pictures_become_cmyk_or_grey(printed: Print, variant: str) -> None:
    report, pdf = printed(variant, pictures=PICTURES)
    images = [image for page in pdf.pages for image in page.get_images().values()]
    assert sorted(str(image.ColorSpace) for image in images) == ["/DeviceCMYK", "/DeviceGray"]
    red = next(image for image in images if image.ColorSpace == "/DeviceCMYK")
    cyan, magenta, yellow, _ = red.read_bytes()[:4]
    assert magenta > 200 and yellow > 180 and cyan < 60
    assert not {"rg", "RG", "g", "G"} & set().union(*map(operators, pdf.pages))
    coarse = [fault for fault in report.faults if fault.code == "coarse-picture"]
    assert [fault.letter for fault in coarse] == ["a", "a"]
    assert all(fault.line and 90 < fault.amount < 100 for fault in coarse)


def test_rgb_may_be_refused(printed: Print) -> None:
    with pytest.raises(InputError, match=r"a\.yaml:\d+:1: RGB cannot be printed in pdf/x-1a"):
        printed("pdf/x-1a", ("rgb", "refuse"), pictures=PICTURES)


@pytest.mark.parametrize(
    "picture", [Image.new("RGBA", (9, 9), (200, 0, 0, 99)), SEEN % 'opacity=".4"']
)
def test_nothing_shines_through_in_x_1a(printed: Print, picture: Any) -> None:
    name = "a.svg" if isinstance(picture, str) else "a.png"
    with pytest.raises(InputError, match=r"a\.yaml:\d+:1: what shines through .* pdf/x-1a"):
        printed("pdf/x-1a", pictures={name: picture})


def test_x_4_may_be_seen_through(printed: Print) -> None:
    _, pdf = printed("pdf/x-4", pictures={"a.svg": SEEN % 'opacity=".4"'})
    assert any("/a0.4" in page.Resources.get("/ExtGState", {}) for page in pdf.pages)


def test_the_intent_is_told_with_its_profile(printed: Print) -> None:
    _, pdf = printed("pdf/x-1a")
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFX" and intent.OutputConditionIdentifier == "FOGRA39"
    assert intent.DestOutputProfile.read_bytes()[12:20] == b"prtrCMYK"
    assert pdf.docinfo["/GTS_PDFXConformance"] == "PDF/X-1a:2001"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20010101")


def test_a_publisher_names_his_own_profile(
    make_edition: MakeEdition, cache: Path, tmp_path: Path
) -> None:
    own = {"condition": "Our press", "output_intent": "press.icc"}
    folder = make_edition(year=2001, variant="pdf/x-4", settings=own)
    with pytest.raises(InputError, match=r"“press\.icc” cannot be read"):
        build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache))
    (folder / "press.icc").write_bytes(b"no profile")
    with pytest.raises(InputError, match="no profile of a CMYK press"):
        build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache))
    profile = Path(__file__).parents[2] / "profiles/FOGRA39L_coated.icc"
    (folder / "press.icc").write_bytes(profile.read_bytes())
    build(folder, tmp_path / "v.pdf", BuildOptions(cache=cache))
    with pikepdf.open(tmp_path / "v.pdf") as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.OutputConditionIdentifier == "Our press" and "/RegistryName" not in intent


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("condition=FOGRA52", "there is no profile for “FOGRA52”"),
        ("output_intent=../x.icc", "leads out of the edition"),
        ("marks=crop", "marks need a slug of 8 mm, and it has 0.0"),
        ("marks=bar", "there is no mark “bar”"),
        ("paper=thick", "“paper” cannot be “thick”"),
        ("bleed=99mm", "at most 25mm"),
    ],
)
def test_what_cannot_be_is_refused(
    typeset: Command, make_edition: MakeEdition, setting: str, said: str
) -> None:
    done = typeset("build", make_edition(year=2001), "--variant", "pdf/x-4", "--set", setting)
    assert done.code == 1 and said in done.err


@pytest.mark.parametrize(
    ("setting", "said"),
    [("second_ink_cmyk=red", "second_ink_cmyk"), ("second_ink_for=notes", "second_ink_for")],
)
def test_an_ink_that_cannot_be_is_refused(
    typeset: Command, make_edition: MakeEdition, setting: str, said: str
) -> None:
    done = typeset("build", make_edition(), "--set", "second_ink=Red", "--set", setting)
    assert done.code == 1 and said in done.err


def test_a_file_for_press_needs_a_date(
    typeset: Command, make_edition: MakeEdition, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    build_x = ("build", make_edition(), "--variant", "pdf/x-4", "--cache", cache, "-o", "v.pdf")
    done = typeset(*build_x)
    assert done.code == 1 and "give edition.yaml a year, or set SOURCE_DATE_EPOCH" in done.err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert typeset(*build_x).code == 0
    with pikepdf.open("v.pdf") as pdf:
        assert str(pdf.docinfo["/ModDate"]).startswith("D:19700102")


def test_the_spine_is_told_from_the_paper(
    typeset: Command, make_edition: MakeEdition, cache: Path
) -> None:
    done = typeset(
        "build", make_edition(), "--paper", "100gsm,1.5", "--set", "bleed=3mm", "--cache", cache,
        "--report", "r.json",
    )  # fmt: skip
    assert done.code == 0 and "spine 0.6 mm" in done.out  # four leaves of 0.15 mm
    assert "bleed: only in files for press" in done.out
    assert '"spine_mm": 0.6' in Path("r.json").read_text("utf-8")
