"""The chooser of line breaks: boxes, glue and penalties in, the best breaks out.

Breaks are chosen over the whole paragraph, as Knuth and Plass do (Software: Practice and Experience
11, 1981, pp. 1119–1184): every way to break is given demerits, and the way with the fewest is
taken.  Pure: it knows neither fonts nor a layout engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from typeset.set.elements import (
    LADDER,
    NEVER,
    Box,
    Costs,
    Element,
    Glue,
    Line,
    Pass,
    Penalty,
    Shape,
    passes,
)


class _Point(NamedTuple):
    """A place where a line may end, with sums up to there."""

    at: int
    """The element that the break stands at."""
    width: float
    stretch: float
    shrink: float
    cost: float
    hyphen: bool
    """A hyphen is put there."""
    seen: bool
    """A hyphen stands there, put there or the word's own."""
    right: float
    after: int
    """The element that the next line begins with."""
    left: float
    """How far that element may hang out."""
    head: str
    tail: str


class _Node(NamedTuple):
    """The best known way to a point, by how loose its last line is."""

    point: _Point
    fitness: int
    demerits: float
    before: _Node | None
    ratio: float
    hyphens: int
    """Lines in a row that end in a hyphen, this one included, up to :data:`LADDER`."""
    line: int = 0
    """How many lines it takes to here, where their number matters."""


TRIED = 3
"""So many passes are tried for a number of lines; looser than that they are not to be."""


def choose(
    elements: Sequence[Element], shape: Shape, costs: Costs | None = None, more: int = 0
) -> list[Line]:
    """The lines of a paragraph; so many more than would be best, if these can be good.

    The elements begin and end with a box.  There is always a way: where a line cannot be narrow
    enough it is left too wide, as few lines as possible and by as little as possible.
    """
    search = _Search(elements, shape, costs or Costs())
    for attempt in passes(shape.narrow):
        if (node := search.run(attempt)) is not None:
            lines = _lines(node)
            return (more and search.asked(len(lines) + more)) or lines
    raise ValueError("the elements of a paragraph begin and end with a box")


def _lines(node: _Node) -> list[Line]:
    lines = []
    while node.before is not None:
        lines.append(Line(node.before.point.after, node.point.at, node.ratio, node.point.hyphen))
        node = node.before
    return lines[::-1]


