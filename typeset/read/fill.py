"""Fills the models of a file from its nodes, and notes each node that does not fit.

A value that is missing or wrong is a problem, and a stand-in takes its place, so that the rest of
the file is read and all its problems are found in one run.  A file with problems is refused in the
end; no stand-in is ever printed.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin
from typing import get_type_hints as type_hints

from pydantic import TypeAdapter, ValidationError

from typeset.read.file_model import Blank, FileModel
from typeset.read.manuscript import control
from typeset.read.marks import ListNode, MapNode, Node, TextNode, unprintable
from typeset.read.problems import Problems, shown

M = TypeVar("M", bound=FileModel)


class Wanted(NamedTuple):
    """A field of a model: its key in the file, its name in Python, its form."""

    name: str
    form: Any
    required: bool


class Fill:
    """Reads nodes by the forms that the models declare."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems

    def model(self, node: Node, wanted: type[M]) -> M:
        """The model with the values of a map's keys; a stand-in where the node is no map."""
        if not isinstance(node, MapNode):
            self._wrong(node, wanted, "")
            return cast(M, stand_in(node, wanted))
        fields = _fields(wanted)
        values: dict[str, Any] = {}
        for key, value in node.entries:
            field = fields.get(key.value)
            if field is None:
                code, what = wanted.unknown_key
                self._problems.unknown(code, what, key.value, fields, key.place())
            else:
                values[field.name] = self.value(value, field.form, key.value)
        for key_name, field in fields.items():
            if field.required and field.name not in values:
                message = f"'{key_name}' is missing"
                self._problems.add(f"missing-{key_name}", message, node.place(), "add it here")
                values[field.name] = stand_in(node, field.form)
        if wanted.one_key and len(node.entries) != 1:
            message = f"a block has one key, which names its kind; here are {len(node.entries)}"
            hint = "begin each block with '- '"
            self._problems.add("one-key", message, node.place(), hint)
        return _construct(wanted, node, values)

    def value(self, node: Node, form: Any, key: str) -> Any:
        """What a node means where this form is wanted; ``key`` names it in messages."""
        arm = _arm(node, form)
        if arm is None:
            self._wrong(node, form, key)
            return stand_in(node, form)
        bare, origin = _bare(arm), get_origin(_bare(arm))
        if bare is TextNode:
            return self._text(cast(TextNode, node), arm, key)
        if bare is Node:
            return node
        if origin is list and isinstance(node, ListNode):
            return [self.value(item, get_args(bare)[0], key) for item in node.items]
        if origin is dict and isinstance(node, MapNode):
            wanted = get_args(bare)[1]
            return {name: self.value(value, wanted, key) for name, value in node.entries}
        if _is_model(bare):
            return self.model(node, bare)
        return self._typed(cast(TextNode, node), arm, key)

    def _text(self, node: TextNode, form: Any, key: str) -> TextNode:
        if not node.value.strip() and Blank not in map(type, get_args(form)[1:]):
            hint = "give a text, or remove it"
            self._problems.add("empty", f"empty text{_of(key)}", node.place(), hint)
        if (character := unprintable(node)) is not None:
            place = node.place(node.value.index(character))
            self._problems.add("control-character", control(character), place, "delete it")
        return node

    def _typed(self, node: TextNode, form: Any, key: str) -> Any:
        """A number, a truth value or one of some words, as pydantic reads it."""
        try:
            return _adapter(form).validate_python(node.value.strip())
        except ValidationError as error:
            if get_origin(_bare(form)) is Literal:
                known = get_args(_bare(form))
                what = key.replace("_", " ")
                code = "unknown-value"
                self._problems.unknown(code, what, node.value, known, node.place())
            else:
                said = error.errors(include_url=False)[0]
                fault = said["msg"].removeprefix("Input ").partition(",")[0]
                message = f"{shown(node.value)}{_of(key)} {fault}"
                hint = f"give {_called(form)}" if said["type"].endswith("_parsing") else ""
                self._problems.add("value", message, node.place(), hint)
            return stand_in(node, form)

    def _wrong(self, node: Node, form: Any, key: str) -> None:
        code, found = "wrong-form", _found(node)
        wanted = " or ".join(dict.fromkeys(_called(arm) for arm in _arms(form)))
        message = f"{found} stands here{_of(key)}, {wanted} is wanted"
        self._problems.add(code, message, node.place(), _wrong_hint(node, form))


