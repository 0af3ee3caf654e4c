"""Connected components of an undirected graph."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray


def label_connected(count: int, edges: ArrayLike) -> NDArray[np.int64]:
    """The number of the component of each of `count` nodes, which are numbered from 0.

    `edges` has two node numbers in each row, or no row; direction, repeats and an edge from a node
    to itself make no difference. Components are numbered from 0 in the order of their first nodes;
    a node without edges is one of its own, and no nodes give an empty array. Time is linear in
    nodes and edges.
    """
    # Here, because the dashboard opens before SciPy is loaded.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    first, second = np.asarray(edges, dtype=np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(first), dtype=bool), (first, second)), shape=(count, count))
    _, labels = connected_components(graph, directed=False)
    codes, _ = pd.factorize(labels)
    return codes.astype(np.int64)
