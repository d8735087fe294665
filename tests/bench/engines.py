"""Programs that set type, each told to set the same book as well as it can.

All have the same faces, size, leading, measure, indent, trim, notes at the foot and hyphenation by
the text's language; what else each is told stands in docs/TYPOGRAPHY.md.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.bench.run import TYPESET, Run, measure
from tests.bench.sheets import Book, Piece, Sheet, read_book

HERE = Path(__file__).parent
FONTS = Path(__file__).parents[2] / "fonts/libertinus"
TRIM = 156
INNER = 17
"""Millimetres."""


@dataclass(frozen=True)
class Job:
    """An edition to be set on a measure, in a folder for what is made on the way."""

    edition: Path
    measure: int
    """Millimetres."""
    folder: Path

    @property
    def outer(self) -> int:
        """The outer margin in millimetres."""
        return TRIM - INNER - self.measure

    def file(self, name: str) -> Path:
        """A file in the folder, named for the job."""
        return self.folder / f"{self.edition.name}-{self.measure}-{name}"


@dataclass(frozen=True)
class Engine:
    """A program: its name, what it needs, its version if it is there, and how it is run."""

    name: str
    needs: str
    version: Callable[[], str]
    """Empty if it is not installed."""
    run: Callable[[Job], tuple[Path, Run]]


def installed(package: str) -> str:
    """A Python package's version, empty if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


# ---- typeset -------------------------------------------------------------------------------------


def run_typeset(job: Job, *settings: str) -> tuple[Path, Run]:
    """``typeset build`` on two cores, with nothing kept from before."""
    output, cache = job.file("typeset.pdf"), job.file("cache")
    shutil.rmtree(cache, ignore_errors=True)
    given = [f"--set={one}" for one in (f"measure={job.measure}mm", "front_matter=no", *settings)]
    command = (*TYPESET, "build", str(job.edition), "-o", str(output), "--jobs", "2")
    return output, measure(*command, "--cache", str(cache), *given)


# ---- WeasyPrint ----------------------------------------------------------------------------------


def run_weasyprint(job: Job) -> tuple[Path, Run]:
    """One document; notes float to the foot."""
    book, source, output = read_book(job.edition), job.file("book.html"), job.file("weasyprint.pdf")
    css = (HERE / "weasyprint.css").read_text(encoding="utf-8")
    for name, value in (("FONTS", FONTS.as_uri()), ("OUTER", job.outer), ("INNER", INNER)):
        css = css.replace(name, str(value))
    letters = "".join(map(_html, book.letters))
    source.write_text(
        f"<!DOCTYPE html><html lang={book.language}><meta charset=utf-8>"
        f"<title>{escape(book.title)}</title>"
        f"<style>{css}</style>{letters}",
        encoding="utf-8",
    )
    return output, measure(sys.executable, "-m", "weasyprint", str(source), str(output))


def _html(sheet: Sheet) -> str:
    paragraphs = "".join(
        f"<p class=text>{''.join(_html_piece(piece) for piece in paragraph)}</p>"
        for paragraph in sheet.paragraphs
    )
    lines = {
        kind: f"<p class={kind}>{escape(text)}</p>" if text else ""
        for kind, text in vars(sheet).items()
        if isinstance(text, str)
    }
    return (
        f"<article><h1>{escape(sheet.title)}</h1>{lines['source']}{lines['dateline']}"
        f"{lines['salutation']}{paragraphs}{lines['closer']}{lines['signature']}</article>"
    )


def _html_piece(piece: Piece) -> str:
    if isinstance(piece, str):
        return escape(piece)
    return f"\u2060<span class=note>{escape(piece[0])}</span>"


# ---- Typst ---------------------------------------------------------------------------------------

TYPST = """
import sys, typst
source, output, fonts = sys.argv[1:]
typst.compile(source, output, font_paths=[fonts], ignore_system_fonts=True)
"""


