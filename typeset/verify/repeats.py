"""Words that are printed, but that no letter asks for: may they be there?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typeset.verify.findings import Findings
from typeset.verify.plain import squeeze
from typeset.verify.streams import Stream
from typeset.verify.strip import Strip

AMONG = 8
"""So many signs of a letter, printed again among its words, are no chance."""
BESIDE = 20
"""And so many before or behind them, where dates, running heads and the like stand."""


@dataclass(frozen=True, slots=True)
class Zone:
    """The runs of a page among which a letter's words stand."""

    first: int
    last: int


def find_repeats(
    findings: Findings, strip: Strip, runs: range, zones: dict[int, Zone], about: Sequence[str]
) -> None:
    """Enter words of a letter that stand on its pages once more.

    ``about`` are texts that may well be printed more than once: names, sources, titles.
    """
    copy = findings.copy
    heads = [block.words for stream in copy.streams for block in stream.blocks if block.head]
    added = [text for stream in copy.streams for _, text in stream.added]
    allowed = [*copy.about, *about, *added, *(squeeze(words) for words in heads)]
    before: tuple[int, Stream, int] | None = None
    for run in runs:
        for start, stop in strip.free(run):
            text = strip.texts[run][start:stop]
            if not _suspect(text, run, zones.get(strip.pages[run])):
                continue
            if any(text in known for known in allowed):
                continue
            found = next(_repeated(text, copy.streams, copy.text.title), None)
            if found is None:
                continue
            stream, at = found
            follows = before is not None and before[0] == run - 1 and before[1] is stream
            before = run, stream, at
            if not follows:
                page = strip.pages[run]
                findings.add("duplicated", stream, (at, at + len(text)), page, "printed again")


def _suspect(text: str, run: int, zone: Zone | None) -> bool:
    if zone and zone.first < run <= zone.last + 1:
        return len(text) > 2 and any(map(str.isalpha, text))
    return len(text) >= BESIDE


def _repeated(text: str, streams: Sequence[Stream], title: int) -> Iterator[tuple[Stream, int]]:
    for stream in streams:
        at = stream.text.find(text, 0 if stream.note else title)
        if at < 0:
            continue
        if len(text) >= AMONG or _is_block(stream, at, at + len(text)):
            yield stream, at


def _is_block(stream: Stream, start: int, stop: int) -> bool:
    starts = {block.start for block in stream.blocks} | {len(stream.text)}
    return start in starts and stop in starts and stop - start > 2
