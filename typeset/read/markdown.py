"""The inline rules of markdown-it that letters use, with the place of each token.

``Token.meta["offset"]`` is where a link, span or note call begins in the text.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.rules_inline import StateInline, autolink, link
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

CALL = re.compile(r"\[\^([^\s\[\]^]+)\]")
LONGEST_ATTRIBUTES = 1000


def tokenize(text: str) -> tuple[list[Token], list[int]]:
    """The text's tokens, and where braces follow a bracket but no marks can be read."""
    markdown = _markdown()
    stray: list[int] = []
    return markdown.inline.parse(text, markdown, {"stray": stray}, []), stray


class _Labels:
    """What markdown-it's link rule asks for.  A label may hold brackets of any kind, so that a
    span or a note's call stands in a link's text; a link in a link is found later.
    """

    parseLinkDestination = staticmethod(parseLinkDestination)  # noqa: N815
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkLabel(state: StateInline, start: int, _: bool = False) -> int:  # noqa: N802
        return parseLinkLabel(state, start)


class _LetterMarkdown(MarkdownIt):
    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """An address is printed as it is written."""
        return link


@cache
def _markdown() -> MarkdownIt:
    markdown = _LetterMarkdown("zero")
    markdown.helpers = _Labels()  # type: ignore[assignment]
    rules = markdown.inline.ruler
    rules.at("link", _link)
    rules.at("autolink", _autolink)
    rules.before("link", "note_call", _note_call)
    rules.after("link", "span", _span)
    rules.after("span", "stray_braces", _stray_braces)
    markdown.enable(["newline", "escape", "emphasis", "link", "autolink"])
    return markdown


def _link(state: StateInline, silent: bool) -> bool:
    pos, before = state.pos, len(state.tokens)
    return link(state, silent) and _locate(state, before, pos)


def _autolink(state: StateInline, silent: bool) -> bool:
    pos, before = state.pos, len(state.tokens)
    return autolink(state, silent) and _locate(state, before, pos)


def _locate(state: StateInline, before: int, pos: int) -> bool:
    # The text before the link may have been pushed as a token first.
    for token in state.tokens[before : before + 2]:
        if token.type == "link_open":
            token.meta["offset"] = pos
            break
    return True


def _note_call(state: StateInline, silent: bool) -> bool:
    """The call of a note, ``[^id]``."""
    match = CALL.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("note_call", "", 0)
        token.content = match.group(1)
        token.meta["offset"] = match.start()
    state.pos = match.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    """``[text]{.class key=value}``; the attrs plugin's parser reads the attributes."""
    start, limit = state.pos, state.posMax
    if state.src[start] != "[":
        return False
    end = parseLinkLabel(state, start)
    if end < 0 or end + 1 >= limit or state.src[end + 1] != "{":
        return False
    written = state.src[end + 1 : min(limit, end + 1 + LONGEST_ATTRIBUTES)].replace("\n", " ")
    try:
        length, attributes = parse_attributes(written)
    except ParseError:
        return False
    if not attributes:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, end
        token = state.push("span_open", "span", 1)
        token.attrs.update(attributes)
        token.meta["offset"] = start
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = end + 1 + length + 1, limit
    return True


def _stray_braces(state: StateInline, silent: bool) -> bool:
    """Notes braces behind a bracket that no span has taken: they would be printed."""
    if not silent and state.src.startswith("]{", state.pos, state.posMax):
        state.env["stray"].append(state.pos + 1)
    return False
