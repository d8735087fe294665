"""A flow gathers text and cuts it into blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from typeset.intake.proses import proses
from typeset.intake.tei.stream import End, Mark, Piece, inlines, joined, visible
from typeset.model import (
    Block,
    Enclosure,
    Figure,
    Inline,
    Items,
    LineBreak,
    NoteCall,
    Place,
    Prose,
    Quote,
    Span,
    Table,
    Text,
    TextBlock,
    TextKind,
    Verse,
    VerseLine,
)

LINES = frozenset(["address", "letterhead", "signature"])
"""Kinds of block that have a text for each line."""

LINED = LINES | {"dateline", "salutation", "closer", "endorsement"}
"""Kinds of block in which a line's end in the source is kept."""


@dataclass
class Flow:
    """Text on its way into blocks of the kind that is open."""

    keep_hyphens: bool = False
    kind: TextKind = "paragraph"
    level: int = 1
    blocks: list[Block] = field(default_factory=list)
    lined: bool = False
    """Line ends are kept whatever the kind."""
    inside: bool = False
    """A paragraph or the like is open, so that parts of a letter are parts of its text."""
    within_cit: bool = False
    """A quotation is open whose words stand in an element of their own."""
    label: Prose | None = None
    """What stands before the next postscript."""
    _pieces: list[Piece] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _place: Place | None = None

    def put(self, piece: Piece) -> None:
        """Add a piece of text.  No mark goes over the end of an address's line."""
        if isinstance(piece, LineBreak) and self.kind in LINES:
            ends = [End() for _ in self._marks]
            self._pieces += [*ends, piece, *self._marks]
        else:
            self._pieces.append(piece)

    def inner(self, lined: bool = False) -> Flow:
        """A flow for what stands within a block of this one; the same marks are open."""
        return Flow(
            self.keep_hyphens, lined=lined, _pieces=list(self._marks), _marks=list(self._marks)
        )

    @property
    def started(self) -> bool:
        """Whether there is text that is in no block yet."""
        run = self._run()
        return visible(run) or _has_gap(run)

    def at(self, place: Place) -> None:
        """Tell where the text comes from; the first place of a block counts."""
        if self._place is None:
            self._place = place

    @contextmanager
    def marked(self, marks: Sequence[Mark]) -> Iterator[None]:
        """The text that is put meanwhile has these marks, the outermost first."""
        for mark in marks:
            self._pieces.append(mark)
            self._marks.append(mark)
        yield
        for _ in marks:
            self._pieces.append(End())
            self._marks.pop()

    @contextmanager
    def block(self, kind: TextKind, place: Place, level: int = 1) -> Iterator[None]:
        """The text that is put meanwhile is a block of its own."""
        self.flush()
        before, inside, outer = self.kind, self.inside, self.level
        self.kind, self.inside, self.level = kind, True, level
        self.at(place)
        yield
        self.flush()
        self.kind, self.inside, self.level = before, inside, outer

    def add(self, block: Block) -> None:
        """Add a block that is made already."""
        self.flush()
        self.blocks.append(block)

    @property
    def keeps_lines(self) -> bool:
        """Whether a line's end in the source is one in print."""
        return self.lined or self.kind in LINED

    def flush(self) -> None:
        """End the block that is open, if it has any text; what is not text waits for the next."""
        run = self._run()
        if visible(run) or _has_gap(run):
            self.blocks += self._made(run, self._place or Place("", 1, 1))
            self._pieces = list(self._marks)
            self._place = None

    def _made(self, run: tuple[Inline, ...], place: Place) -> list[TextBlock]:
        if self.kind in LINES:
            lines = tuple(Prose(line, place) for line in split_lines(run))
            return [TextBlock(self.kind, lines, place)]
        label: Prose | None = None
        if self.kind == "postscript":
            label, self.label = self.label, None
        return [TextBlock(self.kind, (Prose(run, place),), place, label, self.level)]

    def _run(self) -> tuple[Inline, ...]:
        ends = [End() for _ in self._marks]
        return inlines([*self._pieces, *ends], self.keep_hyphens)

    def finish(self) -> tuple[Block, ...]:
        """All blocks.  Calls and pages that nothing follows stand at the end of the last text."""
        self.flush()
        if self.label:
            # A label that no postscript follows.
            self.blocks.append(TextBlock("postscript", (self.label,), self.label.place))
        left = self._run()
        if any(not isinstance(one, Text | LineBreak) for one in left):
            if self.blocks and (longer := appended(self.blocks[-1], left)):
                self.blocks[-1] = longer
            elif any(isinstance(one, NoteCall) for one in left):
                place = self._place or Place("", 1, 1)
                self.blocks.append(TextBlock("ornament", (Prose(left, place),), place))
        self._pieces = []
        return merged(self.blocks)


