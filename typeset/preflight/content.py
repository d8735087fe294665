"""What stands on a page: its operators are followed, those of forms and patterns, too."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pikepdf

from typeset.preflight.objects import (
    array,
    entries,
    entry,
    inherited,
    label,
    named,
    number,
    stream_bytes,
    yes,
)
from typeset.preflight.spaces import families, inks

SHOWING = frozenset(("Tj", "TJ", "'", '"'))
LINING = frozenset(("b", "B", "b*", "B*", "s", "S"))
FILLING = frozenset(("b", "B", "b*", "B*", "f", "F", "f*"))
PAINTING = SHOWING | LINING | FILLING | {"sh", "Do"}
OTHERS = (
    "BDC BI BMC BT BX c cm CS cs d d0 d1 DP EI EMC ET EX g G gs h i ID j J k K l m M MP n q Q re"
    " rg RG ri sc SC scn SCN T* Tc Td TD Tf TL Tm Tr Ts Tw Tz v w W W* y"
)
OPERATORS = PAINTING | frozenset(OTHERS.split())
"""All that there are (ISO 32000-1, annex A)."""
DEVICE = {
    "g": "/DeviceGray", "G": "/DeviceGray", "rg": "/DeviceRGB", "RG": "/DeviceRGB",
    "k": "/DeviceCMYK", "K": "/DeviceCMYK",
}  # fmt: skip

Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
MOST_OPERATORS = 2_000_000
"""On a page; beyond that it is not judged."""
DEPTH = 24
"""Of forms within forms."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, as it is shown on a page."""

    object: str
    image: pikepdf.Object
    dpi: float
    """Pixels to the inch, where there are fewest; 0 if that cannot be told."""


@dataclass
class Seen:
    """What was met on a page, by the objects' labels."""

    spaces: dict[tuple[str, str], None] = field(default_factory=dict)
    """Families of colour, each with the object that uses it."""
    inks: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, pikepdf.Object] = field(default_factory=dict)
    """Those that type is shown in, by what they are called."""
    images: list[Shown] = field(default_factory=list)
    states: dict[str, pikepdf.Object] = field(default_factory=dict)
    forms: dict[str, pikepdf.Object] = field(default_factory=dict)
    """Forms and patterns."""
    unknown: set[str] = field(default_factory=set)
    """Operators that are none."""
    ink: float = 0.0
    """The heaviest colour in CMYK, as a sum of shares."""
    rich_black: bool = False
    """Type in black with other inks."""
    small: float = 0.0
    """The smallest type, in points; 0 if there is none."""
    unmarked: int = 0
    """Painting operators outside of marked content."""
    text: bool = False


@dataclass(slots=True)
class _State:
    matrix: Matrix = UNMOVED
    fill: object = pikepdf.Name("/DeviceGray")
    line: object = pikepdf.Name("/DeviceGray")
    cmyk: Sequence[float] = ()
    font: str = ""
    size: float = 0.0


def look(page: pikepdf.Object) -> Seen:
    """Follow a page's operators.

    Raises:
        typeset.preflight.objects.MALFORMED: they are broken, or too many.
    """
    walk = _Walk()
    contents = entry(page, "/Contents")
    streams: list[object] = [*array(contents)] or [contents]
    data = b"\n".join(stream_bytes(one) for one in streams if isinstance(one, pikepdf.Stream))
    if data.strip():
        walk.follow(data, inherited(page, "/Resources"), _State(), 0, "page content")
    for annotation in array(entry(page, "/Annots")):
        for _, look_ in entries(entry(annotation, "/AP")):
            if isinstance(look_, pikepdf.Stream):
                walk.form(look_, None, _State(), 1)
    return walk.seen


