from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typeset.paginate.chooser import Offer, choose

Step = Offer[int, str]
Graph = list[list[Step]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Steps that lead on; from the last state one to the end."""
    size = draw(st.integers(1, 7))
    graph: Graph = []
    for i in range(size):
        behind = [*range(i + 1, size), None]
        steps = draw(st.lists(st.tuples(st.sampled_from(behind), st.integers(0, 20)), max_size=4))
        if i == size - 1 or not steps:
            steps.append((behind[0], 3))
        graph.append([Offer(to, cost, f"{i}{to}{cost}") for to, cost in steps])
    return graph


def all_ways(graph: Graph, state: int | None = 0) -> list[tuple[float, list[str]]]:
    if state is None:
        return [(0, [])]
    return [
        (step.cost + cost, [step.made, *way])
        for step in graph[state]
        for cost, way in all_ways(graph, step.state)
    ]


@given(graphs())
def test_finds_the_cheapest_way(graph: Graph) -> None:
    way = choose(0, lambda state: graph[state])
    ways = all_ways(graph)
    assert way in [steps for cost, steps in ways if cost == min(ways)[0]]


def test_keeps_a_way_to_the_end_however_narrow() -> None:
    def offers(state: int) -> list[Step]:
        if state >= 30:
            return [Offer(None, 1, "end")]
        return [Offer(state + step, step, str(step)) for step in (3, 2, 1)]

    assert choose(0, offers, width=1)[-1] == "end"
