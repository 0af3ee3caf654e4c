"""Groups by shared edges, held against a slow plain version."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from components.analysis.collection.families import label_connected

NODES = 8
NUMBERS = st.integers(0, NODES - 1)
EDGES = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=10)


def label_slowly(count: int, edges: list[tuple[int, int]]) -> list[int]:
    """Each node takes the smallest node it hangs on, over and over, until none changes."""
    least = list(range(count))
    for _ in range(count):
        for one, other in edges:
            least[one] = least[other] = min(least[one], least[other])
    return [sorted(set(least)).index(node) for node in least]


@given(EDGES)
def test_the_groups_and_their_order_are_those_of_the_slow_version(edges) -> None:
    assert label_connected(NODES, edges).tolist() == label_slowly(NODES, edges)


def test_groups_are_numbered_by_their_first_nodes() -> None:
    assert label_connected(5, [(4, 1), (3, 2), (4, 4), (1, 4)]).tolist() == [0, 1, 2, 2, 1]


def test_without_edges_each_node_stands_alone_and_no_nodes_have_no_groups() -> None:
    assert label_connected(3, []).tolist() == [0, 1, 2]
    assert label_connected(0, []).tolist() == []
