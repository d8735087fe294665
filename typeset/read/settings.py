"""An edition's settings: overrides of its layout's, whose meaning the layout knows alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from typeset.read.marks import ListNode, Node, TextNode

INTEGER = re.compile(r"[-+]?\d+")
NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?")
NAMED: Mapping[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_settings(settings: Mapping[TextNode, Node]) -> tuple[tuple[str, object], ...]:
    """The settings as they are given, numbers and truth values as YAML 1.2 has them."""
    return tuple((key.value, _value(node)) for key, node in settings.items())


def _value(node: Node) -> object:
    if isinstance(node, ListNode):
        return [_value(item) for item in node.items]
    if isinstance(node, TextNode):
        return _scalar(node)
    return {key.value: _value(value) for key, value in node.entries}


def _scalar(node: TextNode) -> object:
    if node.style:
        return node.value
    if node.value in NAMED:
        return NAMED[node.value]
    if len(node.value) < 40 and INTEGER.fullmatch(node.value):
        return int(node.value)
    if len(node.value) < 40 and NUMBER.fullmatch(node.value):
        return float(node.value)
    return node.value
