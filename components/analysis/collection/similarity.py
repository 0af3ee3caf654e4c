"""Similarity: cosines of term weights, the terms behind them, and articles arranged by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.collection.tfidf import TermWeights

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

VERSION = "4"
# At most so many articles are projected, which takes time with nearly their square.
LANDMARKS = 3_000
NEIGHBOURS = 8
# A map is kept while it has at least this share of the articles; then all are placed again.
STAYS_FOR = 2 / 3
COMPONENTS = 50
_SEED = 0
Points = NDArray[np.float64]


def no_points() -> pd.DataFrame:
    """The table of a projection without articles."""
    return pd.DataFrame({"article": pd.Series(dtype=str), "x": [], "y": [], "placed": []})


def project_articles(
    ids: Sequence[str], weights: TermWeights, known: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Place articles on a plane so that neighbours are similar; great distances mean little.

    The rows of `weights` (TF-IDF, in the order of `ids`) are reduced to 50 dimensions by truncated
    SVD and these to two by t-SNE (van der Maaten and Hinton 2008), with a fixed seed and one
    thread, on which sums depend: the same articles give the same points. Of more than `LANDMARKS`
    articles only so many, evenly spread over `ids`, are projected, and each other one is placed at
    the median of its nearest `NEIGHBOURS`. `known` is an earlier result: while it has most of the
    articles they keep their points and only new ones are placed.

    Columns `article`, `x`, `y` (-1 to 1), `placed` ("projected" or "by neighbours"). No rows for
    fewer than three articles, or articles without terms.
    """
    from threadpoolctl import threadpool_limits

    if len(ids) < 3 or not weights.matrix.nnz:
        return no_points()
    with threadpool_limits(1):
        return _place(ids, weights, known)


def _place(ids: Sequence[str], weights: TermWeights, known: pd.DataFrame | None) -> pd.DataFrame:
    vectors = _reduce(weights)
    points = np.full((len(ids), 2), np.nan)
    held = _keep(ids, points, known)
    fixed = held if held.mean() >= STAYS_FOR else _project(vectors, points)
    rest = np.flatnonzero(~fixed)
    points[rest] = _among_neighbours(vectors, points, np.flatnonzero(fixed), rest)
    placed = np.where(fixed, "projected", "by neighbours")
    return pd.DataFrame(
        {"article": list(ids), "x": points[:, 0], "y": points[:, 1], "placed": placed}
    )


def _reduce(weights: TermWeights) -> Points:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    size = min(COMPONENTS, min(weights.matrix.shape) - 1)
    reduced = TruncatedSVD(max(size, 1), random_state=_SEED).fit_transform(weights.matrix)
    vectors: Points = normalize(reduced)
    return vectors


def _keep(ids: Sequence[str], points: Points, known: pd.DataFrame | None) -> NDArray[np.bool_]:
    if known is None or known.empty:
        return np.zeros(len(ids), dtype=bool)
    places = known[known["placed"] == "projected"].set_index("article")
    points[:] = places.reindex(list(ids))[["x", "y"]].to_numpy()
    return ~np.isnan(points[:, 0])


def _project(vectors: Points, points: Points) -> NDArray[np.bool_]:
    from sklearn.manifold import TSNE

    count = len(vectors)
    chosen = np.unique(np.linspace(0, count - 1, min(count, LANDMARKS)).astype(int))
    wide = min(30.0, (len(chosen) - 1) / 3)
    start = "pca" if min(len(chosen), vectors.shape[1]) > 1 else "random"
    plane = TSNE(perplexity=wide, init=start, random_state=_SEED).fit_transform(vectors[chosen])
    middle = (plane.max(axis=0) + plane.min(axis=0)) / 2
    points[:] = np.nan
    points[chosen] = (plane - middle) / max(float(np.abs(plane - middle).max()), 1e-9)
    return ~np.isnan(points[:, 0])


def _among_neighbours(
    vectors: Points, points: Points, fixed: NDArray[np.intp], rest: NDArray[np.intp]
) -> Points:
    from sklearn.neighbors import NearestNeighbors

    if not len(rest):
        return points[rest]
    near = NearestNeighbors(n_neighbors=min(NEIGHBOURS, len(fixed))).fit(vectors[fixed])
    _, found = near.kneighbors(vectors[rest])
    # The median: a mean would put what lies between two groups into the empty space between them.
    middle: Points = np.median(points[fixed[found]], axis=1)
    return middle


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
