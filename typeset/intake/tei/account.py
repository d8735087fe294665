"""The account of every word, made anew from the file's tree and from the drafts.

Nothing of the conversion is used but the fates that it wrote down: the file's words are counted by
walking its text, the drafts' words by walking the drafts, and the two are compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from typeset.intake.account import LOST, PRINTED, Account
from typeset.intake.draft import Draft
from typeset.intake.proses import proses
from typeset.intake.tei.findings import Findings
from typeset.intake.tei.ledger import Ledger
from typeset.intake.tei.names import DIVISIONS, IN_PIECES, QUOTING, Element, line_of, local, names
from typeset.intake.tei.walker import clean
from typeset.read.spans import plain

WITHIN_WORD = "\ufdd0"
"""A line's end within a word."""
LINE_END = " "
APART = "\ufdd1"
"""A block's beginning or end, which no word goes over."""

ALWAYS_APART = DIVISIONS | names(
    """
    p ab head trailer docAuthor docDate docEdition docImprint titlePart imprimatur sp speaker
    stage closer postscript postScript addrLine list table row cell lg l floatingText
    listBibl docTitle set castList prologue epilogue space
    """
)
"""Elements whose text is no part of the words before and behind them."""

PARTS = names("dateline salute signed address byline")
"""Parts of a letter: apart from the text around them, unless they stand within a paragraph."""

BETWEEN_BLOCKS = names("label stamp fw")
"""Elements that are blocks between blocks, and else part of the text."""

HOLDING = names(
    """
    p ab head l cell dateline salute signed address byline trailer speaker stage titlePart
    label fw
    """
)
PARTING = names("closer opener postscript postScript note item floatingText div body text rdg")
LINE_ENDS = names("lb pb cb gb milestone")
HYPHENATED = re.compile(r"hyphen|in-?word|^(dh|sh|none|nobreak)$|trennung|break-no", re.IGNORECASE)
XML_SPACES = " \t\n\r"
PIECES = re.compile(r"[ \t\n\r]+|[^ \t\n\r]+")
HYPHENS = "-\u00ad\u2010\u2011\u00ac\u2e17\u2e40="


def account(
    parts: Iterable[Element],
    ledger: Ledger,
    drafts: Iterable[Draft],
    findings: Findings,
    keep_hyphens: bool,
) -> Account:
    """Count the words of parts of a file and of the drafts, and compare them."""
    reader = _Reader(ledger, keep_hyphens)
    for part in parts:
        reader.read(part)
    made = Account(fates=reader.fates, hyphens=reader.hyphens)
    for word, line in reader.lost.items():
        findings.add("lost-words", f"text that was not taken: {word[:40]!r}", line, _REPORT)
    written = Counter(word for draft in drafts for word in words_of_draft(draft))
    made.drafts = written.total()
    added = Counter(word for words in ledger.added for word in words.split())
    made.added = added.total()
    _compare(made, reader, written - added, findings)
    return made


_REPORT = "please report it with the file"


def _compare(made: Account, reader: _Reader, written: Counter[str], findings: Findings) -> None:
    missing, extra = reader.printed - written, written - reader.printed
    if not missing and not extra:
        return
    signs, hyphens = _signs(missing), _hyphens(missing) - _hyphens(extra)
    if signs == _signs(extra) and abs(hyphens) <= reader.joins:
        # The same signs but for hyphens at ends of lines, parted otherwise: nothing is lost.
        for word in missing:
            line = reader.lines.get(word, 1)
            findings.add("words-divided", f"words divided otherwise, as at {word[:40]!r}", line)
            return
    made.missing, made.extra = missing.total(), extra.total()
    for word in missing:
        line = reader.lines.get(word, 1)
        findings.add("lost-words", f"a word that no draft has: {word[:40]!r}", line, _REPORT)
    for word in extra:
        findings.add("extra-words", f"a word that the text has not: {word[:40]!r}", 1, _REPORT)


def _signs(words: Counter[str]) -> Counter[str]:
    signs: Counter[str] = Counter()
    for word, count in words.items():
        for sign in word:
            signs[sign] += count if sign not in HYPHENS else 0
    return +signs


def _hyphens(words: Counter[str]) -> int:
    return sum(count for word, count in words.items() for sign in word if sign in HYPHENS)


