"""Projection: articles as points on a plane, similar ones near each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.collection.tfidf import TermWeights

VERSION = "3"
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
    SVD and these to two by t-SNE (van der Maaten and Hinton 2008), with a fixed seed: the same
    articles give the same points. Of more than `LANDMARKS` articles only so many, evenly spread
    over `ids`, are projected, and each other one is placed at the median of its nearest
    `NEIGHBOURS`. `known` is an earlier result: while it has most of the articles they keep their
    points and only new ones are placed.

    Columns `article`, `x`, `y` (-1 to 1), `placed` ("projected" or "by neighbours"). No rows for
    fewer than three articles, or articles without terms.
    """
    if len(ids) < 3 or not weights.matrix.nnz:
        return no_points()
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
