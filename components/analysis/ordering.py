"""The order in which articles stand in the matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd


def cluster_order(ids: Sequence[str], pairs: pd.DataFrame) -> list[str]:
    """Order articles so that similar ones stand side by side.

    The leaves of an average-linkage tree over 1 - cosine, turned so that neighbours are as close
    as may be (Bar-Joseph, Gifford and Jaakkola 2001, as in SciPy). `pairs` has columns `a`, `b`
    (ids) and `score`; a pair that is not in it stands as far apart
    as any can. Fewer than three articles stay as they
    are. For the tens of articles that a matrix can show, not for thousands.
    """
    if len(ids) < 3:
        return list(ids)
    from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
    from scipy.spatial.distance import squareform

    place = {article: row for row, article in enumerate(ids)}
    shown = pairs[pairs["a"].isin(place) & pairs["b"].isin(place)]
    distances = np.ones((len(ids), len(ids)))
    rows, columns = shown["a"].map(place).to_numpy(), shown["b"].map(place).to_numpy()
    distances[rows, columns] = distances[columns, rows] = 1 - shown["score"].to_numpy()
    np.fill_diagonal(distances, 0)
    condensed = squareform(distances, checks=False)
    tree = optimal_leaf_ordering(linkage(condensed, "average"), condensed)
    return [ids[leaf] for leaf in leaves_list(tree)]
