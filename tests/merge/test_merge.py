"""Merging: nothing that the parts have is lost, and parts do not get into each other's way."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.conftest import Command, MakeEdition
from tests.structure import read_structure
from typeset import BuildOptions, InputError, build
from typeset.merge import merge
from typeset.preflight import preflight

Volumes = dict[str, Path]


def make_plain(file: Path, pages: int = 2, **catalog: Any) -> Path:
    """A file of another origin: pages with a word each, turned, of another size."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for n in range(pages):
        pdf.add_blank_page(page_size=(200, 300))
        page = pdf.pages[n]
        page.Rotate = 90
        page.CropBox = Array([10, 10, 190, 290])
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Contents = Stream(pdf, b"BT /F 20 Tf 30 %d Td (leaf %d) Tj ET" % (40 + n, n + 1))
    for key, value in catalog.items():
        pdf.Root[f"/{key}"] = value(pdf) if callable(value) else value
    pdf.save(file)
    return file


@pytest.fixture
def joined(volumes: Volumes, tmp_path: Path) -> Path:
    """The same tagged volume twice, a plain file between."""
    plain = make_plain(tmp_path / "plain.pdf")
    merge([volumes["ua-1"], plain, volumes["ua-1"]], tmp_path / "all.pdf")
    return tmp_path / "all.pdf"


def texts(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_pages_stand_one_after_the_other(volumes: Volumes, joined: Path) -> None:
    own = texts(volumes["ua-1"])
    assert texts(joined) == [*own, "leaf 1", "leaf 2", *own]
    with pikepdf.open(joined) as pdf:
        page = pdf.pages[len(own)]
        assert page.Rotate == 90 and [float(x) for x in page.CropBox] == [10, 10, 190, 290]


def test_the_file_is_sound(joined: Path, tool: Callable[[str], str]) -> None:
    done = subprocess.run([tool("qpdf"), "--check", joined], capture_output=True, text=True)
    assert done.returncode == 0 and "WARNING" not in done.stdout + done.stderr


def test_the_outline_has_a_branch_for_each_part(volumes: Volumes, joined: Path) -> None:
    with pikepdf.open(joined) as pdf, pdf.open_outline(max_depth=4) as outline:
        titles = [item.title for item in outline.root]
        assert titles == ["Letters of a press", "plain", "Letters of a press"]
        below = outline.root[2].children[0]
        assert below.title == "1. To the Editor"
        goes = below.destination
        assert isinstance(goes, Array) and goes[0].objgen == pdf.pages[-1].obj.objgen
        plain = outline.root[1].destination
        assert isinstance(plain, Array) and plain[0].objgen == pdf.pages[7].obj.objgen


def test_links_lead_where_they_led_in_their_own_part(joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        pages = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
        for n, page in enumerate(pdf.pages):
            for link in page.get("/Annots", ()):
                if "/Dest" in link:
                    assert (pages[link.Dest[0].objgen] < 7) == (n < 7)


def named_destinations(pdf: Pdf) -> dict[str, Any]:
    return dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())


def test_destinations_of_the_same_name_are_renamed(volumes: Volumes, tmp_path: Path) -> None:
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], Dest=String("letter-a")
    )
    go = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.GoTo, D=String("letter-a")),
    )  # fmt: skip

    def names(pdf: Pdf) -> Dictionary:
        pdf.pages[0].Annots = Array([pdf.make_indirect(link), pdf.make_indirect(go)])
        place = Array([pdf.pages[1].obj, Name.Fit])
        return Dictionary(Dests=Dictionary(Names=Array([String("letter-a"), place])))

    plain = make_plain(tmp_path / "plain.pdf", Names=names)
    merge([volumes["pdf"], plain], tmp_path / "all.pdf")
    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        found = named_destinations(pdf)
        assert set(found) == {"letter-a", "letter-a.1"}
        assert found["letter-a.1"][0].objgen == pdf.pages[8].obj.objgen
        one, other = pdf.pages[7].Annots
        assert str(one.Dest) == "letter-a.1" and str(other.A.D) == "letter-a.1"


@pytest.mark.parametrize("variant", ["pdf", "pdf/ua-2"])
def test_links_between_volumes_lead_on_within_the_whole(
    make_edition: MakeEdition, tmp_path: Path, variant: str
) -> None:
    letters = {
        "a": {"date": "1918-01-01", "body": ["See [Ben]{letter=b}."], "notes": None},
        "b": {"date": "1919-01-01"},
    }
    edition = make_edition("works", letters, volumes={"by": "year"}, front_matter=[])
    options = BuildOptions(cache=tmp_path / "cache", jobs=1, variants=(variant,))
    files = build(edition, tmp_path / "works.pdf", options).files
    merge(files, tmp_path / "all.pdf")
    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        (link,) = pdf.pages[0].Annots
        assert link.A.S == "/GoTo" and "/F" not in link.A
        place = named_destinations(pdf)[str(link.A.D)]
        assert (place if isinstance(place, pikepdf.Array) else place.D)[0] == pdf.pages[1].obj
    merge(files[:1], tmp_path / "one.pdf")
    with pikepdf.open(tmp_path / "one.pdf") as pdf:
        assert pdf.pages[0].Annots[0].A.F == "works-2.pdf"