def run_typst(job: Job) -> tuple[Path, Run]:
    """Lines by its optimising breaker, which is what it takes for justified text."""
    data, source, output = job.file("book.json"), job.file("book.typ"), job.file("typst.pdf")
    data.write_text(json.dumps(read_book(job.edition).plain()), encoding="utf-8")
    text = (HERE / "book.typ").read_text(encoding="utf-8")
    for name, value in (("BOOK", data.name), ("OUTER", job.outer), ("INNER", INNER)):
        text = text.replace(name, str(value))
    source.write_text(text, encoding="utf-8")
    return output, measure(sys.executable, "-c", TYPST, str(source), str(output), str(FONTS))


# ---- LuaLaTeX ------------------------------------------------------------------------------------

TEX_SPECIAL = re.compile(r"[#$%&_{}~^\\]")
TEX_LANGUAGES = {"en": "english", "de": "ngerman", "fr": "french"}
TEX_NEEDS = "Debian's texlive-luatex, texlive-latex-recommended, texlive-latex-extra"
TEX_PACKAGES = ("fontspec.sty", "microtype.sty", "footmisc.sty", "geometry.sty")


def lualatex_version() -> str:
    """Its version, empty if it or a package is not installed."""
    if not shutil.which("lualatex") or not shutil.which("kpsewhich"):
        return ""
    found = subprocess.run(["kpsewhich", *TEX_PACKAGES], capture_output=True, text=True)
    if len(found.stdout.split()) < len(TEX_PACKAGES):
        return ""
    said = subprocess.run(["lualatex", "--version"], capture_output=True, text=True).stdout
    return said.splitlines()[0].removeprefix("This is ")


def run_lualatex(job: Job, stretch: str = "0pt") -> tuple[Path, Run]:
    """One run, which is enough: nothing refers to pages.  A small book is set first, so that
    the cache of faces is filled.  ``stretch`` is what lines may be looser by where nothing else
    helps; without any, such lines are left too wide."""
    book, source = read_book(job.edition), job.file(f"lualatex-{stretch}.tex")
    command = ("lualatex", "-interaction=batchmode", f"-output-directory={job.folder}")
    small = replace(book, letters=book.letters[:1])
    source.write_text(_tex(job, small, stretch), encoding="utf-8")
    measure(*command, str(source))
    source.write_text(_tex(job, book, stretch), encoding="utf-8")
    return source.with_suffix(".pdf"), measure(*command, str(source))


def _tex(job: Job, book: Book, stretch: str) -> str:
    text = (HERE / "book.tex").read_text(encoding="utf-8")
    values = {
        "FONTS": f"{FONTS.as_posix()}/",
        "OUTER": str(job.outer),
        "INNER": str(INNER),
        "STRETCH": stretch,
        "LANGUAGE": TEX_LANGUAGES[book.language[:2]],
        "LETTERS": "\n".join(map(_tex_letter, book.letters)),
    }
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def _tex_letter(sheet: Sheet) -> str:
    head = (sheet.title, sheet.source, sheet.dateline, sheet.salutation)
    paragraphs = "\n\n".join("".join(map(_tex_piece, one)) for one in sheet.paragraphs)
    arguments = "".join(f"{{{_tex_text(text)}}}" for text in head)
    return (
        f"\\letter{arguments}\n{paragraphs}\n\n"
        f"\\closing{{{_tex_text(sheet.closer)}}}{{{_tex_text(sheet.signature)}}}\n"
    )


def _tex_piece(piece: Piece) -> str:
    if isinstance(piece, str):
        return _tex_text(piece)
    return f"\\footnote{{{_tex_text(piece[0])}}}"


def _tex_text(text: str) -> str:
    return TEX_SPECIAL.sub(lambda match: rf"\symbol{{{ord(match[0])}}}", text)


ENGINES = (
    Engine("typeset", "typeset", lambda: installed("typeset"), run_typeset),
    Engine("LuaLaTeX", TEX_NEEDS, lualatex_version, run_lualatex),
    Engine("LuaLaTeX, 3 em", TEX_NEEDS, lualatex_version, partial(run_lualatex, stretch="3em")),
    Engine("Typst", "pip install typst", lambda: installed("typst"), run_typst),
    Engine("WeasyPrint", "weasyprint", lambda: installed("weasyprint"), run_weasyprint),
)
