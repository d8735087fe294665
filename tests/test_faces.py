"""What the program knows of fonts."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from tests.small_fonts import make_collection, make_font
from typeset.errors import InputError
from typeset.faces import Face, Library, load_face
from typeset.faces.cff import key_by_cid
from typeset.faces.subset import subset
from typeset.faces.texts import glyph_texts

FONTS = Path(__file__).parents[1] / "fonts"
SERIF = FONTS / "libertinus" / "LibertinusSerif-Regular.otf"
GARAMOND = FONTS / "eb-garamond" / "EBGaramond-Italic.otf"
HEBREW = "".join(map(chr, range(0x5D0, 0x5EB)))


def copied(face: Face, text: str, **features: bool) -> str:
    """What a reader copies of this text, set with these OpenType features."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(hb.Blob.from_file_path(face.path), face.index)), buffer, features)
    glyphs = [info.codepoint for info in buffer.glyph_infos]
    if buffer.direction == "rtl":
        glyphs.reverse()
    return "".join(face.texts.get(glyph, "\ufffd") for glyph in glyphs)


@pytest.mark.parametrize("path", [SERIF, GARAMOND], ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("Office shuffle flight, afflicted fjord – fünf Thaler", {}),
        ("Officers act fast, st ck tz", {"dlig": True, "hlig": True}),
        ("Aa Ää Éé ß & é", {"smcp": True}),
        ("1234567890", {"onum": True}),
        ("1234567890", {"lnum": True, "tnum": True}),
        ("1234567890 H2", {"pnum": True, "onum": True}),
        ("« Où ? » “Yes” ‘no’ ‚nein‘ … — †‡§¶", {}),
        ("Ёлки съел вождь ѣ", {}),
        ("ἄνδρα μοι ἔννεπε, Μοῦσα, πολύτροπον Ὦ ᾧ Ω Δ", {}),
    ],
)
def test_what_is_set_copies_out_as_typed(path: Path, text: str, features: dict[str, bool]) -> None:
    assert copied(load_face(path), text, **features) == text


def test_hebrew_copies_out_letter_by_letter() -> None:
    assert copied(load_face(SERIF), HEBREW) == HEBREW


def test_superior_figures_with_a_code_point_read_as_it() -> None:
    assert copied(load_face(SERIF), "12", sups=True) == "¹²"


def test_every_printing_glyph_of_the_house_faces_has_a_text() -> None:
    for face in Library.scan([FONTS]).faces:
        silent = set(range(face.glyph_count)) - set(face.texts)
        order = TTFont(face.path).getGlyphOrder()
        names = {order[glyph].partition(".")[0] for glyph in silent}
        # A bar of its own design, and names that no list knows.
        assert names <= {"", "verticalbarcy", "Yen", "idotaccent", "NULL", "CR"}, face.path


@pytest.mark.parametrize(
    ("name", "characters", "text"),
    [
        ("a.sc", "", "a"),
        ("f_f_i", "", "ffi"),
        ("f_f_i.alt", "", "ffi"),
        ("one.superior", "", "1"),
        ("uni0413.loclSRB", "", "Г"),
        ("u1F600", "", "😀"),
        ("uni0071A76B", "", "qꝫ"),
        ("swash17", "", None),
        ("f_swash17", "", None),
        (".notdef", "", None),
        ("glyph7", "x", "x"),
        ("fi", "ﬁ", "fi"),
        ("longs_t", "ﬅ", "ſt"),
        ("f_j", "\ue037", "fj"),
        ("uniE037", "\ue037", "\ue037"),
        ("space", "\u00a0 ", " "),
        ("uni00A0", "\u00a0 ", " "),
        ("hyphen", "\u00ad-‐", "-"),
        ("uni2010", "\u00ad-‐", "‐"),
        ("quoteright", "ʼ’", "’"),
        ("Omega", "ΩΩ", "Ω"),
        ("Delta", "∆Δ", "Δ"),
        ("mu", "µμ", "μ"),
        ("Tcommaaccent", "ŢȚ", "Ţ"),
        ("uni021A", "ŢȚ", "Ț"),
    ],
)
def test_text_of_a_glyph(name: str, characters: str, text: str | None) -> None:
    encoded = {ord(char): 1 for char in characters}
    assert glyph_texts({0: ".notdef", 1: name}, encoded).get(1) == text


def test_parts_of_a_name_read_as_the_face_encodes_them() -> None:
    names = {1: "Delta", 2: "Delta.sc", 3: "odd", 4: "odd_Delta"}
    assert glyph_texts(names, {0x394: 1, ord("?"): 3}) == {1: "Δ", 2: "Δ", 3: "?", 4: "?Δ"}