# ---- forms -----------------------------------------------------------------------------------


@cache
def _fields(model: type[FileModel]) -> dict[str, Wanted]:
    hints = type_hints(model, include_extras=True)
    return {
        field.alias or name: Wanted(name, hints[name], field.is_required())
        for name, field in model.model_fields.items()
    }


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


def _bare(form: Any) -> Any:
    return get_args(form)[0] if get_origin(form) is Annotated else form


def _is_model(form: Any) -> bool:
    return isinstance(form, type) and issubclass(form, FileModel)


def _arms(form: Any) -> tuple[Any, ...]:
    """The forms of a union, without None: a key is left out, never null."""
    if get_origin(form) in (Union, types.UnionType):
        return tuple(arm for arm in get_args(form) if arm is not type(None))
    return (form,)


def _arm(node: Node, form: Any) -> Any:
    """The form of a union that a node of this kind can have; None where there is none."""
    fitting = [arm for arm in _arms(form) if _fits(node, _bare(arm))]
    if len(fitting) > 1 and isinstance(node, ListNode):
        # A table's head is a list of cells, or a list of such lists.
        deeper = node.items and isinstance(node.items[0], ListNode)
        return fitting[1 if deeper else 0]
    return fitting[0] if fitting else None


def _fits(node: Node, bare: Any) -> bool:
    if bare is Node:
        return True
    if get_origin(bare) is list:
        return isinstance(node, ListNode)
    if get_origin(bare) is dict or _is_model(bare):
        return isinstance(node, MapNode)
    return isinstance(node, TextNode)


def _called(form: Any) -> str:
    bare = _bare(form)
    if bare is TextNode:
        return "a text"
    if get_origin(bare) is list:
        return "a list"
    if get_origin(bare) is dict:
        return "a map of names"
    if _is_model(bare):
        return "a block" if bare.one_key else f"a map with {', '.join(list(_fields(bare))[:3])} …"
    return {int: "a whole number", float: "a number", bool: "true or false"}.get(bare, "a word")


def _found(node: Node) -> str:
    if isinstance(node, TextNode):
        return "nothing" if node.null else "a text"
    return "a list" if isinstance(node, ListNode) else "a map"


def _of(key: str) -> str:
    return f" in '{key}'" if key else ""


def _wrong_hint(node: Node, form: Any) -> str:
    arms = [_bare(arm) for arm in _arms(form)]
    if isinstance(node, MapNode) and TextNode in arms:
        return "a text with ': ' in it stands in quotes"
    if isinstance(node, ListNode) and TextNode in arms:
        return "a text that begins with '[' or '- ' stands in quotes"
    if isinstance(node, TextNode) and any(get_origin(arm) is list for arm in arms):
        return "begin each item with '- '"
    return ""


# ---- stand-ins -------------------------------------------------------------------------------


def stand_in(node: Node, form: Any) -> Any:
    """Something of this form that stands where a value is missing or wrong."""
    form = _arms(form)[0]
    bare = _bare(form)
    if bare is TextNode or bare is Node:
        return TextNode(node.manuscript, "", "", node.start, node.start)
    if get_origin(bare) is list:
        return []
    if get_origin(bare) is dict:
        return {}
    if get_origin(bare) is Literal:
        return get_args(bare)[0]
    if _is_model(bare):
        place = MapNode(node.manuscript, (), node.start)
        needed = {f.name: stand_in(node, f.form) for f in _fields(bare).values() if f.required}
        return _construct(bare, place, needed)
    return bare(1)


def _construct(wanted: type[M], node: MapNode, values: dict[str, Any]) -> M:
    # The values are checked one by one; to let pydantic check the whole would end the reading of
    # this map at its first problem.
    keys = {field.name: key for key, field in _fields(wanted).items()}
    model = wanted.model_construct(**{keys[name]: value for name, value in values.items()})
    model._node = node
    return model