def test_labels_go_on_as_they_were(joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels[:7] == labels[9:] and labels[0] == "i" and labels[7:9] == ["1", "2"]


def test_tags_are_joined_under_one_root(volumes: Volumes, joined: Path) -> None:
    with pikepdf.open(joined) as pdf:
        parts = pdf.Root.StructTreeRoot.K.K
        assert [str(part.S) for part in parts] == ["/Document", "/Document"]
        assert all(str(part.Lang) == "en" for part in parts)
        assert not bool(pdf.Root.MarkInfo.Marked)  # the plain part is not
        ids = [key for key, _ in pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree).items()]
        assert ids == ["3.n000001", "n000001"]
    both = volumes["ua-1"].with_name("both.pdf")
    merge([volumes["ua-1"], volumes["ua-1"]], both)
    assert {one.code for one in preflight(both, "ua-1").findings} == {"not-claimed"}
    once, twice = read_structure(volumes["ua-1"]).root, read_structure(both).root
    for kind in ("P", "H1", "L", "Figure", "Note", "Link", "Reference"):
        mine = [node.text for node in once.all(kind)]
        assert mine and [node.text for node in twice.all(kind)] == mine * 2


def test_tags_of_pdf_2_stay_such(volumes: Volumes, tmp_path: Path) -> None:
    merge([volumes["ua-2"], volumes["ua-2"]], tmp_path / "all.pdf")
    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        whole = pdf.Root.StructTreeRoot.K
        assert whole.NS.NS == "http://iso.org/pdf2/ssn"
        leads = pdf.Root.Outlines.First.A
        assert leads.SD[0].objgen == whole.K[0].objgen and leads.D[0].objgen == pdf.pages[0].objgen
        assert pdf.pdf_version == "2.0"


def test_equal_fonts_and_pictures_are_there_once(volumes: Volumes, tmp_path: Path) -> None:
    made = merge([volumes["pdf"], volumes["pdf"], volumes["pdf"]], tmp_path / "all.pdf")
    assert made.shared >= 2

    def heavy(file: Path) -> int:
        with pikepdf.open(file) as pdf:
            return sum(
                isinstance(one, Stream)
                and (one.get("/Subtype") in (Name.Image, Name.CIDFontType0C))
                for one in pdf.objects
            )

    assert heavy(tmp_path / "all.pdf") == heavy(volumes["pdf"]) > 1


def test_roles_that_mean_different_things_stay_apart(tmp_path: Path) -> None:
    def tagged(meaning: Name) -> Callable[[Pdf], Any]:
        def tree(pdf: Pdf) -> Any:
            pdf.Root.MarkInfo = Dictionary(Marked=True)
            element = pdf.make_indirect(Dictionary(S=Name.Own))
            roles = Dictionary(Own=meaning)
            return pdf.make_indirect(
                Dictionary(Type=Name.StructTreeRoot, K=Array([element]), RoleMap=roles)
            )

        return tree

    files = [
        make_plain(tmp_path / f"{meaning}.pdf", StructTreeRoot=tagged(Name(f"/{meaning}")))
        for meaning in ("P", "H1")
    ]
    merge(files, tmp_path / "all.pdf")
    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        root = pdf.Root.StructTreeRoot
        kinds = [str(root.RoleMap[str(top.S)]) for top in root.K.K]
        assert kinds == ["/P", "/H1"] and bool(pdf.Root.MarkInfo.Marked)


def test_what_cannot_be_kept_is_told(typeset: Command, volumes: Volumes, tmp_path: Path) -> None:
    form = Dictionary(Fields=Array([Dictionary()]))
    plain = make_plain(tmp_path / "form.pdf", AcroForm=form)
    done = typeset("merge", plain, volumes["x-4"], volumes["a-2u"], "-o", "all.pdf")
    assert done.code == 0 and "3 files, 16 pages" in done.out
    assert "form.pdf: its form is no longer to be filled in" in done.out
    assert "output intents differ" in done.out and "not tagged" in done.out


def test_an_intent_that_all_have_is_kept(volumes: Volumes, tmp_path: Path) -> None:
    merge([volumes["x-4"], volumes["x-4"]], tmp_path / "all.pdf", "Collected")
    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.OutputConditionIdentifier == "FOGRA39"
        assert str(pdf.docinfo["/Title"]) == "Collected"


def test_files_that_cannot_be_joined_are_named(
    typeset: Command, volumes: Volumes, tmp_path: Path
) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pikepdf.open(volumes["pdf"]) as pdf:
        pdf.save(tmp_path / "shut.pdf", encryption=pikepdf.Encryption(owner="x", user="y"))
    names = ("empty.pdf", "broken.pdf", "shut.pdf", "missing.pdf")
    done = typeset("merge", volumes["pdf"], *(tmp_path / name for name in names), "-o", "all.pdf")
    assert done.code == 1 and not Path("all.pdf").exists()
    said = ("is empty", "is no sound PDF", "is encrypted", "no such file")
    for name, words in zip(names, said, strict=True):
        assert any(name in line and words in line for line in done.err.splitlines())


def test_the_same_parts_give_the_same_bytes(volumes: Volumes, tmp_path: Path) -> None:
    files = [volumes["ua-1"], volumes["pdf"]]
    merge(files, tmp_path / "a.pdf")
    merge(files, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("seed", range(25))
def test_twisted_parts_are_joined_or_refused(volumes: Volumes, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with pikepdf.open(volumes["ua-1"]) as pdf:
        things = [one for one in pdf.objects if isinstance(one, Dictionary | Stream)]
        for thing in chance.sample(things, 30):
            keys = sorted(set(thing.keys()) - {"/Length"})
            if keys and "/Root" not in thing and thing.get("/Type") != Name.Catalog:
                thing[chance.choice(keys)] = chance.choice(
                    [1, True, Name.X, Array([]), Dictionary()]
                )
        pdf.save(tmp_path / "twisted.pdf")
    try:
        merge([volumes["pdf"], tmp_path / "twisted.pdf"], tmp_path / "all.pdf")
    except InputError as error:
        assert "twisted.pdf" in str(error)