def test_facts_are_the_files_own() -> None:
    face, font = load_face(SERIF), TTFont(SERIF)
    assert face.sha256 == hashlib.sha256(SERIF.read_bytes()).hexdigest()
    assert face.key == "F" + face.sha256[:10]
    assert (face.family, face.style, face.weight) == ("Libertinus Serif", "Regular", 400)
    assert face.postscript_name == "LibertinusSerif-Regular"
    assert face.is_cff and not face.italic
    assert face.cap_height == font["OS/2"].sCapHeight
    assert face.bbox[3] == font["head"].yMax
    advances = [font["hmtx"][name][0] for name in font.getGlyphOrder()]
    assert list(face.widths) == advances


def test_widths_are_in_thousandths_of_an_em(tmp_path: Path) -> None:
    face = load_face(make_font(tmp_path / "a.ttf", {65: "A"}, upem=2048))
    assert face.widths == (round(600 / 2.048, 3), round(601 / 2.048, 3))


def test_italics_are_told_by_their_slant() -> None:
    face = load_face(FONTS / "libertinus" / "LibertinusSerif-SemiboldItalic.otf")
    assert (face.italic, face.weight, face.italic_angle) == (True, 600, -11.5)


def test_a_card_says_what_the_font_says(tmp_path: Path) -> None:
    first = load_face(SERIF, cache=tmp_path)
    card = next(tmp_path.iterdir())
    kept = card.read_bytes()
    second = load_face(SERIF, cache=tmp_path)
    assert [getattr(second, name) for name in Face.__slots__] == [
        getattr(first, name) for name in Face.__slots__
    ]
    for damage in (b"", b"{}", kept[:-10], kept.replace(b"600", b"900")):
        card.write_bytes(damage)
        assert load_face(SERIF, cache=tmp_path).widths == first.widths
        assert card.read_bytes() == kept


def test_a_card_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_face(SERIF, cache=tmp_path)
    monkeypatch.setattr("typeset.faces.tables.read_facts", None)
    assert load_face(SERIF, cache=tmp_path).family == "Libertinus Serif"


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in its place")
    assert load_face(SERIF, cache=tmp_path / "cache").family == "Libertinus Serif"


def test_collection(tmp_path: Path) -> None:
    members = [
        make_font(tmp_path / "one.ttf", {65: "A"}, family="One"),
        make_font(tmp_path / "two.ttf", {66: "B"}, family="Two"),
    ]
    make_collection(tmp_path / "both.ttc", members)
    for member in members:
        member.unlink()
    one, two = Library.scan([tmp_path]).faces
    assert (one.family, two.family) == ("One", "Two")
    assert two.key == one.key + ".1"
    assert one.has("A") and two.has("B") and not two.has("A")


def test_library_knows_its_faces() -> None:
    library = Library.scan([FONTS])
    assert list(library.families) == ["EB Garamond", "Libertinus Sans", "Libertinus Serif"]
    serif = [face.style for face in library.families["Libertinus Serif"]]
    assert serif == ["Regular", "Italic", "Semibold", "Semibold Italic", "Bold", "Bold Italic"]
    assert {face.family for face in library.faces_with("א")} == {
        "Libertinus Sans",
        "Libertinus Serif",
    }
    key = library.faces[3].key
    assert library.face(key) == library.faces[3]
    with pytest.raises(KeyError):
        library.face("F0000000000")


def test_coverage_tells_scripts_and_languages() -> None:
    coverage = {entry.face.postscript_name: entry for entry in Library.scan([FONTS]).coverage()}
    serif = coverage["LibertinusSerif-Regular"]
    assert list(serif.scripts) == ["Latin", "Greek", "Cyrillic", "Hebrew"]
    assert {"en", "de", "fr", "ru", "grc", "he"} <= set(serif.languages)
    assert "he" not in coverage["EBGaramond-Regular"].languages


def test_digest_follows_content_not_place(tmp_path: Path) -> None:
    for folder, name in (("a", "x.ttf"), ("b", "y.TTF")):
        (tmp_path / folder).mkdir()
        make_font(tmp_path / folder / "font.ttf", {65: "A"}).rename(tmp_path / folder / name)
    (tmp_path / "b" / "y.TTF").write_bytes((tmp_path / "a" / "x.ttf").read_bytes())
    assert Library.scan([tmp_path / "a"]).digest == Library.scan([tmp_path / "b"]).digest
    assert len(Library.scan([tmp_path / "a", tmp_path / "b"]).faces) == 1
    make_font(tmp_path / "b" / "y.TTF", {66: "B"})
    assert Library.scan([tmp_path / "a"]).digest != Library.scan([tmp_path / "b"]).digest