class _Walk:
    def __init__(self) -> None:
        self.seen = Seen()
        self._left = MOST_OPERATORS
        self._done: set[tuple[str, bool]] = set()
        self._marked = 0
        self._scratch = pikepdf.new()

    def follow(self, data: bytes, resources: object, state: _State, depth: int, what: str) -> None:
        """Follow operators that name these resources."""
        stack: list[_State] = []
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a stream that ends too early
            steps = pikepdf.parse_content_stream(pikepdf.Stream(self._scratch, data))
        for step in steps:
            self._left -= 1
            if self._left < 0:
                raise ValueError("a page has too many operators to be judged")
            operator = str(step.operator)
            if operator == "q":
                stack.append(replace(state))
            elif operator == "Q":
                state = stack.pop() if stack else state
            elif isinstance(step, pikepdf.ContentStreamInlineImage):
                self._inline(step, resources, state)
            else:
                self._step(operator, list(step.operands), resources, state, depth, what)

    def _step(
        self,
        operator: str,
        operands: list[object],
        resources: object,
        state: _State,
        depth: int,
        what: str,
    ) -> None:
        if operator not in OPERATORS:
            self.seen.unknown.add(operator[:20])
        elif operator in ("BMC", "BDC"):
            self._marked += 1
        elif operator == "EMC":
            self._marked -= 1
        elif operator == "cm":
            state.matrix = _product(_matrix(operands), state.matrix)
        elif operator == "Tf" and len(operands) == 2:
            state.font, state.size = named(operands[0]), abs(number(operands[1]) or 0.0)
        elif operator == "Tm":
            a, b, c, d, *_ = _product(_matrix(operands), state.matrix)
            self._size(state.size * abs(a * d - b * c) ** 0.5)
        elif operator == "gs" and operands:
            self._graphics_state(named(operands[0]), resources)
        elif operator in DEVICE:
            self._device(operator, operands, state)
        elif operator in ("cs", "CS") and operands:
            found = entry(entry(resources, "/ColorSpace"), named(operands[0]))
            chosen: object = operands[0] if found is None else found
            state.cmyk = ()
            if operator == "cs":
                state.fill = chosen
            else:
                state.line = chosen
        elif operator in ("scn", "SCN", "sc", "SC"):
            self._coloured(operator, operands, resources, state, depth)
        if operator in PAINTING:
            self._paint(operator, operands, resources, state, depth, what)

    def _paint(
        self,
        operator: str,
        operands: list[object],
        resources: object,
        state: _State,
        depth: int,
        what: str,
    ) -> None:
        self.seen.unmarked += self._marked <= 0
        if operator in SHOWING:
            self.seen.text = True
            self._space(state.fill, resources, what)
            font = entry(entry(resources, "/Font"), state.font)
            name = label(font, state.font) or "?"
            self.seen.fonts.setdefault(name, font if font is not None else pikepdf.Dictionary())
            if len(state.cmyk) == 4 and state.cmyk[3] > 0.85 and sum(state.cmyk[:3]) > 0.2:
                self.seen.rich_black = True
        if operator in FILLING:
            self._space(state.fill, resources, what)
        if operator in LINING:
            self._space(state.line, resources, what)
        if operator == "sh" and operands:
            shading = entry(entry(resources, "/Shading"), named(operands[0]))
            self._space(entry(shading, "/ColorSpace"), resources, label(shading, "a shading"))
        if operator == "Do" and operands:
            self._object(named(operands[0]), resources, state, depth)

    def _object(self, name: str, resources: object, state: _State, depth: int) -> None:
        found = entry(entry(resources, "/XObject"), name)
        if not isinstance(found, pikepdf.Stream):
            return
        if named(entry(found, "/Subtype")) == "/Image":
            self._image(found, resources, state, label(found, name))
        else:
            self.form(found, resources, state, depth + 1)

    def form(self, form: pikepdf.Stream, resources: object, state: _State, depth: int) -> None:
        """Follow a form or a pattern."""
        name = label(form, "a form")
        self.seen.forms[name] = form
        if depth > DEPTH or (name, self._marked > 0) in self._done:
            return
        if name != "a form":
            self._done.add((name, self._marked > 0))
        if named(entry(form, "/Subtype")) == "/PS":
            return
        inner = replace(state)
        matrix = array(entry(form, "/Matrix"))
        if len(matrix) == 6:
            inner.matrix = _product(_matrix(matrix), state.matrix)
        own = entry(form, "/Resources")
        self.follow(stream_bytes(form), own if own is not None else resources, inner, depth, name)

    def _image(self, image: pikepdf.Object, resources: object, state: _State, name: str) -> None:
        wide, high = (number(entry(image, key)) or 0 for key in ("/Width", "/Height"))
        a, b, c, d, *_ = state.matrix
        across, down = (a * a + b * b) ** 0.5 / 72, (c * c + d * d) ** 0.5 / 72
        dpi = min(wide / across, high / down) if across and down else 0.0
        self.seen.images.append(Shown(name, image, dpi))
        if yes(entry(image, "/ImageMask")):
            self._space(state.fill, resources, name)
        else:
            self._space(entry(image, "/ColorSpace"), resources, name)

    def _inline(
        self, step: pikepdf.ContentStreamInlineImage, resources: object, state: _State
    ) -> None:
        self.seen.unmarked += self._marked <= 0
        image = step.iimage.obj
        space = entry(image, "/ColorSpace")
        found = entry(entry(resources, "/ColorSpace"), named(space))
        if yes(entry(image, "/ImageMask")):
            space = state.fill  # type: ignore[assignment]
        self._space(space if found is None else found, resources, "an inline image")

    def _device(self, operator: str, operands: list[object], state: _State) -> None:
        space = pikepdf.Name(DEVICE[operator])
        if operator.islower():
            state.fill, state.cmyk = space, ()
        else:
            state.line = space
        if operator in ("k", "K"):
            shares = [number(one) or 0.0 for one in operands]
            self.seen.ink = max(self.seen.ink, sum(shares))
            if operator == "k":
                state.cmyk = shares

    def _coloured(
        self, operator: str, operands: list[object], resources: object, state: _State, depth: int
    ) -> None:
        pattern = named(operands[-1]) if operands else ""
        space = state.fill if operator.islower() else state.line
        if pattern:
            found = entry(entry(resources, "/Pattern"), pattern)
            shading = entry(found, "/Shading")
            self._graphics_state_of(entry(found, "/ExtGState"), label(found, pattern))
            if shading is not None:
                name = label(shading, pattern)
                self._space(entry(shading, "/ColorSpace"), resources, name)
            elif isinstance(found, pikepdf.Stream):
                self.form(found, resources, _State(), depth + 1)
        elif list(families(space, resources)) == ["DeviceCMYK"]:
            shares = [number(one) or 0.0 for one in operands]
            self.seen.ink = max(self.seen.ink, sum(shares))
            if operator.islower():
                state.cmyk = shares

    def _graphics_state(self, name: str, resources: object) -> None:
        found = entry(entry(resources, "/ExtGState"), name)
        self._graphics_state_of(found, label(found, name))

    def _graphics_state_of(self, found: pikepdf.Object | None, name: str) -> None:
        if found is None:
            return
        self.seen.states[name] = found
        group = entry(entry(found, "/SMask"), "/G")
        if isinstance(group, pikepdf.Stream):
            marked, self._marked = self._marked, 1
            self.form(group, None, _State(), 1)
            self._marked = marked

    def _space(self, space: object, resources: object, what: str) -> None:
        for family in families(space, resources):
            self.seen.spaces[family, what] = None
        for ink in inks(space):
            self.seen.inks.setdefault(ink, what)

    def _size(self, size: float) -> None:
        if size > 0 and (not self.seen.small or size < self.seen.small):
            self.seen.small = size


def _matrix(operands: Sequence[object]) -> Matrix:
    a, b, c, d, e, f = (number(one) or 0.0 for one in operands)
    return a, b, c, d, e, f


def _product(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k,
            e * h + f * j + m)  # fmt: skip
