"""Similarity: cosines of term weights, the terms behind them, and articles arranged by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from components.analysis.collection.tfidf import TermWeights

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MapLike = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]

BLOCK = 256
_NONE = pd.DataFrame(
    {"a": np.array([], dtype=np.int64), "b": np.array([], dtype=np.int64), "score": np.array([])}
)


def similar_pairs(
    weights: TermWeights, *, threshold: float, top: int | None = None, run: MapLike = map
) -> pd.DataFrame:
    """Find the pairs of articles whose cosine is at least `threshold`.

    Columns `a`, `b` (row numbers, a < b) and `score` (cosine, 0 to 1), best first, equal scores by
    row number. Exact: no pair is missed. With `top`, a pair stays only if it is among the `top`
    best of at least one of its two articles. No articles give no rows. `run` is any `map`, so that
    processes or machines can share the work. A high cosine means a common subject, not copying: two
    reports of one event without a sentence in common can reach 0.6. Time grows with the square of
    the number of articles, memory with one block of rows.
    """
    blocks = range(0, weights.matrix.shape[0], BLOCK)
    find = partial(_pairs_of_block, weights.matrix, threshold, top)
    found = pd.concat([_NONE, *run(find, blocks)], ignore_index=True)
    if top is not None:
        found = _keep_best(found, top)
    found = found.sort_values(["score", "a", "b"], ascending=[False, True, True])
    return found.reset_index(drop=True)


def explain(weights: TermWeights, a: int, b: int) -> pd.DataFrame:
    """Name the terms that make two articles similar.

    `a` and `b` are row numbers. Columns `term` and `share`, largest first; the shares add up to the
    cosine of the two. Without a term in common there are no rows.
    """
    common = weights.matrix[a].multiply(weights.matrix[b]).tocoo()
    shares = pd.DataFrame({"term": weights.terms[common.col], "share": common.data})
    return shares.sort_values(["share", "term"], ascending=[False, True]).reset_index(drop=True)


def best_terms(weights: TermWeights, a: np.ndarray, b: np.ndarray, most: int) -> list[list[str]]:
    """For each pair of rows the `most` terms that `explain` names first; [] without a common one.

    `a` and `b` are arrays of row numbers of equal length. Some twenty microseconds a pair.
    """
    found: list[list[str]] = []
    for start in range(0, len(a), BLOCK):
        chunk = slice(start, start + BLOCK)
        common = weights.matrix[a[chunk]].multiply(weights.matrix[b[chunk]]).tocsr()
        common.sort_indices()
        for first, behind in pairwise(common.indptr.tolist()):
            # The terms are sorted, so equal shares come by term.
            best = np.argsort(-common.data[first:behind], kind="stable")[:most]
            found.append(weights.terms[common.indices[first:behind][best]].tolist())
    return found


def find_closest(pairs: pd.DataFrame) -> dict[str, str]:
    """The most similar other article of each article, the best pair first.

    `pairs` has columns `a`, `b` (ids) and `score`, best first. An article whose scores are all 0
    has none.
    """
    near = pairs.loc[pairs["score"] > 0, ["a", "b"]]
    turned = near.rename(columns={"a": "b", "b": "a"})
    best = pd.concat([near, turned]).sort_index().drop_duplicates("a")
    return dict(zip(best["a"], best["b"], strict=True))


def cluster_order(ids: Sequence[str], pairs: pd.DataFrame) -> list[str]:
    """Order articles so that similar ones are neighbours.

    The leaves of an average-linkage tree over 1 - cosine, turned so that neighbours are as close as
    possible (Bar-Joseph, Gifford and Jaakkola 2001, as in SciPy). `pairs` has columns `a`, `b`
    (ids) and `score`; a pair that is not in it counts as 0. Fewer than three articles stay as they
    are.
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


def _pairs_of_block(
    matrix: csr_matrix, threshold: float, top: int | None, start: int
) -> pd.DataFrame:
    cosines = np.clip((matrix[start : start + BLOCK] @ matrix.T).toarray(), 0.0, 1.0)
    rows = np.arange(start, start + len(cosines))
    if top is None:
        keep = cosines >= threshold
        keep &= np.arange(matrix.shape[0]) > rows[:, None]
    else:
        cosines[np.arange(len(rows)), rows] = -1.0
        keep = (cosines >= threshold) & _is_among_best(cosines, top)
    first, second = np.nonzero(keep)
    a, b = rows[first], second
    return pd.DataFrame(
        {"a": np.minimum(a, b), "b": np.maximum(a, b), "score": cosines[first, second]}
    )


def _is_among_best(cosines: np.ndarray, top: int) -> np.ndarray:
    if cosines.shape[1] <= top:
        return np.ones(cosines.shape, dtype=bool)
    least = np.partition(cosines, -top, axis=1)[:, -top]
    kept: np.ndarray = cosines >= least[:, None]
    return kept


def _keep_best(found: pd.DataFrame, top: int) -> pd.DataFrame:
    """The pairs among the `top` best of a or of b; in `found` a pair may be there twice."""
    once = found.drop_duplicates(["a", "b"])
    sides = pd.concat([once.assign(of=once["a"]), once.assign(of=once["b"])])
    sides = sides.sort_values(["score", "a", "b"], ascending=[False, True, True])
    best: Iterator[int] | pd.Index = sides.groupby("of").head(top).index.unique()
    return once.loc[best]