class _Search:
    """All points and sums of one paragraph, searched with more and more tolerance."""

    def __init__(self, elements: Sequence[Element], shape: Shape, costs: Costs) -> None:
        self._shape, self._costs = shape, costs
        self._tight = -100.0 * costs.tight * (1.0 + costs.narrow * shape.narrow)
        self._sums = [(0.0, 0.0, 0.0)]
        self._points = self._find(elements)
        self._first = next(iter(elements), None)
        self._counting = 0

    def asked(self, count: int) -> list[Line]:
        """The best way in so many lines; none if they cannot be good."""
        self._counting = 1
        for attempt in passes(self._shape.narrow)[:TRIED]:
            if (node := self.run(attempt, count)) is not None:
                return _lines(node)
        return []

    def _find(self, elements: Sequence[Element]) -> list[_Point]:
        """The points where lines may end; the sums over all elements on the way."""
        rag, expansion = self._shape.rag, self._shape.expansion
        width = stretch = shrink = 0.0
        points = []
        last = len(elements)
        for index, element in enumerate(elements):
            if isinstance(element, Box):
                width += element.width
                stretch += element.width * expansion
                shrink += element.width * expansion
            elif isinstance(element, Glue):
                if element.cost < NEVER and index and isinstance(elements[index - 1], Box):
                    points.append(
                        self._point(elements, index, (width, stretch, shrink), element.cost)
                    )
                width += element.width
                if not rag:
                    stretch += element.stretch
                    shrink += element.shrink
            elif element.cost < NEVER:
                sums = (width + element.width, stretch, shrink)
                points.append(self._point(elements, index, sums, element.cost, element))
            self._sums.append((width, stretch, shrink))
        points.append(self._point(elements, last, (width, stretch, shrink), 0.0))
        return points

    def _point(
        self,
        elements: Sequence[Element],
        index: int,
        sums: tuple[float, float, float],
        cost: float,
        penalty: Penalty | None = None,
    ) -> _Point:
        after = index
        while after < len(elements) and not isinstance(elements[after], Box):
            after += 1
        following = elements[after] if after < len(elements) else None
        head, left = (following.head, following.left) if isinstance(following, Box) else ("", 0.0)
        above = elements[index - 1] if index else None
        tail, right = (above.tail, above.right) if isinstance(above, Box) else ("", 0.0)
        hyphen = False
        if penalty is not None:
            hyphen, right = penalty.hyphen, penalty.right
        seen = hyphen or (penalty is not None and penalty.own)
        return _Point(index, *sums, cost, hyphen, seen, right, after, left, head, tail)

    def run(self, attempt: Pass, count: int | None = None) -> _Node | None:
        """The best way of breaking with this tolerance, if there is one in so many lines."""
        if not isinstance(self._first, Box):
            return None
        begin = _Point(0, 0.0, 0.0, 0.0, 0.0, False, False, 0.0, 0, self._first.left, "", "")
        active = [_Node(begin, 1, 0.0, None, 0.0, 0)]
        end = self._points[-1]
        for point in self._points:
            if point.hyphen and not attempt.hyphens:
                continue
            active = self._extend(active, point, attempt, final=point is end)
            if not active:
                return None
        ways = (node for node in active if count is None or node.line == count)
        return min(ways, key=lambda node: node.demerits, default=None)

    def _extend(
        self, active: list[_Node], point: _Point, attempt: Pass, final: bool
    ) -> list[_Node]:
        """The ways that are open after a point, those that end there among them."""
        kept: list[_Node] = []
        best: dict[tuple[int, int, int], _Node] = {}
        tightest: _Node | None = None
        for node in active:
            ratio = self._ratio(node, point, final)
            if ratio < -1.0:
                tightest = node  # the last one has the shortest line
                continue
            kept.append(node)
            ladder = point.seen and node.hyphens >= LADDER - 1
            if ratio <= attempt.tolerance and (attempt.desperate or not ladder):
                self._offer(best, node, point, ratio, final)
        if not kept and not best and attempt.desperate and tightest is not None:
            ratio = self._ratio(tightest, point, final)
            self._offer(best, tightest, point, ratio, final)
        return list(best.values()) if final else kept + list(best.values())

    def _ratio(self, node: _Node, point: _Point, final: bool) -> float:
        """How far the spaces of the line from a node to a point are stretched or shrunk."""
        shape, start = self._shape, node.point
        width, stretch, shrink = self._sums[start.after]
        natural = point.width - width - start.left - point.right
        if node.before is None:
            natural += shape.indent + start.left  # only what stands at the margin hangs
        lacking = shape.measure - natural
        if lacking >= -shape.slack:
            lacking = max(0.0, lacking)
            if final:
                return 0.0
            room = shape.rag or point.stretch - stretch
            return lacking / room if room > 0 else (0.0 if lacking < 1e-6 else NEVER)
        room = 0.0 if shape.rag else point.shrink - shrink
        return lacking / room if room > 0 else (0.0 if lacking > -1e-6 else -NEVER)

    def _offer(
        self,
        best: dict[tuple[int, int, int], _Node],
        node: _Node,
        point: _Point,
        ratio: float,
        final: bool,
    ) -> None:
        """Keep the line to a point if it is the best of its kind."""
        fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
        demerits = node.demerits + self._demerits(node, point, ratio, fitness, final)
        hyphens = min(node.hyphens + 1, LADDER) if point.seen else 0
        line = node.line + self._counting
        known = best.get((fitness, hyphens, line))
        if known is None or demerits < known.demerits:
            best[fitness, hyphens, line] = _Node(
                point, fitness, demerits, node, ratio, hyphens, line
            )

    def _demerits(
        self, node: _Node, point: _Point, ratio: float, fitness: int, final: bool
    ) -> float:
        costs = self._costs
        if ratio >= 0:
            badness = 100.0 * ratio * ratio
        elif ratio >= -1.0:
            badness = self._tight * ratio**3
        else:
            badness = 1e6 * min(-ratio, 1e6)
        demerits = (costs.line + badness) ** 2 + point.cost**2
        if point.seen:
            demerits += costs.hyphens_in_a_row * node.hyphens
        if node.before is not None:
            if abs(fitness - node.fitness) > 1:
                demerits += costs.contrast
            start = node.point
            if (start.head and start.head == point.head) or (
                start.tail and start.tail == point.tail
            ):
                demerits += costs.same_word
            if final:
                demerits += self._end_demerits(start, point)
        return demerits

    def _end_demerits(self, start: _Point, end: _Point) -> float:
        """What is bad about a last line as such."""
        costs, width = self._costs, end.width - self._sums[start.after][0]
        lacking = self._shape.measure - width + start.left + end.right
        demerits = costs.last_but_one if start.hyphen else 0.0
        if width < costs.short:
            demerits += costs.short_end
        elif self._shape.slack < lacking < costs.full:
            demerits += costs.full_end
        return demerits
