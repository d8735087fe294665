"""veraPDF: judges PDF files against PDF/A, PDF/UA and Well-Tagged PDF."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

JARS = Path("build/verapdf")
POM = Path(__file__).parent / "pom.xml"
MAIN = "org.verapdf.apps.GreenfieldCliWrapper"

_JUDGED = re.compile(r"^(PASS|FAIL) (.+) (\S+)$")
_CLAUSE = re.compile(r"^\s+FAIL (.+)$")


class Missing(Exception):  # noqa: N818 - told in one line to whoever runs it
    """What is needed cannot be had; says what."""


def fetch() -> None:
    """Have Maven bring veraPDF, if it is not here yet.

    Raises:
        Missing: there is no Java or Maven, or Maven cannot bring it.
    """
    for program, package in (("java", "default-jre-headless"), ("mvn", "maven")):
        if shutil.which(program) is None:
            raise Missing(f"{program} is missing; Debian: apt-get install {package}")
    if any(JARS.glob("greenfield-apps-*.jar")):
        return
    made = subprocess.run(
        ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies",
         f"-DoutputDirectory={JARS.resolve()}"],
        capture_output=True, text=True,
    )  # fmt: skip
    if made.returncode:
        raise Missing(f"Maven could not bring veraPDF:\n{made.stdout[-2000:]}{made.stderr[-2000:]}")


def judge(flavour: str, files: Sequence[Path]) -> dict[Path, list[str]]:
    """The clauses that each file breaks, none for one that passes.

    Raises:
        Missing: veraPDF says nothing of a file.
    """
    command = ["java", "-cp", f"{JARS}{os.sep}*", MAIN, "-f", flavour, "--format", "text", "-v"]
    ran = subprocess.run([*command, *map(str, files)], capture_output=True, text=True)
    known = {str(file.resolve()): file for file in files}
    found: dict[Path, list[str]] = {}
    last: list[str] = []
    for line in ran.stdout.splitlines():
        if judged := _JUDGED.match(line):
            last = found.setdefault(known[str(Path(judged[2]).resolve())], [])
            last += ["?"] * (judged[1] == "FAIL")
        elif clause := _CLAUSE.match(line):
            last[:] = [one for one in last if one != "?"] + [clause[1].strip()]
    if unheard := [file for file in files if file not in found]:
        raise Missing(f"veraPDF says nothing of {unheard[0]}:\n{ran.stdout}{ran.stderr[-2000:]}")
    return found