def test_all_unusable_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.otf").touch()
    (tmp_path / "text.ttf").write_text("not a font " * 100)
    (tmp_path / "broken-off.otf").write_bytes(SERIF.read_bytes()[:100_000])
    (tmp_path / "nothing.ttc").write_bytes(b"ttcf" + b"\xff" * 8)
    make_font(tmp_path / "moving.ttf", {65: "A"}, variable=True)
    make_font(tmp_path / "good.ttf", {65: "A"})
    with pytest.raises(InputError) as caught:
        Library.scan([tmp_path])
    lines = str(caught.value).splitlines()
    named = ["broken-off.otf", "empty.otf", "moving.ttf", "nothing.ttc", "text.ttf"]
    assert len(lines) == len(named)
    assert all(name in line for name, line in zip(named, lines, strict=True))
    assert "variable font" in lines[2]
    assert "good.ttf" not in str(caught.value)


def test_missing_font_folder_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no font folder"):
        Library.scan([tmp_path / "none"])


def test_glyphs_of_a_cff_subset_are_reached_by_their_numbers() -> None:
    face = load_face(SERIF)
    program = subset(face, [2363, 40], "ABCDEF+Serif")
    assert program == subset(face, {40, 2363}, "ABCDEF+Serif")
    whole, part = _cff(SERIF.read_bytes()), _cff(program)
    assert part.fontNames == ["ABCDEF+Serif"]
    assert part[0].charset == [".notdef", "cid00040", "cid02363"]
    assert part[0].FontBBox == whole[0].FontBBox
    for glyph in (40, 2363):
        drawn, kept = RecordingPen(), RecordingPen()
        whole[0].CharStrings[whole[0].charset[glyph]].draw(drawn)
        part[0].CharStrings[f"cid{glyph:05}"].draw(kept)
        assert kept.value == drawn.value != []
    assert len(program) < 1500


def test_subset_of_a_small_cff_face(tmp_path: Path) -> None:
    path = make_font(tmp_path / "a.otf", {65: "A", 66: "B"}, truetype=False, upem=2000)
    top = _cff(subset(load_face(path), [2], "ABCDEF+A"))[0]
    assert top.charset == [".notdef", "cid00002"]


def test_subset_of_a_face_without_glyph_names(tmp_path: Path) -> None:
    path = make_font(tmp_path / "a.otf", {65: "A", 66: "B", 67: "C"}, truetype=False)
    font = TTFont(path)
    whole = _cff(subset(load_face(path), [1, 2, 3], "Keyed"))
    font["CFF "].cff = whole
    font.setGlyphOrder(whole[0].charset)
    font.save(tmp_path / "keyed.otf")
    keyed = load_face(tmp_path / "keyed.otf")
    assert [keyed.texts.get(glyph) for glyph in range(4)] == [None, "A", "B", "C"]
    top = _cff(subset(keyed, [2], "ABCDEF+Keyed"))[0]
    drawn = RecordingPen()
    top.CharStrings[top.charset[2]].draw(drawn)
    assert top.ROS and top.charset[2] == "cid00002" and len(drawn.value) > 4


@pytest.mark.parametrize("broken", [b"", b"\1\0\4\4\0\0", b"\1\0\4\4" + b"\0\0" * 4])
def test_a_broken_font_program_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="broken"):
        key_by_cid(broken, [0], "X")


def test_subset_of_a_truetype_face_is_a_font_file(tmp_path: Path) -> None:
    face = load_face(make_font(tmp_path / "a.ttf", {65: "A", 66: "B", 67: "C"}))
    font = TTFont(io.BytesIO(subset(face, [2], "Small")))
    outlines = [
        len(font["glyf"][name].getCoordinates(font["glyf"])[0]) for name in font.getGlyphOrder()
    ]
    assert outlines[1:3] == [0, 4]
    assert "cmap" not in font


def test_subset_refuses_what_the_face_has_not(tmp_path: Path) -> None:
    face = load_face(make_font(tmp_path / "a.ttf", {65: "A"}))
    with pytest.raises(ValueError, match="no glyph 99"):
        subset(face, [1, 99], "Small")
    make_font(tmp_path / "a.ttf", {66: "B"})
    with pytest.raises(ValueError, match="changed"):
        subset(face, [1], "Small")


def _cff(data: bytes) -> CFFFontSet:
    """The CFF table of a font file, or a bare one."""
    if data[:4] == b"OTTO":
        data = TTFont(io.BytesIO(data)).reader["CFF "]
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    return fonts


def test_house_faces_read_nothing_as_control_characters() -> None:
    for face in Library.scan([FONTS]).faces:
        for text in face.texts.values():
            assert not any(unicodedata.category(char) == "Cc" for char in text)