def _has_gap(run: Iterable[Inline]) -> bool:
    return any(
        not isinstance(one, Text | LineBreak | NoteCall)
        and ((isinstance(one, Span) and "gap" in one.classes) or _has_gap(one.children))
        for one in run
    )


def split_lines(run: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """The lines of a text; one that has nothing to be seen is part of the next."""
    lines: list[list[Inline]] = [[]]
    for one in run:
        if isinstance(one, LineBreak):
            lines.append([])
        else:
            lines[-1].append(one)
    whole: list[tuple[Inline, ...]] = []
    rest: list[Inline] = []
    for line in lines:
        rest += line
        if visible(rest) or _has_gap(rest):
            whole.append(joined(rest))
            rest = []
    if rest:
        whole[-1:] = [joined([*(whole[-1] if whole else ()), *rest])]
    return whole


def merged(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Postscripts and addresses whose parts follow one another become one block."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if (
            isinstance(block, TextBlock)
            and isinstance(last, TextBlock)
            and block.kind == last.kind
            and block.kind in ("postscript", "address", "letterhead")
            and not block.label
        ):
            result[-1] = replace(last, texts=last.texts + block.texts)
        else:
            result.append(block)
    return tuple(result)


def appended(block: Block, more: Sequence[Inline]) -> Block | None:
    """The block with inline elements at the end of its last text; None where it has none."""
    if isinstance(block, TextBlock) and block.texts:
        return replace(block, texts=(*block.texts[:-1], longer(block.texts[-1], more)))
    if isinstance(block, Quote | Enclosure) and block.blocks:
        last = appended(block.blocks[-1], more)
        return replace(block, blocks=(*block.blocks[:-1], last)) if last else None
    if isinstance(block, Items) and block.items and block.items[-1]:
        last = appended(block.items[-1][-1], more)
        items = (*block.items[:-1], (*block.items[-1][:-1], last)) if last else None
        return replace(block, items=items) if items else None
    if isinstance(block, Verse):
        return _longer_verse(block, more)
    if isinstance(block, Table) and block.rows:
        row = (*block.rows[-1][:-1], longer(block.rows[-1][-1], more))
        return replace(block, rows=(*block.rows[:-1], row))
    if isinstance(block, Figure) and block.caption:
        return replace(block, caption=longer(block.caption, more))
    return None


def _longer_verse(verse: Verse, more: Sequence[Inline]) -> Verse:
    *stanzas, (*lines, line) = verse.stanzas
    last = VerseLine(longer(line.text, more), line.indent)
    return replace(verse, stanzas=(*stanzas, (*lines, last)))


def longer(prose: Prose, more: Sequence[Inline]) -> Prose:
    """A text with more behind it."""
    return Prose(joined([*prose.inlines, *more]), prose.place)


def as_prose(blocks: Sequence[Block], place: Place) -> Prose:
    """The texts of blocks as one, each on a line of its own."""
    run: list[Inline] = []
    for prose in proses(blocks):
        if run and prose.inlines:
            run.append(LineBreak())
        run += prose.inlines
    return Prose(joined(run), place)
