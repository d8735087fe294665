"""Makes editions of any size from a seed: ``python tests/bench/generate.py 200 --seed 1 -o DIR``.

The letters are of log-normal length, with up to four notes each.  Their words are runs of words of
the letter in ``letters/lenin-44``; they make no sense, but they are as long, as capitalised and as
punctuated as a letter's words are.
"""

from __future__ import annotations

import argparse
import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

SEED_LETTER = Path(__file__).parents[2] / "letters/lenin-44/1918-06-02-joffe.yaml"
FIRST_DAY = date(1901, 1, 1)
WORDS_PER_SOURCE_PAGE = 380


def words_of(letter: Path) -> list[str]:
    """The words of a letter's long paragraphs, without notes and marks."""
    body = yaml.safe_load(letter.read_text(encoding="utf-8"))["body"]
    text = " ".join(block for block in body if isinstance(block, str) and len(block) > 150)
    text = re.sub(r"\[\^[^]]*\]", "", text)
    text = re.sub(r"\[([^]]*)\]\{[^}]*\}", r"\1", text)
    return text.split()


class Author:
    """Writes letters out of another letter's words."""

    def __init__(self, words: list[str], seed: int) -> None:
        self._words = words
        self._random = random.Random(seed)

    def run(self, least: int, most: int) -> str:
        """A run of consecutive words."""
        length = self._random.randint(least, most)
        start = self._random.randrange(len(self._words) - length)
        return " ".join(self._words[start : start + length])

    def paragraphs(self) -> list[str]:
        """A letter's text: sixty words at least, some 300 as a rule, now and then thousands."""
        wanted = max(60, int(self._random.lognormvariate(5.6, 0.8)))
        paragraphs = []
        while wanted > 0:
            least = min(wanted, 30)
            paragraphs.append(self.run(least, max(least, min(wanted, 130))))
            wanted -= len(paragraphs[-1].split())
        return paragraphs

    def annotate(self, paragraphs: list[str]) -> dict[int, str]:
        """Call up to four notes at words of the paragraphs, and give the notes."""
        texts = [paragraph.split() for paragraph in paragraphs]
        places = [(p, w) for p, text in enumerate(texts) for w in range(len(text))]
        called = sorted(self._random.sample(places, self._random.randint(0, 4)))
        for ident, (paragraph, word) in enumerate(called, start=1):
            texts[paragraph][word] += f"[^{ident}]"
        paragraphs[:] = [" ".join(text) for text in texts]
        return {ident: self.run(8, 40) for ident in range(1, len(called) + 1)}

    def letter(self, number: int, first_page: int) -> tuple[dict[str, Any], int]:
        """A letter as it stands in its file, and the source page that it ends on."""
        paragraphs = self.paragraphs()
        notes = self.annotate(paragraphs)
        length = sum(len(paragraph.split()) for paragraph in paragraphs)
        last_page = first_page + length // WORDS_PER_SOURCE_PAGE
        pages = str(first_page) if last_page == first_page else f"{first_page}-{last_page}"
        day = FIRST_DAY + timedelta(days=3 * number)
        letter: dict[str, Any] = {
            "title": f"To A. A. Joffe, No. {number + 1}",
            "sender": "V. I. Lenin",
            "addressee": "A. A. Joffe",
            "date": day.isoformat(),
            "source": {"pages": pages},
            "body": [
                {"dateline": f"{day.day}. {day.month}. {day.year}"},
                {"salutation": "Comrade Joffe,"},
                *paragraphs,
                {"closer": "Best regards,"},
                {"signature": "Lenin"},
            ],
        }
        if notes:
            letter["notes"] = notes
        return letter, last_page


def write_edition(folder: Path, count: int, seed: int, language: str = "en") -> None:
    """Write an edition of so many letters into a folder; the same seed gives the same files."""
    author = Author(words_of(SEED_LETTER), seed)
    folder.mkdir(parents=True, exist_ok=True)
    edition = {
        "title": f"{count} letters",
        "language": language,
        "source": {"title": "Words of a letter", "place": "Moscow", "year": 1975, "volume": 44},
        "licences": {"public-domain": {"name": "Public Domain"}},
        "licence": "public-domain",
        "front_matter": ["half-title", "title-page", "credits", "contents"],
    }
    write_yaml(folder / "edition.yaml", edition)
    page = 1
    for number in range(count):
        letter, last_page = author.letter(number, page)
        write_yaml(folder / f"letter-{number + 1:05}.yaml", letter)
        page = last_page + 1


def lengthen(letter: Path) -> None:
    """Add more words to a letter than a page holds, so that it is a page longer at least."""
    data = yaml.safe_load(letter.read_text(encoding="utf-8"))
    data["body"][2:2] = [" ".join(words_of(SEED_LETTER)[:120])] * 5
    write_yaml(letter, data)


def write_yaml(file: Path, data: dict[str, Any]) -> None:
    """Write a mapping as YAML, in the order of its keys."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    file.write_text(text, encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make an edition of so many letters.")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    wanted = parser.parse_args()
    write_edition(wanted.output, wanted.count, wanted.seed)


if __name__ == "__main__":
    main()
