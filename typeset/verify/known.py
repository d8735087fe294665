"""Letters that were found whole before, by what they and their pages were."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from typeset.verify.accounts import Tally, Verdict, Whereabouts
from typeset.verify.pages import Pages


class Known:
    """What is on the shelf about the letters of an edition in a volume of this name.

    A letter is known if its file, the edition's own and the pages where it stands are as they were
    when it was found whole, all of it on these pages; faces may have gained signs since.
    """

    def __init__(
        self,
        shelf: Path | None,
        edition: Path,
        name: str,
        letters: Sequence[Whereabouts],
        pages: Pages,
    ) -> None:
        self._keys = [""] * len(letters)
        self.verdicts: list[Verdict | None] = [None] * len(letters)
        """By letter; None for one that is not known."""
        if shelf is None or not all(pages.texts):
            return
        place = sha256(f"{edition.resolve()} {name}".encode()).hexdigest()
        self._entry = shelf / "letters" / place[:32]
        self._glyphs = pages.glyphs
        told = self._load()
        common = f"{_engine()} {_digest(edition / 'edition.yaml')}"
        for n, one in enumerate(letters):
            stand = pages.texts[one.first - 1 : one.first - 1 + one.pages]
            own = f"{common} {one.ident} {one.file} {_digest(edition / one.file)} {' '.join(stand)}"
            self._keys[n] = sha256(own.encode()).hexdigest()
        self.verdicts = [told.get(key) for key in self._keys]

    def keep(self, verdicts: Sequence[Verdict]) -> None:
        """Put those that are whole on the shelf, in place of what was there."""
        if not any(self._keys) or verdicts == self.verdicts:
            return
        letters = {
            key: asdict(verdict.tally)
            for key, verdict in zip(self._keys, verdicts, strict=True)
            if verdict.whole
        }
        self._entry.parent.mkdir(parents=True, exist_ok=True)
        new = self._entry.with_name(f".{self._entry.name}.{os.getpid()}")
        new.write_text(json.dumps({"glyphs": self._glyphs, "letters": letters}), "utf-8")
        os.replace(new, self._entry)

    def _load(self) -> Mapping[str, Verdict]:
        try:
            told: dict[str, Any] = json.loads(self._entry.read_text("utf-8"))
            if not told["glyphs"].items() <= self._glyphs.items():
                return {}
            tallies = told["letters"].items()
            return {key: Verdict(Tally(**tally), (), True) for key, tally in tallies}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}


def _digest(file: Path) -> str:
    """Of a file's content; of one that is not there, none."""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


@cache
def _engine() -> str:
    """What judges here: the sources of this package, and the versions of what they read with."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    parts = [sha256(source.read_bytes()).hexdigest() for source in sources]
    parts += [f"{name} {version(name)}" for name in ("pypdfium2", "pyyaml", "fonttools")]
    return sha256(" ".join(parts).encode()).hexdigest()