class _Reader:
    """Reads the words of a text with their fates."""

    def __init__(self, ledger: Ledger, keep_hyphens: bool) -> None:
        self.fates: Counter[str] = Counter()
        self.printed: Counter[str] = Counter()
        self.lines: dict[str, int] = {}
        self.lost: dict[str, int] = {}
        self.hyphens = 0
        self.joins = 0
        self._ledger = ledger
        self._keep_hyphens = keep_hyphens

    def read(self, element: Element) -> None:
        """Count all words of an element."""
        stream: list[tuple[str, str, int]] = []
        self._walk(element, stream)
        self._count(stream)

    def _walk(self, element: Element, stream: list[tuple[str, str, int]]) -> None:
        name = local(element)
        line = line_of(element)
        apart = _parts_words(element, name)
        if apart:
            stream.append((apart, "", line))
        if name:
            self._take(element, False, name, stream, line)
        for child in element:
            if child in self._ledger.apart:
                self.read(child)
            else:
                self._walk(child, stream)
            self._take(child, True, name, stream, line_of(child))
        if apart == APART:
            stream.append((apart, "", line))

    def _take(
        self,
        node: Element,
        is_tail: bool,
        outer: str,
        stream: list[tuple[str, str, int]],
        line: int,
    ) -> None:
        text = (node.tail if is_tail else node.text) or ""
        if not text or (outer in IN_PIECES and not text.strip()):
            return
        stream.append((clean(text), self._ledger.fates.get((node, is_tail), LOST), line))

    def _count(self, stream: list[tuple[str, str, int]]) -> None:
        word: list[str] = []
        fate, where = "", 1
        ended, joined = True, False
        for text, its_fate, line in stream:
            if text == APART:
                self._word(word, fate, where)
                word, ended, joined = [], True, False
                continue
            if text == WITHIN_WORD:
                ended, joined = False, True
                self.joins += 1
                self._hyphen(word)
                continue
            for piece in PIECES.findall(text):
                if piece[0] in XML_SPACES:
                    # The word may still go on, where the source's line ends within it.
                    ended = not joined
                    continue
                if ended:
                    self._word(word, fate, where)
                    word = []
                if not word:
                    fate, where = its_fate, line
                word.append(piece)
                ended, joined = False, False
        self._word(word, fate, where)

    def _hyphen(self, word: list[str]) -> None:
        """Take the hyphen from a word that goes on in the next line."""
        if not word or word[-1][-1] not in HYPHENS or word[0] in HYPHENS:
            return
        self.hyphens += 1
        if not self._keep_hyphens:
            word[-1] = word[-1][:-1]
            if not word[-1]:
                word.pop()

    def _word(self, pieces: list[str], fate: str, line: int) -> None:
        # Other spaces than XML's part words as well, but no line of the source ends at them.
        for word in "".join(pieces).split():
            self.fates[fate] += 1
            if fate in PRINTED:
                self.printed[word] += 1
                self.lines.setdefault(word, line)
            elif fate == LOST:
                self.lost.setdefault(word, line)


def _parts_words(element: Element, name: str) -> str:
    """What an element does to the words around it: nothing, parts them, or joins them."""
    if name in LINE_ENDS:
        return WITHIN_WORD if _within_word(element) else LINE_END
    if name in ALWAYS_APART:
        return APART
    if name in PARTS and not _within_text(element):
        return APART
    outer = element.getparent()
    if outer is None:
        return ""
    if name in BETWEEN_BLOCKS and local(outer) in DIVISIONS | {"closer", "postscript"}:
        return APART
    if name in ("item", "label") and local(outer) in ("list", "listBibl"):
        return APART
    if name in QUOTING and local(outer) in DIVISIONS:
        return APART
    return ""


def _within_word(element: Element) -> bool:
    said = (element.get("break") or "").lower()
    if said:
        return said == "no"
    looks = (element.get("rend"), element.get("rendition"), element.get("type"))
    return any(HYPHENATED.search(word) for look in looks if look for word in look.split())


def _within_text(element: Element) -> bool:
    for outer in element.iterancestors():
        if local(outer) in HOLDING:
            return True
        if local(outer) in PARTING:
            return False
    return False


# ---- the drafts' words -----------------------------------------------------------------------


def words_of_draft(draft: Draft) -> Iterable[str]:
    """The words of a draft's body and notes; lemmas repeat what stands in the body."""
    for prose in proses(draft.body):
        yield from plain(prose.inlines).split()
    for note in draft.notes:
        for prose in proses(note.blocks):
            yield from plain(prose.inlines).split()
