"""Lines of verse and their indents."""

from __future__ import annotations

from typeset.model import VerseLine
from typeset.read.inline import InlineReader
from typeset.read.marks import TextNode
from typeset.read.problems import Problems


def stanzas(
    node: TextNode, inline: InlineReader, problems: Problems
) -> tuple[tuple[VerseLine, ...], ...]:
    """The stanzas of a text, divided by blank lines.

    The smallest indent in the text is one step, so that verse may be indented by two spaces or
    by four.
    """
    found: list[list[VerseLine]] = [[]]
    lines = inline.spaced_lines(node)
    indents = [_indent(line) for _, line in lines if line.strip()]
    step = min(filter(None, indents), default=1)
    for offset, line in lines:
        if not line.strip():
            found.append([])
            continue
        if "\t" in line[: len(line) - len(line.lstrip())]:
            message = "a tab in the indentation"
            problems.add("tab-indent", message, node.place(offset), "indent with spaces")
        text = inline.piece(node, offset, line)
        found[-1].append(VerseLine(text, round(_indent(line) / step)))
    return tuple(tuple(stanza) for stanza in found if stanza)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
